namespace Symetrie.Analytics;

/// <summary>Blocks of rows that are computed before it is their turn: begun in order, each thread one after the other, and handed out in order. Of those that wait for their turn no more are held than
/// need be; one that takes long holds nobody up.</summary>
internal sealed class BlocksAhead : IDisposable
{
    // Rows that are done and wait for their turn.
    private const int FewRows = 25_000;
    private readonly Lock room = new();
    private readonly Func<int, MeasureRows> compute;
    private readonly Task<MeasureRows>?[] done;
    private readonly SemaphoreSlim changed = new(0);
    private readonly SemaphoreSlim free = new(0);
    private readonly int threads;
    private int begun;
    private int taken;
    private int held;
    private int rows;
    private int waiting;
    private bool stopped;

    /// <summary>Begins.</summary>
    /// <param name="count">How many blocks there are.</param>
    /// <param name="threads">How many compute.</param>
    /// <param name="compute">Computes a block; one that is known already has no rows.</param>
    public BlocksAhead(int count, int threads, Func<int, MeasureRows> compute)
    {
        (this.threads, this.compute, done) = (threads, compute, new Task<MeasureRows>?[count]);
        // Threads of their own: those of the pool are there for who waits.
        for (var i = 0; i < threads; i++) _ = Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Takes the next block; waits until it is there.</summary>
    public MeasureRows Take()
    {
        while (true)
        {
            lock (room)
            {
                if (done[taken] is { } found)
                {
                    // What went wrong comes as it is.
                    var block = found.GetAwaiter().GetResult();
                    done[taken++] = null;
                    Count(block, -1);
                    if (waiting > 0) free.Release(waiting);
                    waiting = 0;
                    return block;
                }
            }

            changed.Wait();
        }
    }

    /// <summary>Begins no more.</summary>
    public void Dispose()
    {
        lock (room)
        {
            stopped = true;
            free.Release(threads);
        }
    }

    private void Work()
    {
        while (Begin() is { } place)
        {
            var found = new Task<MeasureRows>(() => compute(place));
            found.RunSynchronously(TaskScheduler.Default);
            lock (room)
            {
                done[place] = found;
                if (found.IsCompletedSuccessfully) Count(found.Result, 1);
                else stopped = true;
            }

            changed.Release();
        }
    }

    // Null where there is no more to do.
    private int? Begin()
    {
        while (true)
        {
            lock (room)
            {
                if (stopped || begun == done.Length) return null;
                // What is known costs nothing and takes nobody's place: where little has changed, that little is still computed on all threads.
                if (held < threads || rows < FewRows) return begun++;
                waiting++;
            }

            free.Wait();
        }
    }

    private void Count(MeasureRows block, int sign)
    {
        if (block.Rows is not { } own) return;
        (held, rows) = (held + sign, rows + (sign * own.Count));
    }
}
