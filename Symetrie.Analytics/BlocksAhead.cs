namespace Symetrie.Analytics;

/// <summary>Blocks of rows that are computed before it is their turn: handed out in order, begun so that no thread waits for the one that takes long, and no more of them held than need be.</summary>
/// <param name="threads">How many compute.</param>
internal sealed class BlocksAhead(int threads)
{
    // Rows that are done and wait for their turn: where these are few, a slow block holds up nobody.
    private const int FewRows = 50_000;
    private readonly Queue<Task<MeasureRows>> blocks = new();

    /// <summary>Whether one more may be begun.</summary>
    public bool HasRoom
    {
        get
        {
            var (running, held, rows) = (0, 0, 0);
            foreach (var block in blocks)
            {
                if (!block.IsCompletedSuccessfully) running++;
                else if (block.Result.Rows is { } done) (held, rows) = (held + 1, rows + done.Count);
            }

            return running + held < threads * 2 || (running < threads * 2 && rows < FewRows);
        }
    }

    /// <summary>Adds one that has begun.</summary>
    public void Add(Task<MeasureRows> block) => blocks.Enqueue(block);

    /// <summary>Takes the next one in order. Where it is not done it waits for any, and there is none yet where another is done first: then there may be room.</summary>
    public MeasureRows? TakeOrWait()
    {
        if (!blocks.Peek().IsCompleted) Task.WaitAny([.. blocks.Where(b => !b.IsCompleted)]);
        return blocks.Peek().IsCompleted ? blocks.Dequeue().GetAwaiter().GetResult() : null;
    }
}
