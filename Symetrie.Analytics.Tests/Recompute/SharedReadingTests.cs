using System.Text;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Tests.River;
using Symetrie.Analytics.Tests.Stores.Engines;
using Symetrie.Api.Imports;
using Symetrie.Api.Recompute;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Recompute;

/// <summary>Several programs build the tallies of one run: with a hand, with one that dies, with one that sees another state, and alone, it arrives at the same.</summary>
internal sealed class SharedReadingTests
{
    private static readonly Lazy<string> Alone = new(() =>
    {
        using var test = new TestStore("month");
        Fill(test.Store);
        return Publish(test.Store);
    });

    private TestPlace place = null!;
    private FakeTime time = null!;
    private Store store = null!;
    private Store other = null!;

    [SetUp]
    public void OpenTwice()
    {
        place = new TestPlace("postgres");
        time = new FakeTime(new DateTimeOffset(2026, 10, 5, 12, 0, 0, TimeSpan.Zero));
        (store, other) = (Store.Open(place.Address, time), Store.Open(place.Address, time));
        store.SetCalendar(CalendarJson.Read("""{"kind":"month"}""")!, TimeZoneInfo.Utc);
        Fill(store);
    }

    [TearDown]
    public void Close()
    {
        store.Dispose();
        other.Dispose();
        place.Dispose();
    }

    [Test]
    public void Two_processes_publish_what_one_publishes()
    {
        var portions = 0;
        var first = true;
        Publish(store, new Told(progress =>
        {
            if (progress.Stage != "reading" || progress.Share == 0 || !first) return;
            first = false;
            // While the run is at its first portion the other program takes all the rest.
            portions = Hand().Help(CancellationToken.None);
        })).ShouldBe(Alone.Value);
        portions.ShouldBeGreaterThan(10);
        Left().ShouldBe(0, "nothing is left of what was shared");
    }

    [Test]
    public void A_hand_that_dies_is_done_without()
    {
        TallyPortion? taken = null;
        Publish(store, new Told(progress =>
        {
            if (taken is not null || progress.Stage != "reading" || progress.Share == 0) return;
            taken = other.Shares.Take(run: null);
        })).ShouldBe(Alone.Value);
        taken.ShouldNotBeNull();
        other.Shares.Finish(taken, []);
        Left().ShouldBe(0);
    }

    [Test]
    public void A_hand_that_sees_another_state_is_not_believed()
    {
        var first = true;
        var (helped, run) = (0, "");
        run = Publish(store, new Told(progress =>
        {
            if (progress.Stage != "reading" || progress.Share == 0 || !first) return;
            first = false;
            Filled(other, Export("employee", extra: 3)).Added.ShouldBeGreaterThan(0);
            helped = Hand().Help(CancellationToken.None);
        }));
        helped.ShouldBeGreaterThan(10);
        run.ShouldBe(Alone.Value, "what came meanwhile belongs to the next run");
    }

    private TallyHand Hand() => new(other, Microsoft.Extensions.Logging.Abstractions.NullLogger<TallyHand>.Instance);

    private long Left() => store.Engine.Read(c => Dapper.SqlMapper.ExecuteScalar<long>(c, "select (select count(*) from tally_portion) + (select count(*) from tally_found)"));

    private static string Publish(Store store, IProgress<RunProgress>? progress = null)
    {
        store.Runs.Request();
        var outcome = new Recomputer(store, new AnalysisSettings { Threads = 1 }).Run(store.Runs.Claim()!.Value, progress);
        outcome.TalliesRebuilt.ShouldBe(2 * 24 * 12);
        return outcome.Snapshot;
    }

    private static void Fill(Store store)
    {
        foreach (var voice in new[] { "employee", "customer" })
        {
            store.Codebooks.Put(Symetrie.Analytics.Surveys.CodebookJson.Read(
                """{"key":"VOICE","voice":"VOICE","layout":"wide","columns":{"team":"team","date":"date","respondent":"VOICE"},"items":[{"key":"a","column":"a","dimension":"respect","scale":{"min":1,"max":5}}]}""".Replace("VOICE", voice, StringComparison.Ordinal), MirrorFile.Mirror).Required());
            Filled(store, Export(voice)).State.ShouldBe("imported");
        }
    }

    private static ImportReport Filled(Store store, string export) =>
        new Importer(store, Minimums.Of(new AnalysisSettings())).Run(new ImportRequest(new MemoryStream(Encoding.UTF8.GetBytes(export)), "made.csv"));

    private static string Export(string voice, int extra = 0)
    {
        var text = new StringBuilder($"team,date,{voice},a\n");
        for (var team = 0; team < 24; team++)
            for (var month = 1; month <= 12; month++)
                for (var who = 0; who < 8 + extra; who++) text.Append($"T{team},2025-{month:D2}-{1 + (who * 3 % 28):D2},w{team}-{who},{1 + ((who + (team * month)) % 5)}\n");
        return text.ToString();
    }

    private sealed class Told(Action<RunProgress> tell) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => tell(value);
    }
}
