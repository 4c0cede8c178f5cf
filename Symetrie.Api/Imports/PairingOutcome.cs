using System.Data.Common;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Imports;

/// <summary>Which teams have both voices in the periods that an import touches. For those who may import: it counts answers, released or not.</summary>
internal static class PairingOutcome
{
    private const int MostTeams = 50;

    public static IReadOnlyList<PeriodPairing> Of(Store store, DbConnection connection, IReadOnlySet<long> months)
    {
        var calendar = store.Calendar;
        var units = store.Teams.Units(connection).ToDictionary(u => u.Number);
        var matching = store.Teams.Matching(connection, units.Values);
        var heard = new Dictionary<(Period Period, string Team), (bool Employee, bool Customer)>();
        var touched = new HashSet<string>(StringComparer.Ordinal);
        foreach (var slice in store.Tallies.Slices(connection))
        {
            if (!units.TryGetValue(slice.Unit, out var unit) || calendar.PeriodOf(unit.Voice, Months.First(slice.Month)) is not { } period) continue;
            if (months.Contains(slice.Month)) touched.Add(period.Key);
            var (from, to) = (Months.First(slice.Month), Months.First(slice.Month + 1));
            foreach (var team in matching.SpansOf(unit.Number).Where(s => s.From < to && s.To > from).Select(s => s.Team).Distinct(StringComparer.Ordinal))
            {
                var (employee, customer) = heard.GetValueOrDefault((period, team));
                heard[(period, team)] = (employee || unit.Voice == Voice.Employee, customer || unit.Voice == Voice.Customer);
            }
        }

        return [.. heard.Where(h => touched.Contains(h.Key.Period.Key)).GroupBy(h => h.Key.Period).OrderBy(g => g.Key.EmployeeFrom).Select(g => Told(g.Key, [.. g]))];
    }

    private static PeriodPairing Told(Period period, KeyValuePair<(Period Period, string Team), (bool Employee, bool Customer)>[] teams)
    {
        var employeeOnly = teams.Where(t => !t.Value.Customer).Select(t => t.Key.Team).Order(StringComparer.Ordinal).ToArray();
        var customerOnly = teams.Where(t => !t.Value.Employee).Select(t => t.Key.Team).Order(StringComparer.Ordinal).ToArray();
        return new PeriodPairing(period.Key, teams.Length - employeeOnly.Length - customerOnly.Length, employeeOnly.Length, customerOnly.Length,
            [.. employeeOnly.Take(MostTeams)], [.. customerOnly.Take(MostTeams)]);
    }
}
