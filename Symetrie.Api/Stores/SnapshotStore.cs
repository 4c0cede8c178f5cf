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

    /// <summary>A digest of settings, questionnaires and engine it was made with; null where it was not kept.</summary>
    public string? Basis { get; init; }

    /// <summary>Whether periods that were still open, or not there yet, got other figures than in the snapshot before: 1 or 0; null where that is not known.</summary>
    public long? NewData { get; init; }

    /// <summary>Whether periods that had closed got other figures: 1 or 0; null where that is not known.</summary>
    public long? LateData { get; init; }

    /// <summary>Whether teams came, went, moved or were renamed: 1 or 0; null where that is not known.</summary>
    public long? Reorganisation { get; init; }

    /// <summary>Whether settings, questionnaires or the engine are others: 1 or 0; null where that is not known.</summary>
    public long? Settings { get; init; }
}

/// <summary>Parts that were written for a snapshot to come.</summary>
internal sealed class PartList
{
    /// <summary>Measure, position and part.</summary>
    public List<(string Measure, long Position, long Part)> All { get; } = [];

    /// <summary>How many were carried over without being computed.</summary>
    public int Kept { get; set; }

    /// <summary>How many were computed.</summary>
    public int Computed => All.Count - Kept;
}

/// <summary>Published results: immutable, each read whole.</summary>
public sealed class SnapshotStore
{
    private readonly Store store;
    private readonly Remembered<string, StoredSnapshot?> remembered;

    internal SnapshotStore(Store store) => (this.store, remembered) = (store, new(store.Engine));

    /// <summary>The newest snapshot; null before the first run.</summary>
    public StoredSnapshot? Latest() => store.Engine.Read(connection => connection.QueryFirstOrDefault<StoredSnapshot>(store.Sql("latest-snapshot")));

    /// <summary>The newest snapshot, remembered until anything is committed: what most requests ask for.</summary>
    public StoredSnapshot? Newest() => remembered.Of("", _ => Latest());

    /// <summary>A snapshot; null where the id is unknown. Remembered until anything is committed.</summary>
    public StoredSnapshot? Find(string id) => id.Length == 0 ? null : remembered.Of(id, named => store.Engine.Read(connection => connection.QueryFirstOrDefault<StoredSnapshot>(store.Sql("find-snapshot"), new { id = named })));

    /// <summary>All snapshots, newest first.</summary>
    public IReadOnlyList<StoredSnapshot> List() => store.Engine.Read(connection => connection.Query<StoredSnapshot>(store.Sql("list-snapshots")).ToArray());

    /// <summary>The dimension tables of a snapshot: teams, dimensions, periods.</summary>
    public SnapshotTables Tables(StoredSnapshot snapshot) => store.Engine.Read(connection => Tables(connection, snapshot));

    internal SnapshotTables Tables(DbConnection connection, StoredSnapshot snapshot) =>
        JsonSerializer.Deserialize<SnapshotTables>(connection.ExecuteScalar<string>(store.Sql("snapshot-document"), new { no = snapshot.Number })!, SnapshotTables.Json)!;

    /// <summary>How many snapshots there are.</summary>
    public long Count() => store.Engine.Read(connection => connection.ExecuteScalar<long>(store.Sql("count-snapshots")));

    /// <summary>What separates two snapshots.</summary>
    public SnapshotChanges Compare(StoredSnapshot from, StoredSnapshot to) => store.Engine.Read(connection => new SnapshotChanges(store, connection, from, to));

    /// <summary>Reads rows of a measure in order.</summary>
    /// <param name="query">Which.</param>
    /// <param name="row">Told each row: the columns of the measure in order, then <c>position</c> and <c>place</c>.</param>
    public void Read(RowQuery query, Action<IRowReader> row) => store.Engine.Read(connection =>
    {
        var (sql, parameters) = query.Statement();
        using var rows = store.Engine.Stream(connection, sql, parameters);
        while (rows.Next()) row(rows);
        return 0;
    });

    /// <summary>Writes the rows of an analysis as parts that no snapshot names yet: readers cannot see them. Parts whose inputs are those of a part
    /// that is there already are carried over without being computed.</summary>
    /// <returns>The parts; null where the newest snapshot shows all this already.</returns>
    internal PartList? WriteParts(Analysis analysis, IProgress<double>? progress)
    {
        // While the digest of all that is shown is made.
        var reading = Task.Run(() => store.Engine.Read(connection => connection.Query<(string Measure, string Inputs, long Part)>(store.Sql("list-part-inputs")).ToDictionary(p => (p.Measure, p.Inputs), p => p.Part)));
        var isShown = Latest() is { } latest && Means(latest.Id, analysis.SnapshotId);
        var known = reading.GetAwaiter().GetResult();
        if (isShown) return null;
        var parts = new PartList();
        using var writing = new PartWriting(blocks => Write(blocks));
        foreach (var block in Digested(analysis, (measure, inputs) => known.ContainsKey((measure.Name, inputs)), progress))
        {
            if (block.Block.Rows is null)
            {
                parts.All.Add((block.Block.Measure.Name, PartPlace.Of(block.Block), known[(block.Block.Measure.Name, block.Block.Inputs)]));
                parts.Kept++;
                continue;
            }

            writing.Add(block);
        }

        parts.All.AddRange(writing.Finish());
        return parts;
    }

    /// <summary>Publishes an analysis inside the caller's transaction: from its commit on, readers see it whole.</summary>
    /// <returns>The snapshot's id; and false where the newest snapshot has it already: then nothing is published. Null where no parts were written
    /// because it had, and another run has published since, or where parts are gone.</returns>
    internal (string Id, bool Published)? Publish(DbConnection connection, Analysis analysis, PartList? parts, long run)
    {
        if (connection.QueryFirstOrDefault<StoredSnapshot>(store.Sql("latest-snapshot")) is { } latest && Means(latest.Id, analysis.SnapshotId)) return (latest.Id, false);
        // Parts that no snapshot named may have been swept away meanwhile.
        if (parts is null || !parts.All.Select(p => p.Part).ToHashSet().IsSubsetOf(connection.Query<long>(store.Sql("list-parts")))) return null;
        var number = store.Take(connection, "snapshot");
        // An earlier snapshot may have had this id: what readers see came back to what it was.
        var known = connection.QueryFirstOrDefault<StoredSnapshot>(store.Sql("find-snapshot"), new { id = analysis.SnapshotId }) is not null;
        var id = known ? $"{analysis.SnapshotId}-{number}" : analysis.SnapshotId;
        connection.Execute(store.Sql("add-snapshot"), new { no = number, id, run, now = store.Now(), document = JsonSerializer.Serialize(SnapshotTables.Of(analysis.Panel, analysis.Settings.Margin), SnapshotTables.Json) });
        Name(connection, number, parts);
        SnapshotChanges.Note(store, connection, id, analysis.Basis);
        return (id, true);
    }

    private void Name(DbConnection connection, long snapshot, PartList parts)
    {
        using var rows = store.Engine.Insert(connection, "snapshot_part", ["snapshot", "measure", "position", "part"]);
        foreach (var (measure, position, part) in parts.All)
        {
            rows.Add(snapshot);
            rows.Add(measure);
            rows.Add(position);
            rows.Add(part);
            rows.EndRow();
        }
    }

    private static bool Means(string id, string snapshot) => id == snapshot || id.StartsWith(snapshot + "-", StringComparison.Ordinal);

    // Computing goes on without the store's lock; it is held only for a batch.
    private List<(string Measure, long Position, long Part)> Write(IReadOnlyList<(MeasureRows Block, string Digest)> blocks) => store.Engine.Write(connection =>
    {
        var parts = new List<(string, long, long)>(blocks.Count);
        foreach (var (block, digest) in blocks)
        {
            var part = connection.ExecuteScalar<long?>(store.Sql("find-part"), new { measure = block.Measure.Name, digest }) ?? AddPart(connection, block, digest);
            connection.Execute(store.Sql("add-part-input"), new { measure = block.Measure.Name, inputs = block.Inputs, part });
            parts.Add((block.Measure.Name, PartPlace.Of(block), part));
        }

        return parts;
    });

    // Hashing a block runs beside the writing of the one before.
    private static IEnumerable<(MeasureRows Block, string Digest)> Digested(Analysis analysis, Func<Measure, string, bool> isKnown, IProgress<double>? progress)
    {
        Task<(MeasureRows, string)>? ahead = null;
        foreach (var block in analysis.Rows(progress, isKnown))
        {
            var done = ahead;
            ahead = Task.Run(() => (block, block.Rows is null ? "" : RowDigest.Of(block)));
            if (done is not null) yield return done.GetAwaiter().GetResult();
        }

        if (ahead is not null) yield return ahead.GetAwaiter().GetResult();
    }

    private long AddPart(DbConnection connection, MeasureRows block, string digest)
    {
        var part = store.Take(connection, "part");
        connection.Execute(store.Sql("add-part"), new { no = part, measure = block.Measure.Name, digest, rows = (long)block.Rows!.Count, shape = RowDigest.Shape(block.Measure) });
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
