using FsCheck;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;
using Law = FsCheck.NUnit.PropertyAttribute;

namespace Symetrie.Analytics.Tests.Surveys;

public sealed class AnswerCodeTests
{
    [Law(Replay = "(20261121,9)", MaxTest = 1000)]
    public void AnswersReadBack(int[] values)
    {
        int[] steps = [.. values.Select(v => v % 3 == 0 ? -1 : Math.Abs(v % 100_000_001))];
        var bytes = AnswerCode.Write(steps);
        var read = new int[steps.Length + 2];
        AnswerCode.Read(bytes, read);
        read[..^2].ShouldBe(steps);
        read[^2..].ShouldBe([-1, -1]);
    }

    [Law(Replay = "(20261121,11)", MaxTest = 1000)]
    public void TrailingMissingAnswersTakeNoByte(NonNegativeInt count)
    {
        int[] steps = [0, 6, 10];
        AnswerCode.Write([.. steps, .. Enumerable.Repeat(-1, count.Get)]).ShouldBe([1, 7, 11]);
    }

    [Law(Replay = "(20261121,13)", MaxTest = 1000)]
    public void FiguresReadBack(NonNegativeInt item, long score, NonNegativeInt n, long? sd)
    {
        var figure = new PublishedFigure(item.Get, Math.Abs(score % (ScorePoints.Full + 1)), n.Get, sd is { } length ? Math.Abs(length % (ScorePoints.Full + 1)) : null);
        AnswerCode.ReadFigure(AnswerCode.Write(figure)).ShouldBe(figure);
    }

    [Test]
    public void TheLargestStepReadsBack([Values(0, 126, 127, 128, 16_382, 16_383, 2_097_151, 100_000_000)] int step)
    {
        Span<int> read = [0];
        AnswerCode.Read(AnswerCode.Write([step]), read);
        read[0].ShouldBe(step);
    }

    [Test]
    public void NoAnswerAtAllIsNoByte() => AnswerCode.Write([-1, -1]).ShouldBeEmpty();
}
