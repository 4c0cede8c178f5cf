using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>What a change amounts to.</summary>
public enum DriftVerdict
{
    /// <summary>Shown to be smaller than the margin, either way.</summary>
    Stable,

    /// <summary>Higher than before.</summary>
    Improved,

    /// <summary>Lower than before.</summary>
    Degraded,

    /// <summary>The mean is not shown to have moved, the distribution is.</summary>
    ShapeChanged,

    /// <summary>Neither a change nor its absence is shown.</summary>
    Undetermined,
}

/// <summary>How a team's (or node's) mean or gap changed from one period to another: from the previous one of the series, from its first, and from the one a year before.</summary>
/// <remarks>The two samples are taken as independent: who answered in both periods is not known behind disclosure (a count of them, and the
/// rest that it leaves of each period, would be groups of their own, that no ledger follows). Where the same persons answer again and keep their opinion, intervals are
/// therefore too wide, and verdicts wrong more rarely than stated. Verdict, in this order: BH-adjusted equivalence p below .05: <c>stable</c>; q below .05: <c>improved</c> or <c>degraded</c>;
/// homogeneity q below .05: <c>shape-changed</c>; else <c>undetermined</c>. A family of q is one series, pair of periods and depth of the tree, over all dimensions and teams.
/// A change of questionnaire, of who was asked and of who answered all look like a change.</remarks>
public sealed record DriftRow : IRow
{
    private DriftRow()
    {
    }

    /// <summary>What is followed.</summary>
    [Subject]
    public required Series Series { get; init; }

    /// <summary>The team's or node's key.</summary>
    [Subject]
    public required string Team { get; init; }

    /// <summary>The dimension's key.</summary>
    [Subject]
    public required string Dimension { get; init; }

    /// <summary>The earlier period.</summary>
    [Subject]
    public required string FromPeriod { get; init; }

    /// <summary>The later period.</summary>
    [Subject]
    public required string ToPeriod { get; init; }

    /// <summary>The team's name.</summary>
    public required string TeamName { get; init; }

    /// <summary>Whether the figures are there.</summary>
    public required RowStatus Status { get; init; }

    /// <summary>Which variances the interval uses; null without an interval.</summary>
    public VarianceMethod? Method { get; private init; }

    /// <summary>Later minus earlier, in score points.</summary>
    public double? Change { get; private init; }

    /// <summary>Lower end of the change's interval, in score points.</summary>
    public double? ChangeLower { get; private init; }

    /// <summary>Upper end of the change's interval, in score points.</summary>
    public double? ChangeUpper { get; private init; }

    /// <summary>Two-sided p of a change of 0 (Satterthwaite 1946), a proportion.</summary>
    public double? P { get; private init; }

    /// <summary>Pearson's chi-square of homogeneity of the two score distributions (Pearson 1900), neighbouring scores pooled to expected counts of 5 (Cochran 1954); where both have 20 respondents and counts.</summary>
    public double? ChiSquare { get; private init; }

    /// <summary>Its degrees of freedom.</summary>
    public long? ChiSquareDf { get; private init; }

    /// <summary>Its p, a proportion.</summary>
    public double? ChiSquareP { get; private init; }

    /// <summary>The day from which these figures stand.</summary>
    public DateOnly? AsOf { get; private init; }

    /// <summary>Whether <c>fromPeriod</c> is the last one before in which this series of this dimension was heard.</summary>
    public bool? IsPrevious { get; private init; }

    /// <summary>Whether it is the first one in which it was heard.</summary>
    public bool? IsFirst { get; private init; }

    /// <summary>Whether it is the one a year before in the calendar.</summary>
    public bool? IsYearAgo { get; private init; }

    /// <summary>What the change amounts to, against the margin of the settings (5 score points by default); null without an interval.</summary>
    public DriftVerdict? Verdict { get; private init; }

    /// <summary>The mean or gap in the earlier period, in score points.</summary>
    public double? FromValue { get; private init; }

    /// <summary>The mean or gap in the later period, in score points.</summary>
    public double? ToValue { get; private init; }

    /// <summary>How many employees in the earlier period.</summary>
    public long? FromEmployees { get; private init; }

    /// <summary>How many employees in the later period.</summary>
    public long? ToEmployees { get; private init; }

    /// <summary>How many customers in the earlier period.</summary>
    public long? FromCustomers { get; private init; }

    /// <summary>How many customers in the later period.</summary>
    public long? ToCustomers { get; private init; }

    /// <summary>False-discovery-rate q of <c>p</c> within its family (Benjamini and Hochberg 1995), a proportion.</summary>
    public double? Q { get; private init; }

    /// <summary>BH-adjusted p of "the change is as large as the margin" (two one-sided tests; Schuirmann 1987), a proportion.</summary>
    public double? EquivalenceQ { get; private init; }

    /// <summary>Whether these numbers of answers and spreads could show stability at all, were the change 0 and the family of one test.</summary>
    public bool? StableReachable { get; private init; }

    /// <summary>False-discovery-rate q of <c>chiSquareP</c> within its family, a proportion.</summary>
    public double? ChiSquareQ { get; private init; }

    /// <summary>Two-sided p of the Mann–Whitney test (Mann and Whitney 1947), corrected for ties and continuity; where both have 20 respondents and counts.</summary>
    public double? MannWhitneyP { get; private init; }

    /// <summary>Two-sided p of the Brunner–Munzel test, which allows for unequal spread (Brunner and Munzel 2000); where both have 20 respondents and counts.</summary>
    public double? BrunnerMunzelP { get; private init; }

    /// <summary>Cliff's delta: P(later higher) − P(later lower) of two respondents, −1 to 1 (Cliff 1993).</summary>
    public double? CliffsDelta { get; private init; }

    /// <summary>Lower end of delta's interval (Brunner and Munzel 2000), cut at −1.</summary>
    public double? CliffsDeltaLower { get; private init; }

    /// <summary>Upper end of delta's interval (Brunner and Munzel 2000), cut at 1.</summary>
    public double? CliffsDeltaUpper { get; private init; }

    /// <summary>First Wasserstein distance of the two distributions, in score points, 0 or more (Vallender 1974).</summary>
    public double? Wasserstein { get; private init; }

    /// <summary>Jensen–Shannon divergence in bits, 0 to 1, over the scores as pooled for the chi-square (Lin 1991).</summary>
    public double? JensenShannon { get; private init; }

    /// <summary>Population stability index over the same pooled scores, ½ added to every count, in nats.</summary>
    public double? Psi { get; private init; }

    /// <summary>What the index is on average when nothing has changed: (bins − 1)(1/n + 1/m) (Yurdakul 2018). Read it beside <c>psi</c>; the customary limits 0.1 and 0.25 mean nothing at the size of a team.</summary>
    public double? PsiExpected { get; private init; }

    /// <summary>The team attribute by which a node's change is split; null for leaf teams, gaps, and where no attribute splits it.</summary>
    public string? CompositionBy { get; private init; }

    /// <summary>The part of the change of the node's released leaf teams that a change of their shares of answers explains, in score points (Kitagawa 1955).</summary>
    public double? CompositionEffect { get; private init; }

    /// <summary>The part that a change of the scores within the attribute's values explains, in score points; both add up to the change of the released leaf teams together.</summary>
    public double? RateEffect { get; private init; }

    /// <summary>The period, and those it is compared with.</summary>
    internal static Reach Reach { get; } = Reach.Of((panel, period) => DriftOrigin.Of(panel, period).Select(o => o.Period).Append(period));

    /// <summary>Changes that lead to a period, for every series, dimension, team and node.</summary>
    public static IEnumerable<DriftRow> Rows(Panel panel, AnalysisSettings settings, int period) => Enum.GetValues<Series>().SelectMany(series => Rows(panel, settings, period, series));

    /// <summary>Those of one series.</summary>
    public static IEnumerable<DriftRow> Rows(Panel panel, AnalysisSettings settings, int period, Series series)
    {
        var changes = DriftChange.Of(panel, settings, series, period, withShape: true);
        var depths = FalseDiscovery.Depths(panel.Tree);
        (int, int) Family(DriftChange change) => (change.From.Period, depths[change.Team]);
        var q = FalseDiscovery.Q(changes, Family, c => c.Contrast.P);
        var equivalent = FalseDiscovery.Q(changes, Family, c => c.EquivalenceP);
        var shape = FalseDiscovery.Q(changes, Family, c => c.Shape?.Homogeneity?.P);
        for (var i = 0; i < changes.Count; i++) yield return Of(panel, settings, changes[i], period, (q[i], equivalent[i], shape[i]));
    }

    private static DriftRow Of(Panel panel, AnalysisSettings settings, DriftChange change, int to, (double? Change, double? Equivalence, double? Shape) q)
    {
        var team = panel.Tree.Teams[change.Team];
        var row = new DriftRow
        {
            Series = change.Track.Series,
            Team = team.Key,
            Dimension = change.Track.Dimension,
            FromPeriod = panel.Periods[change.From.Period].Key,
            ToPeriod = panel.Periods[to].Key,
            TeamName = team.Name,
            Status = RowStatus.Withheld,
            IsPrevious = change.From.IsPrevious,
            IsFirst = change.From.IsFirst,
            IsYearAgo = change.From.IsYearAgo,
        };
        if (change.Before is not { } before || change.After is not { } after) return row;
        var contrast = change.Contrast;
        return WithShape(WithComposition(row with
        {
            Status = RowStatus.Ok,
            Method = contrast.Lower is null ? null : change.Method,
            Verdict = VerdictOf(contrast, q),
            Change = contrast.Estimate,
            ChangeLower = contrast.Lower,
            ChangeUpper = contrast.Upper,
            P = contrast.P,
            Q = q.Change,
            EquivalenceQ = q.Equivalence,
            StableReachable = Equivalence.Reachable(contrast, settings.Margin),
            FromValue = change.FromValue,
            ToValue = change.ToValue,
            FromEmployees = change.CountOf(before, Voice.Employee),
            ToEmployees = change.CountOf(after, Voice.Employee),
            FromCustomers = change.CountOf(before, Voice.Customer),
            ToCustomers = change.CountOf(after, Voice.Customer),
            AsOf = before.Concat(after).Max(c => c.Cell.Cell.AsOf),
        }, panel, change, to), change.Shape, q.Shape);
    }

    internal static DriftVerdict? VerdictOf(MeanContrastResult contrast, (double? Change, double? Equivalence, double? Shape) q)
    {
        if (contrast.P is null) return null;
        if (q.Equivalence < FalseDiscovery.Level) return DriftVerdict.Stable;
        if (q.Change < FalseDiscovery.Level) return contrast.Estimate > 0 ? DriftVerdict.Improved : DriftVerdict.Degraded;
        return q.Shape < FalseDiscovery.Level ? DriftVerdict.ShapeChanged : DriftVerdict.Undetermined;
    }

    private static DriftRow WithShape(DriftRow row, Shape? shape, double? q) => shape is null ? row : row with
    {
        ChiSquare = shape.Homogeneity?.Chi2,
        ChiSquareDf = shape.Homogeneity?.Df,
        ChiSquareP = shape.Homogeneity?.P,
        ChiSquareQ = q,
        MannWhitneyP = shape.Ranked.PContinuity,
        BrunnerMunzelP = shape.Spread.P,
        CliffsDelta = shape.Spread.CliffsDelta,
        CliffsDeltaLower = shape.Spread.DeltaLower,
        CliffsDeltaUpper = shape.Spread.DeltaUpper,
        Wasserstein = shape.Distance.Distance,
        JensenShannon = shape.Divergence?.DivergenceBits,
        Psi = shape.Stability?.Smoothed,
        PsiExpected = shape.Stability?.ExpectedUnderNull,
    };

    private static DriftRow WithComposition(DriftRow row, Panel panel, DriftChange change, int to) =>
        change.Track.Voice is { } voice && Composition.Of(panel, voice, change.Track.Employee, change.From.Period, to, change.Team) is { } split
            ? row with { CompositionBy = split.Attribute, CompositionEffect = split.Mix, RateEffect = split.Rate }
            : row;
}
