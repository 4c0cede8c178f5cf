using Microsoft.Data.Sqlite;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Measures;

namespace Symetrie.Analytics.Tests.Endpoints;

/// <summary>The views that tools without a REST source read.</summary>
public sealed class ViewTests
{
    private static readonly string[] Names = [.. MeasureCatalogue.All.Select(m => m.Name)];

    [TestCaseSource(nameof(Names))]
    public async Task A_view_shows_the_rows_of_the_latest_snapshot_under_their_names(string measure)
    {
        var page = await PublishedSamples.Api.Reader.Json($"/v1/{measure}?limit=50000");
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"select * from latest_{measure.Replace('-', '_')}";
        using var reader = command.ExecuteReader();
        Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ShouldBe(["snapshot", "publishedAt", .. page.Rows()[0].EnumerateObject().Select(p => p.Name)]);
        var rows = 0;
        while (reader.Read())
        {
            rows++;
            if (rows == 1) reader.GetString(0).ShouldBe(page.Text("snapshot"));
        }

        rows.ShouldBe(page.Rows().Length);
    }

    [Test]
    public void A_view_is_there_to_be_read()
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "delete from latest_gaps";
        Should.Throw<SqliteException>(() => command.ExecuteNonQuery()).Message.ShouldContain("view");
    }

    [Test]
    public async Task A_view_that_is_older_than_its_measure_is_made_anew()
    {
        await using var api = await TestApi.Start();
        var path = api.Store.Engine.Address;
        api.Store.Engine.Write(c =>
        {
            using var command = c.CreateCommand();
            command.CommandText = "drop view latest_gaps; create view latest_gaps as select 1 as old; update setting set value = 'older' where name = 'views'";
            return command.ExecuteNonQuery();
        });
        using (Symetrie.Api.Stores.Store.Open(path, TimeProvider.System))
        {
            using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=false");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "select count(gap) from latest_gaps";
            command.ExecuteScalar().ShouldBe(0L);
        }
    }

    // Each reader by itself, as another program would.
    private static SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={PublishedSamples.Api.Store.Engine.Address};Pooling=false");
        connection.Open();
        return connection;
    }
}
