using System.Security.Cryptography;
using System.Text;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Recompute;

/// <summary>Which tallies there must be, and from what: the slices of answers that fall into each team and period, with a digest by which a
/// stored tally is known to be still good.</summary>
internal sealed class TallyPlan
{
    private readonly Dictionary<string, int> places;

    private TallyPlan(IReadOnlyList<Period> periods, Dictionary<TallyPlace, Wanted> wanted)
    {
        (Periods, Tallies) = (periods, wanted);
        places = periods.Select((p, i) => (p.Key, i)).ToDictionary(p => p.Key, p => p.i, StringComparer.Ordinal);
        Digests = wanted.GroupBy(t => (t.Key.Voice, t.Key.Period)).ToDictionary(g => g.Key, DigestOf);
    }

    /// <summary>The periods from the first to the last in which anybody answered, without gaps.</summary>
    public IReadOnlyList<Period> Periods { get; }

    /// <summary>The tallies.</summary>
    public IReadOnlyDictionary<TallyPlace, Wanted> Tallies { get; }

    /// <summary>A digest of all tallies of a voice and period.</summary>
    public IReadOnlyDictionary<(Voice Voice, string Period), string> Digests { get; }

    /// <summary>The place of a period.</summary>
    public int PlaceOf(string period) => places[period];

    /// <summary>Plans the tallies of a store.</summary>
    public static TallyPlan Of(IReadOnlyList<Slice> slices, IReadOnlyDictionary<long, Unit> units, TeamMatching matching, Calendar calendar, Questionnaires questionnaires)
    {
        var falls = new Dictionary<TallyPlace, List<Slice>>();
        var periods = new Dictionary<string, Period>(StringComparer.Ordinal);
        foreach (var slice in slices)
        {
            if (!units.TryGetValue(slice.Unit, out var unit)) continue;
            foreach (var period in Months.Periods(calendar, unit.Voice, slice.Month))
            {
                periods.TryAdd(period.Key, period);
                var place = new TallyPlace(matching.TeamOfUnit[unit.Number], unit.Voice, period.Key);
                if (!falls.TryGetValue(place, out var mine)) falls[place] = mine = [];
                mine.Add(slice);
            }
        }

        var wanted = falls.ToDictionary(f => f.Key, f => new Wanted(periods[f.Key.Period], f.Value, DigestOf(periods[f.Key.Period], f.Value, questionnaires.Digest(f.Key.Voice))));
        return new TallyPlan(periods.Count == 0 ? [] : calendar.Between(periods.Values.MinBy(p => p.EmployeeFrom)!, periods.Values.MaxBy(p => p.EmployeeFrom)!), wanted);
    }

    private static string DigestOf(IEnumerable<KeyValuePair<TallyPlace, Wanted>> tallies)
    {
        var text = new StringBuilder();
        foreach (var (place, tally) in tallies.OrderBy(t => t.Key.Team, StringComparer.Ordinal)) text.Append($"{tally.Digest} {place.Team}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))[..16]);
    }

    private static string DigestOf(Period period, List<Slice> slices, string questionnaires)
    {
        var text = new StringBuilder().Append($"{period.EmployeeFrom.DayNumber} {period.EmployeeTo.DayNumber} {period.CustomerFrom.DayNumber} {period.CustomerTo.DayNumber} {questionnaires}");
        foreach (var slice in slices) text.Append($" {slice.Unit}:{slice.Month}:{slice.Revision}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))[..12]);
    }

    /// <summary>A tally there must be.</summary>
    /// <param name="Period">Its period.</param>
    /// <param name="Slices">The slices that fall into it, by unit and month.</param>
    /// <param name="Digest">A digest of what it is made from.</param>
    public sealed record Wanted(Period Period, IReadOnlyList<Slice> Slices, string Digest);
}
