using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>What a ritual did.</summary>
public enum EffectVerdict
{
    /// <summary>The dimension moved as expected (one it is not expected to move: up), and q is below .05.</summary>
    Helped,

    /// <summary>It moved the other way, and q is below .05.</summary>
    Harmed,

    /// <summary>Neither is shown; <c>minimumDetectableEffect</c> says what would have been.</summary>
    NoEffectShown,

    /// <summary>These teams and periods cannot tell.</summary>
    CannotTell,
}

/// <summary>Why a verdict is what it is.</summary>
public enum EffectReason
{
    /// <summary>q is below .05.</summary>
    Shown,

    /// <summary>No effect is shown, and one as large as the margin is refuted.</summary>
    WithinMargin,

    /// <summary>No effect is shown; one as large as the margin would have been, in four of five cases.</summary>
    NotShown,

    /// <summary>No effect is shown, and one as large as the margin may well have been missed.</summary>
    TooImprecise,

    /// <summary>The teams moved apart before it began: what is seen after may be that going on, or nothing is seen because of it.</summary>
    EarlierTrends,

    /// <summary>It is not shown that employees noticed, in this or a shorter lag; customers are looked at after that.</summary>
    EmployeeStepNotShown,

    /// <summary>So few ways to draw the teams cannot give a p below .05.</summary>
    CannotReach,

    /// <summary>No period lies before the last one that precedes the start: teams chosen because they were low rise by themselves.</summary>
    NoBaseline,

    /// <summary>No period lies as long after the start yet, or it was held no longer.</summary>
    NotYet,

    /// <summary>There are not two teams that hold it, or not two of the same stratum that do not.</summary>
    NoComparison,

    /// <summary>Every team that holds it began or ended another ritual in the same time.</summary>
    OtherRituals,

    /// <summary>Fewer teams than a statistic across teams needs.</summary>
    TooFewTeams,
}

/// <summary>By what p and the interval were found.</summary>
public enum EffectMethod
{
    /// <summary>Difference-in-differences, CR2 standard error by team (Bell and McCaffrey 2002) and Satterthwaite's degrees of freedom.</summary>
    DifferenceInDifferences,

    /// <summary>The same difference, p by the draw of the teams.</summary>
    Randomisation,

    /// <summary>All teams began together: the jump of their mean against its own course before and after (Wagner et al. 2002), judged by the resemblance of neighbouring periods under which it is least certain.</summary>
    InterruptedTimeSeries,
}

/// <summary>Whether a ritual moved a dimension of a voice: the change of the teams that hold it, less that of teams of the same stratum that hold none.</summary>
/// <remarks>Teams are chosen because they are low, and the low rise by themselves: the period just before the start is left out, and at most four before it are the baseline. After it come at most
/// four periods from <c>lag</c> periods after the start on, as long as the ritual is held. Untreated are teams that never hold the ritual and begin or end no other in these periods. Employees come first: a verdict
/// on customers is given only where one on employees is shown at the same or a shorter lag. A family of q is one voice and lag, over all rituals and dimensions. Only a draw by lot rules out that teams which hold a ritual differ
/// otherwise; a difference between teams is not one of a person. With the last period; earlier snapshots keep what was said before.</remarks>
public sealed record EffectRow : IRow
{
    /// <summary>The most periods by which an effect is looked for later.</summary>
    public const int MostLag = 4;

    private EffectRow()
    {
    }

    /// <summary>The ritual's key in the referential.</summary>
    [Subject]
    public required string Ritual { get; init; }

    /// <summary>The dimension's key.</summary>
    [Subject]
    public required string Dimension { get; init; }

    /// <summary>Which voice.</summary>
    [Subject]
    public required Voice Voice { get; init; }

    /// <summary>From how many periods after the start on, 0 to 4.</summary>
    [Subject]
    public required long Lag { get; init; }

    /// <summary>Who holds the ritual.</summary>
    public required RitualLevel HeldBy { get; init; }

    /// <summary>Whether it is the dimension that the ritual is expected to move.</summary>
    public required bool Expected { get; init; }

    /// <summary>Whether the figures are there.</summary>
    public required RowStatus Status { get; init; }

    /// <summary>By what p was found.</summary>
    public EffectMethod? Method { get; private init; }

    /// <summary>What the ritual did.</summary>
    public EffectVerdict? Verdict { get; private init; }

    /// <summary>Why the verdict is what it is.</summary>
    public EffectReason? Reason { get; private init; }

    /// <summary>The first period of the earliest baseline.</summary>
    public string? FromPeriod { get; private init; }

    /// <summary>The last period that is looked at.</summary>
    public string? ToPeriod { get; private init; }

    /// <summary>Leaf teams that hold the ritual and are compared.</summary>
    public long? Treated { get; private init; }

    /// <summary>Leaf teams that hold none and are compared with; 0 for an interrupted time series.</summary>
    public long? Untreated { get; private init; }

    /// <summary>The change of those that hold it less that of the others, in score points.</summary>
    public double? Effect { get; private init; }

    /// <summary>Lower end of the effect's interval, in score points.</summary>
    public double? EffectLower { get; private init; }

    /// <summary>Upper end of the effect's interval, in score points.</summary>
    public double? EffectUpper { get; private init; }

    /// <summary>Two-sided p of no effect, a proportion.</summary>
    public double? P { get; private init; }

    /// <summary>False-discovery-rate q of <c>p</c> within its family (Benjamini and Hochberg 1995), a proportion; null of customers where no step of employees is shown.</summary>
    public double? Q { get; private init; }

    /// <summary>The true effect that such teams and periods show in four of five cases, before the adjustment for the family, in score points.</summary>
    public double? MinimumDetectableEffect { get; private init; }

    /// <summary>By how much more the teams that hold it moved a period within the baseline, in score points; null of a baseline of one period.</summary>
    public double? EarlierTrend { get; private init; }

    /// <summary>Two-sided p of parallel earlier trends, a proportion.</summary>
    public double? EarlierTrendP { get; private init; }

    /// <summary>The same difference counted from the period just before the start, in score points: what a plain before and after says. Where teams were chosen because they were low it is too large.</summary>
    public double? AgainstLast { get; private init; }

    /// <summary>Mean in the baseline of those that hold it, in score points.</summary>
    public double? TreatedBefore { get; private init; }

    /// <summary>Lower end of its interval over teams.</summary>
    public double? TreatedBeforeLower { get; private init; }

    /// <summary>Upper end of its interval over teams.</summary>
    public double? TreatedBeforeUpper { get; private init; }

    /// <summary>Mean after the start of those that hold it, in score points.</summary>
    public double? TreatedAfter { get; private init; }

    /// <summary>Lower end of its interval over teams.</summary>
    public double? TreatedAfterLower { get; private init; }

    /// <summary>Upper end of its interval over teams.</summary>
    public double? TreatedAfterUpper { get; private init; }

    /// <summary>Mean in the baseline of the untreated, weighted as the effect weighs them, in score points.</summary>
    public double? UntreatedBefore { get; private init; }

    /// <summary>Lower end of its interval over teams.</summary>
    public double? UntreatedBeforeLower { get; private init; }

    /// <summary>Upper end of its interval over teams.</summary>
    public double? UntreatedBeforeUpper { get; private init; }

    /// <summary>Mean after the start of the untreated, in score points.</summary>
    public double? UntreatedAfter { get; private init; }

    /// <summary>Lower end of its interval over teams.</summary>
    public double? UntreatedAfterLower { get; private init; }

    /// <summary>Upper end of its interval over teams.</summary>
    public double? UntreatedAfterUpper { get; private init; }

    /// <summary>The day from which these figures stand.</summary>
    public DateOnly? AsOf { get; private init; }

    /// <summary>The effects of every ritual that some team holds; with the last period.</summary>
    public static IEnumerable<EffectRow> Rows(Panel panel, AnalysisSettings settings, int period)
    {
        if (period != panel.Periods.Count - 1 || panel.Deeds.Actions.Count == 0) return [];
        return EffectVerdicts.Of(new EffectBlock(panel, settings).Found(), settings).Select(f => Of(panel, f));
    }

    private static EffectRow Of(Panel panel, EffectFound found)
    {
        var (subject, figures) = (found.Subject, found.Figures);
        var row = new EffectRow
        {
            Ritual = subject.Ritual.Key,
            Dimension = subject.Dimension,
            Voice = subject.Voice,
            Lag = subject.Lag,
            HeldBy = subject.Ritual.Level,
            Expected = subject.IsExpected,
            Status = found.Status,
            Verdict = found.Verdict,
            Reason = found.Reason,
        };
        return found.Status != RowStatus.Ok || figures is null ? row : row.WithMeans(figures) with
        {
            Method = figures.Method,
            FromPeriod = panel.Periods[figures.From].Key,
            ToPeriod = panel.Periods[figures.To].Key,
            Treated = figures.Treated,
            Untreated = figures.Untreated,
            Effect = figures.Effect,
            EffectLower = figures.Lower,
            EffectUpper = figures.Upper,
            P = figures.P,
            Q = found.Q,
            MinimumDetectableEffect = figures.Detectable,
            EarlierTrend = figures.EarlierTrend,
            EarlierTrendP = figures.EarlierTrendP,
            AgainstLast = figures.AgainstLast,
            AsOf = figures.AsOf,
        };
    }

    private EffectRow WithMeans(EffectFigures figures) => this with
    {
        TreatedBefore = figures.TreatedBefore?.Mean,
        TreatedBeforeLower = figures.TreatedBefore?.Lower,
        TreatedBeforeUpper = figures.TreatedBefore?.Upper,
        TreatedAfter = figures.TreatedAfter?.Mean,
        TreatedAfterLower = figures.TreatedAfter?.Lower,
        TreatedAfterUpper = figures.TreatedAfter?.Upper,
        UntreatedBefore = figures.UntreatedBefore?.Mean,
        UntreatedBeforeLower = figures.UntreatedBefore?.Lower,
        UntreatedBeforeUpper = figures.UntreatedBefore?.Upper,
        UntreatedAfter = figures.UntreatedAfter?.Mean,
        UntreatedAfterLower = figures.UntreatedAfter?.Lower,
        UntreatedAfterUpper = figures.UntreatedAfter?.Upper,
    };
}
