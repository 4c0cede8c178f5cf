using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;
using Law = FsCheck.NUnit.PropertyAttribute;

namespace Symetrie.Analytics.Tests.Surveys;

public sealed class ResponseScaleTests
{
    [Law(Replay = "(20261121,7)", MaxTest = 1000)]
    public void EveryPointHasItsStepAndNothingElseHasOne(int low, byte width, byte places, byte at)
    {
        var decimals = places % 4;
        var unit = new decimal(1, 0, 0, false, (byte)decimals);
        var min = low % 1000 * unit;
        var scale = new ResponseScale(min, min + ((width + 1) * unit), decimals);
        scale.Steps.ShouldBe(width + 1);
        var step = at % (scale.Steps + 1);
        scale.StepOf(min + (step * unit)).ShouldBe(step);
        scale.StepOf(min + (step * unit) + (unit / 2)).ShouldBeNull();
        scale.StepOf(min - unit).ShouldBeNull();
        scale.StepOf(scale.Max + unit).ShouldBeNull();
    }

    [Test]
    public void LabelsMatchAfterNormalisation()
    {
        var scale = new ResponseScale(1, 5, 0, new Dictionary<string, decimal> { ["Tout à fait d'accord"] = 5, ["Strongly agree"] = 5, ["Pas du tout d'accord"] = 1 });
        scale.PointOf("TOUT A FAIT D’ACCORD").ShouldBe(5);
        scale.PointOf(" strongly  agree.").ShouldBe(5);
        scale.PointOf("plutôt").ShouldBeNull();
    }

    [TestCase(5, 1, 0, "max (1) must be above min (5)")]
    [TestCase(1, 5, 7, "decimals (7) must be 0 to 6")]
    [TestCase(0, 1000, 6, "the scale has more than 100,000,000 points")]
    public void AScaleThatCannotBeIsAWrongCall(int min, int max, int decimals, string message) =>
        Should.Throw<ArgumentException>(() => new ResponseScale(min, max, decimals)).Message.ShouldStartWith(message);

    [Test]
    public void ALabelOffTheScaleIsAWrongCall() =>
        Should.Throw<ArgumentException>(() => new ResponseScale(1, 5, 0, new Dictionary<string, decimal> { ["a"] = 6 })).Message.ShouldStartWith("label 'a' stands for 6");
}
