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
        var rooms = new Dictionary<string, Room>(StringComparer.Ordinal);
        // A few months of many units.
        var known = new Dictionary<(Voice, long), Room[]>();
        Room[] RoomsOf(Slice slice)
        {
            var key = (units[slice.Unit].Voice, slice.Month);
            if (known.TryGetValue(key, out var found)) return found;
            return known[key] = [.. Months.Periods(calendar, key.Voice, key.Month).Select(p => rooms.TryGetValue(p.Key, out var room) ? room : rooms[p.Key] = new Room(p))];
        }

        foreach (var slice in slices.Where(s => months.Contains(s.Month)))
            foreach (var room in RoomsOf(slice)) room.IsTouched = true;
        using var voices = new HeardVoices(store, connection);
        foreach (var slice in slices)
            foreach (var room in RoomsOf(slice))
                if (room.IsTouched) Hear(slice, units[slice.Unit].Voice, room);
        return [.. rooms.Values.Where(r => r.IsTouched && r.Heard.Count > 0).OrderBy(r => r.Period.EmployeeFrom).Select(r => Told(r.Period, r.Heard))];

        void Hear(Slice slice, Voice voice, Room room)
        {
            foreach (var span in matching.SpansOf(slice.Unit))
            {
                var (employee, customer) = room.Heard.GetValueOrDefault(span.Team);
                if (voice == Voice.Employee ? employee : customer) continue;
                var (from, to) = (Later(room.Period.From(voice), span.From), Earlier(room.Period.To(voice), span.To));
                if (from < to && voices.Speak(slice, from, to)) room.Heard[span.Team] = (employee || voice == Voice.Employee, customer || voice == Voice.Customer);
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
    private sealed class Room(Period period)
    {
        public Period Period => period;

        public bool IsTouched { get; set; }

        public Dictionary<string, (bool Employee, bool Customer)> Heard { get; } = new(StringComparer.Ordinal);
    }
}
