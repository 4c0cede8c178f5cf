namespace Symetrie.Analytics.Statistics;

/// <summary>What <see cref="PooledCorrelation"/> found.</summary>
/// <param name="N">Complete rows.</param>
/// <param name="Units">Units that have a complete row.</param>
/// <param name="R">Correlation of all rows, inside strata where strata are given, −1 … 1.</param>
/// <param name="Lower">Lower limit of the interval over units.</param>
/// <param name="Upper">Upper limit of the interval over units.</param>
/// <param name="P">Two-sided p of r = 0: one less the coverage of the interval that just reaches 0.</param>
/// <param name="StandardError">Standard deviation of the resampled correlations.</param>
/// <param name="Reason">Why the first absent figure is absent.</param>
public readonly record struct PooledCorrelationResult(
    int N, int Units, double? R, double? Lower, double? Upper, double? P, double? StandardError, Absent Reason);

/// <summary>Pearson's correlation over the rows of several units, several rows each, with a BCa interval over units.</summary>
/// <remarks>Rows of one unit resemble each other, so n is the number of units: whole units are resampled (cluster
/// bootstrap, Davison and Hinkley 1997, section 3.8) and left out one by one for the acceleration. With strata the
/// correlation is the partial one given the stratum, centred anew in each resample. Each unit is reduced once to its sums;
/// a draw adds those up and allocates nothing. Simulated coverage of the 95 % interval with four rows a unit: 90 % with 10
/// units, 92 % with 20, 93 % with 40, 95 % with 130. Fewer than three rows or two units, or a constant series: no figure.</remarks>
public static class PooledCorrelation
{
    /// <summary>Correlates the rows that have both values.</summary>
    /// <param name="units">The unit of each row: any numbers.</param>
    /// <param name="x">First series; NaN is a missing value.</param>
    /// <param name="y">Second series.</param>
    /// <param name="strata">The stratum of each row, the same for all rows of a unit; empty for none.</param>
    /// <param name="draws">Number of resamples.</param>
    /// <param name="seed">Start of the random sequence.</param>
    /// <param name="confidence">Coverage of the interval, between 0 and 1.</param>
    public static PooledCorrelationResult Compute(
        ReadOnlySpan<int> units, ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<int> strata = default,
        int draws = 2000, ulong seed = 1, double confidence = 0.95)
    {
        Guard.AtLeast(draws, 1);
        Guard.Probability(confidence);
        return Of(UnitSums.Of(units, x, y, strata), draws, seed, confidence);
    }

    internal static PooledCorrelationResult Of(UnitSums sums, int draws, ulong seed, double confidence)
    {
        var nothing = new PooledCorrelationResult(sums.Rows, sums.Units, null, null, null, null, null, Absent.None);
        if (sums.Rows == 0) return nothing with { Reason = Absent.NoValues };
        if (sums.Rows - sums.Strata < 2 || sums.Units < 2) return nothing with { Reason = Absent.TooFew };
        if (!sums.Varies) return nothing with { Reason = Absent.ZeroVariance };
        var estimate = sums.Correlation();
        var jackknife = sums.EachLeftOut();
        var random = new SeededRandom(seed);
        var replicates = new double[draws];
        for (var b = 0; b < draws; b++) replicates[b] = sums.Draw(random);
        var bca = BcaInterval.Of(
            sums.Units, estimate, replicates, BootstrapBca.Acceleration(jackknife), confidence, reference: 0);
        return new PooledCorrelationResult(
            sums.Rows, sums.Units, bca.Estimate, bca.Lower, bca.Upper, bca.P, bca.StandardError, bca.Reason);
    }
}
