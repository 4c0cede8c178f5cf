namespace Symetrie.Analytics.Statistics;

/// <summary>What <see cref="CompareCorrelations"/> found.</summary>
/// <param name="Difference">First correlation less the second.</param>
/// <param name="Statistic">z or t, with the sign of the difference.</param>
/// <param name="Df">Degrees of freedom of t; absent for z.</param>
/// <param name="P">Two-sided p of equal correlations.</param>
/// <param name="Reason">Why the first absent figure is absent.</param>
public readonly record struct CompareCorrelationsResult(
    double Difference, double? Statistic, double? Df, double? P, Absent Reason);

/// <summary>Tests of the equality of two correlations: of two samples, or of one sample where they share a series or do
/// not. Which one applies follows from the design, never from the data.</summary>
/// <remarks>A correlation of ±1 has no finite z: no figure (<see cref="Absent.OutOfRange"/>). Correlations that no three (four)
/// series can have together: no figure.</remarks>
public static class CompareCorrelations
{
    /// <summary>Two samples: z = (atanh r1 − atanh r2)/√(1/(n1−3) + 1/(n2−3)). Source: Fisher 1921.</summary>
    /// <param name="r1">Correlation of the first sample.</param>
    /// <param name="n1">Pairs in the first sample.</param>
    /// <param name="r2">Correlation of the second sample.</param>
    /// <param name="n2">Pairs in the second sample.</param>
    public static CompareCorrelationsResult Independent(double r1, int n1, double r2, int n2)
    {
        Check(r1, r2);
        if (n1 < 4 || n2 < 4) return Nothing(r1 - r2, Absent.TooFew);
        if (Math.Abs(r1) >= 1 || Math.Abs(r2) >= 1) return Nothing(r1 - r2, Absent.OutOfRange);
        return Normal(r1 - r2, (Math.Atanh(r1) - Math.Atanh(r2)) / Math.Sqrt((1.0 / (n1 - 3)) + (1.0 / (n2 - 3))));
    }

    /// <summary>One sample, one series in common: Williams' t of r12 against r13, n − 3 degrees of freedom. Sources: Williams 1959;
    /// Steiger 1980, case A.</summary>
    /// <param name="r12">Correlation of the common series with the second.</param>
    /// <param name="r13">Correlation of the common series with the third.</param>
    /// <param name="r23">Correlation of the second with the third.</param>
    /// <param name="n">Rows.</param>
    public static CompareCorrelationsResult Overlapping(double r12, double r13, double r23, int n)
    {
        Check(r12, r13, r23);
        if (n < 4) return Nothing(r12 - r13, Absent.TooFew);
        var determinant = 1 - (r12 * r12) - (r13 * r13) - (r23 * r23) + (2 * r12 * r13 * r23);
        if (determinant < -1e-9) return Nothing(r12 - r13, Absent.OutOfRange);
        double mean = (r12 + r13) / 2, apart = 1 - r23;
        var variance = (2 * Math.Max(0, determinant) * (n - 1) / (n - 3)) + (mean * mean * apart * apart * apart);
        if (!(variance > 0)) return Nothing(r12 - r13, Absent.OutOfRange);
        var t = (r12 - r13) * Math.Sqrt((n - 1) * (1 + r23) / variance);
        return new CompareCorrelationsResult(r12 - r13, t, n - 3, StudentDistribution.TwoSided(t, n - 3), Absent.None);
    }

    /// <summary>One sample, no series in common: z of r12 against r34, with the covariance of the two z at their mean
    /// correlation. Sources: Pearson and Filon 1898; Steiger 1980, case B.</summary>
    /// <param name="r12">First correlation.</param>
    /// <param name="r34">Second correlation.</param>
    /// <param name="r13">Correlation of the first with the third series.</param>
    /// <param name="r14">First with fourth.</param>
    /// <param name="r23">Second with third.</param>
    /// <param name="r24">Second with fourth.</param>
    /// <param name="n">Rows.</param>
    public static CompareCorrelationsResult Separate(
        double r12, double r34, double r13, double r14, double r23, double r24, int n)
    {
        Check(r12, r34, r13, r14, r23, r24);
        if (n < 4) return Nothing(r12 - r34, Absent.TooFew);
        if (Math.Abs(r12) >= 1 || Math.Abs(r34) >= 1) return Nothing(r12 - r34, Absent.OutOfRange);
        var m = (r12 + r34) / 2;
        var covariance = 0.5 * (((r13 - (m * r23)) * (r24 - (r23 * m))) + ((r14 - (r13 * m)) * (r23 - (m * r13)))
            + ((r13 - (r14 * m)) * (r24 - (m * r14))) + ((r14 - (m * r24)) * (r23 - (r24 * m))));
        var together = covariance / ((1 - (m * m)) * (1 - (m * m)));
        if (!(together < 1)) return Nothing(r12 - r34, Absent.OutOfRange);
        return Normal(r12 - r34, (Math.Atanh(r12) - Math.Atanh(r34)) * Math.Sqrt((n - 3) / (2 - (2 * together))));
    }

    private static CompareCorrelationsResult Normal(double difference, double z) =>
        new(difference, z, null, NormalDistribution.TwoSided(z), Absent.None);

    private static CompareCorrelationsResult Nothing(double difference, Absent reason) => new(difference, null, null, null, reason);

    private static void Check(params ReadOnlySpan<double> correlations)
    {
        foreach (var r in correlations)
        {
            if (!(Math.Abs(r) <= 1)) throw new ArgumentOutOfRangeException(nameof(correlations), r, "A correlation lies between -1 and 1.");
        }
    }
}
