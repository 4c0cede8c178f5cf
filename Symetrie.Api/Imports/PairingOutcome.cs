using System.Data.Common;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Imports;

/// <summary>Which teams have both voices in the periods that an import touches. For those who may import: it counts answers, released or not.</summary>
/// <remarks>A roster count is nobody's answer, and what holders of posts say of themselves is not their team's voice.</remarks>
internal static class PairingOutcome
{
    private const int MostTeams = 50;

    public static IReadOnlyList<PeriodPairing> Of(Store store, DbConnection connection, IReadOnlySet<long> months)
    {
        var calendar = store.Calendar;
        var units = store.Teams.Units(connection).ToDictionary(u => u.Number);
        var matching = store.Teams.Matching(connection, units.Values);
        var slices = store.Tallies.Slices(connection).Where(s => units.ContainsKey(s.Unit)).ToList();
        // A few months of many units.
        var known = new Dictionary<(Voice, long), Period[]>();
        Period[] PeriodsOf(Slice slice)
        {
            var key = (units[slice.Unit].Voice, slice.Month);
            return known.TryGetValue(key, out var periods) ? periods : known[key] = [.. Months.Periods(calendar, key.Voice, key.Month)];
        }

        var touched = slices.Where(s => months.Contains(s.Month)).SelectMany(PeriodsOf).Select(p => p.Key).ToHashSet(StringComparer.Ordinal);
        var heard = new Dictionary<(Period Period, string Team), (bool Employee, bool Customer)>();
        using var voices = new HeardVoices(store, connection);
        foreach (var slice in slices)
            foreach (var period in PeriodsOf(slice))
                if (touched.Contains(period.Key)) Hear(slice, units[slice.Unit].Voice, period);
        return [.. heard.GroupBy(h => h.Key.Period).OrderBy(g => g.Key.EmployeeFrom).Select(g => Told(g.Key, [.. g]))];

        void Hear(Slice slice, Voice voice, Period period)
        {
            foreach (var span in matching.SpansOf(slice.Unit))
            {
                var (employee, customer) = heard.GetValueOrDefault((period, span.Team));
                if (voice == Voice.Employee ? employee : customer) continue;
                var (from, to) = (Later(period.From(voice), span.From), Earlier(period.To(voice), span.To));
                if (from < to && voices.Speak(slice, from, to)) heard[(period, span.Team)] = (employee || voice == Voice.Employee, customer || voice == Voice.Customer);
            }
        }
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;

    private static PeriodPairing Told(Period period, KeyValuePair<(Period Period, string Team), (bool Employee, bool Customer)>[] teams)
    {
        var employeeOnly = teams.Where(t => !t.Value.Customer).Select(t => t.Key.Team).Order(StringComparer.Ordinal).ToArray();
        var customerOnly = teams.Where(t => !t.Value.Employee).Select(t => t.Key.Team).Order(StringComparer.Ordinal).ToArray();
        return new PeriodPairing(period.Key, teams.Length - employeeOnly.Length - customerOnly.Length, employeeOnly.Length, customerOnly.Length,
            [.. employeeOnly.Take(MostTeams)], [.. customerOnly.Take(MostTeams)]);
    }
}
