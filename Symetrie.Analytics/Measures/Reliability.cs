using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>Whether one dimension of one voice is one thing, and whether the answers of a team may be put together into a mean, in one period.</summary>
/// <remarks>All leaf teams together, as one released group of at least 10 teams and 100 answers which is renewed only when 20 or more answers have come or gone:
/// its date can be another than that of single cells. Respondents who left an item out count for the scores, not for the items (listwise).</remarks>
public sealed record ReliabilityRow : IRow
{
    private ReliabilityRow()
    {
    }

    /// <summary>The period.</summary>
    [Subject]
    public required string Period { get; init; }

    /// <summary>The dimension's key.</summary>
    [Subject]
    public required string Dimension { get; init; }

    /// <summary>Whose answers they are.</summary>
    [Subject]
    public required Voice Voice { get; init; }

    /// <summary>Whether the figures are there.</summary>
    public required RowStatus Status { get; init; }

    /// <summary>How the intraclass correlations are estimated.</summary>
    public IccMethod? Method { get; private init; }

    /// <summary>Which respondents are counted for the items.</summary>
    public MissingRule? Missing { get; private init; }

    /// <summary>How many leaf teams.</summary>
    public long? Teams { get; private init; }

    /// <summary>How many distinct respondents with a score.</summary>
    public long? N { get; private init; }

    /// <summary>How many items.</summary>
    public long? Items { get; private init; }

    /// <summary>How many of the respondents answered every item.</summary>
    public long? ItemsN { get; private init; }

    /// <summary>Cronbach's alpha (1951): do the items measure one thing? At most 1; below 0 where items oppose each other. Null with one item.</summary>
    public double? Alpha { get; private init; }

    /// <summary>Lower end of alpha's interval (Feldt 1965), with the number of respondents that clustered answers are worth for a covariance: n / (1 + (n₀ − 1)·ICC(1)²).</summary>
    public double? AlphaLower { get; private init; }

    /// <summary>Upper end of alpha's interval.</summary>
    public double? AlphaUpper { get; private init; }

    /// <summary>McDonald's omega (1999), which lets items count differently: from three items on; null where the one-factor model does not fit at all.</summary>
    public double? Omega { get; private init; }

    /// <summary>Spearman–Brown reliability of two items (Eisinga, te Grotenhuis &amp; Pelzer 2013): read this and not alpha with two items, null with others.</summary>
    public double? SpearmanBrown { get; private init; }

    /// <summary>ICC(1) of the scores: the share of their variance that lies between teams, 0.05 small, 0.25 large (LeBreton &amp; Senter 2008); may be negative.</summary>
    public double? Icc1 { get; private init; }

    /// <summary>Lower end of ICC(1)'s interval (McGraw &amp; Wong 1996, with the effective team size).</summary>
    public double? Icc1Lower { get; private init; }

    /// <summary>Upper end of ICC(1)'s interval.</summary>
    public double? Icc1Upper { get; private init; }

    /// <summary>ICC(2): the reliability of a team's mean (Bartko 1976); null where team means do not vary.</summary>
    public double? Icc2 { get; private init; }

    /// <summary>Lower end of ICC(2)'s interval.</summary>
    public double? Icc2Lower { get; private init; }

    /// <summary>Upper end of ICC(2)'s interval.</summary>
    public double? Icc2Upper { get; private init; }

    /// <summary>The team size that unequal teams are worth, n₀ (Bliese &amp; Halverson 1998).</summary>
    public double? TeamSize { get; private init; }

    /// <summary>Design effect 1 + (n₀ − 1)·ICC(1) (Kish 1965): how many times too many the respondents are when they count as independent.</summary>
    public double? DesignEffect { get; private init; }

    /// <summary>Respondents divided by the design effect.</summary>
    public double? EffectiveN { get; private init; }

    /// <summary>How many leaf teams the agreement rests on: those with 20 or more respondents whose items are seen.</summary>
    public long? AgreementTeams { get; private init; }

    /// <summary>Mean r_wg(j) over these teams (James, Demaree &amp; Wolf 1984), against answers spread evenly over the scale; 0 none to 1 full agreement. Grows with the number of items: read <see cref="AdMean"/> beside it.</summary>
    public double? RwgMean { get; private init; }

    /// <summary>Median r_wg(j) over these teams.</summary>
    public double? RwgMedian { get; private init; }

    /// <summary>Share of these teams with r_wg(j) of .70 or more, a proportion.</summary>
    public double? RwgShare { get; private init; }

    /// <summary>Mean over these teams of the average deviation of answers from their team's mean (Burke, Finkelstein &amp; Dusig 1999), in score points.</summary>
    public double? AdMean { get; private init; }

    /// <summary>Median over these teams of the average deviation, in score points.</summary>
    public double? AdMedian { get; private init; }

    /// <summary>Share of these teams whose average deviation is at most a sixth of the scale's points (Burke &amp; Dunlap 2002), a proportion.</summary>
    public double? AdShare { get; private init; }

    /// <summary>Whether team means may be used: <c>single-teams</c> where ICC(1) lies above 0 and ICC(2) above .70 with their whole intervals, and the median r_wg(j) is .70 or more where it is known;
    /// <c>together-only</c> (in figures over many teams, not for one team against another) where only the first holds; else <c>not-supported</c>.</summary>
    public TeamMeansUse? TeamMeans { get; private init; }

    /// <summary>The period before, in which the dimension was last asked.</summary>
    public string? PreviousPeriod { get; private init; }

    /// <summary>Alpha minus that of the period before.</summary>
    public double? AlphaChange { get; private init; }

    /// <summary>Two-sided p of equal alphas (Bonett 2002) with effective numbers of respondents, a proportion.</summary>
    public double? AlphaChangeP { get; private init; }

    /// <summary>The largest change of an item's correlation with the rest of its dimension since the period before.</summary>
    public double? ItemRestChange { get; private init; }

    /// <summary>Its two-sided p (Fisher's z, Bonferroni over the items), a proportion.</summary>
    public double? ItemRestChangeP { get; private init; }

    /// <summary>A light look at whether the items still measure the same: <c>shifted</c> where alpha moved by .05 or an item-rest correlation by .10 with p below .05; <c>stable</c> where no item-rest correlation can have moved by .10 (95 %); else <c>undetermined</c>.</summary>
    public Invariance? Invariance { get; private init; }

    /// <summary>The day from which these figures stand.</summary>
    public DateOnly? AsOf { get; private init; }

    /// <summary>Reliability of every dimension of which something is released in a period, for each voice.</summary>
    public static IEnumerable<ReliabilityRow> Rows(Panel panel, AnalysisSettings settings, int period)
    {
        foreach (var voice in Voices.Both)
            for (var d = 0; d < panel.Released.Dimensions(voice).Count; d++)
                if (panel.Asked(voice, period, d)) yield return Of(panel, settings, voice, period, d);
    }

    /// <summary>A period, and for each dimension the one before in which it was asked.</summary>
    public static IEnumerable<int> Periods(Panel panel, int period) =>
        Voices.Both.SelectMany(voice => Enumerable.Range(0, panel.Released.Dimensions(voice).Count).Select(d => Previous(panel, voice, period, d))).Append(period);

    private static int Previous(Panel panel, Voice voice, int period, int dimension)
    {
        do period--;
        while (period >= 0 && !panel.Asked(voice, period, dimension));
        return period;
    }

    private static ReliabilityRow Of(Panel panel, AnalysisSettings settings, Voice voice, int period, int dimension)
    {
        var key = panel.Released.Dimensions(voice)[dimension].Key;
        var row = new ReliabilityRow { Period = panel.Periods[period].Key, Dimension = key, Voice = voice, Status = RowStatus.Withheld };
        var cells = panel.Released.Cells(voice, period, dimension);
        // Told by released cells alone: how many teams are seen.
        if (panel.Tree.Leaves.Count(leaf => cells[leaf] is not null) < AnalysisSettings.TeamMinimum) return row with { Status = RowStatus.TooFewTeams };
        if (panel.Released.Pool(voice, period) is not { } pool || pool.Of(key) is not { } part) return row;
        var icc = Icc1Icc2.FromSums(part.N, part.Teams, part.SquaredSizes, part.Between, part.Within, settings.Confidence);
        if (icc.Icc1N0 is null) return row with { Status = RowStatus.NoVariance, Teams = part.Teams, N = part.N, AsOf = pool.AsOf };
        var made = row.Means(part, icc, TeamAgreement.Of(panel, voice, period, dimension)) with { Status = RowStatus.Ok, AsOf = pool.AsOf };
        if (part.Moments is null) return made;
        var items = ItemEvidence.Of(part, settings);
        var before = Previous(panel, voice, period, dimension);
        var earlier = before >= 0 ? panel.Released.Pool(voice, before)?.Of(key) : null;
        return made.OfItems(items).Since(before >= 0 ? panel.Periods[before].Key : null, earlier is null ? null : ItemEvidence.Of(earlier, settings), items);
    }

    private ReliabilityRow Means(PooledDimension part, Icc1Icc2Result icc, TeamAgreement? agreement)
    {
        var effect = Statistics.DesignEffect.Compute(icc.Icc1N0!.Value, icc.N0!.Value, part.N);
        return this with
        {
            Method = IccMethod.AnovaN0,
            Teams = part.Teams,
            N = part.N,
            Icc1 = icc.Icc1N0,
            Icc1Lower = icc.Lower,
            Icc1Upper = icc.Upper,
            Icc2 = icc.Icc2,
            Icc2Lower = TeamMeansRule.Icc2Limits(icc).Lower,
            Icc2Upper = TeamMeansRule.Icc2Limits(icc).Upper,
            TeamSize = icc.N0,
            DesignEffect = effect.Deff,
            EffectiveN = effect.EffectiveN,
            AgreementTeams = agreement?.Teams,
            RwgMean = agreement?.Rwg.Average(),
            RwgMedian = agreement?.MedianRwg,
            RwgShare = agreement?.Rwg.Count(r => r >= TeamAgreement.Enough) / (double?)agreement?.Teams,
            AdMean = agreement?.Deviation.Average(),
            AdMedian = agreement?.MedianDeviation,
            AdShare = agreement?.Deviation.Count(a => a <= agreement.Cutoff) / (double?)agreement?.Teams,
            TeamMeans = TeamMeansRule.Of(icc, agreement?.MedianRwg),
        };
    }

    private ReliabilityRow OfItems(ItemEvidence? items) => items is null ? this : this with
    {
        Missing = MissingRule.Listwise,
        Items = items.Moments.Items,
        ItemsN = items.Moments.N,
        Alpha = items.Alpha.Alpha,
        AlphaLower = items.Lower,
        AlphaUpper = items.Upper,
        Omega = McdonaldOmega.FromMoments(items.Moments).Omega,
        SpearmanBrown = items.Moments.Items == 2 && items.Moments.Correlation(0, 1) is { } r ? Statistics.SpearmanBrown.Compute(r).Reliability : null,
    };

    private ReliabilityRow Since(string? from, ItemEvidence? earlier, ItemEvidence? now)
    {
        if (from is null || earlier is null || now is null || ItemEvidence.Compare(earlier, now) is not { } change) return this;
        return this with
        {
            PreviousPeriod = from,
            AlphaChange = change.Alpha.Change,
            AlphaChangeP = change.Alpha.P,
            ItemRestChange = change.ItemRest.Largest,
            ItemRestChangeP = change.ItemRest.P,
            Invariance = change.Verdict,
        };
    }
}
