using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Measures;

/// <summary>The means of one dimension over leaf teams, prepared once for all the dimensions they are correlated with.</summary>
internal sealed class TeamMeans
{
    private readonly TeamMean?[] cells;
    private readonly int[] teams;
    private readonly TeamFactors factors;
    private readonly double[] means;
    private readonly Lazy<(ScaledSeries Series, int Rank)?> typed;
    private readonly Lazy<(ScaledSeries Series, int Rank)?> adjusted;
    private readonly Lazy<double?> reliability;

    /// <param name="dimension">The dimension's key.</param>
    /// <param name="cells">The cells of the stratum's teams; null where withheld.</param>
    /// <param name="factors">The attributes of these teams.</param>
    public TeamMeans(string dimension, Evidence?[] cells, TeamFactors factors)
        : this(dimension, [.. cells.Select(TeamMean.Of)], factors)
    {
    }

    /// <param name="dimension">What is measured.</param>
    /// <param name="cells">The values of the stratum's teams; null where there is none.</param>
    /// <param name="factors">The attributes of these teams.</param>
    public TeamMeans(string dimension, TeamMean?[] cells, TeamFactors factors)
        : this(dimension, cells, [.. Enumerable.Range(0, cells.Length)], factors)
    {
    }

    private TeamMeans(string dimension, TeamMean?[] cells, int[] teams, TeamFactors factors)
    {
        (Dimension, this.cells, this.teams, this.factors) = (dimension, cells, teams, factors);
        means = [.. cells.Select(c => c?.Mean ?? double.NaN)];
        Count = cells.Count(c => c is not null);
        AsOf = cells.Max(c => c?.AsOf);
        (Scaled, Ranked) = (ScaledSeries.Of(means), RankedSeries.Of(means));
        // Asked for only once a pair of series is complete.
        typed = new(() => Prepared(factors.WithoutType(teams, means)), isThreadSafe: false);
        adjusted = new(() => Prepared(factors.WithoutAll(teams, means)), isThreadSafe: false);
        reliability = new(ReliabilityOf, isThreadSafe: false);
    }

    public string Dimension { get; }

    /// <summary>How many teams have a mean.</summary>
    public int Count { get; }

    public DateOnly? AsOf { get; }

    public ScaledSeries Scaled { get; }

    public RankedSeries Ranked { get; }

    public double[] Means => means;

    /// <summary>What the teams' type leaves of the means, and what it costs; null where there is none.</summary>
    public (ScaledSeries Series, int Rank)? Typed => typed.Value;

    /// <summary>What all the teams' attributes leave of the means; null where there are none.</summary>
    public (ScaledSeries Series, int Rank)? Adjusted => adjusted.Value;

    /// <summary>ICC(2) of the means; null where a sampling variance is unknown.</summary>
    public double? Reliability => reliability.Value;

    /// <summary>The teams' type; null where there is none.</summary>
    public int[]? Types => factors.TypeOf(teams);

    public string? TypeName => factors.TypeName;

    /// <summary>How many answers each mean rests on.</summary>
    public double[] Sizes => [.. cells.Select(c => c!.Value.Size)];

    /// <summary>Both series on the teams that have both means; the same objects where nothing must be dropped.</summary>
    public static (TeamMeans X, TeamMeans Y) Common(TeamMeans x, TeamMeans y)
    {
        int[] both = [.. Enumerable.Range(0, x.cells.Length).Where(i => x.cells[i] is not null && y.cells[i] is not null)];
        return both.Length == x.cells.Length ? (x, y) : (x.Of(both), y.Of(both));
    }

    private TeamMeans Of(int[] kept) => new(Dimension, [.. kept.Select(i => cells[i])], [.. kept.Select(i => teams[i])], factors);

    private double? ReliabilityOf() => Array.Exists(cells, c => c?.Variance is null) ? null
        : MeanReliability.Compute(means, [.. cells.Select(c => c!.Value.Variance!.Value)]);

    private static (ScaledSeries Series, int Rank)? Prepared(FactorResidualsResult? residuals) =>
        residuals is null ? null : (ScaledSeries.Of([.. residuals.Residuals]), residuals.Rank);
}
