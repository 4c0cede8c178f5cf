using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Statistics;

public sealed class RangePosteriorTests
{
    private static readonly (int First, int Last, double Weight)[] Ranges = [(1, 5, 0.5), (1, 4, 0.25), (0, 10, 0.25)];

    [Test]
    public void It_is_Bayes_with_a_beta_prior_on_the_unseen_ends()
    {
        // b = 19; 1–4 fits, 1–5 has one unseen point, 0–10 seven: by hand.
        var one = 19.0 / 39;
        double[] weights = [0.5 * one, 0.25, 0.25 * Math.Pow(one, 7)];
        var found = RangePosterior.Compute(1, 4, 20, Ranges, 0.05);
        for (var i = 0; i < 3; i++) found[i].ShouldBe(weights[i] / weights.Sum(), 1e-14);
    }

    [Test]
    public void A_range_that_does_not_hold_the_numbers_is_impossible()
    {
        RangePosterior.Compute(1, 6, 10, Ranges, 0.05).ShouldBe([0, 0, 1]);
        RangePosterior.Compute(-1, 5, 10, Ranges, 0.05).ShouldBe([0, 0, 0]);
        RangePosterior.Compute(2, 3, 0, Ranges, 0.05).ShouldBe([0.5, 0.25, 0.25], 1e-15);
        RangePosterior.Compute(1, 1, 3, [], 0.05).ShouldBeEmpty();
    }

    [Test]
    public void Nonsense_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => RangePosterior.Compute(3, 2, 1, Ranges, 0.05));
        Should.Throw<ArgumentOutOfRangeException>(() => RangePosterior.Compute(1, 2, -1, Ranges, 0.05));
        Should.Throw<ArgumentOutOfRangeException>(() => RangePosterior.Compute(1, 2, 1, Ranges, 1));
    }
}
