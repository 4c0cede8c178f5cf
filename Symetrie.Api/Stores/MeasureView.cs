using System.Data.Common;
using Dapper;
using Symetrie.Analytics.Measures;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Stores;

/// <summary>A view of each measure for tools that read tables and no addresses: the rows of the latest snapshot, under the names that they have over HTTP.
/// It follows from the row record, as the table does; both engines run this text. On a server the role <c>symetrie_reader</c>, where there is one, may read them and nothing else.</summary>
internal static class MeasureView
{
    private const string Known = "views";

    /// <summary>The view's name: <c>latest_gaps</c>.</summary>
    public static string Name(Measure measure) => "latest_" + measure.Name.Replace('-', '_');

    /// <summary>Makes the views anew where they are not those of this program.</summary>
    public static void Apply(IEngine engine)
    {
        var wanted = MeasureCatalogue.All.Select(m => (Name: Name(m), Text: Definition(m))).ToArray();
        var digest = string.Join('\n', wanted.Select(w => w.Text));
        if (engine.Read(connection => Setting(connection, engine) == digest && IsGranted(connection, engine))) return;
        engine.Write(connection =>
        {
            // Another program may have been faster.
            if (Setting(connection, engine) == digest && IsGranted(connection, engine)) return 0;
            foreach (var (name, text) in wanted)
            {
                connection.Execute($"drop view if exists {name}");
                connection.Execute(text);
                if (engine.IsShared) connection.Execute(SqlText.Of("grant-view", engine.Name).Replace("VIEW", name, StringComparison.Ordinal));
            }

            connection.Execute(SqlText.Of("put-setting", engine.Name), new { name = Known, value = digest });
            return 0;
        });
    }

    /// <summary>Takes the views away.</summary>
    public static void Drop(IEngine engine) => engine.Write(connection =>
    {
        foreach (var measure in MeasureCatalogue.All) connection.Execute($"drop view if exists {Name(measure)}");
        connection.Execute(SqlText.Of("put-setting", engine.Name), new { name = Known, value = "" });
        return 0;
    });

    // Views that are made anew have lost who may read them; a server has a role for that, where its administrator made it.
    private static bool IsGranted(DbConnection connection, IEngine engine) => !engine.IsShared || connection.ExecuteScalar<long>(SqlText.Of("count-ungranted", engine.Name), new { views = MeasureCatalogue.All.Select(Name).ToArray() }) == 0;

    private static string? Setting(DbConnection connection, IEngine engine) => connection.ExecuteScalar<string?>(SqlText.Of("get-setting", engine.Name), new { name = Known });

    private static string Definition(Measure measure) =>
        $"create view {Name(measure)} as select n.id as \"snapshot\", n.published_at as \"publishedAt\", {string.Join(", ", measure.Columns.Select(c => $"r.\"{c.Name}\""))} "
        + $"from snapshot n join snapshot_part s on s.snapshot = n.no and s.measure = '{measure.Name}' join {MeasureTable.Name(measure)} r on r.part = s.part where n.no = (select max(no) from snapshot)";
}
