namespace Symetrie.Analytics;

/// <summary>Blocks of rows that are computed before it is their turn, and handed out in order: first the many rows, then those that take long for few. One thread begins with the latter, so that they are not
/// what everybody waits for in the end; the others begin in order. Of the many rows that wait for their turn no more are held than need be; one that takes long holds nobody up.</summary>
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
    private readonly int many;

    // The next of each kind, and where it ends: none is begun after one that went wrong.
    private int next;
    private int nextLong;
    private int end;
    private int taken;
    private int held;
    private int rows;
    private int waiting;
    /// <summary>Begins.</summary>
    /// <param name="count">How many blocks there are.</param>
    /// <param name="threads">How many compute.</param>
    /// <param name="compute">Computes a block; one that is known already has no rows.</param>
    /// <param name="many">From which on they take long for few rows.</param>
    public BlocksAhead(int count, int threads, Func<int, MeasureRows> compute, int many = int.MaxValue)
    {
        (this.threads, this.compute, done, end) = (threads, compute, new Task<MeasureRows>?[count], count);
        nextLong = this.many = Math.Min(many, count);
        // Threads of their own: those of the pool are there for who waits.
        for (var i = 0; i < threads; i++)
        {
            var longFirst = threads > 1 && i == 0;
            _ = Task.Factory.StartNew(() => Work(longFirst), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
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
                    Count(taken, block, -1);
                    done[taken++] = null;
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
            end = 0;
            free.Release(threads);
        }
    }

    private void Work(bool longFirst)
    {
        while (Begin(longFirst) is { } place)
        {
            var found = new Task<MeasureRows>(() => compute(place));
            found.RunSynchronously(TaskScheduler.Default);
            lock (room)
            {
                done[place] = found;
                if (found.IsCompletedSuccessfully) Count(place, found.Result, 1);
                else end = Math.Min(end, place);
            }

            changed.Release();
        }
    }

    // Null where there is no more to do.
    private int? Begin(bool longFirst)
    {
        while (true)
        {
            lock (room)
            {
                if (nextLong < end && (longFirst || next >= many)) return nextLong++;
                if (next >= Math.Min(many, end)) return null;
                // What is known costs nothing and takes nobody's place: where little has changed, that little is still computed on all threads.
                if (held < threads || rows < FewRows) return next++;
                waiting++;
            }

            free.Wait();
        }
    }

    private void Count(int place, MeasureRows block, int sign)
    {
        if (place >= many || block.Rows is not { } own) return;
        (held, rows) = (held + sign, rows + (sign * own.Count));
    }
}
