using System.Data.Common;
using Dapper;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Stores;

/// <summary>Where a pack of keys lies: the first byte of its keys, and the import and the batch that brought them.</summary>
internal readonly record struct KeyPackPlace(long Bucket, long Import, long Part);

/// <summary>Keys that came together, 16 bytes each and ascending, and beside them what is known of their responses: written and searched as one.
/// A key stands in one pack, or in a row of its own.</summary>
internal static class KeyPacks
{
    /// <summary>The bucket of a key.</summary>
    /// <param name="high">Its first eight bytes.</param>
    public static long BucketOf(ulong high) => (long)(high >> 56);

    /// <summary>A way in for packs.</summary>
    public static IRowWriter Rows(Store store, DbConnection connection) => store.Engine.Insert(connection, "key_pack", ["bucket", "import", "part", "keys", "rest"]);

    /// <summary>Writes a pack; its records ascend.</summary>
    public static void Write(IRowWriter packs, KeyPackPlace place, ReadOnlySpan<KeyRecord> records)
    {
        var (keys, rest) = Bytes(records);
        packs.Add(place.Bucket);
        packs.Add(place.Import);
        packs.Add(place.Part);
        packs.Add(keys);
        packs.Add(rest);
        packs.EndRow();
    }

    /// <summary>Goes through all records and puts others in their places.</summary>
    /// <param name="store">The store.</param>
    /// <param name="connection">The connection of the transaction.</param>
    /// <param name="change">What stands in a record's place; null for nothing. The key stays.</param>
    public static void Rewrite(Store store, DbConnection connection, Func<KeyRecord, KeyRecord?> change)
    {
        foreach (var place in connection.Query<KeyPackPlace>(store.Sql("key-pack-places")).ToArray())
        {
            var records = Read(store, connection, place);
            var changed = records.Select(change).ToArray();
            if (!changed.SequenceEqual(records.Select(r => (KeyRecord?)r))) Replace(store, connection, place, [.. changed.OfType<KeyRecord>()]);
        }
    }

    /// <summary>Takes some records out of a pack.</summary>
    public static void Remove(Store store, DbConnection connection, KeyPackPlace place, IReadOnlySet<int> places) =>
        Replace(store, connection, place, [.. Read(store, connection, place).Where((_, i) => !places.Contains(i))]);

    private static KeyRecord[] Read(Store store, DbConnection connection, KeyPackPlace place)
    {
        var (keys, rest) = connection.QuerySingle<(byte[] Keys, byte[] Beside)>(store.Sql("key-pack"), place);
        var records = new KeyRecord[keys.Length / ResponseKey.Size];
        for (var i = 0; i < records.Length; i++)
            records[i] = KeyRecord.Read(ResponseKey.Read(keys.AsSpan(i * ResponseKey.Size)), rest.AsSpan(i * KeyRecord.RestSize));
        return records;
    }

    private static void Replace(Store store, DbConnection connection, KeyPackPlace place, KeyRecord[] records)
    {
        connection.Execute(store.Sql("remove-key-pack"), place);
        if (records.Length == 0) return;
        using var packs = Rows(store, connection);
        Write(packs, place, records);
    }

    private static (byte[] Keys, byte[] Beside) Bytes(ReadOnlySpan<KeyRecord> records)
    {
        var keys = GC.AllocateUninitializedArray<byte>(records.Length * ResponseKey.Size);
        var rest = GC.AllocateUninitializedArray<byte>(records.Length * KeyRecord.RestSize);
        for (var i = 0; i < records.Length; i++)
        {
            records[i].Key.Write(keys.AsSpan(i * ResponseKey.Size));
            records[i].WriteRest(rest.AsSpan(i * KeyRecord.RestSize));
        }

        return (keys, rest);
    }
}
