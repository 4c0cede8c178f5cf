using Spectre.Console;

namespace Symetrie.Api.Commands;

/// <summary>The story in the terminal: the gap table, what it says, and the strongest correlations.</summary>
internal sealed class DemoTables(IAnsiConsole console, double confidence)
{
    private const int MostCorrelations = 8;
    private const int MostTeams = 8;
    private const string Symmetric = "symmetric";
    private static readonly string[] Verdicts = [Symmetric, "employee-favoured", "customer-favoured", "undetermined"];
    private readonly string interval = $"{confidence:P0} interval";

    /// <summary>Writes it.</summary>
    public void Write(DemoStory story)
    {
        console.WriteLine();
        console.Write(Gaps(story));
        Tell(story);
        console.Write(Correlations(story));
        if (story.Rituals.Count > 0) console.Write(Rituals(story));
        console.MarkupLineInterpolated($"[grey]snapshot {story.Snapshot}; a correlation between teams is not one between persons[/]");
    }

    private Table Gaps(DemoStory story)
    {
        var table = new Table().Border(TableBorder.Simple).Title(Markup.Escape($"Overall satisfaction, employees − customers, {story.Last} (0–100 points, answers)"));
        foreach (var column in (string[])["team", "verdict"]) table.AddColumn(new TableColumn(column).PadLeft(0).NoWrap());
        foreach (var column in (string[])["employees", "customers", "gap", "shrunken", interval]) table.AddColumn(new TableColumn(column).RightAligned().PadLeft(0).NoWrap());
        // Both ends tell the story; most in the middle are undetermined.
        foreach (var team in story.Teams.Take(MostTeams).Concat(story.Teams.Skip(Math.Max(MostTeams, story.Teams.Count - MostTeams))))
        {
            var (row, colour) = (team.Overall, Colour(team.Overall.Text("verdict")));
            table.AddRow(
                Markup.Escape(team.Name), $"[{colour}]{row.Text("verdict")}[/]", Voice(row, "employeeMean", "employees"), Voice(row, "customerMean", "customers"),
                $"[{colour}]{row.Real("gap"):+0.0;−0.0;0.0}[/]", $"{row.Real("shrunkenGap"):+0.0;−0.0;0.0}", Interval(row, "shrunkenGapLower", "shrunkenGapUpper", "+0.0;−0.0;0.0"));
        }

        return table;
    }

    private void Tell(DemoStory story)
    {
        var verdicts = story.Gaps.CountBy(r => r.Text("verdict")).ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal);
        console.MarkupLineInterpolated($"Verdicts on {story.Gaps.Count} gaps of {story.Teams.Count} teams: {string.Join(", ", Verdicts.Select(v => $"{verdicts.GetValueOrDefault(v)} {v}"))}");
        foreach (var verdict in (string[])["employee-favoured", "customer-favoured"])
        {
            var most = story.Teams.Where(t => t.Verdict == verdict).ToArray();
            Line(Colour(verdict), $"{verdict} in most dimensions", most.Length, string.Join(", ", most.Select(t => t.Name)));
            var some = story.Teams.Except(most).Where(t => t.Verdicts[verdict].Any()).ToArray();
            Line(Colour(verdict), $"{verdict} in some", some.Length, string.Join(", ", some.Select(t => $"{t.Name} ({string.Join(", ", t.Verdicts[verdict])})")));
        }

        Symmetry(story);
        var drift = story.Drifting.Select(d => $"{d.Name}: {d.Voice}s {d.Overall.Real("change"):+0.0;−0.0} {Interval(d.Overall, "changeLower", "changeUpper", "+0.0;−0.0;0.0", escape: false)}");
        Line("yellow", $"drifting since {story.First}", story.Drifting.Select(d => d.Name).Distinct(StringComparer.Ordinal).Count(), string.Join("; ", drift));
        Line("grey", "withheld", story.Withheld.Count, string.Join(", ", story.Withheld));
        console.MarkupLine("[grey]Symmetric: shown to lie within 5 points. Favoured: a gap of 0 is refuted. Both after adjustment for the number of gaps looked at. Undetermined: neither, which is no sign of symmetry. "
            + "Withheld: a voice has too few answers, or none; the two look alike.[/]");
        console.WriteLine();
    }

    // Few answers cannot show symmetry, whatever the gap: that is said, and where there are answers enough is looked for.
    private void Symmetry(DemoStory story)
    {
        var all = story.Nodes.Concat(story.Teams).Where(t => t.Verdicts[Symmetric].Any()).ToArray();
        Line("green", Symmetric, all.Length, string.Join(", ", all.Select(t => $"{t.Name} ({t.Verdicts[Symmetric].Count()} of {t.Dimensions} dimensions)")));
        var reachable = story.Gaps.Count(r => r.Count("symmetricReachable") == 1);
        console.MarkupLineInterpolated($"[grey]{reachable} of the {story.Gaps.Count} gaps of single teams rest on answers enough to be shown symmetric at all; of a typical one a test sees {story.Gaps.Select(r => r.Real("minimumDetectableGap")).Order().ElementAt(story.Gaps.Count / 2):0} points with a chance of 80 %. A node is its answers taken together: teams that differ to opposite sides add up to symmetry[/]");
    }

    private Table Correlations(DemoStory story)
    {
        var table = new Table().Border(TableBorder.Simple).Title(Markup.Escape($"What moves together across teams, {story.Last}: the strongest of {story.Correlations.Count} pairs"));
        table.AddColumns("employees", "customers");
        foreach (var column in (string[])["r", interval, "Spearman", "teams"]) table.AddColumn(new TableColumn(column).RightAligned().NoWrap());
        foreach (var row in story.Correlations.Take(MostCorrelations))
        {
            table.AddRow(
                Markup.Escape(row.Text("employeeDimension")), Markup.Escape(row.Text("customerDimension")), $"[bold]{row.Real("pearson"):0.00;−0.00}[/]",
                Interval(row, "pearsonLower", "pearsonUpper", "0.00;−0.00"), $"{row.Real("spearman"):0.00;−0.00}", $"{row.Count("teams")}");
        }

        return table;
    }

    private Table Rituals(DemoStory story)
    {
        var table = new Table().Border(TableBorder.Simple).Title("What rituals did, against shops that hold none: change in points");
        table.AddColumns("ritual", "held", "moves", "employees");
        foreach (var column in (string[])[interval, "against the quarter before"]) table.AddColumn(new TableColumn(column).RightAligned());
        table.AddColumns("customers, a quarter later");
        foreach (var line in story.Rituals)
        {
            table.AddRow(
                line.Ritual, line.Practice is { } held ? $"{held.Count("held")} of {held.Count("planned")}" : "–", line.Dimension, Effect(line.Employees),
                Interval(line.Employees, "effectLower", "effectUpper", "+0.0;−0.0"), $"{line.Employees.Real("againstLast"):+0.0;−0.0}", $"{Effect(line.Customers)} {Interval(line.Customers, "effectLower", "effectUpper", "+0.0;−0.0")}");
        }

        return table.Caption("[grey]Shops get a ritual because they are low, and the low rise by themselves: the quarter before the start is left out. Customers are judged once employees are shown to have noticed.[/]");
    }

    private static string Effect(PublishedRow row) => row.Real("effect") is { } effect ? $"{effect:+0.0;−0.0} {row.Text("verdict")}" : row.Text("verdict");

    private void Line(string colour, string words, int count, string names) =>
        console.MarkupLine($"[{colour}]{Markup.Escape(words)}[/] ({count}): {Markup.Escape(count == 0 ? "–" : names)}");

    private static string Voice(PublishedRow row, string mean, string n) => $"{row.Real(mean):0.0} [grey]({row.Count(n)})[/]";

    private static string Interval(PublishedRow row, string lower, string upper, string format, bool escape = true)
    {
        if (row.Real(lower) is not { } from || row.Real(upper) is not { } to) return "–";
        var text = $"[{from.ToString(format)}, {to.ToString(format)}]";
        return escape ? Markup.Escape(text) : text;
    }

    private static string Colour(string verdict) => verdict switch
    {
        Symmetric => "green",
        "employee-favoured" => "blue",
        "customer-favoured" => "magenta",
        _ => "grey",
    };
}
