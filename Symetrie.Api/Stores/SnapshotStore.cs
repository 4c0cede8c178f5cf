using System.Data.Common;
using System.Text.Json;
using Dapper;
using Symetrie.Analytics;
using Symetrie.Analytics.Measures;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Stores;

/// <summary>A published result.</summary>
public sealed record StoredSnapshot
{
    /// <summary>Its number in the store.</summary>
    public required long Number { get; init; }

    /// <summary>The id: a hash of what a reader may see.</summary>
    public required string Id { get; init; }

    /// <summary>The run that published it.</summary>
    public required string Run { get; init; }

    /// <summary>When, UTC.</summary>
    public required string PublishedAt { get; init; }

    /// <summary>How many rows it has; 0 where not counted.</summary>
    public long Rows { get; init; }
}

/// <summary>Published results: immutable, each read whole.</summary>
public sealed class SnapshotStore
{
    private readonly Store store;

    internal SnapshotStore(Store store) => this.store = store;

    /// <summary>The newest snapshot; null before the first run.</summary>
    public StoredSnapshot? Latest() => store.Engine.Read(connection => connection.QueryFirstOrDefault<StoredSnapshot>(store.Sql("latest-snapshot")));

    /// <summary>A snapshot; null where the id is unknown.</summary>
    public StoredSnapshot? Find(string id) => store.Engine.Read(connection => connection.QueryFirstOrDefault<StoredSnapshot>(store.Sql("find-snapshot"), new { id }));

    /// <summary>All snapshots, newest first.</summary>
    public IReadOnlyList<StoredSnapshot> List() => store.Engine.Read(connection => connection.Query<StoredSnapshot>(store.Sql("list-snapshots")).ToArray());

    /// <summary>The dimension tables of a snapshot: teams, dimensions, periods.</summary>
    public SnapshotTables Tables(StoredSnapshot snapshot) =>
        JsonSerializer.Deserialize<SnapshotTables>(store.Engine.Read(connection => connection.ExecuteScalar<string>(store.Sql("snapshot-document"), new { no = snapshot.Number }))!, SnapshotTables.Json)!;

    /// <summary>Reads rows of a measure in order.</summary>
    /// <param name="query">Which.</param>
    /// <param name="row">Told each row: the columns of the measure in order, then <c>position</c> and <c>place</c>.</param>
    public void Read(RowQuery query, Action<IRowReader> row) => store.Engine.Read(connection =>
    {
        var (sql, parameters) = query.Statement();
        using var rows = store.Engine.Select(connection, sql, parameters);
        while (rows.Next()) row(rows);
        return 0;
    });

    /// <summary>Publishes an analysis inside the caller's transaction; parts that are already there are shared.</summary>
    /// <returns>False where the newest snapshot has this id already: then nothing is published.</returns>
    internal bool Publish(DbConnection connection, Analysis analysis, long run, IProgress<double>? progress)
    {
        if (connection.QueryFirstOrDefault<StoredSnapshot>(store.Sql("latest-snapshot")) is { } latest && latest.Id == analysis.SnapshotId) return false;
        var number = store.Take(connection, "snapshot");
        // An earlier snapshot may have had this id: what readers see came back to what it was.
        var id = connection.QueryFirstOrDefault<StoredSnapshot>(store.Sql("find-snapshot"), new { id = analysis.SnapshotId }) is null ? analysis.SnapshotId : $"{analysis.SnapshotId}-{number}";
        connection.Execute(store.Sql("add-snapshot"), new { no = number, id, run, now = store.Now(), document = JsonSerializer.Serialize(SnapshotTables.Of(analysis.Panel), SnapshotTables.Json) });
        foreach (var (block, digest) in Digested(analysis, progress))
        {
            if (block.Rows.Count == 0) continue;
            var part = connection.ExecuteScalar<long?>(store.Sql("find-part"), new { measure = block.Measure.Name, digest }) ?? AddPart(connection, block, digest);
            connection.Execute(store.Sql("add-snapshot-part"), new { snapshot = number, measure = block.Measure.Name, position = block.Period, part });
        }

        return true;
    }

    // Hashing a block runs beside the writing of the one before.
    private static IEnumerable<(MeasureRows Block, string Digest)> Digested(Analysis analysis, IProgress<double>? progress)
    {
        Task<(MeasureRows, string)>? ahead = null;
        foreach (var block in analysis.Rows(progress))
        {
            var done = ahead;
            ahead = Task.Run(() => (block, RowDigest.Of(block)));
            if (done is not null) yield return done.GetAwaiter().GetResult();
        }

        if (ahead is not null) yield return ahead.GetAwaiter().GetResult();
    }

    private long AddPart(DbConnection connection, MeasureRows block, string digest)
    {
        var part = store.Take(connection, "part");
        connection.Execute(store.Sql("add-part"), new { no = part, measure = block.Measure.Name, digest, rows = (long)block.Rows.Count });
        var columns = block.Measure.Columns;
        using var rows = store.Engine.Insert(connection, MeasureTable.Name(block.Measure), ["part", "place", .. columns.Select(c => c.Name)]);
        for (var i = 0; i < block.Rows.Count; i++)
        {
            rows.Add(part);
            rows.Add(i);
            foreach (var column in columns)
            {
                if (column.Kind == ColumnKind.Real) rows.Add(column.Real(block.Rows[i]));
                else if (column.Kind == ColumnKind.Text) rows.Add(column.Text(block.Rows[i]));
                else rows.Add(column.Integer(block.Rows[i]));
            }

            rows.EndRow();
        }

        return part;
    }
}
