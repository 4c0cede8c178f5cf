using System.Xml.Linq;

namespace Symetrie.Api.Plots;

/// <summary>What a contour is drawn from.</summary>
/// <param name="Period">The period's key; null where nothing is published.</param>
/// <param name="Dimension">The dimension.</param>
/// <param name="Row">The row of <c>outcomes</c> of the surface; null where there is none.</param>
internal sealed record ContourContent(string? Period, PlotDimension Dimension, PlotRow? Row);

/// <summary>An outcome as a landscape over both voices: employees' score across, customers' up, the outcome by colour. Where the teams do not lie it is pale: there the
/// surface is guessed.</summary>
internal sealed class SurfaceContour
{
    private const int Cells = 44;
    private readonly ContourContent content;
    private readonly PlotRow row;
    private readonly PlotLook look;
    private readonly Sheet sheet;
    private readonly Scale across;
    private readonly Scale up;
    private readonly double least;
    private readonly double most;
    private readonly bool lowIsGood;

    private SurfaceContour(ContourContent content, PlotRow row, PlotLook look)
    {
        (this.content, this.row, this.look, lowIsGood) = (content, row, look, row.Text("better") == "lower");
        sheet = new Sheet(look, "outcome-surface", Title(content, look), look.Say(
            "The outcome by employees’ score (across) and customers’ score (up), 0–100 points. On the dashed line both are equal. Most teams lie within the oval; outside it the colours are a guess.",
            "Le résultat selon la note des salariés (horizontale) et celle des clients (verticale), 0–100 points. Sur la droite en tirets, les deux sont égales. La plupart des équipes sont dans l’ovale ; au-dehors, les couleurs sont supposées."));
        var spread = 2.4 * Math.Max(row.Known("employeeSd"), row.Known("customerSd"));
        var (low, high) = Scale.Around([Math.Min(row.Known("employeeMean"), row.Known("customerMean")) - spread, Math.Max(row.Known("employeeMean"), row.Known("customerMean")) + spread]);
        var side = Math.Min(look.Width - 76, 480);
        var (left, top) = (58.0, sheet.Below);
        (across, up) = (new Scale(low, high, left, left + side), new Scale(low, high, top + side, top));
        sheet.Below = top + side + 58;
        // The colours span what the surface takes where teams lie; beyond it they end.
        var inside = Grid().Where(p => Distance(p.X, p.Y) <= 1).Select(p => At(p.X, p.Y)).DefaultIfEmpty(At(row.Known("employeeMean"), row.Known("customerMean"))).ToArray();
        (least, most) = (inside.Min(), inside.Max());
    }

    /// <summary>Draws a contour.</summary>
    public static XDocument Draw(ContourContent content, PlotLook look)
    {
        if (content.Row is not { IsShown: true } row)
        {
            var empty = new Sheet(look, "outcome-surface", Title(content, look), look.Say(
                "Nothing is published here: an outcome and both voices are needed of 30 teams.", "Rien n’est publié ici : il faut un résultat et les deux voix de 30 équipes."));
            return empty.Finish(look.Say("Nothing is published.", "Rien n’est publié."));
        }

        var contour = new SurfaceContour(content, row, look);
        contour.Ground();
        contour.Lines();
        contour.Signs();
        return contour.sheet.Finish(contour.Describe());
    }

    /// <summary>What a verdict of a surface says.</summary>
    public static string Verdict(PlotLook look, string verdict) => verdict switch
    {
        "symmetry-helps" => look.Say("best where both voices are equal: shown", "au mieux là où les deux voix sont égales : démontré"),
        "one-ahead-is-best" => look.Say("worse with the distance between the voices, and best with one of them a little ahead", "moins bon quand les voix s’éloignent, au mieux avec l’une un peu devant"),
        "symmetry-hurts" => look.Say("better the further the voices are apart", "meilleur quand les voix s’éloignent"),
        "level-only" => look.Say("moves with how high the voices are; that their distance matters is not shown", "suit le niveau des voix ; que leur distance compte n’est pas démontré"),
        "no-effect-shown" => look.Say("nothing is shown", "rien n’est démontré"),
        _ => look.Say("no verdict: which way is good was not said", "sans verdict : le bon sens n’a pas été dit"),
    };

    private static string Title(ContourContent content, PlotLook look)
    {
        var metric = content.Row?.Text(look.French ? "metricNameFr" : "metricName") ?? look.Say("Outcome", "Résultat");
        return look.Say($"{metric} by both voices: {content.Dimension.Name}, {content.Period}", $"{metric} selon les deux voix : {content.Dimension.Name}, {content.Period}");
    }

    private double At(double employee, double customer)
    {
        var (x, y) = (employee - row.Known("centre"), customer - row.Known("centre"));
        return row.Known("b0") + (row.Known("b1") * x) + (row.Known("b2") * y) + (row.Known("b3") * x * x) + (row.Known("b4") * x * y) + (row.Known("b5") * y * y);
    }

    // 1 on the oval that holds nine of ten teams, if their means are normal.
    private double Distance(double employee, double customer)
    {
        var r = Math.Clamp(row.Real("voicesPearson") ?? 0, -0.98, 0.98);
        var (x, y) = ((employee - row.Known("employeeMean")) / row.Known("employeeSd"), (customer - row.Known("customerMean")) / row.Known("customerSd"));
        return ((x * x) - (2 * r * x * y) + (y * y)) / (1 - (r * r)) / 4.605;
    }

    private IEnumerable<(double X, double Y)> Grid()
    {
        var cell = (across.High - across.Low) / Cells;
        for (var j = 0; j < Cells; j++)
            for (var i = 0; i < Cells; i++) yield return (across.Low + (cell * (i + 0.5)), across.Low + (cell * (j + 0.5)));
    }

    // Blue is good, orange is not, whichever way the metric goes.
    private int Step(double value)
    {
        if (most <= least) return 0;
        var place = (int)Math.Clamp(Math.Floor((value - least) / (most - least) * 9), 0, 8) - 4;
        return lowIsGood ? -place : place;
    }

    private void Ground()
    {
        var (cell, pixels) = ((across.High - across.Low) / Cells, (across.End - across.Start) / Cells);
        for (var j = 0; j < Cells; j++)
        {
            var y = across.Low + (cell * (j + 0.5));
            for (var i = 0; i < Cells;)
            {
                // One box as long as the colour stays.
                var (step, inside, start) = (Step(At(across.Low + (cell * (i + 0.5)), y)), Distance(across.Low + (cell * (i + 0.5)), y) <= 1, i);
                while (i < Cells && Step(At(across.Low + (cell * (i + 0.5)), y)) == step && Distance(across.Low + (cell * (i + 0.5)), y) <= 1 == inside) i++;
                sheet.Add(sheet.Box(across.Start + (pixels * start), up.Start - (pixels * (j + 1)), pixels * (i - start), pixels, Ink.Steps[step + 4], null, inside ? [Crisp()] : [Crisp(), new XAttribute("opacity", "0.28")]));
            }
        }
    }

    // Neighbours meet without a seam.
    private static XAttribute Crisp() => new("shape-rendering", "crispEdges");

    private void Lines()
    {
        var (low, high) = (across.Low, across.High);
        sheet.Add(sheet.Line(across.At(low), up.At(low), across.At(high), up.At(high), Ink.Text, 1.2, new XAttribute("stroke-dasharray", "6 4"), new XAttribute("data-role", "equality")));
        foreach (var tick in across.Ticks())
        {
            sheet.Add(sheet.Text(across.At(tick), up.Start + 16, look.Figure(tick, 0), 11, Ink.Soft, "middle"), sheet.Text(across.Start - 6, up.At(tick) + 4, look.Figure(tick, 0), 11, Ink.Soft, "end"));
        }

        sheet.Add(sheet.Text((across.Start + across.End) / 2, up.Start + 36, look.Say("employees", "salariés"), 12, Ink.Employee, "middle"));
        var (x, y) = (16.0, (up.Start + up.End) / 2);
        sheet.Add(sheet.Text(x, y, look.Say("customers", "clients"), 12, Ink.Customer, "middle", new XAttribute("transform", $"rotate(-90 {Svg.At(x)} {Svg.At(y)})")));
        sheet.Add(sheet.Shape("polygon", Oval(), null, Ink.Axis, new XAttribute("data-role", "teams")));
    }

    private IEnumerable<(double X, double Y)> Oval()
    {
        var r = Math.Clamp(row.Real("voicesPearson") ?? 0, -0.98, 0.98);
        var radius = Math.Sqrt(4.605);
        for (var i = 0; i < 72; i++)
        {
            var angle = i * Math.PI / 36;
            var (u, v) = (Math.Cos(angle), Math.Sin(angle));
            yield return (across.Within(row.Known("employeeMean") + (radius * row.Known("employeeSd") * u)), up.Within(row.Known("customerMean") + (radius * row.Known("customerSd") * ((r * u) + (Math.Sqrt(1 - (r * r)) * v)))));
        }
    }

    private void Signs()
    {
        var wide = Math.Min(44, (look.Width - 24) / 9.0);
        sheet.Add(sheet.Text(12, sheet.Below, look.Say("worse", "moins bon"), 12, Ink.Soft), sheet.Text(12 + (wide * 9), sheet.Below, look.Say("better", "meilleur"), 12, Ink.Soft, "end"));
        sheet.Below += 6;
        for (var i = 0; i < 9; i++)
        {
            sheet.Add(sheet.Box(12 + (wide * i), sheet.Below, wide - 1, 12, Ink.Steps[i]));
            var value = lowIsGood ? most - ((most - least) * (i + 0.5) / 9) : least + ((most - least) * (i + 0.5) / 9);
            if (i % 2 == 0) sheet.Add(sheet.Text(12 + (wide * (i + 0.5)), sheet.Below + 25, look.Figure(value, 1), 11, Ink.Soft, "middle"));
        }

        sheet.Below += 48;
        sheet.Note(Summary());
    }

    private string Summary() => look.Say(
        $"{row.Count("teams")} teams: {Verdict(look, row.Text("verdict"))}. The two voices and their squares account for {look.Figure(100 * row.Known("rSquared"), 0)} % of the differences between teams; each for itself for {look.Figure(100 * row.Known("rSquaredAdditive"), 0)} %.",
        $"{row.Count("teams")} équipes : {Verdict(look, row.Text("verdict"))}. Les deux voix et leurs carrés expliquent {look.Figure(100 * row.Known("rSquared"), 0)} % des différences entre équipes ; chacune pour elle-même, {look.Figure(100 * row.Known("rSquaredAdditive"), 0)} %.");

    private string Describe() => Summary() + look.Say(
        $" Slope along equality {look.Signed(row.Known("a1"), 3)}, curvature along disagreement {look.Signed(row.Known("a4"), 4)} {look.Interval(row.Known("a4Lower"), row.Known("a4Upper"), 4)}.",
        $" Pente le long de l’égalité {look.Signed(row.Known("a1"), 3)}, courbure le long du désaccord {look.Signed(row.Known("a4"), 4)} {look.Interval(row.Known("a4Lower"), row.Known("a4Upper"), 4)}.");
}
