using System.Collections;
using System.Data.Common;
using Dapper;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Stores;

/// <summary>A response on its way into the store: what identifies it, and what it says.</summary>
/// <param name="Line">The physical line it came from.</param>
/// <param name="Key">The key, a keyed hash.</param>
/// <param name="IsIdentified">Whether the key rests on an id; else identical rows are told apart by their ordinal.</param>
/// <param name="Person">A number that stands for the respondent; negative where the export names none.</param>
/// <param name="Unit">The unit's normalised key.</param>
/// <param name="Day">The day.</param>
/// <param name="Fingerprint">A hash of codebook, unit, day and content.</param>
/// <param name="Content">The answers.</param>
public readonly record struct IncomingResponse(long Line, byte[] Key, bool IsIdentified, long Person, string Unit, DateOnly Day, long Fingerprint, byte[] Content);

/// <summary>What an update did to a response.</summary>
/// <param name="Line">The physical line that said otherwise.</param>
/// <param name="Team">Whether the team changed.</param>
/// <param name="Day">Whether the day changed.</param>
/// <param name="Codebook">The number of the codebook version it was read by before.</param>
/// <param name="Before">The answers before.</param>
/// <param name="After">The answers now.</param>
public readonly record struct ResponseChange(long Line, bool Team, bool Day, long Codebook, byte[] Before, byte[] After);

/// <summary>One export being merged, batch by batch, inside one transaction. Memory holds a batch, and a bit for each response the store knows.</summary>
/// <remarks>Rows of a batch are written in the order of their keys, and their answers in the order of the table: on SQLite this is several
/// times faster than sorting the whole file in SQL, and another core reads the file meanwhile.</remarks>
public sealed class Merging : IDisposable
{
    /// <summary>The day of a response that was taken back and whose key keeps its number.</summary>
    internal const long Absent = -1;

    private const int MostConflicts = 100_000;
    private readonly Store store;
    private readonly long codebook;
    private readonly Voice voice;
    private readonly Dictionary<string, long> units = new(StringComparer.Ordinal);
    private readonly HashSet<(long Unit, string Attribute, int Day, string Value)> facts = [];
    private readonly HashSet<(long Unit, long Month)> gained = [];
    private readonly HashSet<(long Unit, long Month)> left = [];
    private readonly List<long> conflicts = [];
    private readonly List<Arrival> arrivals = [];
    private readonly long first;
    private readonly BitArray met;
    private readonly BitArray same;
    private readonly IRowWriter responses;
    private readonly IRowWriter answers;
    private readonly IPreparedReader known;
    private UInt128[] keys = [];
    private int[] order = [];
    private long next;
    private long added;
    private long updated;
    private long unchanged;
    private long duplicates;
    private long conflicting;

    internal Merging(Store store, DbConnection connection, StoredCodebook codebook, long import)
    {
        (this.store, Connection, Import) = (store, connection, import);
        (this.codebook, voice) = (codebook.Number, codebook.Codebook.Voice);
        first = next = store.Take(connection, "response", 0);
        (met, same) = (new BitArray((int)first), new BitArray((int)first));
        responses = store.Engine.Insert(connection, "response", ["key", "ordinal", "no", "unit", "day", "fingerprint"], skipKnown: true);
        answers = store.Engine.Insert(connection, "answer", ["unit", "day", "response", "person", "codebook", "import", "content"]);
        known = store.Engine.Prepare(connection, store.Sql("find-response"));
    }

    /// <summary>The import's number.</summary>
    public long Import { get; }

    /// <summary>The months in which something was said.</summary>
    public HashSet<long> SeenMonths { get; } = [];

    /// <summary>Told what each updated response said before; it is looked up only where somebody listens.</summary>
    public Action<ResponseChange>? Changed { get; set; }

    internal DbConnection Connection { get; }

    /// <summary>Notes what a row says of its unit; the same thing said twice in a month is noted once.</summary>
    public void Note(string unit, string attribute, DateOnly day, string value) =>
        facts.Add((UnitNumber(unit), attribute, day.DayNumber - day.Day + 1, value));

    /// <summary>Merges a batch.</summary>
    public void Add(ResponseBatch batch)
    {
        batch.Sort();
        for (var i = 0; i < batch.Count; i++) Place(batch[i]);
        WriteArrivals();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        responses.Dispose();
        answers.Dispose();
        known.Dispose();
    }

    /// <summary>Writes what the rows left to the end, and tells what was done.</summary>
    internal MergeOutcome Finish()
    {
        store.Take(Connection, "response", next - first);
        WriteFacts();
        var revision = gained.Count > 0 ? store.Take(Connection, "revision") : 0;
        foreach (var (unit, month) in gained) Connection.Execute(store.Sql("put-slice"), new { unit, month, revision });
        foreach (var (unit, month) in left.Except(gained)) SliceRows.Touch(store, Connection, unit, month, revision);
        if (unchanged > 0) Sightings.Write(store, Connection, Import, Numbers(same));
        return new MergeOutcome(added, updated, unchanged, duplicates, conflicts, conflicting);
    }

    private static IEnumerable<long> Numbers(BitArray bits)
    {
        for (var i = 0; i < bits.Length; i++)
            if (bits[i]) yield return i;
    }

    private void Place(in IncomingResponse row)
    {
        var unit = UnitNumber(row.Unit);
        SeenMonths.Add(Months.Of(row.Day));
        for (var ordinal = 0L; ; ordinal++)
        {
            if (TryAdd(row, unit, ordinal)) return;
            var (number, fingerprint, day) = Find(row.Key, ordinal);
            var isRepeat = number >= first || met[(int)number];
            // Identical rows without an id are as many responses as there are rows.
            if (isRepeat && !row.IsIdentified) continue;
            if (isRepeat) Repeat(row, fingerprint);
            else if (day == Absent) Return(row, unit, ordinal, number);
            else if (fingerprint == row.Fingerprint) Keep(number);
            else Update(row, unit, ordinal, number);
            return;
        }
    }

    private bool TryAdd(in IncomingResponse row, long unit, long ordinal)
    {
        responses.Add(row.Key);
        responses.Add(ordinal);
        responses.Add(next);
        responses.Add(unit);
        responses.Add(row.Day.DayNumber);
        responses.Add(row.Fingerprint);
        if (!responses.EndRow()) return false;
        arrivals.Add(new Arrival(unit, row.Day.DayNumber, next, row.Person < 0 ? next : row.Person, row.Content));
        gained.Add((unit, Months.Of(row.Day)));
        next++;
        added++;
        return true;
    }

    private (long Number, long Fingerprint, long Day) Find(byte[] key, long ordinal)
    {
        known.Restart();
        known.Bind(1, key);
        known.Bind(2, ordinal);
        return known.Next() ? (known.Integer(0), known.Integer(1), known.Integer(2)) : throw new InvalidOperationException("a response that was there is gone");
    }

    // It was taken back, and comes again under the number it had: else the release ledger would take it for another's.
    private void Return(in IncomingResponse row, long unit, long ordinal, long number)
    {
        Connection.Execute(store.Sql("point-response"), new { key = row.Key, ordinal, unit, day = row.Day.DayNumber, fingerprint = row.Fingerprint });
        arrivals.Add(new Arrival(unit, row.Day.DayNumber, number, row.Person < 0 ? number : row.Person, row.Content));
        met[(int)number] = true;
        gained.Add((unit, Months.Of(row.Day)));
        added++;
    }

    private void Keep(long number)
    {
        met[(int)number] = same[(int)number] = true;
        unchanged++;
    }

    private void Repeat(in IncomingResponse row, long fingerprint)
    {
        if (fingerprint == row.Fingerprint)
        {
            duplicates++;
            return;
        }

        conflicting++;
        if (conflicts.Count < MostConflicts) conflicts.Add(row.Line);
    }

    private void Update(in IncomingResponse row, long unit, long ordinal, long number)
    {
        var at = Connection.QuerySingle<(long Unit, long Day)>(store.Sql("where-response"), new { key = row.Key, ordinal });
        if (Changed is not null) Tell(row, unit, at.Unit, at.Day, number);
        Connection.Execute(store.Sql("supersede-answer"), new { unit = at.Unit, day = at.Day, response = number, key = row.Key, ordinal });
        Connection.Execute(store.Sql("remove-answer"), new { unit = at.Unit, day = at.Day, response = number });
        Connection.Execute(store.Sql("point-response"), new { key = row.Key, ordinal, unit, day = row.Day.DayNumber, fingerprint = row.Fingerprint });
        WriteAnswer(new Arrival(unit, row.Day.DayNumber, number, row.Person < 0 ? number : row.Person, row.Content));
        met[(int)number] = true;
        left.Add((at.Unit, Months.Of(DateOnly.FromDayNumber((int)at.Day))));
        gained.Add((unit, Months.Of(row.Day)));
        updated++;
    }

    private void Tell(in IncomingResponse row, long unit, long unitBefore, long dayBefore, long number)
    {
        var (codebookBefore, content) = Connection.QuerySingle<(long Codebook, byte[] Content)>(store.Sql("find-answer"), new { unit = unitBefore, day = dayBefore, response = number });
        Changed!(new ResponseChange(row.Line, unit != unitBefore, row.Day.DayNumber != dayBefore, codebookBefore, content, row.Content));
    }

    private void Reserve(int count)
    {
        if (keys.Length >= count) return;
        (keys, order) = (new UInt128[count], new int[count]);
    }

    // In the order of the table, so that each of its pages is touched once a batch.
    private void WriteArrivals()
    {
        Reserve(arrivals.Count);
        for (var i = 0; i < arrivals.Count; i++)
        {
            var arrival = arrivals[i];
            (keys[i], order[i]) = (new UInt128((ulong)arrival.Unit, ((ulong)arrival.Day << 40) | (ulong)arrival.Number), i);
        }

        Array.Sort(keys, order, 0, arrivals.Count);
        for (var i = 0; i < arrivals.Count; i++) WriteAnswer(arrivals[order[i]]);
        arrivals.Clear();
    }

    private void WriteAnswer(in Arrival arrival)
    {
        answers.Add(arrival.Unit);
        answers.Add(arrival.Day);
        answers.Add(arrival.Number);
        answers.Add(arrival.Person);
        answers.Add(codebook);
        answers.Add(Import);
        answers.Add(arrival.Content);
        answers.EndRow();
    }

    private void WriteFacts()
    {
        using var rows = store.Engine.Insert(Connection, "unit_fact", ["import", "unit", "attribute", "day", "value"]);
        foreach (var (unit, attribute, day, value) in facts)
        {
            rows.Add(Import);
            rows.Add(unit);
            rows.Add(attribute);
            rows.Add(day);
            rows.Add(value);
            rows.EndRow();
        }
    }

    private long UnitNumber(string key)
    {
        if (!units.TryGetValue(key, out var number)) units[key] = number = store.Teams.UnitNumber(Connection, voice, key);
        return number;
    }

    private readonly record struct Arrival(long Unit, long Day, long Number, long Person, byte[] Content);
}
