using Symetrie.Analytics;

namespace Symetrie.Api.Stores;

/// <summary>Writes blocks of rows in their order while the next ones are computed: batch after batch, and as soon as there are enough for one, so that little is left to write at the end.</summary>
/// <param name="write">Writes a batch in a transaction of its own, and says which parts its blocks became.</param>
internal sealed class PartWriting(Func<IReadOnlyList<(MeasureRows Block, string Digest)>, List<(string Measure, long Position, long Part)>> write) : IDisposable
{
    // Each batch waits for the disk once: not for every few rows.
    private const int FewestRows = 5_000;
    private const int MostRows = 15_000;
    private readonly List<(string Measure, long Position, long Part)> written = [];
    private List<(MeasureRows Block, string Digest)> waiting = [];
    private Task<List<(string, long, long)>>? writing;
    private int rows;

    /// <summary>Adds a block that was computed; waits only where much more is waiting already.</summary>
    public void Add((MeasureRows Block, string Digest) block)
    {
        waiting.Add(block);
        rows += block.Block.Rows!.Count;
        if (rows >= MostRows || (rows >= FewestRows && writing?.IsCompleted != false)) Begin();
    }

    /// <summary>Writes what is left.</summary>
    /// <returns>What all blocks became, in their order.</returns>
    public IReadOnlyList<(string Measure, long Position, long Part)> Finish()
    {
        Begin();
        End();
        return written;
    }

    /// <summary>Nothing goes on writing once nobody waits for it; what went wrong is somebody else's to tell.</summary>
    public void Dispose()
    {
        if (writing is not null) Task.WaitAny(writing);
    }

    private void Begin()
    {
        End();
        if (waiting.Count == 0) return;
        var batch = waiting;
        (waiting, rows) = ([], 0);
        writing = Task.Run(() => write(batch));
    }

    private void End()
    {
        if (writing is null) return;
        var done = writing;
        writing = null;
        written.AddRange(done.GetAwaiter().GetResult());
    }
}
