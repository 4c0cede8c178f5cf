using FsCheck;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;
using Law = FsCheck.NUnit.PropertyAttribute;

namespace Symetrie.Analytics.Tests.Surveys;

public sealed class ScorePointsTests
{
    [Test]
    public void ThreeSevenPointItemsKeepTheirTies()
    {
        var answers = Enumerable.Range(0, 343).Select(i => (A: i % 7, B: i / 7 % 7, C: i / 49)).ToList();
        answers.Select(a => ((a.A / 6.0 * 100) + (a.B / 6.0 * 100) + (a.C / 6.0 * 100)) / 3).Distinct().Count().ShouldBeGreaterThan(19);
        var scores = answers.Select(a => (Sum: a.A + a.B + a.C, Score: ScorePoints.OfRatio(a.A + a.B + a.C, 18))).ToList();
        scores.Select(s => s.Score).Distinct().Count().ShouldBe(19);
        scores.DistinctBy(s => s.Score).Count().ShouldBe(scores.DistinctBy(s => s.Sum).Count());
    }

    [Law(Replay = "(20261121,15)", MaxTest = 1000)]
    public void ARatioIsAValueOnItsScale(PositiveInt denominator, NonNegativeInt numerator)
    {
        var (n, d) = (numerator.Get % (denominator.Get + 1), denominator.Get);
        var scale = new ResponseScale(0, d);
        ScorePoints.OfRatio(n, d).ShouldBe(ScorePoints.OfValue(n, scale, false));
        ScorePoints.OfRatio(n, d).ShouldBeInRange(0, ScorePoints.Full);
        if (n < d) ScorePoints.OfRatio(n + 1, d).ShouldBeGreaterThan(ScorePoints.OfRatio(n, d));
    }

    [Law(Replay = "(20261121,17)", MaxTest = 1000)]
    public void BothDirectionsMakeTheWhole(NonNegativeInt point, PositiveInt width)
    {
        var scale = new ResponseScale(1, 1 + width.Get);
        var value = 1 + (point.Get % (width.Get + 1));
        var both = ScorePoints.OfValue(value, scale, false) + ScorePoints.OfValue(value, scale, true);
        both.ShouldBeInRange(ScorePoints.Full - 1, ScorePoints.Full + 1);
        ScorePoints.OfValue(scale.Min, scale, false).ShouldBe(0);
        ScorePoints.OfValue(scale.Max, scale, false).ShouldBe(ScorePoints.Full);
    }

    [TestCase(1, 8, 125_000_000_000)]
    [TestCase(1, 3, 333_333_333_333)]
    [TestCase(2, 3, 666_666_666_667)]
    [TestCase(1, 16_000_000_000_000, 0)]
    [TestCase(1, 2_000_000_000_000, 0)]
    [TestCase(3, 2_000_000_000_000, 2)]
    [TestCase(5, 2_000_000_000_000, 2)]
    public void HalvesAreRoundedToEven(long numerator, long denominator, long units) => ScorePoints.OfRatio(numerator, denominator).ShouldBe(units);

    [Test]
    public void ASpreadHasNoDirection()
    {
        ScorePoints.OfLength(1m, new ResponseScale(1, 5)).ShouldBe(25 * ScorePoints.UnitsPerPoint);
        ScorePoints.ToPoints(ScorePoints.OfLength(0.5m, new ResponseScale(0, 10))).ShouldBe(5.0);
        ScorePoints.OfValue(4, new ResponseScale(1, 5), false).ShouldBe(ScorePoints.TopBox);
    }
}
