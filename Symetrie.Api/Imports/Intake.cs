using System.Collections.Concurrent;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Imports;

/// <summary>Moves the rows of a read export into the store: one thread reads and identifies, this one writes. At most one batch waits.</summary>
internal sealed class Intake : IDisposable
{
    private const int BatchSize = 65536;
    private readonly SecretKey key;
    private readonly ResponseIdentity identity;
    private readonly string[] attributes;
    private readonly Dictionary<string, Unit> units = new(StringComparer.Ordinal);
    private readonly Store store;
    private readonly StoredCodebook codebook;
    private readonly ProblemList problems;
    private readonly bool stopAtProblems;

    /// <param name="store">The store.</param>
    /// <param name="codebook">The codebook.</param>
    /// <param name="problems">Told what is wrong.</param>
    /// <param name="stopAtProblems">Whether nothing needs to be written any more once a row is rejected.</param>
    public Intake(Store store, StoredCodebook codebook, ProblemList problems, bool stopAtProblems)
    {
        (this.store, this.codebook, this.problems, this.stopAtProblems) = (store, codebook, problems, stopAtProblems);
        key = SecretKey.Of(store);
        identity = new ResponseIdentity(key, codebook);
        attributes = [.. codebook.Codebook.Columns.Attributes.Keys];
    }

    /// <summary>The teams as the file writes them, with their normalised keys; whole once all rows are taken.</summary>
    public IReadOnlyDictionary<string, string> Units => units.ToDictionary(u => u.Key, u => u.Value.Key, StringComparer.Ordinal);

    /// <summary>Rows of erased respondents, of which nothing was taken.</summary>
    public long Erased { get; private set; }

    // A batch that was written is filled again: else the large lists of a long file pile up until they are collected.
    private readonly ConcurrentBag<Batch> free = [];

    /// <summary>Takes all rows.</summary>
    /// <returns>Rows read, and rows with nothing to take.</returns>
    public (long Rows, long Blank) Take(ExportReader reader, Merging merging, long size, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        using var batches = new BlockingCollection<Batch>(boundedCapacity: 1);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var erased = Tombstones.Read(store, merging.Connection, key);
        var reading = Task.Run(() => Read(reader, erased, batches, stop.Token), CancellationToken.None);
        var (rows, blank) = (0L, 0L);
        try
        {
            using var assembly = codebook.Codebook.Layout == Layout.Long ? new LongAssembly(store.Responses.Spool(), codebook.Codebook, identity) : null;
            foreach (var batch in batches.GetConsumingEnumerable(cancel))
            {
                (rows, blank, Erased) = (rows + batch.Rows, blank + batch.Blank, Erased + batch.Erased);
                foreach (var rejection in batch.Rejections) problems.Add(rejection);
                if (problems.Total == 0 || !stopAtProblems) Write(batch, merging, assembly);
                batch.Clear();
                free.Add(batch);
                progress?.Report(new ImportProgress(rows, reader.BytesRead, size));
            }

            reading.GetAwaiter().GetResult();
            assembly?.Finish(problems, merging);
            // What follows takes memory of its own: after a large file the batches' is given back first.
            free.Clear();
            if (rows > 4 * BatchSize) GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
        finally
        {
            stop.Cancel();
            ((IAsyncResult)reading).AsyncWaitHandle.WaitOne();
        }

        return (rows, blank);
    }

    /// <inheritdoc/>
    public void Dispose() => identity.Dispose();

    private void Write(Batch batch, Merging merging, LongAssembly? assembly)
    {
        // An outcome is nobody's answer: it says nothing of its team and makes none.
        if (codebook.Codebook.Layout == Layout.Outcomes)
        {
            merging.Outcomes.Add(batch.Responses);
            return;
        }

        foreach (var (unit, attribute, day, value) in batch.Facts) merging.Note(unit, attribute, day, value);
        if (assembly is null) merging.Add(batch.Responses);
        else foreach (var response in batch.Responses.Rows) assembly.Add(response);
    }

    private void Read(ExportReader reader, Tombstones erased, BlockingCollection<Batch> batches, CancellationToken stop)
    {
        try
        {
            var batch = Next();
            foreach (var row in reader.Rows())
            {
                batch.Rows++;
                if (row.Response is { } response) Add(batch, response, erased);
                else if (row.Rejection is { } rejection) batch.Rejections.Add(rejection);
                else batch.Blank++;
                if (batch.Rows < BatchSize) continue;
                Hand(batch);
                batch = Next();
            }

            Hand(batch);
        }
        finally
        {
            batches.CompleteAdding();
        }

        void Hand(Batch full)
        {
            if (codebook.Codebook.Layout != Layout.Long) full.Responses.Sort();
            batches.Add(full, stop);
        }
    }

    private Batch Next() => free.TryTake(out var batch) ? batch : new Batch();

    private void Add(Batch batch, Response response, Tombstones erased)
    {
        if (!units.TryGetValue(response.Team, out var unit)) units[response.Team] = unit = new Unit(TextKey.Of(response.Team), []);
        var identified = identity.Identify(response, unit.Key);
        if (erased.Block(identified.Person))
        {
            batch.Erased++;
            return;
        }

        batch.Responses.Add(identified);
        var month = response.Day.AddDays(1 - response.Day.Day);
        if (unit.Months.Add(month.DayNumber)) batch.Facts.Add((unit.Key, UnitFact.Spelling, month, response.Team));
        if (!string.IsNullOrEmpty(response.TeamName)) batch.Facts.Add((unit.Key, UnitFact.Name, month, response.TeamName));
        for (var i = 0; i < response.Attributes.Count; i++)
            if (response.Attributes[i] is { Length: > 0 } value) batch.Facts.Add((unit.Key, attributes[i], month, value));
    }

    // A team as the file writes it: its normalised key, and the months in which it was noted that it is written so.
    private sealed record Unit(string Key, HashSet<int> Months);

    private sealed class Batch
    {
        public int Rows { get; set; }

        public int Blank { get; set; }

        public int Erased { get; set; }

        public ResponseBatch Responses { get; } = new();

        public List<Rejection> Rejections { get; } = [];

        // What rows say of their teams, each thing once.
        public HashSet<(string Unit, string Attribute, DateOnly Month, string Value)> Facts { get; } = [];

        public void Clear()
        {
            (Rows, Blank, Erased) = (0, 0, 0);
            Responses.Clear();
            Rejections.Clear();
            Facts.Clear();
        }
    }
}
