using System.Data.Common;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tallies;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Recompute;

/// <summary>Builds sheets from stored responses, unit by unit, reading each response once.</summary>
internal sealed class SheetReader(Store store, Questionnaires questionnaires, IReadOnlyDictionary<long, Unit> units)
{
    /// <summary>Builds the sheets that a plan wants.</summary>
    public Dictionary<TallyPlace, AnswerSheet> Read(DbConnection connection, IReadOnlyList<KeyValuePair<TallyPlace, TallyPlan.Wanted>> wanted, Action? done = null)
    {
        var builders = wanted.ToDictionary(w => w.Key, w => new SheetBuilder(questionnaires.Dimensions[(int)w.Key.Voice].Count));
        var byUnit = wanted.SelectMany(w => w.Value.Slices.Select(s => (s.Unit, w.Key, w.Value.Period))).Distinct().ToLookup(u => u.Unit);
        foreach (var unit in byUnit.OrderBy(g => g.Key))
        {
            var voice = units[unit.Key].Voice;
            var windows = unit.OrderBy(u => u.Period.From(voice)).Select(u => (From: u.Period.From(voice), To: u.Period.To(voice), Builder: builders[u.Key])).ToArray();
            ReadUnit(connection, unit.Key, windows);
            done?.Invoke();
        }

        return builders.ToDictionary(b => b.Key, b => b.Value.Build());
    }

    // Windows of one voice never overlap, and the answers come by day: one pass finds each answer's window.
    private void ReadUnit(DbConnection connection, long unit, (DateOnly From, DateOnly To, SheetBuilder Builder)[] windows)
    {
        for (var first = 0; first < windows.Length;)
        {
            var last = first;
            while (last + 1 < windows.Length && windows[last + 1].From == windows[last].To) last++;
            var at = first;
            store.Tallies.Answers(connection, unit, windows[first].From, windows[last].To, answer =>
            {
                while (answer.Day >= windows[at].To) at++;
                questionnaires.Add(windows[at].Builder, answer);
            });
            first = last + 1;
        }
    }
}
