using Symetrie.Api.Endpoints.Rows;

namespace Symetrie.Api.Endpoints.Kept;

/// <summary>What was answered before: a snapshot never changes, so neither does a page of it.</summary>
/// <param name="Body">The bytes; null where only that the question is a good one is known.</param>
/// <param name="Next">The next page, which CSV has in its headers; null where it has none there.</param>
internal sealed record KeptPage(byte[]? Body, NextPage? Next);

/// <summary>Rendered pages by snapshot and address, the least lately asked for going first when there is no more room.</summary>
/// <param name="room">The most bytes to keep.</param>
internal sealed class KeptPages(long room)
{
    /// <summary>Room for pages unless told otherwise, in bytes.</summary>
    public const long UsualRoom = 64 << 20;

    /// <summary>The most rows of a page that is kept.</summary>
    public const long MostRows = 5_000;

    // What an entry takes beside its bytes.
    private const int Overhead = 512;
    private readonly Dictionary<(string Snapshot, string Address), LinkedListNode<Entry>> entries = [];
    private readonly LinkedList<Entry> order = [];
    private readonly Lock gate = new();
    private long taken;

    /// <summary>How many bytes are kept.</summary>
    public long Taken
    {
        get
        {
            lock (gate) return taken;
        }
    }

    /// <summary>A page that was kept; null where there is none.</summary>
    public KeptPage? Find(string snapshot, string address)
    {
        lock (gate)
        {
            if (!entries.TryGetValue((snapshot, address), out var node)) return null;
            order.Remove(node);
            order.AddFirst(node);
            return node.Value.Page;
        }
    }

    /// <summary>Keeps a page, if there is room for it at all.</summary>
    public void Keep(string snapshot, string address, KeptPage page)
    {
        var entry = new Entry((snapshot, address), page, Overhead + (2L * address.Length) + (page.Body?.Length ?? 0));
        if (entry.Size > room / 8) return;
        lock (gate)
        {
            if (entries.Remove(entry.Key, out var old)) Leave(old);
            entries[entry.Key] = order.AddFirst(entry);
            taken += entry.Size;
            while (taken > room && order.Last is { } last)
            {
                entries.Remove(last.Value.Key);
                Leave(last);
            }
        }
    }

    /// <summary>Under which address a page is kept: all that its bytes depend on, beside the snapshot.</summary>
    public static string Address(HttpRequest request, string format) => $"{request.Scheme}://{request.Host}{request.PathBase}{request.Path}{request.QueryString} {format}";

    private void Leave(LinkedListNode<Entry> node)
    {
        order.Remove(node);
        taken -= node.Value.Size;
    }

    private sealed record Entry((string Snapshot, string Address) Key, KeptPage Page, long Size);
}
