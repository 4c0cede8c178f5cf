using System.Xml.Linq;

namespace Symetrie.Api.Plots;

/// <summary>What a heat map of gaps is drawn from.</summary>
/// <param name="Period">The period's key; null where nothing is published.</param>
/// <param name="Dimensions">The dimensions, in their order.</param>
/// <param name="Teams">The teams.</param>
/// <param name="Gaps">Rows of <c>gaps</c> of the period.</param>
internal sealed record HeatContent(string? Period, IReadOnlyList<PlotDimension> Dimensions, PlotTeams Teams, IReadOnlyList<PlotRow> Gaps);

/// <summary>Team by dimension: how far employees' score lies above or below customers'. What is withheld is hatched and has no figure.</summary>
internal static class GapHeatmap
{
    private static readonly double[] Edges = [5, 10, 15, 20];

    /// <summary>Draws a heat map.</summary>
    public static XDocument Draw(HeatContent content, PlotLook look)
    {
        var rows = content.Gaps.ToDictionary(g => (g.Text("team"), g.Text("dimension")));
        var dimensions = content.Dimensions.Where(d => content.Gaps.Any(g => g.Text("dimension") == d.Key)).ToArray();
        var sheet = new Sheet(look, "gap-heatmap", look.Say($"Gaps by team and dimension, {content.Period}", $"Écarts par équipe et dimension, {content.Period}"), look.Say(
            "Employees’ score minus customers’, in points. A frame means that the difference is shown (▲ customers, ▶ employees, ● symmetry); without one it may be chance.",
            "Note des salariés moins celle des clients, en points. Un cadre : la différence est démontrée (▲ clients, ▶ salariés, ● symétrie) ; sans cadre, elle peut tenir au hasard."));
        sheet.Below += 4;
        var matrix = new Matrix(sheet, [.. content.Teams.Teams.Select(t => t.Name)], [.. dimensions.Select(d => d.Name)], 26, "−88");
        for (var t = 0; t < content.Teams.Teams.Count; t++)
            for (var d = 0; d < dimensions.Length; d++)
                if (rows.TryGetValue((content.Teams.Teams[t].Key, dimensions[d].Key), out var gap)) Cell(matrix, look, t, d, gap, dimensions[d]);
        matrix.Bar([.. Edges.Select(e => look.Figure(e, 0))], look.Say("customers rate higher", "clients plus favorables"), look.Say("employees rate higher", "salariés plus favorables"));
        var legend = new Legend(sheet);
        legend.Add(sheet.Box(-13, -8, 26, 16, null), look.Say("withheld: too few answers, or none", "non diffusé : trop peu de réponses, ou aucune"), 26);
        sheet.Below += 22;
        var relative = content.Gaps.Any(g => g.Text("verdict") == "not-comparable");
        if (relative) sheet.Note(look.Say("In italics: not asked alike; the figure is the gap less the mean gap of the other teams, or has no colour where that is not known.", "En italique : questions non comparables ; le chiffre est l’écart moins l’écart moyen des équipes, ou n’a pas de couleur si celui-ci manque."));
        foreach (var note in Notes.Of(look, content.Teams, content.Gaps, relative)) sheet.Note(note);
        return sheet.Finish(Describe(content, look, dimensions));
    }

    /// <summary>The step of the colours of a gap.</summary>
    public static int Step(double gap) => Math.Sign(gap) * Edges.Count(e => Math.Abs(gap) > e);

    private static void Cell(Matrix matrix, PlotLook look, int row, int column, PlotRow gap, PlotDimension dimension)
    {
        object[] names = [new XAttribute("data-team", Svg.Clean(gap.Text("team"))), new XAttribute("data-dimension", dimension.Key), new XAttribute("data-status", gap.Text("status")), Sheet.Tip(Tell(look, gap, dimension))];
        if (!gap.IsShown)
        {
            matrix.Cell(row, column, null, "", [], null, names);
            return;
        }

        var verdict = gap.Text("verdict");
        var alike = verdict != "not-comparable";
        var (value, relative) = (alike ? gap.Known("gap") : gap.Real("relativeGap") ?? gap.Known("gap"), gap.Real("relativeGap"));
        var sign = verdict switch { "symmetric" => "●", "employee-favoured" => "▶", "customer-favoured" => "▲", _ => "" };
        // On a telephone a figure alone has room: the frame tells that something is shown, the figure's sign to which side.
        var figure = matrix.Wide < 34 ? look.Figure(value, 0) : look.Signed(value, 0);
        var text = sign.Length > 0 && matrix.Wide >= 46 ? $"{sign} {figure}" : figure;
        object[] style = sign.Length > 0 ? [new XAttribute("font-weight", "700")] : alike ? [] : [new XAttribute("font-style", "italic")];
        matrix.Cell(row, column, alike || relative is not null ? Step(value) : 0, text, style, sign.Length > 0 ? Ink.Text : null, names);
    }

    private static string Tell(PlotLook look, PlotRow gap, PlotDimension dimension)
    {
        var subject = $"{gap.Text("teamName")}, {dimension.Name}" + look.Say(": ", " : ");
        if (!gap.IsShown) return subject + look.Say("withheld", "non diffusé");
        var interval = gap.Real("gapLower") is { } lower && gap.Real("gapUpper") is { } upper ? " " + look.Interval(lower, upper, 1) : "";
        return subject + look.Signed(gap.Known("gap"), 1) + interval + ", " + look.Verdict(gap.Text("verdict"));
    }

    private static string Describe(HeatContent content, PlotLook look, PlotDimension[] dimensions)
    {
        var keys = content.Teams.Teams.Select(t => t.Key).ToHashSet(StringComparer.Ordinal);
        var names = dimensions.ToDictionary(d => d.Key, StringComparer.Ordinal);
        var rows = content.Gaps.Where(g => keys.Contains(g.Text("team")) && names.ContainsKey(g.Text("dimension"))).ToArray();
        var (shown, withheld) = (rows.Where(r => r.IsShown).ToArray(), rows.Count(r => !r.IsShown));
        var largest = string.Join("; ", shown.Where(r => r.Text("verdict") is "employee-favoured" or "customer-favoured").OrderByDescending(r => Math.Abs(r.Known("gap"))).Take(5).Select(r => Tell(look, r, names[r.Text("dimension")])));
        return look.Say(
            $"Table of {content.Teams.Teams.Count} teams by {dimensions.Length} dimensions: {shown.Length} gaps, {withheld} withheld. The largest that are shown: {(largest.Length > 0 ? largest : "none")}.",
            $"Tableau de {content.Teams.Teams.Count} équipes par {dimensions.Length} dimensions : {shown.Length} écarts, {withheld} non diffusés. Les plus grands démontrés : {(largest.Length > 0 ? largest : "aucun")}.");
    }
}
