using System.Xml.Linq;

namespace Symetrie.Api.Plots;

/// <summary>The ground of a table of coloured cells: names down its left, names across its top, and where each cell lies.</summary>
internal sealed class Matrix
{
    private readonly Sheet sheet;
    private readonly string figures;
    private readonly double top;
    private readonly double slope;
    private readonly double longest;

    /// <summary>Writes the names.</summary>
    /// <param name="sheet">The picture.</param>
    /// <param name="rows">The names down the left.</param>
    /// <param name="columns">The names across the top.</param>
    /// <param name="tallest">The tallest a row may be, in pixels.</param>
    /// <param name="figures">The widest figure that a narrow cell has to hold.</param>
    /// <param name="title">What the rows are, above their names; empty for nothing.</param>
    public Matrix(Sheet sheet, IReadOnlyList<string> rows, IReadOnlyList<string> columns, double tallest, string figures, string title = "")
    {
        (this.sheet, this.figures) = (sheet, figures);
        var width = sheet.Look.Width;
        Name = width < 480 ? 11 : 12;
        Left = Math.Clamp(rows.Append(title).Select(r => Svg.WidthOf(r, Name)).DefaultIfEmpty(0).Max() + 18, 60, width * 0.3);
        longest = Math.Min(columns.Select(c => Svg.WidthOf(c, Name)).DefaultIfEmpty(0).Max(), 130);
        Wide = Math.Min((width - Left - 12) / Math.Max(1, columns.Count), 96);
        // Names lie level where they have room, else they climb.
        slope = longest < Wide - 6 ? 0 : Wide < 34 ? -90 : -40;
        var rise = slope == 0 ? 8 : (longest * Math.Sin(-slope * Math.PI / 180)) + 6;
        // A name that climbs aslant leans over the last column.
        if (slope == -40) Wide = Math.Min(Wide, (width - Left - 12 - (longest * 0.45)) / Math.Max(1, columns.Count));
        (Tall, top) = (Math.Min(Wide, tallest), sheet.Below + rise);
        for (var c = 0; c < columns.Count; c++) sheet.Add(Head(columns[c], Left + (Wide * (c + 0.5))));
        for (var r = 0; r < rows.Count; r++)
            sheet.Add(sheet.Text(Left - 8, top + (Tall * (r + 0.5)) + 4, Svg.Fit(Svg.Clean(rows[r]), Name, Left - 10), Name, Ink.Text, "end", Whole(Svg.Clean(rows[r]), Left - 10)));
        if (title.Length > 0) sheet.Add(sheet.Text(Left - 8, top - 6, Svg.Fit(title, Name, Left - 10), Name, Ink.Soft, "end"));
        sheet.Below = top + (Tall * rows.Count) + 26;
    }

    /// <summary>The size of names.</summary>
    public double Name { get; }

    /// <summary>Where the cells begin.</summary>
    public double Left { get; }

    /// <summary>A cell's width.</summary>
    public double Wide { get; }

    /// <summary>A cell's height.</summary>
    public double Tall { get; }

    /// <summary>Draws a cell.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="column">Its column.</param>
    /// <param name="step">Its step of the colours, −4 to 4; null where there is nothing to see: then it is hatched.</param>
    /// <param name="text">Its figure; empty where there is none.</param>
    /// <param name="style">Further attributes of the figure.</param>
    /// <param name="frame">The ink of its frame; null for none.</param>
    /// <param name="names">What is known of it: attributes, and the title shown when it is pointed at.</param>
    public void Cell(int row, int column, int? step, string text, IEnumerable<object> style, Ink? frame, params IEnumerable<object> names)
    {
        var (x, y) = (Left + (Wide * column) + 1, top + (Tall * row) + 1);
        var cell = Sheet.Group(names);
        cell.Add(sheet.Box(x, y, Wide - 2, Tall - 2, step is { } known ? Ink.Steps[known + 4] : null));
        if (frame is not null) cell.Add(sheet.Frame(x + 0.75, y + 0.75, Wide - 3.5, Tall - 3.5, frame));
        // One size for all figures of a picture: a longer one is no lesser one.
        var size = Math.Min(12, (Wide - 3) / Svg.WidthOf(figures, 1.05));
        if (text.Length > 0) cell.Add(sheet.Text(x + ((Wide - 2) / 2), y + ((Tall - 2) / 2) + (size * 0.36), text, size, step is { } upon ? Ink.Upon(upon) : Ink.Text, "middle", style));
        sheet.Add(cell);
    }

    /// <summary>The bar that tells which colour means what.</summary>
    /// <param name="edges">The figures at which the colours change, from the middle outwards.</param>
    /// <param name="low">What the lowest end means.</param>
    /// <param name="high">What the highest end means.</param>
    public void Bar(IReadOnlyList<string> edges, string low, string high)
    {
        var wide = Math.Min(34, (sheet.Look.Width - 24) / 9.0);
        sheet.Add(sheet.Text(12, sheet.Below, Svg.Fit(low, 12, wide * 4.4), 12, Ink.Soft), sheet.Text(12 + (wide * 9), sheet.Below, Svg.Fit(high, 12, wide * 4.4), 12, Ink.Soft, "end"));
        sheet.Below += 6;
        for (var i = 0; i < 9; i++) sheet.Add(sheet.Box(12 + (wide * i), sheet.Below, wide - 1, 12, Ink.Steps[i]));
        for (var i = 0; i < 8; i++)
            sheet.Add(sheet.Text(12 + (wide * (i + 1)) - 0.5, sheet.Below + 25, i < 4 ? "−" + edges[3 - i] : edges[i - 4], 11, Ink.Soft, "middle"));
        sheet.Below += 48;
    }

    // A name that was cut is told whole when it is pointed at.
    private IEnumerable<object> Whole(string name, double width) => Svg.WidthOf(name, Name) > width ? [Sheet.Tip(name)] : [];

    private XElement Head(string whole, double x)
    {
        var name = Svg.Fit(whole, Name, longest + 2);
        if (slope == 0) return sheet.Text(x, top - 6, name, Name, Ink.Text, "middle", Whole(whole, longest + 2));
        var (at, y) = (slope == -90 ? x + 4 : x, top - 6);
        return sheet.Text(at, y, name, Name, Ink.Text, "start", new XAttribute("transform", $"rotate({slope} {Svg.At(at)} {Svg.At(y)})"), Whole(whole, longest + 2));
    }
}
