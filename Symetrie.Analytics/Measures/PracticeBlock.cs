using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>What was found of a ritual's practice.</summary>
/// <param name="Ritual">The ritual.</param>
/// <param name="Place">The team's place; −1 for the whole level.</param>
/// <param name="Figures">The figures; null where they are withheld.</param>
internal sealed record PracticeFound(Ritual Ritual, int Place, PracticeFigures? Figures);

/// <summary>Figures of practice.</summary>
internal sealed record PracticeFigures(long Teams, long Held, long Planned, ProportionCiResult Share, long Periods, CochranArmitageResult Trend, DateOnly AsOf);

/// <summary>The practice of one ritual in a period, and before it.</summary>
internal static class PracticeBlock
{
    private const int FewestForTrend = 3;

    /// <summary>Every team, node and level with a count in the period.</summary>
    public static IEnumerable<PracticeFound> Of(Panel panel, AnalysisSettings settings, Ritual ritual, int period)
    {
        var counts = panel.Deeds.Practice.Where(p => p.Ritual == ritual.Key && p.Planned > 0).Select(p => (Period: PeriodOf(panel, p.Day), Count: p)).Where(c => c.Period >= 0 && c.Period <= period).ToArray();
        if (!Array.Exists(counts, c => c.Period == period)) yield break;
        if (ritual.IsOfPosts)
        {
            // One holder a team: any row but that of all of them would be about one, or differ from another row by one.
            var isEnough = counts.Where(c => c.Period == period).Select(c => c.Count.Team).Distinct().Count() >= settings.EmployeeMinimum;
            yield return new PracticeFound(ritual, -1, isEnough ? Figures(counts, period, settings.Confidence, by => CountsEnough(by, settings.EmployeeMinimum)) : null);
            yield break;
        }

        for (var t = 0; t < panel.Tree.Teams.Count; t++)
        {
            var mine = Array.FindAll(counts, c => c.Count.Team >= t && c.Count.Team < panel.Tree.EndOf(t));
            if (Array.Exists(mine, c => c.Period == period)) yield return new PracticeFound(ritual, t, Figures(mine, period, settings.Confidence, _ => true));
        }

        yield return new PracticeFound(ritual, -1, Figures(counts, period, settings.Confidence, _ => true));
    }

    private static bool CountsEnough(IEnumerable<(int Period, TeamPractice Count)> counts, int minimum) => counts.Select(c => c.Count.Team).Distinct().Count() >= minimum;

    private static PracticeFigures Figures((int Period, TeamPractice Count)[] counts, int period, double confidence, Func<IEnumerable<(int Period, TeamPractice Count)>, bool> isShown)
    {
        var now = Array.FindAll(counts, c => c.Period == period);
        var (held, planned) = (now.Sum(c => c.Count.Held), now.Sum(c => c.Count.Planned));
        var by = counts.GroupBy(c => c.Period).Where(g => isShown(g)).OrderBy(g => g.Key).ToArray();
        var trend = by.Length < FewestForTrend ? default : CochranArmitage.Compute(
            by.Select(g => g.Sum(c => c.Count.Held)).ToArray(), by.Select(g => g.Sum(c => c.Count.Planned)).ToArray(), by.Select(g => (double)g.Key).ToArray());
        return new PracticeFigures(now.Select(c => c.Count.Team).Distinct().LongCount(), held, planned, ProportionCi.Compute(held, planned, confidence), by.Length, trend, now.Max(c => c.Count.Noted));
    }

    private static int PeriodOf(Panel panel, DateOnly day)
    {
        for (var p = 0; p < panel.Periods.Count; p++)
            if (panel.Periods[p].EmployeeFrom <= day && day < panel.Periods[p].EmployeeTo) return p;
        return -1;
    }
}
