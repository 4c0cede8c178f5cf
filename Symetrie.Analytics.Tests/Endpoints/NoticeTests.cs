using System.Data.Common;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Endpoints;

/// <summary>What listeners are told of a snapshot: what every reader may see.</summary>
public sealed class NoticeTests
{
    private static Store Store => PublishedSamples.Api.Store;

    [Test]
    public async Task A_published_snapshot_and_its_drifts_are_told_as_readers_see_them()
    {
        var rows = (await PublishedSamples.Api.Reader.Json("/v1/alerts?kind=drift&limit=50000")).Rows();
        rows.ShouldNotBeEmpty();
        var bodies = Store.Engine.Read(Bodies);
        bodies.Single(b => b.Text("type") == "snapshot.published").GetProperty("data").Text("snapshot").ShouldBe(Store.Snapshots.Latest()!.Id);
        var drift = bodies.Single(b => b.Text("type") == "drift.detected").GetProperty("data");
        drift.GetProperty("total").GetInt32().ShouldBe(rows.Length);
        foreach (var alert in drift.GetProperty("alerts").EnumerateArray())
            rows.ShouldContain(r => alert.EnumerateObject().All(p => JsonElement.DeepEquals(r.GetProperty(p.Name), p.Value)));
    }

    // A second snapshot of the same parts, taken back before anybody sees it.
    [Test]
    public void A_drift_that_was_told_is_not_told_again()
    {
        Should.Throw<TimeoutException>(() => Store.Engine.Write(connection =>
        {
            Execute(connection, "insert into snapshot (no, id, run, published_at, document) select no + 1000, 's-next', run, published_at, document from snapshot");
            Execute(connection, "insert into snapshot_part (snapshot, measure, position, part) select snapshot + 1000, measure, position, part from snapshot_part");
            Store.Notices.Published(connection, "s-next");
            Bodies(connection).Count(b => b.Text("type") == "snapshot.published").ShouldBe(2);
            Bodies(connection).Count(b => b.Text("type") == "drift.detected").ShouldBe(1);
            // Where the one before alerts of nothing, all is new.
            Execute(connection, "delete from snapshot_part where measure = 'alerts' and snapshot < 1000");
            Store.Notices.Published(connection, "s-next");
            Bodies(connection).Count(b => b.Text("type") == "drift.detected").ShouldBe(2);
            return Bodies(connection).Length > 0 ? throw new TimeoutException() : 0;
        }));
    }

    private static JsonElement[] Bodies(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "select body from notice order by no";
        using var reader = command.ExecuteReader();
        var bodies = new List<JsonElement>();
        while (reader.Read()) bodies.Add(JsonDocument.Parse(reader.GetString(0)).RootElement);
        return [.. bodies];
    }

    private static void Execute(DbConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
