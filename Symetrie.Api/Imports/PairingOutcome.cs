using Symetrie.Analytics.Surveys;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Imports;

/// <summary>Which teams have both voices in the periods that an import touches. For those who may import: it counts answers, released or not.</summary>
/// <remarks>A roster count is nobody's answer, and what holders of posts say of themselves is not their team's voice.</remarks>
internal static class PairingOutcome
{
    private const int MostTeams = 50;

    public static IReadOnlyList<PeriodPairing> Of(Store store, Merging merging)
    {
        var (connection, months) = (merging.Connection, merging.SeenMonths);
        var calendar = store.Calendar;
        var units = merging.Units().ToDictionary(u => u.Number);
        var matching = store.Teams.Matching(connection, units.Values);
        var slices = store.Tallies.Slices(connection).Where(s => units.ContainsKey(s.Unit)).ToList();
        var periods = new Dictionary<string, HeardPeriod>(StringComparer.Ordinal);
        // A few months of many units.
        var known = new Dictionary<(Voice, long), HeardPeriod[]>();
        HeardPeriod[] PeriodsOf(Slice slice)
        {
            var key = (units[slice.Unit].Voice, slice.Month);
            if (known.TryGetValue(key, out var found)) return found;
            return known[key] = [.. Months.Periods(calendar, key.Voice, key.Month).Select(p => periods.TryGetValue(p.Key, out var heard) ? heard : periods[p.Key] = new HeardPeriod(p))];
        }

        foreach (var slice in slices.Where(s => months.Contains(s.Month)))
            foreach (var heard in PeriodsOf(slice)) heard.IsTouched = true;
        using var voices = new HeardVoices(store, connection);
        foreach (var slice in slices)
            foreach (var heard in PeriodsOf(slice))
                if (heard.IsTouched) Hear(slice, units[slice.Unit].Voice, heard);
        return [.. periods.Values.Where(p => p.IsTouched && p.Heard.Count > 0).OrderBy(p => p.Period.EmployeeFrom).Select(p => Told(p.Period, p.Heard))];

        void Hear(Slice slice, Voice voice, HeardPeriod heard)
        {
            foreach (var span in matching.SpansOf(slice.Unit))
            {
                var (employee, customer) = heard.Heard.GetValueOrDefault(span.Team);
                if (voice == Voice.Employee ? employee : customer) continue;
                var (from, to) = (Later(heard.Period.From(voice), span.From), Earlier(heard.Period.To(voice), span.To));
                if (from < to && voices.Speak(slice, from, to)) heard.Heard[span.Team] = (employee || voice == Voice.Employee, customer || voice == Voice.Customer);
            }
        }
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;

    private static PeriodPairing Told(Period period, Dictionary<string, (bool Employee, bool Customer)> teams)
    {
        var employeeOnly = teams.Where(t => !t.Value.Customer).Select(t => t.Key).Order(StringComparer.Ordinal).ToArray();
        var customerOnly = teams.Where(t => !t.Value.Employee).Select(t => t.Key).Order(StringComparer.Ordinal).ToArray();
        return new PeriodPairing(period.Key, teams.Count - employeeOnly.Length - customerOnly.Length, employeeOnly.Length, customerOnly.Length,
            [.. employeeOnly.Take(MostTeams)], [.. customerOnly.Take(MostTeams)]);
    }

    // A period, and which teams were heard in it.
    private sealed class HeardPeriod(Period period)
    {
        public Period Period => period;

        public bool IsTouched { get; set; }

        public Dictionary<string, (bool Employee, bool Customer)> Heard { get; } = new(StringComparer.Ordinal);
    }
}
