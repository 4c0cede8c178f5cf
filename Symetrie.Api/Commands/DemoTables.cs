using Spectre.Console;

namespace Symetrie.Api.Commands;

/// <summary>The story in the terminal: the gap table, what it says, and the strongest correlations.</summary>
internal sealed class DemoTables(IAnsiConsole console, double confidence)
{
    private const int MostCorrelations = 8;
    private readonly string interval = $"{confidence:P0} interval";

    /// <summary>Writes it.</summary>
    public void Write(DemoStory story)
    {
        console.WriteLine();
        console.Write(Gaps(story));
        Tell(story);
        console.Write(Correlations(story));
        console.MarkupLineInterpolated($"[grey]snapshot {story.Snapshot}; a correlation between teams is not one between persons[/]");
    }

    private Table Gaps(DemoStory story)
    {
        var table = new Table().Border(TableBorder.Simple).Title(Markup.Escape($"Overall satisfaction, employees − customers, {story.Last} (0–100 points, answers)"));
        foreach (var column in (string[])["team", "ahead"]) table.AddColumn(new TableColumn(column).PadLeft(0).NoWrap());
        foreach (var column in (string[])["employees", "customers", "gap", interval]) table.AddColumn(new TableColumn(column).RightAligned().PadLeft(0).NoWrap());
        foreach (var team in story.Teams)
        {
            var (colour, words) = Words(team.Reading);
            var row = team.Overall;
            table.AddRow(
                Markup.Escape(team.Name), $"[{colour}]{words.Split(' ')[0]}[/]", Voice(row, "employeeMean", "employees"), Voice(row, "customerMean", "customers"),
                $"[{colour}]{row.Real("gap"):+0.0;−0.0;0.0}[/]", Interval(row, "gapLower", "gapUpper", "+0.0;−0.0;0.0"));
        }

        return table;
    }

    private void Tell(DemoStory story)
    {
        foreach (var reading in (Reading[])[Reading.Close, Reading.EmployeesAhead, Reading.CustomersAhead])
        {
            var (colour, words) = Words(reading);
            var names = story.Teams.Where(t => t.Reading == reading).Select(t => t.Exception is null ? t.Name : $"{t.Name} (but in {t.Exception})").ToArray();
            Line(colour, words, names.Length, string.Join(", ", names));
        }

        var drift = story.Drifting.Select(d => $"{d.Name}: {d.Voice}s {d.Overall.Real("change"):+0.0;−0.0} {Interval(d.Overall, "changeLower", "changeUpper", "+0.0;−0.0;0.0", escape: false)}");
        Line("yellow", $"drifting since {story.First}", story.Drifting.Select(d => d.Name).Distinct(StringComparer.Ordinal).Count(), string.Join("; ", drift));
        Line("grey", "withheld", story.Withheld.Count, string.Join(", ", story.Withheld));
        console.MarkupLine($"[grey]Ahead: the intervals of most dimensions leave 0 out. Close: at most one does, and most gaps are {TeamLine.SmallGap:0} points or less, which is no proof of symmetry. "
            + "Withheld: a voice has too few answers, or none; the two look alike.[/]");
        console.WriteLine();
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

    private void Line(string colour, string words, int count, string names) =>
        console.MarkupLine($"[{colour}]{Markup.Escape(words)}[/] ({count}): {Markup.Escape(count == 0 ? "–" : names)}");

    private static string Voice(PublishedRow row, string mean, string n) => $"{row.Real(mean):0.0} [grey]({row.Count(n)})[/]";

    private static string Interval(PublishedRow row, string lower, string upper, string format, bool escape = true)
    {
        if (row.Real(lower) is not { } from || row.Real(upper) is not { } to) return "–";
        var text = $"[{from.ToString(format)}, {to.ToString(format)}]";
        return escape ? Markup.Escape(text) : text;
    }

    private static (string Colour, string Words) Words(Reading reading) => reading switch
    {
        Reading.Close => ("green", "close"),
        Reading.EmployeesAhead => ("blue", "employees ahead"),
        Reading.CustomersAhead => ("magenta", "customers ahead"),
        _ => ("grey", "unclear"),
    };
}
