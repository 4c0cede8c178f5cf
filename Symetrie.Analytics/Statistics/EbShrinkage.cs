namespace Symetrie.Analytics.Statistics;

/// <summary>One unit of <see cref="EbShrinkage"/>.</summary>
/// <param name="ShrinkFactor">B = v/(v + τ²): the share of the way to the mean, in [0, 1].</param>
/// <param name="Estimate">B·μ + (1 − B)·y.</param>
/// <param name="ConditionalStandardError">√(v(1 − B)), with μ and τ² taken as known: too small for an interval.</param>
/// <param name="StandardError">√(v(1 − B) + B²·se²(μ)), with the uncertainty of μ but not of τ².</param>
/// <param name="MorrisShrinkFactor">B·(k − 3)/(k − 1) for k above 3 (Morris 1983), else B.</param>
/// <param name="MorrisEstimate">The estimate with Morris' factor.</param>
public sealed record EbUnit(
    double ShrinkFactor, double Estimate, double ConditionalStandardError, double StandardError,
    double MorrisShrinkFactor, double MorrisEstimate);

/// <summary>What <see cref="EbShrinkage"/> found.</summary>
/// <param name="K">Units with a value and a variance.</param>
/// <param name="Mean">The random-effects mean.</param>
/// <param name="Tau2">DerSimonian–Laird estimate of the variance between true values.</param>
/// <param name="NoDetectableDifferences">Whether τ² is 0, so that every unit is shrunk onto the mean.</param>
/// <param name="Units">One entry a unit in the given order; <see langword="null"/> where its value or variance is missing.</param>
/// <param name="Reason">Why figures are absent.</param>
public sealed record EbShrinkageResult(
    long K, double? Mean, double? Tau2, bool? NoDetectableDifferences, IReadOnlyList<EbUnit?> Units, Absent Reason);

/// <summary>Plain empirical-Bayes shrinkage of noisy units towards their mean (Efron and Morris 1975; Morris 1983; Raudenbush and Bryk
/// 1985). Its intervals are too short, because τ² is taken as known: for figures that are published with an interval use
/// <see cref="HierarchicalShrinkage"/>. Never test shrunken values again.
/// <para>No unit: <see cref="Absent.NoValues"/>; one: <see cref="Absent.TooFew"/>; a variance not above 0:
/// <see cref="Absent.ZeroVariance"/>.</para></summary>
public static class EbShrinkage
{
    /// <summary>From estimates and their sampling variances; a unit with a NaN has no entry.</summary>
    /// <param name="y">The estimate of each unit.</param>
    /// <param name="v">The sampling variance of each estimate, above 0.</param>
    public static EbShrinkageResult Compute(ReadOnlySpan<double> y, ReadOnlySpan<double> v)
    {
        var pooled = DerSimonianLaird.Compute(y, v);
        var units = new EbUnit?[y.Length];
        if (pooled.Tau2 is not { } tau2)
        {
            return new(pooled.K, null, null, null, units, pooled.Reason);
        }

        double mean = pooled.Mean!.Value, se = pooled.StandardError!.Value;
        var morris = pooled.K > 3 ? (pooled.K - 3.0) / (pooled.K - 1) : 1;
        for (var i = 0; i < units.Length; i++)
        {
            if (double.IsNaN(y[i]) || double.IsNaN(v[i]))
            {
                continue;
            }

            double b = v[i] / (v[i] + tau2), conditional = v[i] * (tau2 / (v[i] + tau2));
            units[i] = new EbUnit(
                b, b * mean + (1 - b) * y[i], Math.Sqrt(conditional), Math.Sqrt(conditional + b * b * se * se),
                morris * b, morris * b * mean + (1 - morris * b) * y[i]);
        }

        return new(pooled.K, mean, tau2, tau2 == 0, units, Absent.None);
    }
}
