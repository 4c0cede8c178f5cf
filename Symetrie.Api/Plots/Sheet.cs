using System.Xml.Linq;

namespace Symetrie.Api.Plots;

/// <summary>A picture being drawn: title, subtitle, what is put on it, notes; then its description for those who do not see it.</summary>
internal sealed class Sheet
{
    private const double Edge = 12;
    private const string Fonts = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif";
    private readonly List<XElement> drawn = [];
    private readonly string name;
    private readonly string title;
    private readonly Paint paint;
    private bool hatched;

    /// <summary>Begins a picture.</summary>
    /// <param name="look">How it is to look.</param>
    /// <param name="name">Its name: its ids begin with it.</param>
    /// <param name="title">The title.</param>
    /// <param name="subtitle">What one sees, in a sentence or two.</param>
    public Sheet(PlotLook look, string name, string title, string subtitle)
    {
        (Look, this.name, this.title, paint) = (look, name, title, new Paint(look.Theme));
        Below = 26;
        // Bold letters are wider.
        foreach (var line in Svg.Wrap(title, 17.5, look.Width - (2 * Edge))) Write(line, 16, Ink.Text, bold: true, step: 20);
        foreach (var line in Svg.Wrap(subtitle, 12, look.Width - (2 * Edge))) Write(line, 12, Ink.Soft, bold: false, step: 16);
    }

    /// <summary>How it looks.</summary>
    public PlotLook Look { get; }

    /// <summary>The base of the next line below all that was written.</summary>
    public double Below { get; set; }

    /// <summary>Puts elements on it.</summary>
    public void Add(params IEnumerable<XElement> elements) => drawn.AddRange(elements);

    /// <summary>A note below what was drawn.</summary>
    public void Note(string text)
    {
        foreach (var line in Svg.Wrap(text, 11, Look.Width - (2 * Edge))) Write(line, 11, Ink.Soft, bold: false, step: 15);
    }

    /// <summary>A text.</summary>
    /// <param name="x">Where it is anchored.</param>
    /// <param name="y">Its base.</param>
    /// <param name="text">The text.</param>
    /// <param name="size">The font's size in pixels.</param>
    /// <param name="ink">Its ink.</param>
    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    /// <param name="more">Further attributes.</param>
    public XElement Text(double x, double y, string text, double size, Ink ink, string anchor = "start", params IEnumerable<object> more) => new(Svg.Space + "text",
        new XAttribute("x", Svg.At(x)), new XAttribute("y", Svg.At(y)), new XAttribute("font-size", Svg.At(size)), anchor == "start" ? null : new XAttribute("text-anchor", anchor), paint.Of(ink), more, Svg.Clean(text));

    /// <summary>A text that can be read upon lines: its own shape, broadened, keeps them off.</summary>
    public IEnumerable<XElement> Halo(double x, double y, string text, double size, Ink ink, string anchor)
    {
        var under = Text(x, y, text, size, Ink.Paper, anchor, new XAttribute("stroke-width", "3"), new XAttribute("stroke-linejoin", "round"), new XAttribute("aria-hidden", "true"));
        foreach (var attribute in paint.Of(Ink.Paper, Ink.Paper)) under.SetAttributeValue(attribute.Name, attribute.Value);
        return [under, Text(x, y, text, size, ink, anchor)];
    }

    /// <summary>A straight line.</summary>
    public XElement Line(double x1, double y1, double x2, double y2, Ink ink, double width = 1, params IEnumerable<object> more) => new(Svg.Space + "line",
        new XAttribute("x1", Svg.At(x1)), new XAttribute("y1", Svg.At(y1)), new XAttribute("x2", Svg.At(x2)), new XAttribute("y2", Svg.At(y2)), paint.Of(null, ink), new XAttribute("stroke-width", Svg.At(width)), more);

    /// <summary>A rectangle; hatched where it is not filled with an ink.</summary>
    public XElement Box(double x, double y, double width, double height, Ink? fill, Ink? stroke = null, params IEnumerable<object> more)
    {
        var box = new XElement(Svg.Space + "rect", new XAttribute("x", Svg.At(x)), new XAttribute("y", Svg.At(y)), new XAttribute("width", Svg.At(width)), new XAttribute("height", Svg.At(height)), paint.Of(fill, stroke), more);
        if (fill is not null) return box;
        hatched = true;
        box.SetAttributeValue("fill", $"url(#{name}-hatch)");
        return box;
    }

    /// <summary>The outline of a rectangle.</summary>
    public XElement Frame(double x, double y, double width, double height, Ink ink) =>
        new(Svg.Space + "rect", new XAttribute("x", Svg.At(x)), new XAttribute("y", Svg.At(y)), new XAttribute("width", Svg.At(width)), new XAttribute("height", Svg.At(height)), paint.Of(null, ink), new XAttribute("stroke-width", "1.5"));

    /// <summary>A shape through points.</summary>
    public XElement Shape(string kind, IEnumerable<(double X, double Y)> points, Ink? fill, Ink? stroke, params IEnumerable<object> more) =>
        new(Svg.Space + kind, new XAttribute("points", Svg.Points(points)), paint.Of(fill, stroke), more);

    /// <summary>A circle around the origin.</summary>
    public XElement Disc(double radius, Ink? fill, Ink? stroke) => new(Svg.Space + "circle", new XAttribute("r", Svg.At(radius)), paint.Of(fill, stroke), stroke is null ? null : new XAttribute("stroke-width", "1.6"));

    /// <summary>A group, moved to a place.</summary>
    public static XElement At(double x, double y, params IEnumerable<object?> content) => new(Svg.Space + "g", new XAttribute("transform", $"translate({Svg.At(x)} {Svg.At(y)})"), content);

    /// <summary>Elements that belong together.</summary>
    public static XElement Group(params IEnumerable<object?> content) => new(Svg.Space + "g", content);

    /// <summary>What is said of an element when it is pointed at.</summary>
    public static XElement Tip(string text) => new(Svg.Space + "title", Svg.Clean(text));

    /// <summary>Ends the picture.</summary>
    /// <param name="description">What it shows, for those who do not see it.</param>
    public XDocument Finish(string description)
    {
        var height = Math.Ceiling(Below);
        var root = new XElement(Svg.Space + "svg",
            new XAttribute("width", Look.Width), new XAttribute("height", Svg.At(height)), new XAttribute("viewBox", $"0 0 {Look.Width} {Svg.At(height)}"),
            new XAttribute("role", "img"), new XAttribute(XNamespace.Xml + "lang", Look.Language), new XAttribute("aria-labelledby", $"{name}-title {name}-desc"), new XAttribute("font-family", Fonts));
        var paper = new XElement(Svg.Space + "rect", new XAttribute("width", Look.Width), new XAttribute("height", Svg.At(height)), paint.Of(Ink.Paper));
        var defs = hatched ? Hatching() : null;
        root.Add(Named("title", title), Named("desc", description), paint.Style(), defs, paper, drawn);
        return new XDocument(root);
    }

    private XElement Named(string kind, string text) => new(Svg.Space + kind, new XAttribute("id", $"{name}-{kind}"), Svg.Clean(text));

    private XElement Hatching() => new(Svg.Space + "defs", new XElement(Svg.Space + "pattern",
        new XAttribute("id", $"{name}-hatch"), new XAttribute("width", 6), new XAttribute("height", 6), new XAttribute("patternUnits", "userSpaceOnUse"), new XAttribute("patternTransform", "rotate(45)"),
        Line(0, 0, 0, 6, Ink.Hatch, 2.4)));

    private void Write(string line, double size, Ink ink, bool bold, double step)
    {
        Add(bold ? Text(Edge, Below, line, size, ink, "start", new XAttribute("font-weight", "600")) : Text(Edge, Below, line, size, ink));
        Below += step;
    }
}
