using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tallies;

namespace Symetrie.Analytics.Disclosure;

/// <summary>One voice in one period: its tallies up the tree, and which of them may be seen.</summary>
internal sealed class PeriodRoom
{
    private const int PooledTeams = 10;
    private const int PooledAnswers = 100;
    private readonly Undisclosed source;
    private readonly Voice voice;
    private readonly int period;
    private readonly AnalysisSettings settings;
    private readonly ReleaseLedger ledger;
    private readonly DateOnly today;
    private readonly TeamTree tree;
    private readonly AnswerSheet?[] sheets;
    private readonly int minimum;

    public PeriodRoom(Undisclosed source, Voice voice, int period, AnalysisSettings settings, ReleaseLedger ledger, DateOnly today)
    {
        (this.source, this.voice, this.period, this.settings, this.ledger, this.today) = (source, voice, period, settings, ledger, today);
        tree = source.Tree;
        sheets = new AnswerSheet?[tree.Teams.Count];
        for (var t = 0; t < sheets.Length; t++) sheets[t] = source.Sheets.GetValueOrDefault(new SheetName(voice, t, period));
        minimum = voice == Voice.Employee ? settings.EmployeeMinimum : settings.CustomerMinimum;
    }

    /// <summary>The released cells of a dimension by team place, and its pooled variance.</summary>
    public (ReleasedTally?[] Cells, PooledVariance? Pooled) Column(int dimension)
    {
        var tallies = Tallies(dimension);
        var column = new ReleasedTally?[sheets.Length];
        for (var t = 0; t < column.Length; t++)
        {
            if (tallies[t].N < minimum || !Respondents.Reach(minimum, tree, sheets, t, s => s.Scores(dimension), s => Published(s, dimension))) continue;
            var cell = new ReleasedTally(tallies[t], settings.DetailMinimum);
            cell.AsOf = ledger.Stamp(Name(t, source.Dimensions(voice)[dimension].Key), cell.Digest, today).AsOf;
            column[t] = cell;
        }

        return (column, Pool(column, tallies));
    }

    /// <summary>Who answered, by team place.</summary>
    public ReleasedParticipation?[] Participation()
    {
        var (answered, invited) = (new long[sheets.Length], new long?[sheets.Length]);
        var released = new ReleasedParticipation?[sheets.Length];
        for (var t = sheets.Length - 1; t >= 0; t--)
        {
            answered[t] = sheets[t]?.PersonCount ?? 0;
            invited[t] = sheets[t]?.Invited;
            foreach (var child in Children(t))
            {
                answered[t] += answered[child];
                invited[t] = invited[child] is { } more ? (invited[t] ?? 0) + more : invited[t];
            }

            if (answered[t] < minimum || !Respondents.Reach(minimum, tree, sheets, t, s => s.Persons, _ => 0)) continue;
            // A rate tells how many did not answer: they are protected like those who did (C14).
            var silent = invited[t] - answered[t];
            var roster = silent is 0 || silent >= minimum ? invited[t] : null;
            released[t] = new ReleasedParticipation(answered[t], roster, ledger.Stamp(Name(t, ""), Release.DigestOf(answered[t], roster), today).AsOf);
        }

        return released;
    }

    private Tally[] Tallies(int dimension)
    {
        var tallies = new Tally[sheets.Length];
        for (var t = sheets.Length - 1; t >= 0; t--)
        {
            var own = sheets[t]?.Tally(dimension) ?? Tally.Empty;
            tallies[t] = tree.IsLeaf(t) ? own : Tally.Merge(Children(t).Select(c => tallies[c]).Prepend(own));
        }

        return tallies;
    }

    // Only released leaf teams enter, so that the pooled figure says nothing of a withheld one.
    private PooledVariance? Pool(ReleasedTally?[] column, Tally[] tallies)
    {
        var (squares, freedom, teams, n) = (0d, 0L, 0, 0L);
        foreach (var leaf in tree.Leaves)
        {
            if (column[leaf] is null || tallies[leaf] is not { HasSpread: true, N: >= 2 } tally) continue;
            squares += tally.CentredSquares;
            freedom += tally.N - 1;
            n += tally.N;
            teams++;
        }

        return teams >= PooledTeams && n >= PooledAnswers ? new PooledVariance(squares / freedom, freedom, teams, n) : null;
    }

    private static long Published(AnswerSheet sheet, int dimension)
    {
        var n = 0L;
        foreach (var cell in sheet.Published)
            if (cell.Dimension == dimension) n += cell.N;
        return n;
    }

    private IEnumerable<int> Children(int place)
    {
        for (var child = place + 1; child < tree.EndOf(place); child = tree.EndOf(child)) yield return child;
    }

    private CellName Name(int team, string dimension) => new(voice, tree.Teams[team].Key, source.Periods[period].Key, dimension);
}
