using System.Data.Common;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Stores;

/// <summary>Takes the rows of an export of outcomes in. Every import keeps all it said; what the newest standing one says of a team, period and metric holds.</summary>
internal sealed class OutcomeMerging : IDisposable
{
    private const int MostConflicts = 100_000;
    private readonly StoredCodebook codebook;
    private readonly long import;
    private readonly Dictionary<OutcomeName, StoredOutcome> standing;
    private readonly Dictionary<OutcomeName, MeasuredOutcome> met = [];
    private readonly IRowWriter rows;
    private readonly List<long> conflicts = [];
    private long added;
    private long updated;
    private long unchanged;
    private long duplicates;
    private long conflicting;

    public OutcomeMerging(Store store, DbConnection connection, StoredCodebook codebook, long import)
    {
        (this.codebook, this.import) = (codebook, import);
        standing = store.Outcomes.Standing(connection);
        rows = store.Engine.Insert(connection, "outcome", ["import", "voice", "unit", "day", "metric", "value", "n"]);
    }

    /// <summary>Takes a batch, in the order of the file's lines.</summary>
    public void Add(ResponseBatch batch)
    {
        foreach (var row in batch.Rows) Add(row);
    }

    /// <summary>What was done.</summary>
    public MergeOutcome Finish() => new(added, updated, unchanged, duplicates, conflicts, conflicting);

    /// <inheritdoc/>
    public void Dispose() => rows.Dispose();

    private void Add(in IncomingResponse row)
    {
        var said = MeasuredOutcome.Read(row.Content.Span);
        var name = new OutcomeName(codebook.Codebook.Voice, row.Unit, row.Day.DayNumber, said.Metric);
        if (!met.TryAdd(name, said))
        {
            if (met[name] == said) duplicates++;
            else if (++conflicting <= MostConflicts) conflicts.Add(row.Line);
            return;
        }

        if (!standing.TryGetValue(name, out var before)) added++;
        else if (before.Value.Equals(said.Value) && before.N == said.N) unchanged++;
        else updated++;
        Write(name, said);
    }

    private void Write(OutcomeName name, MeasuredOutcome said)
    {
        rows.Add(import);
        rows.Add((long)name.Voice);
        rows.Add(name.Unit);
        rows.Add(name.Day);
        rows.Add(said.Metric);
        rows.Add(said.Value);
        rows.Add(said.N);
        rows.EndRow();
    }
}
