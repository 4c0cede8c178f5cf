using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Measures;

/// <summary>The means of one dimension over leaf teams, prepared once for all the dimensions they are correlated with.</summary>
internal sealed class TeamMeans
{
    private readonly ReleasedTally?[] cells;

    public TeamMeans(string dimension, IReadOnlyList<ReleasedTally?> column, IReadOnlyList<int> teams)
        : this(dimension, [.. teams.Select(t => column[t])])
    {
    }

    private TeamMeans(string dimension, ReleasedTally?[] cells)
    {
        (Dimension, this.cells) = (dimension, cells);
        var means = cells.Select(c => c?.Mean ?? double.NaN).ToArray();
        Count = cells.Count(c => c is not null);
        AsOf = cells.Max(c => c?.AsOf);
        (Scaled, Ranked) = (ScaledSeries.Of(means), RankedSeries.Of(means));
    }

    public string Dimension { get; }

    /// <summary>How many teams have a mean.</summary>
    public int Count { get; }

    public DateOnly? AsOf { get; }

    public ScaledSeries Scaled { get; }

    public RankedSeries Ranked { get; }

    /// <summary>Both series on the teams that have both means; the same objects where nothing must be dropped.</summary>
    public static (TeamMeans X, TeamMeans Y) Common(TeamMeans x, TeamMeans y)
    {
        var both = 0;
        for (var i = 0; i < x.cells.Length; i++)
            if (x.cells[i] is not null && y.cells[i] is not null) both++;
        if (both == x.cells.Length) return (x, y);
        var (left, right) = (new ReleasedTally?[both], new ReleasedTally?[both]);
        for (int i = 0, at = 0; i < x.cells.Length; i++)
            if (x.cells[i] is { } a && y.cells[i] is { } b) (left[at], right[at++]) = (a, b);
        return (new TeamMeans(x.Dimension, left), new TeamMeans(y.Dimension, right));
    }
}
