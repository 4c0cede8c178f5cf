using System.Data.Common;
using System.Globalization;
using Dapper;
using Symetrie.Analytics.Measures;

namespace Symetrie.Api.Stores;

/// <summary>What can have changed a row between two snapshots. More than one may apply.</summary>
/// <param name="NewData">Answers for a period that had not ended, or was not there, when the earlier one was published.</param>
/// <param name="LateData">Answers for a period that had ended by then.</param>
/// <param name="Reorganisation">Teams came, went, moved, were renamed or have other attributes.</param>
/// <param name="Settings">Settings, questionnaires or the engine are others.</param>
public readonly record struct ChangeCauses(bool NewData, bool LateData, bool Reorganisation, bool Settings);

/// <summary>What separates two snapshots, worked out of what both show to every reader and of nothing else.</summary>
public sealed class SnapshotChanges
{
    // The measures whose rows are the released cells themselves: where their counts and means stand, nothing was answered anew.
    private static readonly string[] Cells = ["scores", "items", "participation"];
    private readonly Dictionary<string, bool> changed = new(StringComparer.Ordinal);
    private readonly bool settings;

    internal SnapshotChanges(Store store, DbConnection connection, StoredSnapshot from, StoredSnapshot to)
    {
        (From, To) = (from, to);
        var (before, after) = (store.Snapshots.Tables(connection, from), store.Snapshots.Tables(connection, to));
        settings = from.Basis is not null && to.Basis is not null && from.Basis != to.Basis;
        Teams = new TeamChanges(before, after);
        Periods = ChangedPeriod.Of(store, before, after, string.CompareOrdinal(from.PublishedAt, to.PublishedAt) <= 0 ? from : to);
        foreach (var measure in Cells.Select(name => MeasureCatalogue.Find(name)!))
        {
            var (old, now) = (Parts(store, connection, from, measure), Parts(store, connection, to, measure));
            foreach (var period in Periods.Where(p => !changed.ContainsKey(p.Key) && Differ(store, connection, measure, p, old, now))) changed[period.Key] = period.IsOpen;
        }
    }

    /// <summary>The snapshot that is compared with.</summary>
    public StoredSnapshot From { get; }

    /// <summary>The snapshot that is looked at.</summary>
    public StoredSnapshot To { get; }

    /// <summary>What separates the snapshots as wholes.</summary>
    public ChangeCauses Whole => new(changed.ContainsValue(true), changed.ContainsValue(false), Teams.Any, settings);

    /// <summary>The periods of both, in order of time.</summary>
    internal IReadOnlyList<ChangedPeriod> Periods { get; }

    internal TeamChanges Teams { get; }

    /// <summary>What can have changed a row of a measure.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="period">The place of the row's period among those of both.</param>
    /// <param name="team">The row's team column; null where the measure has none.</param>
    internal ChangeCauses Of(Measure measure, int period, string? team)
    {
        // Rows that look at other periods look at earlier ones.
        var seen = ReferenceEquals(measure.Reach, Reach.Own) ? [Periods[period]] : Periods.Take(period + 1);
        var data = seen.Where(p => changed.ContainsKey(p.Key)).Select(p => changed[p.Key]).ToArray();
        var causes = new ChangeCauses(data.Contains(true), data.Contains(false), team is null ? Teams.Any : Teams.Touches(team), settings);
        if (causes != default) return causes;
        // A team's ranks and neighbours change with the others.
        return Teams.Any ? causes with { Reorganisation = true } : Periods[period].IsOpen ? causes with { NewData = true } : causes with { LateData = true };
    }

    /// <summary>Notes with a new snapshot what it was made with and what separates it from the one before.</summary>
    internal static void Note(Store store, DbConnection connection, string id, string basis)
    {
        var all = connection.Query<StoredSnapshot>(store.Sql("list-newest-snapshots")).ToArray();
        var now = all.First(s => s.Id == id) with { Basis = basis };
        var whole = all.FirstOrDefault(s => s.Number < now.Number) is { } before ? new SnapshotChanges(store, connection, before, now).Whole : (ChangeCauses?)null;
        static long? Bit(bool? truth) => truth is { } known ? (known ? 1 : 0) : null;
        connection.Execute(store.Sql("note-snapshot"), new { no = now.Number, basis, newData = Bit(whole?.NewData), lateData = Bit(whole?.LateData), reorganisation = Bit(whole?.Reorganisation), settings = Bit(whole?.Settings) });
    }

    /// <summary>The parts of a measure in a snapshot, by the place of their period.</summary>
    internal static ILookup<long, long> Parts(Store store, DbConnection connection, StoredSnapshot snapshot, Measure measure) =>
        connection.Query<(long Position, long Part)>(store.Sql("list-snapshot-parts"), new { snapshot = snapshot.Number, measure = measure.Name }).ToLookup(p => PartPlace.PeriodOf(p.Position), p => p.Part);

    private bool Differ(Store store, DbConnection connection, Measure measure, ChangedPeriod period, ILookup<long, long> old, ILookup<long, long> now)
    {
        long[] before = period.Before is { } b ? [.. old[b]] : [], after = period.After is { } a ? [.. now[a]] : [];
        if (before.AsSpan().SequenceEqual(after)) return false;
        if (before.Length == 0 || after.Length == 0) return true;
        var columns = measure.Columns.Where(c => c.IsSubject || c.Name is "n" or "mean").ToArray();
        return RowChanges.Between(store, connection, measure, columns, before, after).Any(change => IsData(columns, change));
    }

    // Counts and means of teams that stand as they stood move with answers alone; what is shown at all, with settings too.
    private bool IsData(Column[] columns, RowChange change)
    {
        var row = change.After ?? change.Before!;
        if (Teams.Touches((string)row[Array.FindIndex(columns, c => c.Name == "team")]!)) return false;
        var n = Array.FindIndex(columns, c => c.Name == "n");
        return !settings || (change.Before?[n] is not null && change.After?[n] is not null);
    }
}

/// <summary>A period of either of two snapshots.</summary>
/// <param name="Key">Its label.</param>
/// <param name="Before">Its position in the one; null where it is not there.</param>
/// <param name="After">Its position in the other.</param>
/// <param name="IsOpen">Whether it had not ended, or was not there, when the earlier one was published.</param>
internal sealed record ChangedPeriod(string Key, long? Before, long? After, bool IsOpen)
{
    public static IReadOnlyList<ChangedPeriod> Of(Store store, SnapshotTables before, SnapshotTables after, StoredSnapshot earlier)
    {
        var published = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.Parse(earlier.PublishedAt, CultureInfo.InvariantCulture), store.TimeZone).DateTime);
        var (old, now) = (Places(before), Places(after));
        return [.. before.Periods.Concat(after.Periods).DistinctBy(p => p.Key, StringComparer.Ordinal).OrderBy(p => p.EmployeeFrom).ThenBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => new ChangedPeriod(p.Key, Place(old, p.Key), Place(now, p.Key), Place(old, p.Key) is null || published < p.EmployeeTo || published < p.CustomerTo))];
    }

    private static Dictionary<string, long> Places(SnapshotTables tables) => tables.Periods.Index().ToDictionary(p => p.Item.Key, p => (long)p.Index, StringComparer.Ordinal);

    private static long? Place(Dictionary<string, long> places, string key) => places.TryGetValue(key, out var place) ? place : null;
}
