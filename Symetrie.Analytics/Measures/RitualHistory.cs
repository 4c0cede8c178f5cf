using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>That a leaf team holds a ritual, in periods.</summary>
/// <param name="Team">The team's place.</param>
/// <param name="Start">The period in which it begins.</param>
/// <param name="End">The first period in which it is held no more; beyond the last where it is held still.</param>
/// <param name="Assignment">How the team came to hold it.</param>
internal readonly record struct Holding(int Team, int Start, int End, Assignment Assignment);

/// <summary>Which teams hold which ritual in which periods, as the windows of one voice cut them.</summary>
internal sealed class RitualHistory
{
    private readonly Dictionary<string, Holding[]> byRitual;
    private readonly ILookup<int, (string Ritual, Holding Holding)> byTeam;

    public RitualHistory(Panel panel, Voice voice)
    {
        var all = panel.Deeds.Actions.Select(a => (a.Ritual, Holding: new Holding(a.Team, Place(panel, voice, a.From), Place(panel, voice, a.To), a.Assignment))).Where(h => h.Holding.End > h.Holding.Start).ToArray();
        byTeam = all.ToLookup(h => h.Holding.Team);
        // A team that took a ritual up again holds it from the first time on: what is looked at is the start.
        byRitual = all.GroupBy(h => h.Ritual, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.GroupBy(h => h.Holding.Team).Select(t => t.First().Holding).OrderBy(h => h.Team).ToArray(), StringComparer.Ordinal);
    }

    /// <summary>The first holding of each leaf team that ever holds a ritual.</summary>
    public IReadOnlyList<Holding> Of(string ritual) => byRitual.GetValueOrDefault(ritual, []);

    /// <summary>Whether a team begins or ends another ritual after one period and up to another: then what moves it is not this one alone.</summary>
    public bool Changes(int team, string ritual, int after, int upTo) =>
        byTeam[team].Any(h => h.Ritual != ritual && ((h.Holding.Start > after && h.Holding.Start <= upTo) || (h.Holding.End > after && h.Holding.End <= upTo)));

    // The period in which a day lies, or the first after it.
    private static int Place(Panel panel, Voice voice, DateOnly day)
    {
        for (var p = 0; p < panel.Periods.Count; p++)
            if (day < panel.Periods[p].To(voice)) return day == DateOnly.MaxValue ? panel.Periods.Count : p;
        return panel.Periods.Count;
    }
}

/// <summary>Which periods are looked at around a start.</summary>
/// <param name="Start">The period of the start.</param>
/// <param name="BaselineFrom">The first period of the baseline.</param>
/// <param name="BaselineTo">Its last, two before the start: the one between may be why the team was chosen.</param>
/// <param name="AfterFrom">The first period after.</param>
/// <param name="AfterTo">The last.</param>
internal readonly record struct EffectWindow(int Start, int BaselineFrom, int BaselineTo, int AfterFrom, int AfterTo)
{
    /// <summary>The most periods on either side.</summary>
    public const int Most = 4;

    public bool HasBaseline => BaselineTo >= BaselineFrom;

    public bool HasAfter => AfterTo >= AfterFrom;

    /// <summary>The places of the periods, the baseline first.</summary>
    public IEnumerable<int> Periods => Enumerable.Range(BaselineFrom, BaselineTo - BaselineFrom + 1).Concat(Enumerable.Range(AfterFrom, AfterTo - AfterFrom + 1));

    public static EffectWindow Of(Holding holding, int lag, int last) => new(
        holding.Start, Math.Max(0, holding.Start - 1 - Most), holding.Start - 2,
        holding.Start + lag, Math.Min(last, Math.Min(holding.Start + lag + Most - 1, holding.End - 1 + lag)));
}
