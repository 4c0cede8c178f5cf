namespace Symetrie.Analytics.Statistics;

/// <summary>How likely each of some ranges of whole numbers is, given the least and greatest of the numbers drawn from it. A point that was never drawn is held against
/// a range: were it there, each draw would have met it with a small known share. P(range) ∝ weight · (1 − share · unseen points)^draws.</summary>
public static class RangePosterior
{
    /// <summary>The probabilities of the ranges, in their order; all 0 where none holds the numbers drawn.</summary>
    /// <param name="least">The least number drawn.</param>
    /// <param name="greatest">The greatest.</param>
    /// <param name="draws">How many were drawn.</param>
    /// <param name="ranges">The ranges: first point, last point, and what it weighs before anything was drawn (≥ 0).</param>
    /// <param name="share">The share of draws that any one point of a range is expected to have at the least, between 0 and 1.</param>
    public static double[] Compute(int least, int greatest, long draws, IReadOnlyList<(int First, int Last, double Weight)> ranges, double share)
    {
        Guard.Probability(share, nameof(share));
        ArgumentOutOfRangeException.ThrowIfNegative(draws);
        ArgumentOutOfRangeException.ThrowIfLessThan(greatest, least);
        var logs = ranges.Select(r => r.First > least || r.Last < greatest || r.Weight <= 0
            ? double.NegativeInfinity
            : Math.Log(r.Weight) + (draws * Math.Log(1 - Math.Min(0.9, share * (least - r.First + r.Last - greatest))))).ToArray();
        var top = logs.Length == 0 ? double.NegativeInfinity : logs.Max();
        if (double.IsNegativeInfinity(top)) return new double[ranges.Count];
        var weights = logs.Select(l => Math.Exp(l - top)).ToArray();
        var sum = weights.Sum();
        return [.. weights.Select(w => w / sum)];
    }
}
