using NUnit.Framework;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Statistics;

[TestFixture]
public sealed class CorrelationPowerLaws
{
    [Test]
    public void The_number_needed_is_the_first_that_suffices([Values(0.05, 0.2, 0.38, -0.54, 0.9)] double r, [Values(0.8, 0.95)] double power)
    {
        var n = CorrelationPower.UnitsNeeded(r, power)!.Value;
        Assert.That(CorrelationPower.Power(r, n), Is.GreaterThanOrEqualTo(power));
        Assert.That(CorrelationPower.Power(r, n - 1) ?? 0, Is.LessThan(power));
        Assert.That(CorrelationPower.SmallestDetectable(n, power), Is.LessThanOrEqualTo(Math.Abs(r) + 1e-9));
        Assert.That(CorrelationPower.SmallestDetectable(n - 1, power) ?? 1, Is.GreaterThanOrEqualTo(Math.Abs(r) - 1e-9));
    }

    [Test]
    public void Without_a_correlation_the_power_is_the_level()
    {
        // Fisher's z is an approximation: at 40 pairs the level is met within a thousandth or two.
        Assert.That(CorrelationPower.Power(0, 40), Is.EqualTo(0.05).Within(0.002));
        Assert.That(CorrelationPower.UnitsNeeded(0), Is.Null);
        Assert.That(CorrelationPower.SmallestDetectable(3), Is.Null);
        Assert.That(() => CorrelationPower.Power(1, 40), Throws.InstanceOf<ArgumentException>());
    }

    [Test]
    public void Simulated_tests_are_significant_as_often_as_stated()
    {
        var significant = 0;
        const int Rounds = 2000;
        for (var seed = 0; seed < Rounds; seed++)
        {
            double[] x = Samples.Normal(50, seed), e = Samples.Normal(50, seed + 100_000);
            double[] y = [.. x.Zip(e, (a, b) => (0.4 * a) + (Math.Sqrt(1 - 0.16) * b))];
            if (Pearson.Compute(x, y).P < 0.05) significant++;
        }

        Assert.That((double)significant / Rounds, Is.EqualTo(CorrelationPower.Power(0.4, 50)!.Value).Within(0.025));
    }

    [Test]
    public void Comparing_a_correlation_with_itself_finds_nothing()
    {
        Assert.That(CompareCorrelations.Independent(0.4, 30, 0.4, 50).P, Is.EqualTo(1));
        Assert.That(CompareCorrelations.Overlapping(0.4, 0.4, 0.2, 30).P, Is.EqualTo(1));
        var (one, two) = (CompareCorrelations.Overlapping(0.4, 0.5, 0.1, 103), CompareCorrelations.Overlapping(0.5, 0.4, 0.1, 103));
        Assert.That(two.Statistic, Is.EqualTo(-one.Statistic!.Value).Within(1e-14));
        // With nothing between the two pairs, one sample is as good as two.
        Assert.That(
            CompareCorrelations.Separate(0.4, 0.6, 0, 0, 0, 0, 30).P,
            Is.EqualTo(CompareCorrelations.Independent(0.4, 30, 0.6, 30).P).Within(1e-12));
        Assert.That(CompareCorrelations.Overlapping(0.9, -0.9, 0.9, 30).Reason, Is.EqualTo(Absent.OutOfRange));
    }

    [Test]
    public void A_lagged_copy_peaks_at_its_lag()
    {
        double[] x = Samples.Normal(60, 3), y = [.. Samples.Normal(2, 4), .. x[..58]];
        var result = CrossCorrelation.Compute(x, y, 4);
        Assert.That(result.Lags.MaxBy(l => l.Ccf).Lag, Is.EqualTo(-2), "x comes first, so the peak is at a negative lag");
        Assert.That(result.Lags.Single(l => l.Lag == -2).Pearson, Is.EqualTo(1).Within(1e-12));
        var turned = CrossCorrelation.Compute(y, x, 4);
        Assert.That(turned.Lags.Select(l => l.Ccf).Reverse(), Is.EqualTo(result.Lags.Select(l => l.Ccf)).Within(1e-14));
        x[5] = double.NaN;
        Assert.That(CrossCorrelation.Compute(x, y, 1).Reason, Is.EqualTo(Absent.NotIdentified));
    }
}
