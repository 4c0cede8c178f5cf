using System.Collections.Concurrent;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Imports;

/// <summary>Moves the rows of an export into the store: one thread reads, one identifies, this one writes. At most one batch waits.</summary>
internal sealed class Intake : IDisposable
{
    // Rows that were read, on their way to be identified.
    private const int MostPortions = 4;
    private const int ManyRows = 4 * RowIdentifying.BatchSize;
    private readonly Store store;
    private readonly StoredCodebook codebook;
    private readonly ProblemList problems;
    private readonly bool stopAtProblems;
    private readonly SecretKey key;
    private readonly ResponseIdentity identity;
    private readonly RowIdentifying identifying;
    private readonly ConcurrentBag<RowsRead> free = [];

    /// <param name="store">The store.</param>
    /// <param name="codebook">The codebook.</param>
    /// <param name="problems">Told what is wrong.</param>
    /// <param name="stopAtProblems">Whether nothing needs to be written any more once a row is rejected.</param>
    public Intake(Store store, StoredCodebook codebook, ProblemList problems, bool stopAtProblems)
    {
        (this.store, this.codebook, this.problems, this.stopAtProblems) = (store, codebook, problems, stopAtProblems);
        key = SecretKey.Of(store);
        identity = new ResponseIdentity(key, codebook);
        identifying = new RowIdentifying(identity, codebook.Codebook);
    }

    /// <summary>The teams as the file writes them, with their normalised keys; whole once all rows are taken.</summary>
    public IReadOnlyDictionary<string, string> Units => identifying.Units;

    /// <summary>Rows of erased respondents, of which nothing was taken.</summary>
    public long Erased { get; private set; }

    /// <summary>Takes all rows.</summary>
    /// <returns>Rows read, and rows with nothing to take.</returns>
    public (long Rows, long Blank) Take(ExportReader reader, Merging merging, long size, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        using var portions = new BlockingCollection<RowsRead>(MostPortions);
        using var batches = new BlockingCollection<IntakeBatch>(boundedCapacity: 1);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var erased = Tombstones.Read(store, merging.Connection, key);
        using var memory = RowMemory.Open(store, key, merging, reader.Understanding, size);
        var ahead = Task.WhenAll(Begin(() => Identify(portions, erased, batches, stop)), Begin(() => Read(reader, memory, portions, stop.Token)));
        var (rows, blank, taken) = (0L, 0L, 0L);
        try
        {
            // While known rows are read there is hardly anything to write: what will be asked in the end is looked up meanwhile.
            if (memory?.Known is not null) merging.LookBack();
            using var assembly = codebook.Codebook.Layout == Layout.Long ? new LongAssembly(store.Responses.Spool(), codebook.Codebook, identity) : null;
            foreach (var batch in batches.GetConsumingEnumerable(cancel))
            {
                (rows, blank, Erased) = (rows + batch.Rows, blank + batch.Blank, Erased + batch.Erased);
                foreach (var rejection in batch.Rejections) problems.Add(rejection);
                if (problems.Total == 0 || !stopAtProblems) Write(batch, merging, memory, assembly);
                taken += batch.Responses.Count;
                identifying.GiveBack(batch);
                progress?.Report(new ImportProgress(rows, reader.BytesRead, size));
            }

            ahead.GetAwaiter().GetResult();
            assembly?.Finish(problems, merging);
            if (memory?.Known is { } known) identifying.SayAgain(known.Met, merging);
            LetGo(taken);
        }
        finally
        {
            stop.Cancel();
            ((IAsyncResult)ahead).AsyncWaitHandle.WaitOne();
        }

        return (rows, blank);
    }

    /// <inheritdoc/>
    public void Dispose() => identity.Dispose();

    // Each waits for the others: on threads of their own, as a pool of as many as there are cores would let one of them wait for half a second.
    private static Task Begin(Action work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    // What follows takes memory of its own: after a large file the batches' is given back first.
    private void LetGo(long taken)
    {
        identifying.LetGo();
        if (taken > ManyRows) GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    private void Write(IntakeBatch batch, Merging merging, RowMemory? memory, LongAssembly? assembly)
    {
        // An outcome is nobody's answer: it says nothing of its team and makes none.
        if (codebook.Codebook.Layout == Layout.Outcomes)
        {
            merging.Outcomes.Add(batch.Responses);
            return;
        }

        foreach (var seen in batch.Seen) merging.See(seen);
        foreach (var (unit, attribute, day, value) in batch.Facts) merging.Note(unit, attribute, day, value);
        if (assembly is null)
        {
            merging.Add(batch.Responses);
            memory?.Keep(batch.Responses, batch.Marked, batch.Groups);
        }
        else foreach (var response in batch.Responses.Rows) assembly.Add(response);
    }

    private void Read(ExportReader reader, RowMemory? memory, BlockingCollection<RowsRead> portions, CancellationToken stop)
    {
        try
        {
            var portion = Next();
            foreach (var row in reader.Rows(memory))
            {
                portion.Add(row, memory?.Asked ?? default, memory?.Seen ?? default);
                if (portion.Rows < RowsRead.Most) continue;
                portions.Add(portion, stop);
                portion = Next();
            }

            portions.Add(portion, stop);
        }
        finally
        {
            portions.CompleteAdding();
        }

        RowsRead Next() => free.TryTake(out var identified) ? identified : new RowsRead();
    }

    private void Identify(BlockingCollection<RowsRead> portions, Tombstones erased, BlockingCollection<IntakeBatch> batches, CancellationTokenSource stop)
    {
        try
        {
            identifying.Run(Portions(), erased, batch => batches.Add(batch, stop.Token));
        }
        catch
        {
            // Nobody takes any more what is read.
            stop.Cancel();
            throw;
        }
        finally
        {
            batches.CompleteAdding();
        }

        IEnumerable<RowsRead> Portions()
        {
            foreach (var portion in portions.GetConsumingEnumerable(stop.Token))
            {
                yield return portion;
                portion.Clear();
                free.Add(portion);
            }
        }
    }
}
