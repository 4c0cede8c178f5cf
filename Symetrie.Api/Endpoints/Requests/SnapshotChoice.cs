using Symetrie.Api.Endpoints.Errors;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints.Requests;

/// <summary>Which snapshot a request reads: the one it names, else its cursor's, else the latest.</summary>
internal static class SnapshotChoice
{
    /// <summary>The snapshot; null where none was published yet.</summary>
    public static StoredSnapshot? Of(HttpRequest request, Store store, Cursor? cursor)
    {
        var named = request.One("snapshot");
        if (cursor is null) return named is null ? store.Snapshots.Newest() : Find(store, named, given: false);
        if (named is not null && named != cursor.Snapshot) throw new Refusal(Problem.BadCursor, $"parameter 'cursor': it was given for snapshot '{cursor.Snapshot}', not for '{named}'");
        return Find(store, cursor.Snapshot, given: true);
    }

    /// <summary>The snapshot that a path names.</summary>
    public static StoredSnapshot Named(Store store, string id) => Find(store, id, given: false);

    // An id that this store gave out, in a cursor or in the ledger of runs, and does not have any more, is gone; any other was never there.
    private static StoredSnapshot Find(Store store, string id, bool given)
    {
        if (store.Snapshots.Find(id) is { } snapshot) return snapshot;
        if (given || store.Runs.Arrived(id))
            throw new Refusal(Problem.SnapshotGone, $"snapshot '{id}' was purged; GET /v1/snapshots lists those that are there");
        throw new Refusal(Problem.UnknownSnapshot, $"parameter 'snapshot': there is no snapshot '{id}'; GET /v1/snapshots lists them");
    }
}
