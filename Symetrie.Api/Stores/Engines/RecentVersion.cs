using System.Diagnostics;

namespace Symetrie.Api.Stores.Engines;

/// <summary>The version of a store, asked for again where something was committed in this process or a millisecond has gone by: thousands of readers a second ask a thousand times and not each for itself.</summary>
/// <param name="read">Asks the store.</param>
internal sealed class RecentVersion(Func<long> read)
{
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(1);

    // Of all stores of this process: one too many asks again, and no more.
    private static long commits;
    private volatile Seen seen = new(0, -1, 0);

    /// <summary>Something was committed here, or may have been.</summary>
    public static void Committed() => Interlocked.Increment(ref commits);

    /// <summary>The version: not older than the last commit of this process, nor than a millisecond.</summary>
    public long Read()
    {
        // Counted and timed before the store is asked: what is committed meanwhile is no part of what was seen.
        var (now, count, at) = (seen, Interlocked.Read(ref commits), Stopwatch.GetTimestamp());
        if (now.Commits == count && Stopwatch.GetElapsedTime(now.At, at) < Window) return now.Version;
        var version = read();
        seen = new Seen(version, count, at);
        return version;
    }

    private sealed record Seen(long Version, long Commits, long At);
}
