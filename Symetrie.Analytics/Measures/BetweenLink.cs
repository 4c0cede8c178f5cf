using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Measures;

/// <summary>Teams compared with one another: one pair of means a team.</summary>
internal static class BetweenLink
{
    /// <summary>Resamples of a BCa interval.</summary>
    public const int Draws = 1_000;

    /// <summary>The figures of two columns; null where one of them is constant.</summary>
    /// <param name="left">The employee voice's means, of the teams that have both.</param>
    /// <param name="right">The customer voice's.</param>
    /// <param name="confidence">Of the intervals.</param>
    /// <param name="seed">Of the bootstrap; null where the pair gets none.</param>
    public static LinkFigures? Of(TeamMeans left, TeamMeans right, double confidence, ulong? seed)
    {
        var pearson = Pearson.Compute(left.Scaled, right.Scaled, confidence);
        if (pearson.R is null) return null;
        var (plain, typed) = (Of(pearson), Partial(left.Typed, right.Typed, confidence));
        var spearman = Spearman.Compute(left.Ranked, right.Ranked, confidence);
        var kendall = Kendall.Compute(left.Ranked, right.Ranked, confidence);
        var weighted = WeightedCorrelation.Compute(left.Means, right.Means, Weights(left.Sizes, right.Sizes), confidence);
        var headline = typed ?? plain;
        return new LinkFigures
        {
            Teams = left.Count,
            Pairs = left.Count,
            AsOf = left.AsOf > right.AsOf ? left.AsOf : right.AsOf,
            Method = LinkMethod.Fisher,
            Pearson = plain,
            Headline = headline,
            PartialOn = typed is null ? null : left.TypeName,
            Bca = seed is { } start ? Bca(left, right, typed is null ? null : left.Types, confidence, start) : default,
            Partial = Partial(left.Adjusted, right.Adjusted, confidence) ?? default,
            Spearman = (spearman.Rho, spearman.P),
            Kendall = (kendall.TauB, kendall.P),
            Weighted = new Link(weighted.R, weighted.Lower, weighted.Upper, weighted.P),
            EmployeeReliability = left.Reliability,
            CustomerReliability = right.Reliability,
            TeamsNeeded = headline.R is { } r && Math.Abs(r) < 1 ? CorrelationPower.UnitsNeeded(r) : null,
        };
    }

    /// <summary>The weight of each pair: half the harmonic mean of its two sizes, so that a pair weighs little where either mean rests on few.</summary>
    public static double[] Weights(double[] left, double[] right)
    {
        var weights = new double[left.Length];
        for (var i = 0; i < weights.Length; i++) weights[i] = left[i] * right[i] / (left[i] + right[i]);
        return weights;
    }

    private static Link Of(PearsonResult result) => new(result.R, result.Lower, result.Upper, result.P);

    // Null where nothing is taken out, or too little is left.
    private static Link? Partial((ScaledSeries Series, int Rank)? left, (ScaledSeries Series, int Rank)? right, double confidence)
    {
        if (left is not { } x || right is not { } y) return null;
        var n = x.Series.Length - (x.Rank - 1);
        if (n < 4) return null;
        var r = Pearson.Compute(x.Series, y.Series, confidence).R;
        return r is null ? default(Link) : Of(Pearson.FromCoefficient(r.Value, n, confidence));
    }

    private static (double? Lower, double? Upper) Bca(TeamMeans left, TeamMeans right, int[]? types, double confidence, ulong seed)
    {
        var bca = PooledCorrelation.Compute([.. Enumerable.Range(0, left.Count)], left.Means, right.Means, types, Draws, seed, confidence);
        return (bca.Lower, bca.Upper);
    }
}
