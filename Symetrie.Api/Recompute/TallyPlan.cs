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
        Digests = wanted.GroupBy(t => (t.Key.Voice, t.Key.Period)).AsParallel().Select(g => (g.Key, Digest: DigestOf(g))).ToDictionary(g => g.Key, g => g.Digest);
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
        var falls = new Dictionary<TallyPlace, List<Part>>();
        var periods = new Dictionary<string, Period>(StringComparer.Ordinal);
        foreach (var slice in slices)
        {
            if (!units.TryGetValue(slice.Unit, out var unit)) continue;
            foreach (var period in Months.Periods(calendar, unit.Voice, slice.Month))
            {
                periods.TryAdd(period.Key, period);
                foreach (var (team, part) in Parts(slice, unit.Voice, period, matching.SpansOf(unit.Number)))
                {
                    var place = new TallyPlace(team, unit.Voice, period.Key);
                    if (!falls.TryGetValue(place, out var mine)) falls[place] = mine = [];
                    mine.Add(part);
                }
            }
        }

        // Thousands of small digests, none of which waits for another.
        var fallen = falls.ToArray();
        var tallies = new Wanted[fallen.Length];
        Parallel.For(0, fallen.Length, i =>
        {
            var (place, parts) = fallen[i];
            tallies[i] = new Wanted(periods[place.Period], parts, DigestOf(periods[place.Period], place.Voice, parts, questionnaires.Digest(place.Voice)));
        });
        var wanted = fallen.Zip(tallies).ToDictionary(t => t.First.Key, t => t.Second);
        return new TallyPlan(periods.Count == 0 ? [] : calendar.Between(periods.Values.MinBy(p => p.EmployeeFrom)!, periods.Values.MaxBy(p => p.EmployeeFrom)!), wanted);
    }

    // A unit that changes teams within a period gives each of them the days on which it was theirs.
    private static IEnumerable<(string Team, Part Part)> Parts(Slice slice, Voice voice, Period period, IReadOnlyList<TeamSpan> spans)
    {
        var (first, end) = (Months.First(slice.Month), Months.First(slice.Month + 1));
        foreach (var span in spans)
        {
            if (span.From >= end || span.To <= first) continue;
            var (from, to) = (span.From > period.From(voice) ? span.From : period.From(voice), span.To < period.To(voice) ? span.To : period.To(voice));
            if (from < to && from < end && to > first) yield return (span.Team, new Part(slice, from, to));
        }
    }

    private static string DigestOf(IEnumerable<KeyValuePair<TallyPlace, Wanted>> tallies)
    {
        var text = new StringBuilder();
        foreach (var (place, tally) in tallies.OrderBy(t => t.Key.Team, StringComparer.Ordinal)) text.Append($"{tally.Digest} {place.Team}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))[..16]);
    }

    private static string DigestOf(Period period, Voice voice, List<Part> parts, string questionnaires)
    {
        var text = new StringBuilder().Append($"{period.EmployeeFrom.DayNumber} {period.EmployeeTo.DayNumber} {period.CustomerFrom.DayNumber} {period.CustomerTo.DayNumber} {questionnaires}");
        foreach (var (slice, from, to) in parts)
        {
            text.Append($" {slice.Unit}:{slice.Month}:{slice.Revision}");
            if (from > period.From(voice) || to < period.To(voice)) text.Append($"@{from.DayNumber}-{to.DayNumber}");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))[..12]);
    }

    /// <summary>Answers of a unit and month that fall into a tally.</summary>
    /// <param name="Slice">The unit and month.</param>
    /// <param name="From">The first day of the unit's answers in the period that the team has.</param>
    /// <param name="To">The day after the last.</param>
    public readonly record struct Part(Slice Slice, DateOnly From, DateOnly To);

    /// <summary>A tally there must be.</summary>
    /// <param name="Period">Its period.</param>
    /// <param name="Parts">What falls into it, by unit and month.</param>
    /// <param name="Digest">A digest of what it is made from.</param>
    public sealed record Wanted(Period Period, IReadOnlyList<Part> Parts, string Digest);
}
