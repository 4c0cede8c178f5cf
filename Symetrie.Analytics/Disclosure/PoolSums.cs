using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tallies;

namespace Symetrie.Analytics.Disclosure;

/// <summary>Adds up the answers of a pool, team by team in the order of the tree.</summary>
internal sealed class PoolSums(AnswerSheet?[] sheets, IReadOnlyList<AskedItem> items, IReadOnlyList<OpenedColumn> columns, List<(int Place, bool[] Persons)> chosen)
{
    /// <summary>The column of a dimension.</summary>
    public OpenedColumn Column(string key) => columns.First(c => string.Equals(c.Key, key, StringComparison.Ordinal));

    /// <summary>The keys of a dimension's items.</summary>
    public string[] ItemsOf(string key) => [.. PlacesOf(Column(key)).Select(i => items[i].Key)];

    /// <summary>Scores between and within teams; also of a dimension with itself.</summary>
    public (int Teams, long N, GroupedSums Sums) Pair(string first, string second)
    {
        var (x, y) = (Column(first), Column(second));
        var groups = new List<(long N, Int128 X, Int128 Y, Int128 Xx, Int128 Yy, Int128 Xy)>(chosen.Count);
        foreach (var (place, persons) in chosen)
        {
            if (x.Leaf(place) is null || y.Leaf(place) is null) continue;
            var a = sheets[place]!.Scores(x.Dimension);
            var b = sheets[place]!.Scores(y.Dimension);
            var (n, sx, sy, sxx, syy, sxy) = (0L, (Int128)0, (Int128)0, (Int128)0, (Int128)0, (Int128)0);
            for (var i = 0; i < persons.Length; i++)
            {
                if (!persons[i] || a[i] < 0 || b[i] < 0) continue;
                n++;
                (sx, sy) = (sx + a[i], sy + b[i]);
                (sxx, syy, sxy) = (sxx + Math.BigMul(a[i], a[i]), syy + Math.BigMul(b[i], b[i]), sxy + Math.BigMul(a[i], b[i]));
            }

            if (n > 0) groups.Add((n, sx, sy, sxx, syy, sxy));
        }

        return (groups.Count, groups.Sum(g => g.N), GroupedSums.Of(groups, ScorePoints.UnitsPerPoint));
    }

    /// <summary>The moments of a dimension's items over all teams.</summary>
    public Moments Items(string key)
    {
        var column = Column(key);
        var places = PlacesOf(column);
        return Moments.Merge(places.Length, chosen.Where(c => column.Leaf(c.Place) is not null).Select(c =>
        {
            var (sheet, dimension, persons) = (sheets[c.Place]!, column.Dimension, c.Persons);
            return Moments.Of(sheet, places, person => persons[person] && sheet.Scores(dimension)[person] >= 0);
        }));
    }

    /// <summary>The variance of an item within teams, and what it rests on.</summary>
    public PooledVariance? Within(string key, int item, int teamsNeeded, int answersNeeded)
    {
        var column = Column(key);
        var place = PlacesOf(column)[item];
        var (squares, freedom, teams, total) = (0d, 0L, 0, 0L);
        foreach (var (team, persons) in chosen)
        {
            if (column.Leaf(team) is null) continue;
            var answers = sheets[team]!.Items(place);
            var scores = sheets[team]!.Scores(column.Dimension);
            var (n, sum, square) = (0L, (Int128)0, (Int128)0);
            for (var i = 0; i < answers.Length; i++)
            {
                if (!persons[i] || scores[i] < 0 || answers[i] < 0) continue;
                n++;
                (sum, square) = (sum + answers[i], square + ((long)answers[i] * answers[i]));
            }

            if (n < 2) continue;
            (freedom, teams, total) = (freedom + n - 1, teams + 1, total + n);
            squares += (double)((n * square) - (sum * sum)) / n;
        }

        const double GrainsPerPoint = ItemGrain.Full / 100d;
        return teams >= teamsNeeded && total >= answersNeeded ? new PooledVariance(squares / freedom / (GrainsPerPoint * GrainsPerPoint), freedom, teams, total) : null;
    }

    private int[] PlacesOf(OpenedColumn column) => [.. items.Index().Where(i => i.Item.Dimension == column.Dimension).Select(i => i.Index)];
}
