using System.Xml.Linq;

namespace Symetrie.Api.Plots.Statements;

/// <summary>What goes with it: turnover, absence, revenue, as far as figures of them were given.</summary>
internal static class StatementOutcomes
{
    private const double Apart = 15;

    /// <summary>The part; null where no outcome was given.</summary>
    public static XElement? Part(StatementContent content, StatementWords words)
    {
        var rows = content.Surfaces.Where(r => r.IsShown && r.Text("verdict").Length > 0).ToArray();
        if (rows.Length == 0) return null;
        var lines = rows.GroupBy(r => r.Text("metric")).Select(g => g.OrderByDescending(r => r.Text("dimension") == "overall").First()).OrderBy(r => r.Text("metric"), StringComparer.Ordinal).Select(r => Line(content, words, r));
        return StatementPage.Section("outcomes", StatementPage.H(words.Say("What goes with it", "Ce qui va avec")), StatementPage.List(lines),
            StatementPage.P(words.Say("That two things go together over the teams does not prove that one makes the other.", "Que deux choses aillent ensemble d’une équipe à l’autre ne prouve pas que l’une entraîne l’autre."), "soft"));
    }

    private static string Line(StatementContent content, StatementWords words, PlotRow row)
    {
        var metric = row.Text(words.Look.French ? "metricNameFr" : "metricName");
        var name = content.Dimensions.FirstOrDefault(d => d.Key == row.Text("dimension"))?.Name.ToLowerInvariant() ?? row.Text("dimension");
        var verdict = SurfaceContour.Verdict(words.Look, row.Text("verdict"));
        var start = words.Say($"{metric}, over {row.Count("teams")} teams ({name}): {verdict}.", $"{metric}, sur {row.Count("teams")} équipes ({name}) : {verdict}.");
        return row.Text("verdict") switch
        {
            "symmetry-helps" or "one-ahead-is-best" or "symmetry-hurts" => start + Distance(words, row),
            "level-only" => start + Level(words, row),
            _ => start,
        };
    }

    // Along disagreement a distance of 15 points is 7.5 on either side.
    private static string Distance(StatementWords words, PlotRow row)
    {
        var square = Apart * Apart / 4;
        var (value, lower, upper) = (square * row.Known("a4"), square * row.Known("a4Lower"), square * row.Known("a4Upper"));
        var size = words.Size(value, lower, upper, 1);
        return value > 0
            ? words.Say($" Where the two are {Apart} points apart, it is {size} higher than where they are equal.", $" Là où les deux sont à {Apart} points l’un de l’autre, le chiffre est de {size} plus haut qu’à égalité.")
            : words.Say($" Where the two are {Apart} points apart, it is {size} lower than where they are equal.", $" Là où les deux sont à {Apart} points l’un de l’autre, le chiffre est de {size} plus bas qu’à égalité.");
    }

    private static string Level(StatementWords words, PlotRow row)
    {
        var size = words.Size(10 * row.Known("a1"), 10 * row.Known("a1Lower"), 10 * row.Known("a1Upper"), 1);
        return row.Known("a1") > 0
            ? words.Say($" Where both score 10 points higher, it is {size} higher.", $" Là où les deux notes ont 10 points de plus, le chiffre est de {size} plus haut.")
            : words.Say($" Where both score 10 points higher, it is {size} lower.", $" Là où les deux notes ont 10 points de plus, le chiffre est de {size} plus bas.");
    }
}
