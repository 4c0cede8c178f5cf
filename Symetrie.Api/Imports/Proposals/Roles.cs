using Symetrie.Api.Exports.Profiles;

namespace Symetrie.Api.Imports.Proposals;

/// <summary>A column that is proposed for a role.</summary>
/// <param name="Column">The column.</param>
/// <param name="Confidence">How sure it is, 0 to 1.</param>
/// <param name="Reason">Why this one.</param>
internal sealed record RoleChoice(ColumnFacts Column, double Confidence, string Reason);

/// <summary>Which column has which role: what its header says, weighed by what stands in it.</summary>
internal sealed class Roles
{
    private const double Enough = 0.5;
    private readonly IReadOnlyList<ColumnFacts> columns;
    private readonly int rows;

    /// <param name="columns">The columns.</param>
    /// <param name="rows">How many rows were looked at.</param>
    public Roles(IReadOnlyList<ColumnFacts> columns, int rows) => (this.columns, this.rows) = (columns, rows);

    /// <summary>The best column for a role; null where none is good enough.</summary>
    public RoleChoice? Best(string role, params IEnumerable<ColumnFacts?> taken) => Ranked(role, taken).FirstOrDefault(c => c.Confidence >= Enough);

    /// <summary>Columns that may have a role, the likeliest first.</summary>
    public IReadOnlyList<RoleChoice> Ranked(string role, params IEnumerable<ColumnFacts?> taken)
    {
        var gone = taken.ToHashSet();
        return [.. columns.Where(c => !gone.Contains(c)).Select(c => Weigh(role, c)).Where(c => c.Confidence >= 0.15).OrderByDescending(c => c.Confidence).ThenBy(c => c.Column.Place)];
    }

    /// <summary>The share of rows whose text in one column goes with their text in another: 1 where each text of the first has one of the second.</summary>
    public static double Follows(ColumnFacts from, ColumnFacts to)
    {
        var pairs = new Dictionary<(int, int), int>();
        var all = 0;
        for (var i = 0; i < from.Profile.Codes.Length; i++)
        {
            var (a, b) = (from.Profile.Codes[i], to.Profile.Codes[i]);
            if (a < 0 || b == ColumnProfile.Empty) continue;
            all++;
            pairs[(a, b)] = pairs.GetValueOrDefault((a, b)) + 1;
        }

        return all == 0 ? 0 : pairs.GroupBy(p => p.Key.Item1).Sum(g => g.Max(p => p.Value)) / (double)all;
    }

    private RoleChoice Weigh(string role, ColumnFacts column)
    {
        var said = column.Words.For(role);
        var (fits, what) = Fit(role, column);
        if (said == 0 && role == "date" && fits >= 0.9 && !column.Words.IsNoAnswer) return new RoleChoice(column, 0.5, $"its header says nothing, but {what}");
        return new RoleChoice(column, Math.Round(said * fits, 2), $"its header says so, and {what}");
    }

    private (double Fit, string What) Fit(string role, ColumnFacts column)
    {
        if (column.Answered == 0) return (0, "it is empty");
        return role switch
        {
            "team" => Team(column),
            "teamName" => column.NumberShare < 0.5 && column.Repeats >= 1.2 ? (1, "its texts repeat") : (0.3, "its texts do not repeat"),
            "respondent" or "response" => Id(column),
            "date" => Date(column),
            "period" => column.PeriodShare >= 0.9 ? (1, "it holds labels of periods") : column.DateShare >= 0.9 ? (0.85, "it holds dates") : (0, "it holds no periods"),
            "item" or "metric" or "ritual" => column.NumberShare < 0.5 && column.DateShare < 0.5 && !column.IsFree && column.Distinct is > 0 and <= 2_000 && (column.Repeats >= 2 || rows < 10) ? (1, $"{column.Distinct} texts repeat in it") : (0, "it holds no repeating texts"),
            "answer" => column.NumberShare >= 0.8 ? (1, "it holds numbers") : column.Distinct <= 20 && !column.IsFree ? (0.7, "it holds a few texts") : (0, "it holds no answers"),
            "start" or "end" => column.DateShare >= 0.8 || column.PeriodShare >= 0.8 ? (1, "it holds days or periods") : (0, "it holds no days"),
            "assignment" => column.Distinct <= 2 ? (1, "it holds one text or two") : (0, "it holds many texts"),
            "held" => column.WholeShare >= 0.95 && column.Least >= 0 ? (1, "it holds whole numbers") : column.Distinct <= 3 && !column.IsFree ? (0.8, "it holds a few texts") : (0, "it holds no counts"),
            "value" => column.NumberShare >= 0.8 ? (1, "it holds numbers") : (0, "it holds no numbers"),
            "sd" => column.NumberShare >= 0.8 && column.Least >= 0 ? (1, "it holds numbers") : (0, "it holds no numbers"),
            _ => column.WholeShare >= 0.95 && column.Least >= 0 ? (1, "it holds whole numbers") : (0, "it holds no whole numbers"),
        };
    }

    private (double Fit, string What) Team(ColumnFacts column)
    {
        if (column.DateShare > 0.5 || (column.NumberShare > 0.5 && column.WholeShare < 0.95)) return (0, "it holds no names");
        if (column.IsUnique && rows > 20) return (0.3, "nearly every row has another text");
        return column.Repeats >= 2 || rows <= 20 ? (1, $"{column.Distinct} texts repeat in it") : (0.7, "its texts seldom repeat");
    }

    private static (double Fit, string What) Id(ColumnFacts column)
    {
        if (column.DateShare > 0.5 || (column.NumberShare > 0.5 && column.WholeShare < 0.95)) return (0, "it holds no ids");
        return column.IsUnique ? (1, "each row has its own") : column.Distinct >= 0.05 * column.Answered && column.Distinct > 2 ? (0.9, "its texts are many") : (0.2, "its texts are few");
    }

    private (double Fit, string What) Date(ColumnFacts column)
    {
        if (column.Words.Tokens.Any(t => t is "birth" or "born" or "naissance" or "dob" or "hire" or "embauche" or "arrival")) return (0, "it speaks of another date");
        var filled = 0.6 + (0.4 * Math.Min(1, column.Answered / (double)Math.Max(1, rows)));
        return column.DateShare >= 0.8 ? (filled, "it holds dates") : column.DateShare >= 0.3 ? (0.75 * filled, $"{column.DateShare:P0} of it are dates") : (0, "it holds no dates");
    }
}
