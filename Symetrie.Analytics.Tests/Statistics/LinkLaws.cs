using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Statistics;

/// <summary>Laws of the statistics that link two series of the same units.</summary>
internal sealed class LinkLaws
{
    [Test]
    public void Leaving_out_one_unit_is_what_it_says_and_neither_order_nor_names_change_a_bit()
    {
        var (units, x, y) = Rows(14, 5, 3);
        var result = JackknifeCorrelation.Compute(units, x, y);
        double[] left = [.. Enumerable.Range(0, 14).Select(u => Math.Atanh(Pearson.Compute(Without(x, units, u), Without(y, units, u)).R!.Value))];
        var error = Math.Sqrt(13.0 / 14 * left.Sum(z => Math.Pow(z - left.Average(), 2)));
        result.R!.Value.ShouldBe(Pearson.Compute(x, y).R!.Value, 1e-12);
        result.StandardError!.Value.ShouldBe(error, 1e-9);
        result.Upper!.Value.ShouldBe(Math.Tanh(Math.Atanh(result.R.Value) + (error * StudentDistribution.Quantile(0.975, 13))), 1e-9);
        JackknifeCorrelation.Compute([.. units.Reverse().Select(u => 99 - u)], [.. x.Reverse()], [.. y.Reverse()]).ShouldBe(result);
    }

    [Test]
    public void Leaving_out_inside_strata_centres_anew()
    {
        var (units, x, y) = Rows(12, 4, 5);
        int[] strata = [.. units.Select(u => u % 3)];
        double[] shifted = [.. x.Select((v, i) => v + (50 * strata[i]))];
        JackknifeCorrelation.Compute(units, shifted, y, strata).R!.Value.ShouldBe(JackknifeCorrelation.Compute(units, x, y, strata).R!.Value, 1e-9);
        JackknifeCorrelation.Compute(units, shifted, y, strata).R!.Value.ShouldBe(WithinCorrelation.Compute(strata, x, y).R!.Value, 1e-9);
    }

    [Test]
    public void A_jackknife_without_variation_or_units_has_no_figure()
    {
        var (units, x, y) = Rows(12, 4, 6);
        JackknifeCorrelation.Compute(units, new double[x.Length], y).Reason.ShouldBe(Absent.ZeroVariance);
        JackknifeCorrelation.Compute([], [], []).Reason.ShouldBe(Absent.NoValues);
        JackknifeCorrelation.Compute(new int[x.Length], x, y).Reason.ShouldBe(Absent.TooFew);
        JackknifeCorrelation.Compute(units, x, [.. x.Select(v => 2 * v)]).P.ShouldBeNull();
    }

    [Test]
    public void The_moments_of_re_pairing_are_those_of_all_pairings()
    {
        var (x, y) = (Series(6, 4, 11), Series(6, 4, 12));
        int[] strata = [0, 0, 0, 1, 1, 1];
        var sums = new List<double>();
        foreach (var a in Orders([0, 1, 2]))
            foreach (var b in Orders([3, 4, 5])) sums.Add(a.Concat(b).Select((partner, i) => x[i].Zip(y[partner], (u, v) => u * v).Sum()).Sum());
        var result = RepairingLimit.Compute(x, y, strata, twoWay: false);
        result.Mean!.Value.ShouldBe(sums.Average(), 1e-9);
        result.Variance!.Value.ShouldBe(sums.Average(s => Math.Pow(s - sums.Average(), 2)), 1e-9);
        result.Products!.Value.ShouldBe(Enumerable.Range(0, 6).Sum(i => x[i].Zip(y[i], (u, v) => u * v).Sum()), 1e-9);
    }

    [TestCase(50, 21)]
    [TestCase(60, 22)]
    [TestCase(80, 23)]
    public void The_limit_is_near_the_p_of_many_draws(int units, int seed)
    {
        var (x, y) = (Series(units, 6, seed), Series(units, 6, seed + 100));
        for (var i = 0; i < units; i++)
            for (var t = 0; t < 6; t++) y[i][t] += 0.12 * x[i][t];
        var drawn = PanelLaggedCorrelation.Compute(x, y, 0, draws: 19_999).P!.Value;
        RepairingLimit.Compute(x, y).P!.Value.ShouldBe(drawn, 0.02);
        var reversed = RepairingLimit.Compute([.. x.Reverse()], [.. y.Reverse()]);
        reversed.ShouldBe(RepairingLimit.Compute(x, y));
    }

    [Test]
    public void Residuals_of_factors_correlate_as_the_partial_correlation_says()
    {
        var (_, x, y) = Rows(10, 4, 31);
        int[] kind = [.. x.Select((_, i) => i % 3)], place = [.. x.Select((_, i) => i / 11)];
        double[][] dummies = [.. new[] { 1, 2 }.Select(l => kind.Select(k => k == l ? 1.0 : 0).ToArray()), .. new[] { 1, 2, 3 }.Select(l => place.Select(k => k == l ? 1.0 : 0).ToArray())];
        var (a, b) = (FactorResiduals.Compute(x, [kind, place]), FactorResiduals.Compute(y, [kind, place]));
        Pearson.Compute([.. a.Residuals], [.. b.Residuals]).R!.Value.ShouldBe(PartialCorrelation.Compute(x, y, dummies).R!.Value, 1e-12);
        a.Rank.ShouldBe(6);
        // A second factor that the first determines costs nothing.
        FactorResiduals.Compute(x, [kind, [.. kind.Select(k => k == 0 ? 7 : 8)]]).Rank.ShouldBe(3);
        FactorResiduals.Compute(x, [kind]).Residuals.Sum().ShouldBe(0, 1e-9);
    }

    [Test]
    public void The_reliability_of_equal_groups_is_their_icc2()
    {
        var random = new SeededRandom(5);
        double[] values = [.. Enumerable.Range(0, 120).Select(i => (i / 10 * 0.5) + random.NextNormal())];
        int[] groups = [.. Enumerable.Range(0, 120).Select(i => i / 10)];
        var icc = Icc1Icc2.Compute(values, groups);
        double[] means = [.. groups.Distinct().Select(g => values.Where((_, i) => groups[i] == g).Average())];
        MeanReliability.Compute(means, [.. means.Select(_ => icc.Anova.MsWithin!.Value / 10)])!.Value.ShouldBe(icc.Icc2!.Value, 1e-12);
        MeanReliability.Compute([1, 1, 1], [1, 1, 1]).ShouldBeNull();
        MeanReliability.Compute([1], [1]).ShouldBeNull();
        MeanReliability.Compute([1, 1.1], [1, 1])!.Value.ShouldBeLessThan(0);
    }

    [Test]
    public void Units_needed_by_a_standard_error_are_near_those_of_the_plain_test()
    {
        Math.Abs(CorrelationPower.UnitsNeeded(0.3, 1 / Math.Sqrt(97), 100)!.Value - CorrelationPower.UnitsNeeded(0.3)!.Value).ShouldBeLessThan(5);
        CorrelationPower.UnitsNeeded(0, 0.1, 100).ShouldBeNull();
        CorrelationPower.UnitsNeeded(0.99, 0.01, 10)!.Value.ShouldBe(4);
    }

    private static double[] Without(double[] values, int[] units, int unit) => [.. values.Where((_, i) => units[i] != unit)];

    private static (int[] Units, double[] X, double[] Y) Rows(int units, int periods, ulong seed)
    {
        var random = new SeededRandom(seed);
        double[] x = new double[units * periods], y = new double[units * periods];
        for (var u = 0; u < units; u++)
        {
            double level = random.NextNormal(), other = random.NextNormal();
            for (var t = 0; t < periods; t++)
            {
                x[(u * periods) + t] = level + random.NextNormal();
                y[(u * periods) + t] = (0.5 * level) + other + random.NextNormal();
            }
        }

        return ([.. Enumerable.Range(0, x.Length).Select(i => i / periods)], x, y);
    }

    private static double[][] Series(int units, int periods, int seed)
    {
        var random = new SeededRandom((ulong)seed);
        return [.. Enumerable.Range(0, units).Select(_ => Enumerable.Range(0, periods).Select(_ => random.NextNormal()).ToArray())];
    }

    private static IEnumerable<int[]> Orders(int[] items) =>
        items.Length < 2 ? [items] : items.SelectMany((first, i) => Orders([.. items.Where((_, j) => j != i)]).Select(rest => (int[])[first, .. rest]));
}
