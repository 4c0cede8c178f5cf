using Symetrie.Api.Exports;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Imports;

/// <summary>What an import remembers of the exports before it, and leaves for the next: which rows came, in which bytes, and which responses they are. A row that comes again
/// in the same bytes, read in the same way, says what the store holds, and is neither read nor looked up again.</summary>
/// <remarks>Whatever changes a response and does not remember it anew lets all rows be forgotten. Nothing is lost with them but time.</remarks>
internal sealed class RowMemory : IRowMemory, IDisposable
{
    // Of more rows none are looked for: each takes 30 bytes.
    private const long MostKnown = 6_000_000;

    // Of a file with far fewer rows than are known none is looked for: to load them would take longer than to read it.
    private const long FewestOf = 8;

    // What is remembered of rows that say something else now lies there to no end.
    private const int MostStale = 2;
    private readonly Merging merging;
    private readonly RowCipher cipher;
    private readonly RowPart rows = new();
    private readonly KnownRowParts parts;
    private RowMark mark;
    private int length;

    private RowMemory(Store store, Merging merging, RowCipher cipher)
    {
        (this.merging, this.cipher) = (merging, cipher);
        parts = new KnownRowParts(store, merging.Connection, merging.Codebook);
    }

    /// <summary>The rows that came before; null where none are looked for.</summary>
    public KnownRows? Known { get; private set; }

    /// <summary>The row that was found last.</summary>
    public SeenRow Seen { get; private set; }

    /// <summary>Whether rows are remembered too whose responses were there and said the same.</summary>
    private bool KeepsUnchanged { get; set; } = true;

    /// <summary>Opens the memory of an import; null where rows of its file are not told by their bytes.</summary>
    /// <param name="store">The store.</param>
    /// <param name="key">The store's secret.</param>
    /// <param name="merging">The import.</param>
    /// <param name="understanding">What decides what a row says (<see cref="ExportReader.Understanding"/>).</param>
    /// <param name="size">The size of the file, bytes.</param>
    public static RowMemory? Open(Store store, SecretKey key, Merging merging, byte[]? understanding, long size)
    {
        if (understanding is null) return null;
        var memory = new RowMemory(store, merging, new RowCipher(key, understanding));
        merging.Remembers = true;
        memory.Load(size);
        return memory;
    }

    /// <inheritdoc/>
    public bool Holds(ReadOnlySpan<byte> row, long line)
    {
        (mark, length) = (RowMark.Of(row, cipher.Seed), row.Length);
        if (Known is null || line > int.MaxValue || Known.Take(mark) is not { } number) return false;
        Seen = new SeenRow(number, (int)line);
        return true;
    }

    /// <summary>The row that was asked for last, before it is known what it says of its team.</summary>
    public MarkedRow Asked => new(mark.High, mark.Low, (ushort)Math.Min(length, ushort.MaxValue), 0);

    /// <summary>Remembers the rows of a batch.</summary>
    /// <param name="batch">The batch, merged.</param>
    /// <param name="marked">Its rows as they were added.</param>
    /// <param name="said">What they say of their teams.</param>
    public void Keep(ResponseBatch batch, Blocks<MarkedRow> marked, IReadOnlyList<RowGroup> said)
    {
        for (var i = 0; i < marked.Count; i++)
        {
            if (batch.NumberOf(i, KeepsUnchanged) is not { } number) continue;
            rows.Add(marked[i], number, said);
            if (rows.Count == RowPart.Most) Write();
        }

        Write();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        parts.Dispose();
        rows.Dispose();
        cipher.Dispose();
    }

    private void Write()
    {
        if (rows.Count > 0) parts.Add(merging.Import, rows.Count, rows.Length, cipher.Close(rows.Write()));
        rows.Clear();
    }

    private void Load(long size)
    {
        var (known, bytes) = parts.Count();
        if (known == 0) return;
        if (known > MostKnown || size / (bytes / known) < known / FewestOf)
        {
            KeepsUnchanged = false;
            return;
        }

        Known = parts.Load(cipher, known, merging.First);
        if (Known?.Count >= known / MostStale) return;
        Known = null;
        parts.Forget();
    }
}
