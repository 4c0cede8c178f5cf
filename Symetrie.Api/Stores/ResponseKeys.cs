using System.Data.Common;
using System.Runtime.InteropServices;
using Dapper;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Stores;

/// <summary>Which responses of a batch the store knows already, and the keys of those it did not know. Keys are looked up and written in their order, many at a time:
/// the packs of a bucket are read beside the batch's keys of that bucket, both ascending.</summary>
internal sealed class ResponseKeys : IDisposable
{
    // Fewer new keys than that are rows of their own: packs are read whole, and small ones would pile up.
    private const int FewestPacked = 4096;

    // Of one bucket.
    private const int FewestBetween = 8;

    // Most buckets have some of as many.
    private const int FewestTogether = 2048;
    private readonly Store store;
    private readonly DbConnection connection;
    private readonly long import;
    private readonly IRowWriter rows;
    private readonly IRowWriter packs;
    private readonly IPreparedReader packsOf;
    private readonly IPreparedReader rowsOf;
    private readonly IPreparedReader rowsBetween;
    private readonly List<Known> found = [];
    private readonly Blocks<KeyRecord> fresh = new();
    private readonly List<KeyRecord> alike = [];
    private readonly Dictionary<KeyPackPlace, HashSet<int>> taken = [];
    private readonly List<KeyRecord> moved = [];
    private readonly List<KeyRecord> pointed = [];
    private ResponseKey? key;
    private int first;
    private int fresher;
    private bool hasRows;
    private long part;

    public ResponseKeys(Store store, DbConnection connection, long import)
    {
        (this.store, this.connection, this.import) = (store, connection, import);
        rows = store.Engine.Insert(connection, "response", ["key", "ordinal", "no", "unit", "day", "fingerprint"]);
        packs = KeyPacks.Rows(store, connection);
        packsOf = store.Engine.Prepare(connection, store.Sql("key-packs-of-bucket"));
        rowsOf = store.Engine.Prepare(connection, store.Sql("find-responses"));
        rowsBetween = store.Engine.Prepare(connection, store.Sql("find-responses-between"));
        hasRows = connection.ExecuteScalar<long>(store.Sql("has-response-rows")) > 0;
    }

    /// <summary>Looks up the keys of a batch, which is sorted.</summary>
    public void Begin(ResponseBatch batch)
    {
        found.Clear();
        if (batch.Count >= FewestTogether) SearchAll(batch);
        else
        {
            for (int from = 0, end; from < batch.Count; from = end)
            {
                end = EndOf(batch, from);
                Search(batch, from, end);
                if (hasRows) SearchRows(batch, from, end);
            }
        }

        found.Sort((a, b) => (a.Record.Key, a.Record.Ordinal).CompareTo((b.Record.Key, b.Record.Ordinal)));
        (key, first) = (null, 0);
    }

    /// <summary>What is known of a key; keys are asked for in their order.</summary>
    public Known? Find(ResponseKey wanted, long ordinal)
    {
        if (key != wanted)
        {
            while (first < found.Count && found[first].Record.Key < wanted) first++;
            (key, fresher) = (wanted, fresh.Count);
        }

        for (var i = first; i < found.Count && found[i].Record.Key == wanted; i++)
            if (found[i].Record.Ordinal == ordinal) return found[i];
        for (var i = fresher; i < fresh.Count; i++)
            if (fresh[i].Ordinal == ordinal) return new Known(fresh[i], null, 0);
        return null;
    }

    /// <summary>Takes in a new key: the one that was asked for last.</summary>
    public void Add(in KeyRecord record) => fresh.Add(record);

    /// <summary>Lets a known key stand for another version.</summary>
    public void Point(in Known known, long unit, long day, long fingerprint)
    {
        var record = known.Record with { Unit = unit, Day = day, Fingerprint = fingerprint };
        // A later row of the batch may repeat it.
        var at = found.IndexOf(known, first);
        found[at] = known with { Record = record };
        if (known.Pack is not { } place)
        {
            pointed.Add(record);
            return;
        }

        (CollectionsMarshal.GetValueRefOrAddDefault(taken, place, out _) ??= []).Add(known.Place);
        moved.Add(record);
    }

    /// <summary>Writes what the batch brought and changed.</summary>
    public void End()
    {
        foreach (var (place, places) in taken) KeyPacks.Remove(store, connection, place, places);
        foreach (var record in moved) Write(record);
        if (fresh.Count >= FewestPacked) WritePacks();
        else for (var i = 0; i < fresh.Count; i++) Write(fresh[i]);
        rows.Flush();
        packs.Flush();
        MergePointed();
        taken.Clear();
        moved.Clear();
        fresh.Clear();
        part++;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        rows.Dispose();
        packs.Dispose();
        packsOf.Dispose();
        rowsOf.Dispose();
        rowsBetween.Dispose();
    }

    private static int EndOf(ResponseBatch batch, int from)
    {
        var end = from + 1;
        while (end < batch.Count && KeyPacks.BucketOf(batch.High(end)) == KeyPacks.BucketOf(batch.High(from))) end++;
        return end;
    }

    private void Search(ResponseBatch batch, int from, int end)
    {
        packsOf.Restart();
        packsOf.Bind(1, KeyPacks.BucketOf(batch.High(from)));
        while (packsOf.Next()) SearchPack(packsOf, batch, from, end);
    }

    // A batch that has keys of every bucket goes through the table once.
    private void SearchAll(ResponseBatch batch)
    {
        using (var all = store.Engine.Stream(connection, store.Sql("list-key-packs")))
        {
            for (int from = 0, end = EndOf(batch, 0); all.Next();)
            {
                for (; from < batch.Count && KeyPacks.BucketOf(batch.High(from)) < all.Integer(0); end = from < batch.Count ? EndOf(batch, from) : from) from = end;
                if (from == batch.Count) break;
                if (KeyPacks.BucketOf(batch.High(from)) == all.Integer(0)) SearchPack(all, batch, from, end);
            }
        }

        if (!hasRows) return;
        using var single = store.Engine.Stream(connection, store.Sql("list-responses"));
        SearchBeside(single, batch, 0, batch.Count);
    }

    // Both ascend.
    private void SearchPack(IRowReader pack, ResponseBatch batch, int from, int end)
    {
        var place = new KeyPackPlace(pack.Integer(0), pack.Integer(1), pack.Integer(2));
        var keys = pack.Bytes(3);
        for (int at = from, i = 0; i < keys.Length / ResponseKey.Size && at < end;)
        {
            var stored = ResponseKey.Read(keys[(i * ResponseKey.Size)..]);
            // The rows lie anywhere: they are looked at where the first half of the key does not decide.
            var wanted = stored.High == batch.High(at) ? batch[at].Key : new ResponseKey(batch.High(at), 0);
            if (stored < wanted) i = Beyond(keys, i, wanted);
            else if (stored > wanted) at++;
            else found.Add(new Known(KeyRecord.Read(stored, pack.Bytes(4)[(i * KeyRecord.RestSize)..]), place, i++));
        }
    }

    // The first key that is not before one that is sought, from one that is before it: in leaps twice as long each time, as few may be sought among many.
    private static int Beyond(ReadOnlySpan<byte> keys, int from, ResponseKey wanted)
    {
        var (count, leap) = (keys.Length / ResponseKey.Size, 1);
        while (from + leap < count && ResponseKey.Read(keys[((from + leap) * ResponseKey.Size)..]) < wanted) (from, leap) = (from + leap, 2 * leap);
        var end = Math.Min(from + leap, count);
        for (var low = from + 1; low < end;)
        {
            var middle = low + ((end - low) / 2);
            if (ResponseKey.Read(keys[(middle * ResponseKey.Size)..]) < wanted) low = middle + 1;
            else end = middle;
        }

        return end;
    }

    private void SearchRows(ResponseBatch batch, int from, int end)
    {
        if (end - from >= FewestBetween)
        {
            SearchBetween(batch, from, end);
            return;
        }

        for (var i = from; i < end; i++)
        {
            var wanted = batch[i].Key;
            if (i > from && batch[i - 1].Key == wanted) continue;
            rowsOf.Restart();
            wanted.Bind(rowsOf, 1);
            while (rowsOf.Next()) found.Add(RowOf(rowsOf, wanted));
        }
    }

    // All that lies between the first and the last, beside those that are sought: one statement where there would be thousands.
    private void SearchBetween(ResponseBatch batch, int from, int end)
    {
        rowsBetween.Restart();
        batch[from].Key.Bind(rowsBetween, 1);
        batch[end - 1].Key.Bind(rowsBetween, 2);
        SearchBeside(rowsBetween, batch, from, end);
    }

    private void SearchBeside(IRowReader stored, ResponseBatch batch, int from, int end)
    {
        for (var at = from; stored.Next();)
        {
            var stands = ResponseKey.Read(stored.Bytes(5));
            while (at < end && batch[at].Key < stands) at++;
            if (at == end) return;
            if (batch[at].Key == stands) found.Add(RowOf(stored, stands));
        }
    }

    private static Known RowOf(IRowReader row, ResponseKey key) => new(new KeyRecord(key, row.Integer(0), row.Integer(1), row.Integer(2), row.Integer(3), row.Integer(4)), null, 0);

    // Rows that stand for another version now: put beside the table, and merged into it at once.
    private void MergePointed()
    {
        if (pointed.Count == 0) return;
        connection.Execute(store.Engine.Translate(store.Sql("stage-keys")));
        using (var staged = store.Engine.Insert(connection, "moved_key", ["key", "ordinal", "no", "unit", "day", "fingerprint"]))
            foreach (var record in pointed) Write(staged, record);
        connection.Execute(store.Sql("merge-keys"));
        pointed.Clear();
    }

    private void Write(in KeyRecord record)
    {
        hasRows = true;
        Write(rows, record);
    }

    private static void Write(IRowWriter rows, in KeyRecord record)
    {
        record.Key.Add(rows);
        rows.Add(record.Ordinal);
        rows.Add(record.Number);
        rows.Add(record.Unit);
        rows.Add(record.Day);
        rows.Add(record.Fingerprint);
        rows.EndRow();
    }

    private void WritePacks()
    {
        for (int at = 0; at < fresh.Count;)
        {
            var bucket = KeyPacks.BucketOf(fresh[at].Key.High);
            for (alike.Clear(); at < fresh.Count && KeyPacks.BucketOf(fresh[at].Key.High) == bucket; at++) alike.Add(fresh[at]);
            KeyPacks.Write(packs, new KeyPackPlace(bucket, import, part), CollectionsMarshal.AsSpan(alike));
        }
    }

    /// <summary>A response that is known.</summary>
    /// <param name="Record">What is known of it.</param>
    /// <param name="Pack">The pack that holds it; null where it is a row of its own, or new in this batch.</param>
    /// <param name="Place">Its place in the pack.</param>
    internal readonly record struct Known(KeyRecord Record, KeyPackPlace? Pack, int Place);
}
