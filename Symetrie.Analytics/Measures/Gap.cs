using Symetrie.Analytics.Panels;

namespace Symetrie.Analytics.Measures;

/// <summary>The symmetry gap of one team (or node) in one dimension and period: employee mean minus customer mean.</summary>
/// <remarks>Employees and customers are different people: the gap is a contrast of two independent samples (Welch 1947).</remarks>
public sealed record GapRow : IRow
{
    private GapRow()
    {
    }

    /// <summary>The period.</summary>
    [Subject]
    public required string Period { get; init; }

    /// <summary>The team's or node's key.</summary>
    [Subject]
    public required string Team { get; init; }

    /// <summary>The dimension's key.</summary>
    [Subject]
    public required string Dimension { get; init; }

    /// <summary>The team's name.</summary>
    public required string TeamName { get; init; }

    /// <summary>Whether the figures are there.</summary>
    public required RowStatus Status { get; init; }

    /// <summary>Which variances the interval uses; null without an interval.</summary>
    public VarianceMethod? Method { get; private init; }

    /// <summary>How many distinct employees.</summary>
    public long? Employees { get; private init; }

    /// <summary>How many distinct customers.</summary>
    public long? Customers { get; private init; }

    /// <summary>Employee mean in score points.</summary>
    public double? EmployeeMean { get; private init; }

    /// <summary>Customer mean in score points.</summary>
    public double? CustomerMean { get; private init; }

    /// <summary>Employee mean minus customer mean, in score points (−100 to 100).</summary>
    public double? Gap { get; private init; }

    /// <summary>Lower end of the gap's interval, in score points.</summary>
    public double? GapLower { get; private init; }

    /// <summary>Upper end of the gap's interval, in score points.</summary>
    public double? GapUpper { get; private init; }

    /// <summary>Two-sided p of a gap of 0 (Welch 1947, Satterthwaite 1946), a proportion.</summary>
    public double? P { get; private init; }

    /// <summary>Hedges' g: the gap in pooled standard deviations, corrected for small samples (Hedges 1981).</summary>
    public double? HedgesG { get; private init; }

    /// <summary>p of a gap of 0, adjusted for the false discovery rate (Benjamini and Hochberg 1995) within the period and the level of the tree, over all comparable
    /// dimensions and teams; a proportion.</summary>
    public double? Q { get; private init; }

    /// <summary>Lower end of g's interval, in pooled standard deviations (noncentral t, Steiger and Fouladi 1997).</summary>
    public double? HedgesGLower { get; private init; }

    /// <summary>Upper end of g's interval, in pooled standard deviations.</summary>
    public double? HedgesGUpper { get; private init; }

    /// <summary>p of a gap of δ or more to either side: the greater of two one-sided tests (Schuirmann 1987), a proportion.</summary>
    public double? EquivalenceP { get; private init; }

    /// <summary>The same adjusted as <see cref="Q"/> is.</summary>
    public double? EquivalenceQ { get; private init; }

    /// <summary>Symmetric where the equivalence q is below .05; else favoured where q is; else undetermined. Not comparable where a codebook does not say that
    /// the dimension is asked alike. Null where a voice is withheld.</summary>
    public GapVerdict? Verdict { get; private init; }

    /// <summary>Whether so many answers could show symmetry at all, were the gap exactly 0.</summary>
    public bool? SymmetricReachable { get; private init; }

    /// <summary>The true gap that this test finds with a probability of 80 %, in score points (level .05, unadjusted).</summary>
    public double? MinimumDetectableGap { get; private init; }

    /// <summary>Posterior probability of a gap below −δ, under a flat prior; a proportion.</summary>
    public double? ProbabilityBelow { get; private init; }

    /// <summary>Posterior probability of a gap between −δ and δ; a proportion.</summary>
    public double? ProbabilityWithin { get; private init; }

    /// <summary>Posterior probability of a gap above δ; a proportion.</summary>
    public double? ProbabilityAbove { get; private init; }

    /// <summary>The gap shrunken towards the mean gap of its stratum (hierarchical model, τ integrated over its restricted likelihood: Morris and Lysy 2012), in score
    /// points. By this, and by no raw gap, teams are ranked. Leaf teams, where at least ten are there.</summary>
    public double? ShrunkenGap { get; private init; }

    /// <summary>Lower end of its interval, in score points; it covers whichever team is looked at, the extreme ones too.</summary>
    public double? ShrunkenGapLower { get; private init; }

    /// <summary>Upper end of its interval, in score points.</summary>
    public double? ShrunkenGapUpper { get; private init; }

    /// <summary>Mean rank of the true gap among the teams of the dimension and period, 1 for the one most in favour of customers.</summary>
    public double? Rank { get; private init; }

    /// <summary>Lower end of the rank's interval.</summary>
    public double? RankLower { get; private init; }

    /// <summary>Upper end of the rank's interval.</summary>
    public double? RankUpper { get; private init; }

    /// <summary>Where the dimension is not comparable: the gap minus the mean gap of the team's stratum, in score points. Leaf teams, where at least ten are there.</summary>
    public double? RelativeGap { get; private init; }

    /// <summary>Lower end of its interval, in score points.</summary>
    public double? RelativeGapLower { get; private init; }

    /// <summary>Upper end of its interval, in score points.</summary>
    public double? RelativeGapUpper { get; private init; }

    /// <summary>eNPS minus NPS in points (−200 to 200): for the dimension <c>recommendation</c>, where both voices answered from 0 to 10, with 20 answers each.</summary>
    public double? NpsGap { get; private init; }

    /// <summary>Lower end of its interval (Wald, Rocks 2016), in points.</summary>
    public double? NpsGapLower { get; private init; }

    /// <summary>Upper end of its interval, in points.</summary>
    public double? NpsGapUpper { get; private init; }

    /// <summary>The day from which these figures stand.</summary>
    public DateOnly? AsOf { get; private init; }

    /// <summary>Gaps of every registered team and node in a period, in every dimension that both voices rate.</summary>
    public static IEnumerable<GapRow> Rows(Panel panel, AnalysisSettings settings, int period)
    {
        var tests = GapTests.Of(panel, settings, period);
        for (var d = 0; d < tests.Dimensions.Count; d++)
        {
            var (mirrored, gaps) = (tests.Dimensions[d], tests[d]);
            var together = GapShrinkage.Of(panel, settings, period, mirrored, gaps);
            for (var t = 0; t < panel.Tree.Teams.Count; t++) yield return Of(panel, settings, period, mirrored, t, gaps[t], together);
        }
    }

    private static GapRow Of(Panel panel, AnalysisSettings settings, int period, MirroredDimension mirrored, int team, GapTest? test, GapShrinkage together)
    {
        var row = new GapRow
        {
            Period = panel.Periods[period].Key,
            Team = panel.Tree.Teams[team].Key,
            Dimension = mirrored.Dimension.Key,
            TeamName = panel.Tree.Teams[team].Name,
            Status = RowStatus.Withheld,
        };
        if (test is null) return row;
        var (employee, customer, gap) = (test.Employee, test.Customer, test.Contrast);
        row = row with
        {
            Status = RowStatus.Ok,
            Method = test.Method,
            Employees = employee.Cell.N,
            Customers = customer.Cell.N,
            EmployeeMean = employee.Cell.Mean,
            CustomerMean = customer.Cell.Mean,
            Gap = gap.Estimate,
            GapLower = gap.Lower,
            GapUpper = gap.Upper,
            P = gap.P,
            Verdict = test.Verdict,
            AsOf = employee.Cell.AsOf > customer.Cell.AsOf ? employee.Cell.AsOf : customer.Cell.AsOf,
        };
        row = row.Standardised(test, mirrored.Comparable, settings.Confidence).Tested(test).Together(together, team);
        return mirrored.Recommendation ? row.Promoting(NetPromoters.Difference(employee.Cell, customer.Cell, settings.Confidence)) : row;
    }

    private GapRow Standardised(GapTest test, bool comparable, double confidence)
    {
        var (employee, customer) = (test.Employee, test.Customer);
        if (employee.Variance is not { } ve || customer.Variance is not { } vc) return this;
        if (!comparable) return this with { HedgesG = Statistics.HedgesG.Point(employee.Cell.N, employee.Cell.Mean, ve, customer.Cell.N, customer.Cell.Mean, vc) };
        // Degrees of freedom of the two cells themselves: a borrowed variance does not narrow the interval.
        var g = Statistics.HedgesG.FromMoments(employee.Cell.N, employee.Cell.Mean, ve, customer.Cell.N, customer.Cell.Mean, vc, confidence);
        return this with { HedgesG = g.G, HedgesGLower = g.Lower, HedgesGUpper = g.Upper };
    }

    private GapRow Tested(GapTest test) => this with
    {
        Q = test.Q,
        EquivalenceP = test.Equivalence?.P,
        EquivalenceQ = test.EquivalenceQ,
        SymmetricReachable = test.Equivalence?.SymmetricReachable,
        MinimumDetectableGap = test.Equivalence?.MinimumDetectable,
        ProbabilityBelow = test.Equivalence?.PosteriorBelow,
        ProbabilityWithin = test.Equivalence?.PosteriorWithin,
        ProbabilityAbove = test.Equivalence?.PosteriorAbove,
    };

    private GapRow Together(GapShrinkage together, int team)
    {
        var (shrunken, relative) = (together.Shrunken(team), together.Relative(team));
        return this with
        {
            ShrunkenGap = shrunken?.Estimate,
            ShrunkenGapLower = shrunken?.Lower,
            ShrunkenGapUpper = shrunken?.Upper,
            Rank = shrunken?.Rank,
            RankLower = shrunken?.RankLower,
            RankUpper = shrunken?.RankUpper,
            RelativeGap = relative?.Estimate,
            RelativeGapLower = relative?.Lower,
            RelativeGapUpper = relative?.Upper,
        };
    }

    private GapRow Promoting(Statistics.NpsDifferenceResult? difference) =>
        this with { NpsGap = difference?.Difference, NpsGapLower = difference?.Lower, NpsGapUpper = difference?.Upper };
}
