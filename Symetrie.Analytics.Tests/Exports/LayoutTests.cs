using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Tests.Exports;

public sealed class LayoutTests
{
    [Test]
    public void ALongRowIsAResponseWithOneAnswer()
    {
        var rows = Samples.Read(Samples.Bytes("good", "answers-long.csv"), Samples.Answers).Rows.Select(r => r.Response!).ToList();
        rows.Select(r => r.ResponseId).ShouldBe(["r1", "r1", "r2", "r3"]);
        rows.Select(r => Samples.Steps(r, Samples.Answers)).ShouldBe([[3, -1], [-1, 3], [-1, -1], [1, -1]]);

        // The store's zone is an hour ahead of UTC: both of the first moments are brought there, the last is there already.
        rows.Select(r => r.Day).ShouldBe([new(2026, 2, 1), new(2026, 2, 1), new(2026, 1, 31), new(2026, 2, 1)]);
    }

    [Test]
    public void AnAggregateRowIsAPublishedFigure()
    {
        var (shape, rows) = Samples.Read(Samples.Bytes("good", "figures-aggregate.csv"), Samples.Figures);
        shape.DecimalMark.ShouldBe(',');
        rows.Select(r => r.Blank).ShouldBe([false, false, true, false]);
        var taken = rows.Where(r => r.Response is not null).Select(r => (r.Response!.Team, r.Response.Day, Figure: AnswerCode.ReadFigure(r.Response.Content))).ToList();
        taken[0].ShouldBe(("North", new(2026, 1, 1), new PublishedFigure(0, 894_855_084_892, 141, 150_000_000_000)));
        taken[1].ShouldBe(("North", new(2026, 4, 1), new PublishedFigure(0, 700_000_000_000, 1204, null)));

        // Reverse-keyed: 25 of 100 is 75 points. A date stands for its period; with semicolons the day comes first.
        taken[2].ShouldBe(("South", new(2026, 1, 1), new PublishedFigure(1, 750_000_000_000, 12, 100_000_000_000)));
    }

    [Test]
    public void AnInvitedRowIsACount()
    {
        var rows = Samples.Read(Samples.Bytes("good", "invited.csv"), Samples.Invited).Rows;
        rows.Where(r => r.Response is not null).Select(r => (r.Response!.Team, r.Response.Day, AnswerCode.ReadFigure(r.Response.Content).N)).ShouldBe([("North", new(2026, 1, 1), 40L), ("South", new(2026, 1, 1), 0L)]);
        rows[2].Blank.ShouldBeTrue();
    }

    [Test]
    public void APeriodIsReadInTheVoicesOwnWindow()
    {
        var calendar = Calendar.Named([new Period("Vague 1", new(2026, 1, 1), new(2026, 2, 1), new(2026, 3, 1), new(2026, 4, 1))]);
        var settings = Samples.Quarters with { Calendar = calendar };
        var rows = Samples.Read("site,quarter,invited\nNorth,vague-1,40\nNorth,2026-03-15,41\nNorth,2026-01-15,42\n"u8.ToArray(), Samples.Invited, settings).Rows;
        rows[0].Response!.Day.ShouldBe(new DateOnly(2026, 3, 1));
        rows[1].Response!.Day.ShouldBe(new DateOnly(2026, 3, 1));
        (rows[2].Rejection!.Code, rows[2].Rejection!.Reason).ShouldBe(("unknown-period", "no period of the calendar; expected one of Vague 1"));
    }
}
