using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Measures;

/// <summary>Series of one depth and length that are forecast the same way: with ten or more the method is chosen, and its error measured, over all
/// of them; fewer are each on their own.</summary>
internal sealed class ForecastGroup
{
    private readonly double slow;
    private readonly double factor;
    private readonly int freedom;

    public ForecastGroup(IReadOnlyList<ForecastTest> tests)
    {
        var all = tests.SelectMany(t => t.Errors.Keys).Distinct().Where(m => tests.All(t => t.Errors.ContainsKey(m))).Order().ToList();
        if (all.Count == 0) return;
        Method = all.MinBy(m => RollingOrigin.MeanSquare([.. tests.SelectMany(t => t.Errors[m])]));
        double[] made = [.. tests.SelectMany(t => t.Errors[Method!.Value])];
        double[] gained = [.. tests.Select(t => RollingOrigin.MeanSquare(t.Naive) - RollingOrigin.MeanSquare(t.Errors[Method!.Value]))];
        IsBetter = tests.Count == 1 ? gained[0] > 0 : PairedT.FromMoments(SampleMoments.Of(gained)) is { T: > 0, P: < 2 * FalseDiscovery.Level };
        // A team with few answers is forecast worse: an error's variance is that of sampling, and one that all share.
        slow = Math.Max(0, RollingOrigin.MeanSquare(made) - tests.Average(t => t.Sampling));
        factor = tests.Sum(t => t.Errors[Method!.Value].Sum(e => Scale(t) > 0 ? e * e / Scale(t) : 0)) / made.Length;
        freedom = tests.Count > 1 ? made.Length * (tests.Count - 1) / tests.Count : made.Length;
    }

    /// <summary>The method with the least error; null where none has errors.</summary>
    public ForecastMethod? Method { get; }

    /// <summary>Whether it did better than "as last time": over a group by a one-sided t test of the teams' differences in squared error.</summary>
    public bool IsBetter { get; }

    /// <summary>Half the width of the interval in which the next period's value is expected.</summary>
    public double Reach(ForecastTest test, double confidence) => StudentDistribution.Quantile((1 + confidence) / 2, freedom) * Math.Sqrt(factor * Scale(test) * (1 + (1.0 / test.Values.Length)));

    private double Scale(ForecastTest test) => slow + test.Sampling;
}
