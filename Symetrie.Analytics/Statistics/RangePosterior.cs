namespace Symetrie.Analytics.Statistics;

/// <summary>How likely each of some ranges of whole numbers is, given the least and greatest of the numbers drawn from it. A point that was never drawn is held against a
/// range: with a share s ~ Beta(1, b) of all draws it stays unseen in n draws with E(1 − s)ⁿ = b/(b + n). P(range) ∝ weight · (b/(b + n))^(unseen points), b = 1/share − 1.</summary>
public static class RangePosterior
{
    /// <summary>The probabilities of the ranges, in their order; all 0 where none holds the numbers drawn.</summary>
    /// <param name="least">The least number drawn.</param>
    /// <param name="greatest">The greatest.</param>
    /// <param name="draws">How many were drawn.</param>
    /// <param name="ranges">The ranges: first point, last point, and what it weighs before anything was drawn (≥ 0).</param>
    /// <param name="share">The share of draws that a point at the end of a range has on average, between 0 and 1.</param>
    public static double[] Compute(int least, int greatest, long draws, IReadOnlyList<(int First, int Last, double Weight)> ranges, double share)
    {
        Guard.Probability(share, nameof(share));
        ArgumentOutOfRangeException.ThrowIfNegative(draws);
        ArgumentOutOfRangeException.ThrowIfLessThan(greatest, least);
        var b = (1 / share) - 1;
        var logs = ranges.Select(r => r.First > least || r.Last < greatest || r.Weight <= 0
            ? double.NegativeInfinity
            : Math.Log(r.Weight) + ((least - r.First + r.Last - greatest) * Math.Log(b / (b + draws)))).ToArray();
        var top = logs.Length == 0 ? double.NegativeInfinity : logs.Max();
        if (double.IsNegativeInfinity(top)) return new double[ranges.Count];
        var weights = logs.Select(l => Math.Exp(l - top)).ToArray();
        var sum = weights.Sum();
        return [.. weights.Select(w => w / sum)];
    }
}
