using System.Collections;
using System.Data.Common;
using Dapper;
using Symetrie.Analytics.Surveys;

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
public readonly record struct IncomingResponse(long Line, ResponseKey Key, bool IsIdentified, long Person, string Unit, DateOnly Day, long Fingerprint, ReadOnlyMemory<byte> Content);

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
    private readonly Voice voice;
    private readonly Dictionary<string, long> units = new(StringComparer.Ordinal);
    private readonly SaidOfUnits said = new();
    private readonly HashSet<(long Unit, long Month)> gained = [];
    private readonly HashSet<(long Unit, long Month)> left = [];
    private readonly List<long> conflicts = [];
    private readonly Arrivals arrivals;
    private readonly Corrections corrections;
    private readonly StoredCodebook read;
    private OutcomeMerging? outcomes;
    private UnitReading? earlier;
    private readonly BitArray met;
    private readonly BitArray same;
    private readonly ResponseKeys keys;
    private int[] seenOn = [];
    private bool hasChanged;
    private long next;
    private long lastMonth = long.MinValue;
    private long added;
    private long updated;
    private long unchanged;
    private long duplicates;
    private long conflicting;

    internal Merging(Store store, DbConnection connection, StoredCodebook codebook, long import)
    {
        (this.store, Connection, Import, read) = (store, connection, import, codebook);
        (Codebook, voice) = (codebook.Number, codebook.Codebook.Voice);
        First = next = store.Take(connection, "response", 0);
        (met, same) = (new BitArray((int)First), new BitArray((int)First));
        keys = new ResponseKeys(store, connection, import);
        arrivals = new Arrivals(store, connection, codebook.Number, import);
        corrections = new Corrections(store, connection, arrivals);
    }

    /// <summary>The import's number.</summary>
    public long Import { get; }

    /// <summary>The number of the codebook version it is read by.</summary>
    public long Codebook { get; }

    /// <summary>The number of the first response that the import may bring: those below were there before.</summary>
    public long First { get; }

    /// <summary>Whether what the import changes is remembered with its rows.</summary>
    public bool Remembers { get; set; }

    /// <summary>The months in which something was said.</summary>
    public HashSet<long> SeenMonths { get; } = [];

    /// <summary>Whether the export holds outcomes.</summary>
    public bool TakesOutcomes => read.Codebook.Layout == Layout.Outcomes;

    /// <summary>Takes outcomes in.</summary>
    internal OutcomeMerging Outcomes => outcomes ??= new OutcomeMerging(store, Connection, read, Import);

    /// <summary>Told what each updated response said before; it is looked up only where somebody listens.</summary>
    public Action<ResponseChange>? Changed { get; set; }

    internal DbConnection Connection { get; }

    /// <summary>Notes what a row says of its unit; the same thing said twice in a month is noted once.</summary>
    public void Note(string unit, string attribute, DateOnly day, string value) => said.Add(UnitNumber(unit), attribute, day, value);

    /// <summary>A row says what it said before, and its response stands. Known rows come before the others of their batch.</summary>
    internal void See(in SeenRow row)
    {
        if (seenOn.Length == 0) seenOn = new int[First];
        if (!met[row.Number])
        {
            Keep(row.Number);
            seenOn[row.Number] = row.Line;
        }
        else if (same[row.Number]) duplicates++;
        else Conflict(row.Line);
    }

    /// <summary>A known row was of this month.</summary>
    internal void See(DateOnly month) => SeenMonths.Add(Months.Of(month));

    /// <summary>Reads what earlier imports say of units: worth it where there is time for it, as <see cref="Units"/> is asked in the end.</summary>
    internal void LookBack() => earlier = store.Teams.Said(Connection);

    /// <summary>The units that some import speaks of, this one among them; once it is finished.</summary>
    internal IReadOnlyList<Unit> Units()
    {
        if (earlier is null) return store.Teams.Units(Connection);
        store.Teams.TellUnits(Connection, earlier);
        said.Tell(earlier);
        return earlier.Units();
    }

    /// <summary>Merges a batch.</summary>
    public void Add(ResponseBatch batch)
    {
        batch.Sort();
        keys.Begin(batch);
        for (var i = 0; i < batch.Count; i++)
        {
            var before = unchanged;
            var number = Place(batch[i]);
            // Which of several identical rows without an id is meant, their bytes do not tell: such rows are looked up each time.
            batch.Note(i, batch[i].IsIdentified ? number : null, unchanged > before);
        }

        corrections.Write(Changed);
        keys.End();
        arrivals.Write();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        keys.Dispose();
        arrivals.Dispose();
        outcomes?.Dispose();
    }

    /// <summary>Writes what the rows left to the end, and tells what was done.</summary>
    internal MergeOutcome Finish()
    {
        if (TakesOutcomes) return Outcomes.Finish();
        store.Take(Connection, "response", next - First);
        said.Write(store, Connection, Import);
        var revision = gained.Count > 0 ? store.Take(Connection, "revision") : 0;
        WriteSlices(revision);
        foreach (var (unit, month) in left.Except(gained)) SliceRows.Touch(store, Connection, unit, month, revision);
        // Rows of other codebooks may have said what these say otherwise.
        if (hasChanged) Connection.Execute(store.Sql(Remembers ? "forget-known-rows-of-others" : "forget-known-rows"), new { codebook = Codebook });
        if (unchanged > 0) Sightings.Write(store, Connection, Import, same);
        conflicts.Sort();
        return new MergeOutcome(added, updated, unchanged, duplicates, conflicts, conflicting);
    }

    // The number of the response that the row stands for; null for a row that repeats or contradicts an earlier one.
    private long? Place(in IncomingResponse row)
    {
        var unit = UnitNumber(row.Unit);
        var month = Months.Of(row.Day);
        if (month != lastMonth) SeenMonths.Add(lastMonth = month);
        for (var ordinal = 0L; ; ordinal++)
        {
            if (keys.Find(row.Key, ordinal) is not { } known) return Add(row, unit, month, ordinal);

            var number = known.Record.Number;
            var isRepeat = number >= First || met[(int)number];
            // Identical rows without an id are as many responses as there are rows.
            if (isRepeat && !row.IsIdentified) continue;
            if (isRepeat && !Precedes(row, known)) return Repeat(row, known.Record.Fingerprint);
            if (known.Record.Day == Absent) Return(row, unit, known);
            else if (known.Record.Fingerprint == row.Fingerprint) Keep(number);
            else Update(row, unit, known);
            return number;
        }
    }

    // A known row of the same response was taken first, and stands on a later line: it is the one that contradicts.
    private bool Precedes(in IncomingResponse row, in ResponseKeys.Known known)
    {
        var number = known.Record.Number;
        if (number >= First || seenOn.Length == 0 || seenOn[number] <= row.Line) return false;
        if (known.Record.Fingerprint == row.Fingerprint)
        {
            // It repeats what this one says: what comes after this one is measured by this one.
            seenOn[number] = (int)row.Line;
            return false;
        }

        Conflict(seenOn[number]);
        seenOn[number] = 0;
        met[(int)number] = same[(int)number] = false;
        unchanged--;
        return true;
    }

    private long Add(in IncomingResponse row, long unit, long month, long ordinal)
    {
        keys.Add(new KeyRecord(row.Key, ordinal, next, unit, row.Day.DayNumber, row.Fingerprint));
        arrivals.Add(new Arrival(unit, row.Day.DayNumber, next, row.Person < 0 ? next : row.Person, row.Content));
        gained.Add((unit, month));
        added++;
        return next++;
    }

    // It was taken back, and comes again under the number it had: else the release ledger would take it for another's.
    private void Return(in IncomingResponse row, long unit, in ResponseKeys.Known known)
    {
        var number = known.Record.Number;
        keys.Point(known, unit, row.Day.DayNumber, row.Fingerprint);
        arrivals.Add(new Arrival(unit, row.Day.DayNumber, number, row.Person < 0 ? number : row.Person, row.Content));
        met[(int)number] = hasChanged = true;
        gained.Add((unit, Months.Of(row.Day)));
        added++;
    }

    private void Keep(long number)
    {
        met[(int)number] = same[(int)number] = true;
        unchanged++;
    }

    private long? Repeat(in IncomingResponse row, long fingerprint)
    {
        if (fingerprint == row.Fingerprint) duplicates++;
        else Conflict(row.Line);
        return null;
    }

    private void Conflict(long line)
    {
        conflicting++;
        if (conflicts.Count < MostConflicts) conflicts.Add(line);
    }

    private void Update(in IncomingResponse row, long unit, in ResponseKeys.Known known)
    {
        var was = known.Record;
        keys.Point(known, unit, row.Day.DayNumber, row.Fingerprint);
        corrections.Add(new Correction(was, unit, row));
        met[(int)was.Number] = hasChanged = true;
        left.Add((was.Unit, Months.Of(DateOnly.FromDayNumber((int)was.Day))));
        gained.Add((unit, Months.Of(row.Day)));
        updated++;
    }

    private void WriteSlices(long revision)
    {
        if (gained.Count == 0) return;
        Connection.Execute(store.Sql("stage-slices"));
        using (var rows = store.Engine.Insert(Connection, "gained", ["unit", "month"]))
        {
            foreach (var (unit, month) in gained)
            {
                rows.Add(unit);
                rows.Add(month);
                rows.EndRow();
            }
        }

        Connection.Execute(store.Sql("merge-slices"), new { revision });
    }

    private long UnitNumber(string key)
    {
        if (!units.TryGetValue(key, out var number)) units[key] = number = store.Teams.UnitNumber(Connection, voice, key);
        return number;
    }
}
