using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Disclosure;

/// <summary>A column of an opened customer voice (C15): every answer counts at once, and only the days from which figures stand are remembered.</summary>
internal static class OpenColumn
{
    /// <summary>Brings the figures up to date.</summary>
    /// <returns>The nodes with answers, by place.</returns>
    public static bool[] Update(TeamTree tree, Answered?[] units, string[] items, ColumnHistory history, DateOnly today)
    {
        var before = history.Atoms.ToDictionary(a => a.Name, StringComparer.Ordinal);
        history.Atoms = [.. Enumerable.Range(0, units.Length).Where(t => units[t] is not null).Select(t => Atom(tree.Teams[t].Key, units[t]!, items, before, today))];
        var answered = new bool[units.Length];
        for (var t = units.Length - 1; t >= 0; t--)
        {
            answered[t] |= units[t] is not null;
            if (answered[t] && tree.ParentOf(t) >= 0) answered[tree.ParentOf(t)] = true;
        }

        return answered;
    }

    private static StandingAtom Atom(string key, Answered unit, string[] items, Dictionary<string, StandingAtom> before, DateOnly today)
    {
        var shown = unit.Items.Select((tally, i) => new StandingItem(items[i], tally)).ToArray();
        var same = before.TryGetValue(key, out var old) && ReleasedTally.SameFigures(old.Figure, unit.Own) && old.Items.Length == shown.Length
            && old.Items.Zip(shown).All(p => p.First.Key == p.Second.Key && ReleasedTally.SameFigures(p.First.Figure, p.Second.Figure));
        return same ? old! : new StandingAtom(key, IsRest: false, "", [key], [], unit.Own, Detail: true, today, new(shown));
    }
}
