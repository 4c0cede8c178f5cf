using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tallies;

namespace Symetrie.Analytics.Disclosure;

/// <summary>Adds up the answers of a pool, team by team in the order of the tree.</summary>
internal sealed class PoolSums : IDisposable
{
    private readonly AnswerSheet?[] sheets;
    private readonly IReadOnlyList<AskedItem> items;
    private readonly IReadOnlyList<OpenedColumn> columns;
    private readonly List<(int Place, bool[] Persons)> chosen;
    private readonly int[] starts;
    private readonly Dictionary<string, PoolColumn> scores = new(StringComparer.Ordinal);

    public PoolSums(AnswerSheet?[] sheets, IReadOnlyList<AskedItem> items, IReadOnlyList<OpenedColumn> columns, List<(int Place, bool[] Persons)> chosen)
    {
        (this.sheets, this.items, this.columns, this.chosen) = (sheets, items, columns, chosen);
        starts = new int[chosen.Count + 1];
        for (var team = 0; team < chosen.Count; team++) starts[team + 1] = starts[team] + chosen[team].Persons.Length;
    }

    /// <summary>Gathers the scores of some dimensions; afterwards they may be asked for by several at once.</summary>
    public void Load(string[] keys)
    {
        var found = new PoolColumn[keys.Length];
        Parallel.For(0, keys.Length, i => found[i] = ScoresOf(keys[i]));
        for (var i = 0; i < keys.Length; i++) scores.Add(keys[i], found[i]);
    }

    /// <summary>The keys of a dimension's items.</summary>
    public string[] ItemsOf(string key) => [.. PlacesOf(Column(key)).Select(i => items[i].Key)];

    /// <summary>Scores between and within teams; also of a dimension with itself.</summary>
    public (int Teams, long N, GroupedSums Sums) Pair(string first, string second)
    {
        var (x, y) = (scores[first], scores[second]);
        var groups = new List<(long N, Int128 X, Int128 Y, Int128 Xx, Int128 Yy, Int128 Xy)>(chosen.Count);
        var n = 0L;
        for (var team = 0; team < chosen.Count; team++)
        {
            var sums = x.With(y, team);
            if (sums.N > 0) groups.Add(sums);
            n += sums.N;
        }

        return (groups.Count, n, GroupedSums.Of(groups, ScorePoints.UnitsPerPoint));
    }

    /// <summary>The moments of a dimension's items over all teams, and the variance of each within teams with what it rests on.</summary>
    public (Moments Moments, PooledVariance?[] Within) Items(string key, int teamsNeeded, int answersNeeded)
    {
        var answers = PlacesOf(Column(key)).Select(item => Answers(Column(key), item)).ToArray();
        var moments = MomentsOf(answers);
        var within = Array.ConvertAll(answers, a => Within(a, teamsNeeded, answersNeeded));
        foreach (var column in answers) column.Dispose();
        return (moments, within);
    }

    public void Dispose()
    {
        foreach (var column in scores.Values) column.Dispose();
        scores.Clear();
    }

    private OpenedColumn Column(string key) => columns.First(c => string.Equals(c.Key, key, StringComparison.Ordinal));

    private PoolColumn ScoresOf(string key)
    {
        var column = Column(key);
        return new PoolColumn(starts, (team, values) =>
        {
            var (place, persons) = chosen[team];
            var given = sheets[place]!.Scores(column.Dimension);
            if (column.Leaf(place) is null) values.Fill(-1);
            else for (var i = 0; i < values.Length; i++) values[i] = persons[i] && given.Length > 0 ? given[i] : -1;
        });
    }

    private PoolColumn Answers(OpenedColumn column, int item) => new(starts, (team, values) =>
    {
        var (place, persons) = chosen[team];
        var given = sheets[place]!.Items(item);
        var scored = sheets[place]!.Scores(column.Dimension);
        if (column.Leaf(place) is null || given.Length == 0) values.Fill(-1);
        else for (var i = 0; i < values.Length; i++) values[i] = persons[i] && scored[i] >= 0 ? given[i] : -1;
    });

    // Over those who answered all of them.
    private Moments MomentsOf(PoolColumn[] answers)
    {
        var (k, n) = (answers.Length, 0L);
        var (sums, products) = (new Int128[k], new Int128[k * k]);
        Span<long> complete = new long[k];
        for (var team = 0; team < chosen.Count; team++)
        {
            for (var person = 0; person < starts[team + 1] - starts[team]; person++)
            {
                var whole = true;
                for (var i = 0; i < k && whole; i++) whole = (complete[i] = answers[i].Team(team)[person]) >= 0;
                if (!whole) continue;
                n++;
                for (var i = 0; i < k; i++)
                {
                    sums[i] += complete[i];
                    for (var j = 0; j <= i; j++) products[(i * k) + j] += Math.BigMul(complete[i], complete[j]);
                }
            }
        }

        for (var i = 0; i < k; i++)
        {
            sums[i] *= answers[i].Unit;
            for (var j = 0; j <= i; j++) products[(j * k) + i] = products[(i * k) + j] = products[(i * k) + j] * answers[i].Unit * answers[j].Unit;
        }

        return Moments.Of(n, sums, products);
    }

    private PooledVariance? Within(PoolColumn answers, int teamsNeeded, int answersNeeded)
    {
        var (squares, freedom, teams, total) = (0d, 0L, 0, 0L);
        for (var team = 0; team < chosen.Count; team++)
        {
            var (n, sum, _, square, _, _) = answers.With(answers, team);
            if (n < 2) continue;
            (freedom, teams, total) = (freedom + n - 1, teams + 1, total + n);
            squares += (double)((n * square) - (sum * sum)) / n;
        }

        const double GrainsPerPoint = ItemGrain.Full / 100d;
        return teams >= teamsNeeded && total >= answersNeeded ? new PooledVariance(squares / freedom / (GrainsPerPoint * GrainsPerPoint), freedom, teams, total) : null;
    }

    private int[] PlacesOf(OpenedColumn column) => [.. items.Index().Where(i => i.Item.Dimension == column.Dimension).Select(i => i.Index)];
}
