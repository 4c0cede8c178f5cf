using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Tests.Endpoints;
using Symetrie.Analytics.Tests.Stores;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Recompute;

/// <summary>Which snapshots stay, and that nothing of the others does.</summary>
[TestFixture("sqlite"), TestFixture("postgres")]
public sealed class RetentionTests(string engine)
{
    [Test]
    public void The_newest_stay_and_of_each_month_before_them_the_last()
    {
        var start = new DateTimeOffset(2026, 11, 20, 2, 30, 0, TimeSpan.Zero);
        var nights = Enumerable.Range(0, 420).Select(i => Of(420 - i, start.AddDays(-i))).ToArray();
        var kept = Retention.Kept(nights, 30, null, TimeZoneInfo.Utc).Select(s => s.PublishedAt[..10]).ToArray();
        kept.Take(30).ShouldBe(nights.Take(30).Select(s => s.PublishedAt[..10]));
        kept.Skip(30).ShouldBe(["2026-10-21", "2026-09-30", "2026-08-31", "2026-07-31", "2026-06-30", "2026-05-31", "2026-04-30", "2026-03-31", "2026-02-28", "2026-01-31", "2025-12-31", "2025-11-30", "2025-10-31", "2025-09-30"]);
        Retention.Kept(nights, 30, 12, TimeZoneInfo.Utc).Count().ShouldBe(42);
        Retention.Kept(nights, 0, 0, TimeZoneInfo.Utc).Count().ShouldBe(420);
        // At half past two in Greenwich it is the evening before in Honolulu.
        Retention.Kept(nights, 30, 2, TimeZoneInfo.FindSystemTimeZoneById("Pacific/Honolulu")).Skip(30).Select(s => s.PublishedAt[..10]).ShouldBe(["2026-10-21", "2026-10-01"]);
    }

    [Test]
    public async Task Rows_that_only_a_removed_snapshot_showed_are_gone_and_the_others_are_untouched()
    {
        await using var api = await TestApi.Start(engine: engine);
        Filled.Fill(api.Store, quarters: 2);
        var first = api.Store.Snapshots.Latest()!;
        Filled.Publish(api.Store, new AnalysisSettings { Confidence = 0.9 });
        Filled.Publish(api.Store, new AnalysisSettings { Confidence = 0.8 });
        var (before, rows) = (await api.Reader.GetStringAsync("/v1/scores?format=csv"), Rows(api.Store));
        new Retention(api.Store).Apply(30, null).Snapshots.ShouldBe(0);
        var (snapshots, parts) = new Retention(api.Store).Apply(1, 0);
        snapshots.ShouldBe(2);
        parts.ShouldBeGreaterThan(0);
        Rows(api.Store).ShouldBeLessThan(rows);
        (await api.Reader.GetStringAsync("/v1/scores?format=csv")).ShouldBe(before);
        ((int)(await api.Reader.GetAsync($"/v1/scores?snapshot={first.Id}")).StatusCode).ShouldBe(410);
        Filled.Publish(api.Store);
        api.Store.Snapshots.Latest()!.Id.ShouldStartWith(first.Id, Case.Sensitive, "what was carried over from removed parts is computed again");
        (await api.Reader.GetStringAsync("/v1/scores?format=csv")).ShouldNotBe(before);
    }

    private static long Rows(Store store) => store.Engine.Read(connection =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = string.Join(" + ", MeasureCatalogue.All.Select(m => $"(select count(*) from rows_{m.Name.Replace('-', '_')})"));
        command.CommandText = "select " + command.CommandText;
        return (long)command.ExecuteScalar()!;
    });

    private static StoredSnapshot Of(long number, DateTimeOffset at) => new() { Number = number, Id = $"s-{number}", Run = "r-1", PublishedAt = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'") };
}
