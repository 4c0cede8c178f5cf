using System.Collections.Concurrent;
using Symetrie.Analytics.Measures;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints.Kept;

/// <summary>What is read of a snapshot once: its dimension tables, and where in a measure each subject stands. The latest few snapshots are kept.</summary>
/// <param name="store">The store.</param>
internal sealed class KeptSnapshots(Store store)
{
    private const int Most = 8;
    private readonly ConcurrentDictionary<string, Lazy<SnapshotTables>> tables = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Snapshot, string Measure), Lazy<SubjectPlaces>> places = new();

    /// <summary>The rendered pages.</summary>
    public KeptPages Pages { get; } = new(KeptPages.UsualRoom);

    /// <summary>The dimension tables; empty ones where there is no snapshot.</summary>
    public SnapshotTables Tables(StoredSnapshot? snapshot)
    {
        if (snapshot is null) return new SnapshotTables([], [], []);
        if (tables.Count > Most) tables.Clear();
        return Once(tables, snapshot.Id, () => store.Snapshots.Tables(snapshot));
    }

    /// <summary>Where the subjects of a measure stand.</summary>
    public SubjectPlaces Places(StoredSnapshot snapshot, Measure measure)
    {
        if (places.Count > Most * MeasureCatalogue.All.Count) places.Clear();
        return Once(places, (snapshot.Id, measure.Name), () => SubjectPlaces.Of(store, snapshot, measure));
    }

    // What could not be read is not kept: the next who asks tries again.
    private static T Once<TKey, T>(ConcurrentDictionary<TKey, Lazy<T>> all, TKey key, Func<T> read)
        where TKey : notnull
    {
        var one = all.GetOrAdd(key, _ => new Lazy<T>(read));
        try
        {
            return one.Value;
        }
        catch
        {
            all.TryRemove(KeyValuePair.Create(key, one));
            throw;
        }
    }
}
