namespace Symetrie.Analytics.Statistics;

/// <summary>How a family of p-values is corrected for its size.</summary>
public enum PAdjustMethod
{
    /// <summary>False discovery rate, independent or positively dependent tests (Benjamini and Hochberg 1995).</summary>
    BenjaminiHochberg,

    /// <summary>False discovery rate under any dependence (Benjamini and Yekutieli 2001).</summary>
    BenjaminiYekutieli,

    /// <summary>Family-wise error, step-down (Holm 1979).</summary>
    Holm,

    /// <summary>Family-wise error, step-up under independence (Hochberg 1988).</summary>
    Hochberg,

    /// <summary>Family-wise error, m times p (Bonferroni).</summary>
    Bonferroni,
}

/// <summary>Adjusted p-values.</summary>
/// <param name="Adjusted">In the order given; null where the p-value was missing.</param>
/// <param name="M">Size of the family: the p-values that were there.</param>
/// <param name="Reason"><see cref="Absent.NoValues"/> when the family is empty.</param>
public sealed record PAdjustResult(IReadOnlyList<double?> Adjusted, int M, Absent Reason);

/// <summary>Adjusts p-values for multiple testing. With p₍₁₎ ≤ … ≤ p₍ₘ₎ the step-up methods give
/// min over j ≥ i of p₍ⱼ₎·m/j (BH), of c·p₍ⱼ₎·m/j with c = Σ 1/k (BY), of (m−j+1)·p₍ⱼ₎ (Hochberg); Holm gives
/// max over j ≤ i of (m−j+1)·p₍ⱼ₎. All are cut at 1. A missing p-value (NaN) stays missing and does not count in m.</summary>
public static class PAdjust
{
    /// <summary>Adjusts the family. A p-value outside [0, 1] is a wrong call.</summary>
    public static PAdjustResult Compute(ReadOnlySpan<double> p, PAdjustMethod method = PAdjustMethod.BenjaminiHochberg)
    {
        var order = new List<int>(p.Length);
        for (var i = 0; i < p.Length; i++)
        {
            if (!double.IsNaN(p[i]))
            {
                Guard.ProbabilityOrBound(p[i], nameof(p));
                order.Add(i);
            }
        }

        var sorted = new double[order.Count];
        for (var i = 0; i < sorted.Length; i++)
        {
            sorted[i] = p[order[i]];
        }

        var indices = order.ToArray();
        Array.Sort(sorted, indices);
        Adjust(sorted, method);
        var adjusted = new double?[p.Length];
        for (var i = 0; i < sorted.Length; i++)
        {
            adjusted[indices[i]] = sorted[i];
        }

        return new PAdjustResult(adjusted, sorted.Length, sorted.Length == 0 ? Absent.NoValues : Absent.None);
    }

    // The factor depends on the rank only, so equal p-values end equal: the running extreme passes through all of them.
    private static void Adjust(double[] sorted, PAdjustMethod method)
    {
        double m = sorted.Length;
        var harmonic = 0.0;
        for (var k = 1; k <= sorted.Length; k++)
        {
            harmonic += 1.0 / k;
        }

        if (method is PAdjustMethod.Holm)
        {
            var most = 0.0;
            for (var i = 0; i < sorted.Length; i++)
            {
                most = Math.Max(most, Math.Min(1, sorted[i] * (m - i)));
                sorted[i] = most;
            }

            return;
        }

        var least = 1.0;
        for (var i = sorted.Length - 1; i >= 0; i--)
        {
            var raw = method switch
            {
                PAdjustMethod.BenjaminiHochberg => sorted[i] * m / (i + 1),
                PAdjustMethod.BenjaminiYekutieli => sorted[i] * m / (i + 1) * harmonic,
                PAdjustMethod.Hochberg => sorted[i] * (m - i),
                PAdjustMethod.Bonferroni => sorted[i] * m,
                _ => throw new ArgumentOutOfRangeException(nameof(method)),
            };
            least = Math.Min(least, raw);
            sorted[i] = least;
        }
    }
}
