namespace Symetrie.Analytics.Surveys;

/// <summary>Which unit belongs to which team when, as people settled it: renames, mergers and splits have their days. What is not settled is
/// matched by keys and names.</summary>
public sealed class Crosswalk
{
    private readonly ILookup<string, CrosswalkRow> byKey;

    private Crosswalk(IReadOnlyList<CrosswalkRow> rows) => (Rows, byKey) = (rows, rows.ToLookup(r => r.Key, StringComparer.Ordinal));

    /// <summary>A crosswalk that settles nothing.</summary>
    public static Crosswalk Empty { get; } = new([]);

    /// <summary>The rows by voice, text and first day.</summary>
    public IReadOnlyList<CrosswalkRow> Rows { get; }

    /// <summary>Puts rows in order.</summary>
    /// <exception cref="ArgumentException">A row is empty or ends before it begins, or two rows would give a unit two teams on one day; the message names them.</exception>
    public static Crosswalk Of(IEnumerable<CrosswalkRow> rows)
    {
        var sorted = rows.OrderBy(r => r.Key, StringComparer.Ordinal).ThenBy(r => r.From).ThenBy(r => r.Voice is { } voice ? (int)voice : -1).ThenBy(r => r.To).ToArray();
        foreach (var row in sorted)
            if (FaultOf(row) is { } fault) throw new ArgumentException($"crosswalk row ({row.Told}): {fault}", nameof(rows));
        foreach (var unit in sorted.GroupBy(r => r.Key, StringComparer.Ordinal))
            RefuseOverlaps([.. unit]);
        return new Crosswalk(sorted);
    }

    /// <summary>The rows that speak of a unit on some day, first those of its key, then those of a name it bore.</summary>
    internal (CrosswalkRow[] OfKey, CrosswalkRow[] OfName) Of(Unit unit)
    {
        if (Rows.Count == 0) return ([], []);
        var names = unit.Facts.Where(f => f.Attribute == UnitFact.Name).Select(f => TextKey.Of(f.Value)).Where(n => n.Length > 0 && n != unit.Key).Distinct(StringComparer.Ordinal);
        return (Rowed(unit.Key), [.. names.SelectMany(Rowed)]);

        CrosswalkRow[] Rowed(string key) => [.. byKey[key].Where(r => r.Voice is null || r.Voice == unit.Voice)];
    }

    private static string? FaultOf(CrosswalkRow row)
    {
        if (row.Key.Length == 0) return "the unit holds no letter and no digit";
        if (row.Teams.Count == 0 || row.Teams.Any(t => TextKey.Of(t).Length == 0)) return "a team's key holds no letter and no digit";
        if (row.Teams.Any(t => t.Contains(CrosswalkRow.Between, StringComparison.Ordinal))) return $"a team's key holds '{CrosswalkRow.Between}', which parts the keys of several teams";
        return row.To <= row.From ? "it ends before it begins" : null;
    }

    // In order of the first day an overlap is with some row that is still open: the few rows of one unit are compared one by one.
    private static void RefuseOverlaps(CrosswalkRow[] rows)
    {
        for (var i = 0; i < rows.Length; i++)
            for (var j = 0; j < i; j++)
                if (rows[j].Overlaps(rows[i])) throw new ArgumentException($"two crosswalk rows give one unit two teams on the same day: ({rows[j].Told}) and ({rows[i].Told}); end the first where the second begins, or name both teams in one row", nameof(rows));
    }
}
