using System.Xml.Linq;

namespace Symetrie.Api.Plots;

/// <summary>What a symmetry map is drawn from.</summary>
/// <param name="Period">The period's key; null where nothing is published.</param>
/// <param name="Dimension">The dimension.</param>
/// <param name="Teams">The teams.</param>
/// <param name="Gaps">Rows of <c>gaps</c> of this period and dimension.</param>
/// <param name="Scores">Rows of <c>scores</c> of them, both voices.</param>
/// <param name="Margin">The margin of symmetry in score points; null where the snapshot does not tell it.</param>
internal sealed record MapContent(string? Period, PlotDimension Dimension, PlotTeams Teams, IReadOnlyList<PlotRow> Gaps, IReadOnlyList<PlotRow> Scores, double? Margin);

/// <summary>Each team as its employees' score against its customers': on the line both are the same, in the band around it the difference is too small to matter.</summary>
internal sealed class SymmetryMap
{
    private readonly MapContent content;
    private readonly PlotLook look;
    private readonly Sheet sheet;
    private readonly PlotRow[] shown;
    private readonly Dictionary<(string Team, string Voice), PlotRow> scores;
    private readonly Scale across;
    private readonly Scale up;

    private SymmetryMap(MapContent content, PlotLook look)
    {
        (this.content, this.look) = (content, look);
        var teams = content.Teams.Teams.Select(t => t.Key).ToHashSet(StringComparer.Ordinal);
        // Marks that say more lie above those that say less.
        shown = [.. content.Gaps.Where(g => g.IsShown && teams.Contains(g.Text("team"))).OrderBy(g => Marks.Rank(g.Text("verdict")))];
        scores = content.Scores.Where(s => s.IsShown && teams.Contains(s.Text("team"))).ToDictionary(s => (s.Text("team"), s.Text("voice")));
        sheet = new Sheet(look, "symmetry-map", look.Say($"Symmetry map: {content.Dimension.Name}, {content.Period}", $"Carte de symétrie : {content.Dimension.Name}, {content.Period}"), Subtitle());
        var (low, high) = Scale.Around(shown.SelectMany(g => new[] { g.Known("employeeMean"), g.Known("customerMean") }));
        var side = Math.Min(look.Width - 76, 560);
        var (left, top) = (58.0, sheet.Below);
        (across, up) = (new Scale(low, high, left, left + side), new Scale(low, high, top + side, top));
        sheet.Below = top + side + 58;
    }

    /// <summary>Draws a map.</summary>
    public static XDocument Draw(MapContent content, PlotLook look)
    {
        var map = new SymmetryMap(content, look);
        map.Ground();
        map.Crosses();
        map.Points();
        map.Signs();
        return map.sheet.Finish(map.Describe());
    }

    private string Subtitle() => look.Say(
        "Each mark is a team (0–100 points). On the line, employees and customers give the same score; right of it employees rate higher, above it customers do.",
        "Chaque marque est une équipe (0–100 points). Sur la droite, salariés et clients donnent la même note ; à droite les salariés sont plus favorables, au-dessus les clients.");

    private void Ground()
    {
        var (low, high) = (across.Low, across.High);
        if (content.Margin is { } m)
            sheet.Add(sheet.Shape("polygon", new[] { (low, low), (low + m, low), (high, high - m), (high, high), (high - m, high), (low, low + m) }.Select(p => (across.At(p.Item1), up.At(p.Item2))), Ink.Band, null, new XAttribute("data-role", "margin")));
        foreach (var tick in across.Ticks())
        {
            sheet.Add(
                sheet.Line(across.At(tick), up.Start, across.At(tick), up.End, Ink.Grid), sheet.Line(across.Start, up.At(tick), across.End, up.At(tick), Ink.Grid),
                sheet.Text(across.At(tick), up.Start + 16, look.Figure(tick, 0), 12, Ink.Soft, "middle", new XAttribute("data-tick", "x")),
                sheet.Text(across.Start - 8, up.At(tick) + 4, look.Figure(tick, 0), 12, Ink.Soft, "end", new XAttribute("data-tick", "y")));
        }

        sheet.Add(
            sheet.Line(across.At(low), up.At(low), across.At(high), up.At(high), Ink.Symmetric, 1.5, new XAttribute("data-role", "identity")),
            sheet.Line(across.Start, up.Start, across.End, up.Start, Ink.Axis), sheet.Line(across.Start, up.Start, across.Start, up.End, Ink.Axis),
            sheet.Text((across.Start + across.End) / 2, up.Start + 36, look.Say("Employees’ score", "Note des salariés"), 13, Ink.Text, "middle"),
            sheet.Text(16, (up.Start + up.End) / 2, look.Say("Customers’ score", "Note des clients"), 13, Ink.Text, "middle", new XAttribute("transform", $"rotate(-90 16 {Svg.At((up.Start + up.End) / 2)})")));
    }

    private void Crosses()
    {
        var crosses = Sheet.Group(new XAttribute("data-role", "uncertainty"), new XAttribute("stroke-opacity", shown.Length > 60 ? "0.5" : "0.9"));
        foreach (var gap in shown)
        {
            var (x, y) = (across.At(gap.Known("employeeMean")), up.At(gap.Known("customerMean")));
            if (Ends(gap, "employee") is { } e) crosses.Add(sheet.Line(across.Within(e.Lower), y, across.Within(e.Upper), y, Ink.Cross, 1, new XAttribute("data-team", Svg.Clean(gap.Text("team")))));
            if (Ends(gap, "customer") is { } c) crosses.Add(sheet.Line(x, up.Within(c.Lower), x, up.Within(c.Upper), Ink.Cross, 1, new XAttribute("data-team", Svg.Clean(gap.Text("team")))));
        }

        sheet.Add(crosses);
    }

    private (double Lower, double Upper)? Ends(PlotRow gap, string voice) =>
        scores.TryGetValue((gap.Text("team"), voice), out var score) && score.Real("meanLower") is { } lower && score.Real("meanUpper") is { } upper ? (lower, upper) : null;

    private void Points()
    {
        var size = shown.Length > 400 ? 3 : shown.Length > 120 ? 4 : 5.5;
        foreach (var gap in shown)
        {
            sheet.Add(Sheet.At(across.At(gap.Known("employeeMean")), up.At(gap.Known("customerMean")),
                new XAttribute("data-team", Svg.Clean(gap.Text("team"))), new XAttribute("data-verdict", gap.Text("verdict")), Sheet.Tip(Tell(gap)), Marks.Of(sheet, gap.Text("verdict"), size)));
        }

        var names = new MapNames(across, up, [.. shown.Select(g => (across.At(g.Known("employeeMean")), up.At(g.Known("customerMean"))))]);
        foreach (var gap in shown.Where(g => g.Text("verdict") is not ("undetermined" or "")).OrderByDescending(Size).Take(14))
        {
            var name = Svg.Fit(Svg.Clean(gap.Text("teamName")), 11, 120);
            if (names.Place(across.At(gap.Known("employeeMean")), up.At(gap.Known("customerMean")), Svg.WidthOf(name, 11)) is { } place) sheet.Add(sheet.Halo(place.X, place.Y, name, 11, Ink.Text, place.Anchor));
        }
    }

    private static double Size(PlotRow gap) => Math.Abs(gap.Real("relativeGap") ?? gap.Real("shrunkenGap") ?? gap.Known("gap"));

    private string Tell(PlotRow gap)
    {
        var interval = gap.Real("gapLower") is { } lower && gap.Real("gapUpper") is { } upper ? " " + look.Interval(lower, upper, 1) : "";
        return look.Say(
            $"{gap.Text("teamName")}: employees {look.Figure(gap.Known("employeeMean"), 1)} (n {gap.Count("employees")}), customers {look.Figure(gap.Known("customerMean"), 1)} (n {gap.Count("customers")}), gap {look.Signed(gap.Known("gap"), 1)}{interval}, {look.Verdict(gap.Text("verdict"))}",
            $"{gap.Text("teamName")} : salariés {look.Figure(gap.Known("employeeMean"), 1)} (n {gap.Count("employees")}), clients {look.Figure(gap.Known("customerMean"), 1)} (n {gap.Count("customers")}), écart {look.Signed(gap.Known("gap"), 1)}{interval}, {look.Verdict(gap.Text("verdict"))}");
    }

    private void Signs()
    {
        var legend = new Legend(sheet);
        foreach (var verdict in Marks.Verdicts.Reverse())
        {
            var count = shown.Count(g => g.Text("verdict") == verdict);
            if (count > 0 || verdict != "not-comparable") legend.Add(Marks.Of(sheet, verdict), $"{look.Verdict(verdict)} ({count})");
        }

        if (content.Margin is { } margin) legend.Add(sheet.Box(-8, -6, 16, 12, Ink.Band), look.Say($"margin of symmetry, ±{look.Figure(margin, Decimals(margin))} points", $"marge de symétrie, ±{look.Figure(margin, Decimals(margin))} points"), 18);
        legend.Add(Sheet.Group(sheet.Line(-8, 0, 8, 0, Ink.Cross), sheet.Line(0, -7, 0, 7, Ink.Cross)), look.Say("intervals of both means", "intervalles des deux moyennes"), 18);
        sheet.Below += 22;
        var withheld = content.Gaps.Where(g => !g.IsShown && content.Teams.Teams.Any(t => t.Key == g.Text("team"))).Select(g => g.Text("team")).Distinct(StringComparer.Ordinal).Count();
        if (withheld > 0) sheet.Note(look.Say($"Withheld, too few answers or none: {withheld}. They are not drawn.", $"Non diffusées, trop peu de réponses ou aucune : {withheld}. Elles ne sont pas dessinées."));
        foreach (var note in Notes.Of(look, content.Teams, content.Gaps, shown.Any(g => g.Text("verdict") == "not-comparable"))) sheet.Note(note);
    }

    private static int Decimals(double value) => value == Math.Floor(value) ? 0 : 1;

    private string Describe()
    {
        var counts = string.Join(", ", Marks.Verdicts.Reverse().Select(v => (Verdict: v, Count: shown.Count(g => g.Text("verdict") == v))).Where(v => v.Count > 0).Select(v => $"{v.Count} {look.Verdict(v.Verdict)}"));
        var farthest = string.Join("; ", shown.OrderByDescending(g => Math.Abs(g.Known("gap"))).Take(3).Select(Tell));
        return look.Say(
            $"Scatter plot of {shown.Length} teams. Across: employees’ score, up: customers’ score, both from {across.Low:0} to {across.High:0} points, with the line on which they are equal. {counts}. Farthest from the line: {farthest}.",
            $"Nuage de {shown.Length} équipes. En abscisse la note des salariés, en ordonnée celle des clients, de {across.Low:0} à {across.High:0} points, avec la droite d’égalité. {counts}. Les plus éloignées de la droite : {farthest}.");
    }
}
