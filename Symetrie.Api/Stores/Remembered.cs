using System.Collections.Concurrent;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Stores;

/// <summary>Remembers what was read of the store until anything is committed to it, by this process or another.</summary>
/// <param name="engine">The store's engine.</param>
internal sealed class Remembered<TKey, TValue>(IEngine engine)
    where TKey : notnull
{
    // What nobody has may be asked for as well, and without end.
    private const int Most = 10_000;
    private volatile Page page = new(-1, new());

    /// <summary>What stands under a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="read">Reads it from the store, where that has not been done since the last commit.</param>
    public TValue Of(TKey key, Func<TKey, TValue> read)
    {
        // The version is asked for first, so what is read is at least as new.
        var version = engine.Version;
        var now = page;
        if (now.Version != version || now.Values.Count >= Most) page = now = new Page(version, new());
        return now.Values.GetOrAdd(key, read);
    }

    private sealed record Page(long Version, ConcurrentDictionary<TKey, TValue> Values);
}
