using NUnit.Framework;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Statistics;

/// <summary>Do the intervals hold and the tests keep their level? Seeded, so the outcome is fixed. The long runs behind the numbers in
/// the documentation are Explicit.</summary>
[TestFixture]
[Category("Simulation")]
public sealed class CoverageSimulation
{
    [TestCase(12, 3.0, 150)]
    [TestCase(30, 2.0, 100)]
    public void HierarchicalIntervalsCoverWherePlainOnesDoNot(int units, double tau, int runs)
    {
        var (plain, withMean, whole) = Coverage(units, tau, runs, 11);
        TestContext.Out.WriteLine($"k={units} tau={tau}: conditional {plain:P1}, with mean {withMean:P1}, hierarchical {whole:P1}");
        Assert.Multiple(() =>
        {
            Assert.That(whole, Is.InRange(0.93, 0.99));
            Assert.That(plain, Is.LessThan(whole - 0.03));
        });
    }

    [TestCase(40, 400), Explicit]
    public void HierarchicalCoverageAtLength(int units, int runs)
    {
        foreach (var tau in new[] { 0.0, 1, 2, 3, 5, 8 })
        {
            var (plain, withMean, whole) = Coverage(units, tau, runs, 3);
            TestContext.Out.WriteLine($"k={units} tau={tau}: conditional {plain:P1}, with mean {withMean:P1}, hierarchical {whole:P1}");
            Assert.That(whole, Is.InRange(0.92, 1));
        }
    }

    [TestCase(40, 10, 200, 300)]
    public void CorrectionRestoresPerfectAgreement(int units, int nX, int nY, int runs)
    {
        var s = Agreement(units, nX, nY, tau: 0, slope: 1, runs, 5);
        TestContext.Out.WriteLine(s.ToString());
        Assert.Multiple(() =>
        {
            Assert.That(s.RawConcordance, Is.LessThan(0.75));
            Assert.That(s.Concordance, Is.InRange(0.95, 1.05));
            Assert.That(s.RawSlopeFound, Is.GreaterThan(0.5));
            Assert.That(s.SlopeFound, Is.LessThan(0.10));
        });
    }

    [TestCase(20, 300), TestCase(40, 300), Explicit]
    public void JointTestAtLength(int units, int runs)
    {
        foreach (var (nX, nY, tau, slope) in new[] { (10, 200, 0.0, 1.0), (10, 200, 4, 1), (60, 60, 4, 1), (20, 400, 2, 1), (30, 200, 2, 1.6), (30, 200, 2, 0.6) })
        {
            var s = Agreement(units, nX, nY, tau, slope, runs, 6);
            TestContext.Out.WriteLine($"units={units} n={nX}x{nY} tau={tau} slope={slope}: {s}");
        }
    }

    [Test]
    public void JointTestKeepsItsLevel()
    {
        var s = Agreement(30, 20, 100, tau: 3, slope: 1, 150, 8);
        Assert.That(s.JointFound, Is.LessThan(0.11));
    }

    private static (double Plain, double WithMean, double Whole) Coverage(int units, double tau, int runs, ulong seed)
    {
        var random = new SeededRandom(seed);
        double plain = 0, withMean = 0, whole = 0;
        for (var run = 0; run < runs; run++)
        {
            double[] truth = new double[units], y = new double[units], v = new double[units];
            for (var i = 0; i < units; i++)
            {
                v[i] = 22.0 * 22 / (8 + random.Next(60));
                truth[i] = 65 + tau * random.NextNormal();
                y[i] = truth[i] + Math.Sqrt(v[i]) * random.NextNormal();
            }

            var eb = EbShrinkage.Compute(y, v).Units;
            var full = HierarchicalShrinkage.Compute(y, v, draws: 100).Units;
            for (var i = 0; i < units; i++)
            {
                var off = Math.Abs(eb[i]!.Estimate - truth[i]);
                plain += off <= 1.96 * eb[i]!.ConditionalStandardError ? 1 : 0;
                withMean += off <= 1.96 * eb[i]!.StandardError ? 1 : 0;
                whole += full[i]!.Lower <= truth[i] && truth[i] <= full[i]!.Upper ? 1 : 0;
            }
        }

        return (plain / runs / units, withMean / runs / units, whole / runs / units);
    }

    private sealed record Summary(
        double RawConcordance, double Concordance, double ConcordanceSpread, double ConcordanceCovered, double RawSlopeFound, double SlopeFound,
        double DemingSlope, double DemingCovered, double JointFound, double Absent);

    private static Summary Agreement(int units, int nX, int nY, double tau, double slope, int runs, ulong seed)
    {
        var random = new SeededRandom(seed);
        List<double> raw = [], concordance = [], deming = [];
        double rawFound = 0, found = 0, joint = 0, covered = 0, absent = 0, concordanceCovered = 0;
        double level = 36, truly = 2 * slope * level / (level + slope * slope * level + tau * tau);
        for (var run = 0; run < runs; run++)
        {
            double[] x = new double[units], y = new double[units], vx = new double[units], vy = new double[units];
            for (var i = 0; i < units; i++)
            {
                double size = 0.5 + random.NextDouble(), truth = 6 * random.NextNormal();
                vx[i] = 22.0 * 22 / (nX * size);
                vy[i] = 22.0 * 22 / (nY * size);
                // Independent halves, so that the true variances are level + τ²/2 and the true differences have variance τ².
                x[i] = 65 + truth + tau / Math.Sqrt(2) * random.NextNormal() + Math.Sqrt(vx[i]) * random.NextNormal();
                y[i] = 65 + slope * truth + tau / Math.Sqrt(2) * random.NextNormal() + Math.Sqrt(vy[i]) * random.NextNormal();
            }

            var agreement = CorrectedAgreement.Compute(x, vx, y, vy);
            var line = CorrectedDeming.Compute(x, vx, y, vy, draws: 400);
            raw.Add(agreement.RawConcordance!.Value);
            rawFound += agreement.RawSlopeP < 0.05 ? 1 : 0;
            joint += line.JointP < 0.05 ? 1 : 0;
            deming.Add(line.Slope!.Value);
            covered += line.SlopeLower <= slope && slope <= line.SlopeUpper ? 1 : 0;
            absent += agreement.Concordance is null ? 1 : 0;
            if (agreement.Concordance is { } c)
            {
                concordance.Add(c);
                found += agreement.SlopeP < 0.05 ? 1 : 0;
                concordanceCovered += agreement.ConcordanceLower <= truly && truly <= agreement.ConcordanceUpper ? 1 : 0;
            }
        }

        var spread = SampleMoments.Of([.. concordance]);
        deming.Sort();
        return new(
            raw.Average(), spread.Mean, Math.Sqrt(spread.Variance), concordanceCovered / runs, rawFound / runs, found / runs,
            deming[runs / 2], covered / runs, joint / runs, absent / runs);
    }
}
