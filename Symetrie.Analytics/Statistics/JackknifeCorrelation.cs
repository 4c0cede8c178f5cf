namespace Symetrie.Analytics.Statistics;

/// <summary>What <see cref="JackknifeCorrelation"/> found.</summary>
/// <param name="N">Complete rows.</param>
/// <param name="Units">Units that have a complete row.</param>
/// <param name="R">Correlation of all rows, inside strata where strata are given, −1 … 1.</param>
/// <param name="StandardError">Standard error of atanh r over units.</param>
/// <param name="P">Two-sided p of r = 0, Student's t with units − 1 degrees of freedom.</param>
/// <param name="Lower">Lower limit of the interval over units.</param>
/// <param name="Upper">Upper limit of the interval over units.</param>
/// <param name="Reason">Why the first absent figure is absent.</param>
public readonly record struct JackknifeCorrelationResult(
    int N, int Units, double? R, double? StandardError, double? P, double? Lower, double? Upper, Absent Reason);

/// <summary>Pearson's correlation over the rows of several units, several rows each, with test and interval over units by
/// leaving out one unit at a time: z = atanh r, se² = (k − 1)/k · Σ(z₍ⱼ₎ − z̄)², interval tanh(z ± t(k − 1)·se).</summary>
/// <remarks>Rows of one unit resemble each other, so n is the number of units. Without chance, and k times cheaper than a
/// bootstrap: the choice where many pairs of series are tested; <see cref="PooledCorrelation"/> gives the BCa interval of the
/// same figure. With strata the correlation is the partial one given the stratum, centred anew each time. Fewer than three
/// rows or two units, or a constant series: no figure; r of ±1 with or without one of the units: no interval. Sources: Tukey 1958; Efron and
/// Tibshirani 1993, chapter 11.</remarks>
public static class JackknifeCorrelation
{
    // Almost every interval of a run has the same coverage and units, and a quantile of Student's costs more than the rest.
    [ThreadStatic] private static (double Confidence, double Df, double Value) last;

    /// <summary>Correlates the rows that have both values.</summary>
    /// <param name="units">The unit of each row: any numbers.</param>
    /// <param name="x">First series; NaN is a missing value.</param>
    /// <param name="y">Second series.</param>
    /// <param name="strata">The stratum of each row, the same for all rows of a unit; empty for none.</param>
    /// <param name="confidence">Coverage of the interval, between 0 and 1.</param>
    public static JackknifeCorrelationResult Compute(
        ReadOnlySpan<int> units, ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<int> strata = default, double confidence = 0.95)
    {
        Guard.Probability(confidence);
        return Of(UnitSums.Of(units, x, y, strata), confidence);
    }

    internal static JackknifeCorrelationResult Of(UnitSums sums, double confidence)
    {
        var nothing = new JackknifeCorrelationResult(sums.Rows, sums.Units, null, null, null, null, null, Absent.None);
        if (sums.Rows == 0) return nothing with { Reason = Absent.NoValues };
        if (sums.Rows - sums.Strata < 2 || sums.Units < 2) return nothing with { Reason = Absent.TooFew };
        var r = sums.Correlation();
        if (!sums.Varies || !double.IsFinite(r)) return nothing with { Reason = Absent.ZeroVariance };
        var left = sums.LeaveOneOut();
        double z = Math.Atanh(r), mean = 0, squares = 0, k = left.Length;
        foreach (ref var value in left.AsSpan())
        {
            value = Math.Atanh(value);
            mean += value / k;
        }

        if (!double.IsFinite(z) || !double.IsFinite(mean)) return nothing with { R = r, Reason = Absent.NotIdentified };
        foreach (var value in left) squares += (value - mean) * (value - mean);
        var error = Math.Sqrt((k - 1) / k * squares);
        if (!(error > 0)) return nothing with { R = r, Reason = Absent.ZeroVariance };
        var half = Quantile(confidence, k - 1) * error;
        return nothing with
        {
            R = r,
            StandardError = error,
            P = StudentDistribution.TwoSided(z / error, k - 1),
            Lower = Math.Tanh(z - half),
            Upper = Math.Tanh(z + half),
        };
    }

    private static double Quantile(double confidence, double df)
    {
        if (!last.Confidence.Equals(confidence) || !last.Df.Equals(df)) last = (confidence, df, StudentDistribution.Quantile(1 - ((1 - confidence) / 2), df));
        return last.Value;
    }
}
