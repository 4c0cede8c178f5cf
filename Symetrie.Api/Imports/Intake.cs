using System.Collections.Concurrent;
using System.Runtime.InteropServices;
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

    private int turns;

    // A batch that was written is filled again: else the large lists of a long file pile up until they are collected.
    private readonly ConcurrentBag<Batch> free = [];

    /// <summary>Takes all rows.</summary>
    /// <returns>Rows read, and rows with nothing to take.</returns>
    public (long Rows, long Blank) Take(ExportReader reader, Merging merging, long size, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        using var batches = new BlockingCollection<Batch>(boundedCapacity: 1);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var erased = Tombstones.Read(store, merging.Connection, key);
        using var memory = RowMemory.Open(store, key, merging, reader.Understanding, size);
        var reading = Task.Run(() => Read(reader, memory, erased, batches, stop.Token), CancellationToken.None);
        var (rows, blank, taken) = (0L, 0L, 0L);
        try
        {
            using var assembly = codebook.Codebook.Layout == Layout.Long ? new LongAssembly(store.Responses.Spool(), codebook.Codebook, identity) : null;
            foreach (var batch in batches.GetConsumingEnumerable(cancel))
            {
                (rows, blank, Erased) = (rows + batch.Rows, blank + batch.Blank, Erased + batch.Erased);
                foreach (var rejection in batch.Rejections) problems.Add(rejection);
                if (problems.Total == 0 || !stopAtProblems) Write(batch, merging, memory, assembly);
                taken += batch.Responses.Count;
                batch.Clear();
                free.Add(batch);
                progress?.Report(new ImportProgress(rows, reader.BytesRead, size));
            }

            reading.GetAwaiter().GetResult();
            assembly?.Finish(problems, merging);
            if (memory?.Known is { } known) Say(known.Met, merging);
            // What follows takes memory of its own: after a large file the batches' is given back first.
            free.Clear();
            if (taken > 4 * BatchSize) GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
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

    private void Write(Batch batch, Merging merging, RowMemory? memory, LongAssembly? assembly)
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

    private void Read(ExportReader reader, RowMemory? memory, Tombstones erased, BlockingCollection<Batch> batches, CancellationToken stop)
    {
        try
        {
            var batch = Next();
            foreach (var row in reader.Rows(memory))
            {
                batch.Rows++;
                if (row.Response is { } response) Add(batch, response, memory, erased);
                else if (row.IsKnown) batch.Seen.Add(memory!.Seen);
                else if (row.Rejection is { } rejection) batch.Rejections.Add(rejection);
                else batch.Blank++;
                // Known rows go ahead of the others: they want no place in the order of keys.
                if (batch.Seen.Count == BatchSize) HandSeen(batch);
                if (batch.Rows - batch.Seen.Count < BatchSize) continue;
                Hand(batch);
                batch = Next();
            }

            Hand(batch);
        }
        finally
        {
            batches.CompleteAdding();
        }

        void HandSeen(Batch filling)
        {
            var seen = Next();
            seen.TakeSeen(filling);
            batches.Add(seen, stop);
        }

        void Hand(Batch full)
        {
            if (codebook.Codebook.Layout != Layout.Long) full.Responses.Sort();
            batches.Add(full, stop);
        }
    }

    private Batch Next()
    {
        var batch = free.TryTake(out var written) ? written : new Batch();
        batch.Turn = ++turns;
        return batch;
    }

    private void Add(Batch batch, Response response, RowMemory? memory, Tombstones erased)
    {
        var unit = UnitOf(response.Team);
        var identified = identity.Identify(response, unit.Key);
        if (erased.Block(identified.Person))
        {
            batch.Erased++;
            return;
        }

        batch.Responses.Add(identified);
        var group = unit.Say(batch, response, attributes);
        if (memory is not null) batch.Marked.Add(memory.Marked(group));
    }

    // What known rows say of their teams, they say again: it stands as long as any export that says so.
    private void Say(IEnumerable<RowGroup> groups, Merging merging)
    {
        foreach (var group in groups)
        {
            foreach (var (attribute, value) in Unit.FactsOf(group, attributes)) merging.Note(UnitOf(group.Team).Key, attribute, group.Month, value);
            merging.See(group.Month);
        }
    }

    private Unit UnitOf(string team)
    {
        if (!units.TryGetValue(team, out var unit)) units[team] = unit = new Unit(TextKey.Of(team));
        return unit;
    }

    // A team as the file writes it: its normalised key, and what the rows said of it last, month by month.
    private sealed class Unit(string key)
    {
        private readonly Dictionary<int, (string? Name, IReadOnlyList<string?>? Attributes, int Turn, int Place)> said = [];

        public string Key => key;

        // Notes what a row says, where the one before it did not; returns its place among what is said in the batch.
        public int Say(Batch batch, Response response, string[] attributes)
        {
            var month = response.Day.AddDays(1 - response.Day.Day);
            ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(said, month.DayNumber, out _);
            var isSame = last.Attributes is not null && RowGroup.IsSame(last.Name, last.Attributes, response.TeamName, response.Attributes);
            if (isSame && last.Turn == batch.Turn) return last.Place;
            var group = new RowGroup(response.Team, response.TeamName, response.Attributes, month);
            if (!isSame) foreach (var (attribute, value) in FactsOf(group, attributes)) batch.Facts.Add((key, attribute, month, value));
            last = (group.Name, group.Attributes, batch.Turn, batch.PlaceOf(group));
            return last.Place;
        }

        public static IEnumerable<(string Attribute, string Value)> FactsOf(RowGroup group, string[] attributes)
        {
            yield return (UnitFact.Spelling, group.Team);
            if (!string.IsNullOrEmpty(group.Name)) yield return (UnitFact.Name, group.Name);
            for (var i = 0; i < group.Attributes.Count; i++)
                if (group.Attributes[i] is { Length: > 0 } value) yield return (attributes[i], value);
        }
    }

    private sealed class Batch
    {
        private readonly Dictionary<RowGroup, int> places = [];

        public int Rows { get; set; }

        public int Blank { get; set; }

        public int Erased { get; set; }

        public ResponseBatch Responses { get; } = new();

        // The responses' rows, as they were added.
        public Blocks<MarkedRow> Marked { get; } = new();

        public List<SeenRow> Seen { get; } = [];

        // What the rows say of their teams, by its place.
        public List<RowGroup> Groups { get; } = [];

        // Another each time a batch is filled.
        public int Turn { get; set; }

        public List<Rejection> Rejections { get; } = [];

        // What rows say of their teams, each thing once.
        public HashSet<(string Unit, string Attribute, DateOnly Month, string Value)> Facts { get; } = [];

        public int PlaceOf(RowGroup group)
        {
            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, group, out var isKnown);
            if (isKnown) return place;
            Groups.Add(group);
            return place = Groups.Count - 1;
        }

        // The known rows of another, which goes on being filled.
        public void TakeSeen(Batch other)
        {
            Seen.AddRange(other.Seen);
            Rows = other.Seen.Count;
            other.Rows -= other.Seen.Count;
            other.Seen.Clear();
        }

        public void Clear()
        {
            Marked.Clear();
            Seen.Clear();
            Groups.Clear();
            places.Clear();
            (Rows, Blank, Erased) = (0, 0, 0);
            Responses.Clear();
            Rejections.Clear();
            Facts.Clear();
        }
    }
}
