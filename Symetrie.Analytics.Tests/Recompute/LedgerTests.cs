using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Tests.Stores;
using Symetrie.Analytics.Tests.Stores.Engines;
using Symetrie.Api.Recompute;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Recompute;

/// <summary>Who does which run: several processes on one store, each with a clock that may be set.</summary>
[TestFixture("sqlite"), TestFixture("postgres")]
public sealed class LedgerTests(string engine)
{
    private static readonly NightSettings Paris = new() { Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris") };
    private TestPlace place = null!;
    private FakeTime time = null!;
    private Store one = null!;
    private Store other = null!;

    private string Address => place.Address;

    [SetUp]
    public void OpenTwice()
    {
        place = new TestPlace(engine);
        time = new FakeTime(new DateTimeOffset(2026, 10, 5, 12, 0, 0, TimeSpan.Zero));
        (one, other) = (Store.Open(Address, time), Store.Open(Address, time));
    }

    [TearDown]
    public void Close()
    {
        one.Dispose();
        other.Dispose();
        place.Dispose();
    }

    [Test]
    public void One_of_all_processes_claims_a_date()
    {
        var watches = new[] { one, other, one, other }.Select(s => new NightWatch(s, Paris)).ToArray();
        watches.ShouldAllBe(w => w.Claim() == null, "a store that was made today has missed nothing");
        time.Advance(TimeSpan.FromHours(13));
        watches.ShouldAllBe(w => w.Claim() == null);
        time.Advance(TimeSpan.FromHours(1));
        var claimed = new System.Collections.Concurrent.ConcurrentBag<DateOnly?>();
        Parallel.ForEach(watches, w => claimed.Add(w.Claim()));
        claimed.OfType<DateOnly>().ShouldBe([new DateOnly(2026, 10, 6)]);
        one.Runs.List().Select(r => (r.Schedule, r.DueOn, r.State)).ShouldBe([("nightly", "2026-10-06", "queued")]);
    }

    [Test]
    public void Of_dates_that_were_missed_the_latest_is_caught_up_with_once()
    {
        var watch = new NightWatch(one, Paris);
        watch.Claim();
        time.Advance(TimeSpan.FromDays(9));
        watch.Claim().ShouldBe(new DateOnly(2026, 10, 14));
        watch.Claim().ShouldBeNull();
        one.Runs.List().Count.ShouldBe(1);
    }

    [Test]
    public void A_clock_that_jumps_doubles_no_date()
    {
        var watch = new NightWatch(one, Paris);
        watch.Claim();
        time.Advance(TimeSpan.FromDays(2));
        watch.Claim().ShouldBe(new DateOnly(2026, 10, 7));
        time.Jump(TimeSpan.FromDays(-1));
        watch.Claim().ShouldBe(new DateOnly(2026, 10, 6), "that date has had no run yet");
        time.Jump(TimeSpan.FromDays(1));
        watch.Claim().ShouldBeNull();
        time.Jump(TimeSpan.FromDays(365));
        watch.Claim().ShouldBe(new DateOnly(2027, 10, 7));
        time.Jump(TimeSpan.FromDays(-364));
        watch.Claim().ShouldBe(new DateOnly(2026, 10, 8), "the year after next has been claimed, and does not stand in the way");
        time.Jump(TimeSpan.FromDays(-3000));
        watch.Claim().ShouldBeNull("before the store was watched nothing was due");
        one.Runs.List().Select(r => r.DueOn).ShouldBeUnique();
    }

    [Test]
    public void A_silent_worker_is_taken_over_whatever_the_clock_shows_and_publishes_nothing()
    {
        var run = one.Runs.Request();
        var claim = one.Runs.Claim()!.Value;
        var dead = new DeadRuns(other);
        dead.Claim().ShouldBeNull();
        time.Jump(TimeSpan.FromDays(400));
        dead.Claim().ShouldBeNull("the clock was set; no time has passed");
        time.Advance(DeadRuns.Patience - TimeSpan.FromSeconds(1));
        one.Runs.Beat(claim).ShouldBeTrue();
        time.Advance(TimeSpan.FromSeconds(2));
        dead.Claim().ShouldBeNull("it has shown that it lives");
        time.Advance(DeadRuns.Patience);
        var taken = dead.Claim().ShouldNotBeNull();
        taken.ShouldBe(claim with { Token = claim.Token + 1 });
        one.Runs.Beat(claim).ShouldBeFalse();
        Should.Throw<RunLostException>(() => new Recomputer(one, new AnalysisSettings()).Run(claim));
        one.Snapshots.Latest().ShouldBeNull();
        one.Runs.Find(run.Id)!.State.ShouldBe("running", "it is the other's, who goes on");
        new Recomputer(other, new AnalysisSettings()).Run(taken).Published.ShouldBeTrue();
        other.Runs.Find(run.Id)!.ShouldSatisfyAllConditions(r => r.State.ShouldBe("succeeded"), r => r.Attempts.ShouldBe(2));
    }

    [Test]
    public void Two_that_find_a_worker_dead_are_one_to_take_it_over()
    {
        one.Runs.Request();
        one.Runs.Claim();
        var (mine, yours) = (new DeadRuns(one), new DeadRuns(other));
        (mine.Claim() ?? yours.Claim()).ShouldBeNull();
        time.Advance(DeadRuns.Patience);
        new[] { mine.Claim(), yours.Claim() }.Count(c => c is not null).ShouldBe(1);
    }

    [Test]
    public void A_run_that_kills_its_program_again_and_again_is_given_up()
    {
        var run = one.Runs.Request();
        one.Runs.Claim();
        var dead = new DeadRuns(one);
        for (var i = 0; i < 5; i++)
        {
            dead.Claim();
            time.Advance(DeadRuns.Patience);
            dead.Claim();
        }

        one.Runs.Find(run.Id)!.ShouldSatisfyAllConditions(r => r.State.ShouldBe("failed"), r => r.Error!.ShouldContain("5 times"), r => r.Attempts.ShouldBe(5));
    }

    [Test]
    public void A_failed_night_is_tried_again_later_and_later_until_the_next_is_due()
    {
        var watch = new NightWatch(one, Paris);
        watch.Claim();
        time.Advance(TimeSpan.FromDays(1));
        watch.Claim().ShouldNotBeNull();
        var pauses = new List<double>();
        for (var i = 0; i < 6; i++)
        {
            one.Runs.Fail(one.Runs.Claim()!.Value, "no luck");
            one.Runs.IsFailing().ShouldBeTrue();
            one.Runs.Claim().ShouldBeNull();
            var pause = watch.NextDue()!.Value - time.Now;
            pauses.Add(pause.TotalMinutes);
            time.Advance(pause);
        }

        pauses.ShouldBe([1, 5, 15, 30, 60, 60]);
        one.Runs.Claim().ShouldNotBeNull().ShouldSatisfyAllConditions(c => one.Runs.IsFailing().ShouldBeTrue("until it succeeds"), c => new Recomputer(one, new AnalysisSettings()).Run(c));
        one.Runs.IsFailing().ShouldBeFalse();
        time.Advance(TimeSpan.FromDays(1));
        watch.Claim().ShouldNotBeNull();
        one.Runs.Fail(one.Runs.Claim()!.Value, "no luck either");
        time.Advance(TimeSpan.FromDays(1));
        watch.Claim().ShouldNotBeNull();
        one.Runs.NextRetry().ShouldBeNull("a newer date has come");
        one.Runs.Claim().ShouldNotBeNull();
        one.Runs.Claim().ShouldBeNull();
    }

    [Test]
    public void What_somebody_asked_for_is_not_tried_again()
    {
        one.Runs.Request();
        one.Runs.Fail(one.Runs.Claim()!.Value, "no luck");
        time.Advance(TimeSpan.FromDays(1));
        one.Runs.Claim().ShouldBeNull();
        new NightWatch(one, NightSettings.Off).NextDue().ShouldBeNull();
    }

    [Test]
    public void A_retry_does_not_wait_for_a_clock_that_was_set_back()
    {
        one.Runs.ClaimDate("nightly", new DateOnly(2026, 10, 5));
        one.Runs.Fail(one.Runs.Claim()!.Value, "no luck");
        time.Jump(TimeSpan.FromDays(-30));
        one.Runs.Claim().ShouldNotBeNull();
    }

    [Test]
    public void A_run_that_is_stopped_is_put_back_and_its_worker_has_lost_it()
    {
        one.Runs.Request();
        var claim = one.Runs.Claim()!.Value;
        var stopped = new Stopped();
        Should.Throw<OperationCanceledException>(() => new Recomputer(one, new AnalysisSettings()).Run(claim, stopped));
        one.Runs.Beat(claim).ShouldBeFalse();
        new Recomputer(other, new AnalysisSettings()).Run(other.Runs.Claim()!.Value).Published.ShouldBeTrue();
    }

    [Test]
    public void A_run_begins_again_where_another_has_released_something_meanwhile()
    {
        Filled.Take(one, Filled.Export(1));
        one.Runs.Request();
        var meanwhile = new Meanwhile(() => Filled.Fill(other, 2));
        new Recomputer(one, new AnalysisSettings()).Run(one.Runs.Claim()!.Value, meanwhile).Published.ShouldBeFalse("it arrives at what the other has published");
        meanwhile.Readings.ShouldBe(2);
        one.Snapshots.Count().ShouldBe(1);
    }

    private sealed class Meanwhile(Action work) : IProgress<RunProgress>
    {
        public int Readings { get; private set; }

        public void Report(RunProgress value)
        {
            if (value is { Stage: "reading", Share: 0 }) Readings++;
            if (value.Stage == "analysing" && Readings == 1) work();
        }
    }

    private sealed class Stopped : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => throw new OperationCanceledException();
    }
}
