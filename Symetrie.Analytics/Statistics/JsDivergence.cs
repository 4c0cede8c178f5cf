namespace Symetrie.Analytics.Statistics;

/// <summary>
/// Bounded distances between two samples of counts over the same categories: the Jensen–Shannon divergence
/// ½ Σ p ln(p/m) + ½ Σ q ln(q/m) with m = (p + q)/2, its root (a metric), the Hellinger distance
/// √(½ Σ (√p − √q)²) and the total variation ½ Σ |p − q|.
/// </summary>
/// <remarks>
/// All are symmetric, 0 for equal shares, and in base 2 at most 1, reached when no category is shared; in nats the divergence
/// tops at ln 2. 0 · ln 0 counts as 0, so empty categories are harmless. Sampling alone makes all of them positive.
/// Sources: Lin (1991); Endres and Schindelin (2003) for the metric.
/// </remarks>
public static class JsDivergence
{
    /// <summary>The distances between two samples of counts.</summary>
    /// <exception cref="ArgumentException">Lengths differ or a count is negative.</exception>
    public static JsDivergenceResult Compute(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        Guard.SameLength(reference.Length, current.Length);
        Counts.Check(reference);
        Counts.Check(current);
        double n = Counts.Total(reference), m = Counts.Total(current);
        var reason = n + m == 0 ? Absent.NoValues : n == 0 || m == 0 ? Absent.EmptyGroup : Absent.None;
        if (reason != Absent.None)
            return new JsDivergenceResult(null, null, null, null, null, null, reason);

        double nats = 0, squares = 0, variation = 0;
        for (var j = 0; j < reference.Length; j++)
        {
            double p = reference[j] / n, q = current[j] / m, middle = (p + q) / 2;
            nats += Term(p, middle) + Term(q, middle);
            var root = Math.Sqrt(p) - Math.Sqrt(q);
            squares += root * root;
            variation += Math.Abs(p - q);
        }

        // Rounding can leave −1e-17 for equal shares and a hair above the bound for disjoint ones.
        nats = Math.Clamp(nats / 2, 0, Math.Log(2));
        var bits = Math.Min(1, nats / Math.Log(2));
        return new JsDivergenceResult(
            nats, bits, Math.Sqrt(nats), Math.Sqrt(bits), Math.Min(1, Math.Sqrt(squares / 2)), Math.Min(1, variation / 2), Absent.None);
    }

    private static double Term(double share, double middle) => share == 0 ? 0 : share * Math.Log(share / middle);
}

/// <summary>What <see cref="JsDivergence"/> answers.</summary>
/// <param name="DivergenceNats">Jensen–Shannon divergence in nats, 0 to ln 2.</param>
/// <param name="DivergenceBits">The same in bits, 0 to 1.</param>
/// <param name="DistanceNats">Root of the divergence in nats, 0 to 0.8326.</param>
/// <param name="DistanceBits">Root of the divergence in bits, 0 to 1.</param>
/// <param name="Hellinger">Hellinger distance, 0 to 1.</param>
/// <param name="TotalVariation">Total variation distance, 0 to 1: the share of values that would have to move.</param>
/// <param name="Reason"><see cref="Absent.EmptyGroup"/> when one sample is empty, <see cref="Absent.NoValues"/> when both are.</param>
public sealed record JsDivergenceResult(
    double? DivergenceNats, double? DivergenceBits, double? DistanceNats, double? DistanceBits, double? Hellinger, double? TotalVariation,
    Absent Reason);
