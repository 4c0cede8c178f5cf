using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>The leads that speak of one period: every employee dimension with every customer dimension over all periods up to it.</summary>
internal sealed class LeadBlock(Panel panel, AnalysisSettings settings, int period)
{
    /// <summary>The rows, pair by pair.</summary>
    public IEnumerable<LeadRow> Rows()
    {
        var sides = new LinkSides(new TeamFactors(panel, settings.StratumAttribute, period, panel.Tree.Leaves));
        var (employee, customer) = (Series(Voice.Employee), Series(Voice.Customer));
        var rows = new List<(LinkSubject Subject, LeadFigures? Figures)>();
        foreach (var (e, x) in employee)
            foreach (var (c, y) in customer)
            {
                var subject = new LinkSubject(panel.Periods[period].Key, "all", x.Dimension, y.Dimension, 1, LinkLevel.Within) { PartWhole = panel.IsPartWhole(e, c) };
                var figures = LeadFigures.Of(x, y, sides, settings.Confidence, SubjectSeed.Of(settings.Seed, "leads", subject.Period, x.Dimension, y.Dimension));
                rows.Add((subject, figures.Teams < AnalysisSettings.TeamMinimum ? null : figures));
            }

        // One family: both directions of all pairs.
        var q = PAdjust.Compute([.. rows.SelectMany(r => new[] { r.Figures?.Path?.XToY?.P ?? double.NaN, r.Figures?.Path?.YToX?.P ?? double.NaN })]).Adjusted;
        return rows.Select((r, i) => LeadRow.Of(r.Subject, r.Figures, q[2 * i], q[(2 * i) + 1]));
    }

    private List<(int Dimension, TeamSeries Series)> Series(Voice voice) => [.. Enumerable.Range(0, panel.Released.Dimensions(voice).Count).Where(d => panel.Asked(voice, period, d))
        .Select(d => (d, TeamSeries.Of(panel, voice, d, period, panel.Tree.Leaves)))];
}
