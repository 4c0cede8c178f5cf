using Symetrie.Analytics.Panels;

namespace Symetrie.Analytics.Measures;

/// <summary>How far the two voices agree in one dimension and period over the leaf teams of a stratum: teams are the rows, so n is a number of teams.</summary>
/// <remarks>Team means carry sampling error, which lowers concordance, widens limits and tilts slopes. The headline figures are of the true means
/// behind them: mean sampling variances are subtracted from the observed ones (Fuller 1987). Raw ones stand beside them. Where the
/// dimension is not comparable, only the spread of the gaps is said: a shift that all teams share drops out of it.</remarks>
public sealed record SymmetryRow : IRow
{
    private SymmetryRow()
    {
    }

    /// <summary>The period.</summary>
    [Subject]
    public required string Period { get; init; }

    /// <summary>The dimension's key.</summary>
    [Subject]
    public required string Dimension { get; init; }

    /// <summary>The teams: <c>all</c>, or an attribute and its value, <c>region=North</c>.</summary>
    [Subject]
    public required string Stratum { get; init; }

    /// <summary>Whether the figures are there. <c>not-identified</c>: the means of a voice differ by no more than their sampling error, so there is no concordance, slope and line; all
    /// else stands. <c>not-comparable</c>: a codebook does not say that the dimension is asked alike.</summary>
    public required RowStatus Status { get; init; }

    /// <summary>How many leaf teams have both cells released.</summary>
    public long? Teams { get; private init; }

    /// <summary>Lin's concordance of the true means (Lin 1989), corrected for sampling error; not clipped, so it may exceed 1.</summary>
    public double? Concordance { get; private init; }

    /// <summary>Lower end of its interval (jackknife over teams).</summary>
    public double? ConcordanceLower { get; private init; }

    /// <summary>Upper end of its interval (jackknife over teams).</summary>
    public double? ConcordanceUpper { get; private init; }

    /// <summary>Lin's concordance of the observed means.</summary>
    public double? RawConcordance { get; private init; }

    /// <summary>Between this and the upper limit lie 95 % of the teams' true gaps, in score points (limits of agreement, Bland and Altman 1986; corrected).</summary>
    public double? LimitLower { get; private init; }

    /// <summary>The upper limit of agreement, in score points (corrected).</summary>
    public double? LimitUpper { get; private init; }

    /// <summary>The lower limit of agreement of the observed gaps, in score points.</summary>
    public double? RawLimitLower { get; private init; }

    /// <summary>The upper limit of agreement of the observed gaps, in score points.</summary>
    public double? RawLimitUpper { get; private init; }

    /// <summary>Slope of the true gap on the true mean of both voices: above 0 where employees are ahead in the teams that do well (corrected).</summary>
    public double? Slope { get; private init; }

    /// <summary>Lower end of its interval (jackknife over teams).</summary>
    public double? SlopeLower { get; private init; }

    /// <summary>Upper end of its interval (jackknife over teams).</summary>
    public double? SlopeUpper { get; private init; }

    /// <summary>Two-sided p of a slope of 0, a proportion.</summary>
    public double? SlopeP { get; private init; }

    /// <summary>The slope of the observed gaps on the observed means, which unequal sampling error tilts.</summary>
    public double? RawSlope { get; private init; }

    /// <summary>Its p, which sampling error invalidates; a proportion.</summary>
    public double? RawSlopeP { get; private init; }

    /// <summary>Slope of the customer mean on the employee mean (Deming 1943; error variance per voice = mean squared standard error + τ²/2).</summary>
    public double? DemingSlope { get; private init; }

    /// <summary>Lower end of its interval (bootstrap over teams); from 20 teams on.</summary>
    public double? DemingSlopeLower { get; private init; }

    /// <summary>Upper end of its interval (bootstrap over teams); from 20 teams on.</summary>
    public double? DemingSlopeUpper { get; private init; }

    /// <summary>Customer mean where the employee mean is 0, in score points, by the same line.</summary>
    public double? DemingIntercept { get; private init; }

    /// <summary>Lower end of its interval (bootstrap over teams), in score points.</summary>
    public double? DemingInterceptLower { get; private init; }

    /// <summary>Upper end of its interval (bootstrap over teams), in score points.</summary>
    public double? DemingInterceptUpper { get; private init; }

    /// <summary>p of "slope 1 and intercept 0" together (bootstrap over teams), a proportion; from 20 teams on.</summary>
    public double? IdentityP { get; private init; }

    /// <summary>The same adjusted for the false discovery rate (Benjamini and Hochberg 1995) over the dimensions of the period and stratum.</summary>
    public double? IdentityQ { get; private init; }

    /// <summary>Mean of the teams' true gaps in score points (DerSimonian and Laird 1986).</summary>
    public double? MeanGap { get; private init; }

    /// <summary>Lower end of its interval (normal, τ² taken as known), in score points.</summary>
    public double? MeanGapLower { get; private init; }

    /// <summary>Upper end of its interval, in score points.</summary>
    public double? MeanGapUpper { get; private init; }

    /// <summary>The mean gap with τ² by restricted maximum likelihood, in score points.</summary>
    public double? MeanGapReml { get; private init; }

    /// <summary>Lower end of its interval (Hartung and Knapp 2001, t with teams − 1 degrees of freedom): the one to read where teams are few.</summary>
    public double? MeanGapRemlLower { get; private init; }

    /// <summary>Upper end of its interval, in score points.</summary>
    public double? MeanGapRemlUpper { get; private init; }

    /// <summary>Variance of the true gaps between teams in score points² (DerSimonian and Laird 1986), not below 0.</summary>
    public double? Tau2 { get; private init; }

    /// <summary>Lower end of its interval (Q profile, Viechtbauer 2007), in score points².</summary>
    public double? Tau2Lower { get; private init; }

    /// <summary>Upper end of its interval, in score points².</summary>
    public double? Tau2Upper { get; private init; }

    /// <summary>The same by restricted maximum likelihood, in score points².</summary>
    public double? Tau2Reml { get; private init; }

    /// <summary>The percentage of the spread of observed gaps that is not sampling error (Higgins and Thompson 2002), 0–100.</summary>
    public double? I2 { get; private init; }

    /// <summary>p of "all teams have the same true gap" (Cochran's Q), a proportion.</summary>
    public double? HeterogeneityP { get; private init; }

    /// <summary>Lower end of the interval in which the true gap of another such team lies (Higgins, Thompson and Spiegelhalter 2009), in score points.</summary>
    public double? PredictionLower { get; private init; }

    /// <summary>Upper end of that interval, in score points.</summary>
    public double? PredictionUpper { get; private init; }

    /// <summary>Share of the teams whose verdict in <c>gaps</c> is symmetric, a proportion.</summary>
    public double? Symmetric { get; private init; }

    /// <summary>Share of the teams whose verdict is employee-favoured, a proportion.</summary>
    public double? EmployeeFavoured { get; private init; }

    /// <summary>Share of the teams whose verdict is customer-favoured, a proportion.</summary>
    public double? CustomerFavoured { get; private init; }

    /// <summary>Share of the teams of which neither is shown, a proportion.</summary>
    public double? Undetermined { get; private init; }

    /// <summary>The day from which these figures stand.</summary>
    public DateOnly? AsOf { get; private init; }

    /// <summary>Agreement of the voices in a period, for every stratum and every dimension that both rate.</summary>
    public static IEnumerable<SymmetryRow> Rows(Panel panel, AnalysisSettings settings, int period)
    {
        var tests = GapTests.Of(panel, settings, period);
        foreach (var (stratum, leaves) in panel.Strata(period))
        {
            var found = Enumerable.Range(0, tests.Dimensions.Count).Select(d => Agreement.Of(tests, d, leaves, settings, Seeds.Of(settings, "symmetry", panel.Periods[period].Key, tests.Dimensions[d].Dimension.Key, stratum))).ToArray();
            var q = Statistics.PAdjust.Compute([.. found.Select(a => a?.Line?.JointP ?? double.NaN)]).Adjusted;
            for (var d = 0; d < found.Length; d++)
            {
                var row = new SymmetryRow { Period = panel.Periods[period].Key, Dimension = tests.Dimensions[d].Dimension.Key, Stratum = stratum, Status = RowStatus.TooFewTeams };
                yield return found[d] is { } agreement ? row.With(agreement, tests.Dimensions[d].Comparable, q[d]) : row;
            }
        }
    }

    private SymmetryRow With(Agreement agreement, bool comparable, double? q)
    {
        var spread = agreement.Spread;
        var row = this with
        {
            Status = comparable ? agreement.Status : RowStatus.NotComparable,
            Teams = agreement.Teams,
            Tau2 = spread?.Tau2,
            Tau2Lower = spread?.Tau2Lower,
            Tau2Upper = spread?.Tau2Upper,
            Tau2Reml = spread?.Tau2Reml,
            I2 = spread?.I2,
            HeterogeneityP = spread?.QP,
            AsOf = agreement.AsOf,
        };
        return comparable ? row.Agreeing(agreement).OnLine(agreement.Line, q).Centred(agreement) : row;
    }

    private SymmetryRow Agreeing(Agreement agreement) => this with
    {
        RawConcordance = agreement.RawConcordance,
        RawLimitLower = agreement.Raw.LowerLimit,
        RawLimitUpper = agreement.Raw.UpperLimit,
        RawSlope = agreement.Raw.Slope,
        RawSlopeP = agreement.Raw.SlopeP,
        Concordance = agreement.Corrected?.Concordance,
        ConcordanceLower = agreement.Corrected?.ConcordanceLower,
        ConcordanceUpper = agreement.Corrected?.ConcordanceUpper,
        LimitLower = agreement.Corrected?.LowerLimit,
        LimitUpper = agreement.Corrected?.UpperLimit,
        Slope = agreement.Corrected?.Slope,
        SlopeLower = agreement.Corrected?.SlopeLower,
        SlopeUpper = agreement.Corrected?.SlopeUpper,
        SlopeP = agreement.Corrected?.SlopeP,
    };

    private SymmetryRow OnLine(Statistics.CorrectedDemingResult? line, double? q) => this with
    {
        DemingSlope = line?.Slope,
        DemingSlopeLower = line?.SlopeLower,
        DemingSlopeUpper = line?.SlopeUpper,
        DemingIntercept = line?.Intercept,
        DemingInterceptLower = line?.InterceptLower,
        DemingInterceptUpper = line?.InterceptUpper,
        IdentityP = line?.JointP,
        IdentityQ = q,
    };

    private SymmetryRow Centred(Agreement agreement) => this with
    {
        MeanGap = agreement.Spread?.Mean,
        MeanGapLower = agreement.Spread?.Lower,
        MeanGapUpper = agreement.Spread?.Upper,
        MeanGapReml = agreement.Spread?.MeanReml,
        MeanGapRemlLower = agreement.Spread?.MeanRemlLower,
        MeanGapRemlUpper = agreement.Spread?.MeanRemlUpper,
        PredictionLower = agreement.Spread?.PredictionLower,
        PredictionUpper = agreement.Spread?.PredictionUpper,
        Symmetric = agreement.Share(GapVerdict.Symmetric),
        EmployeeFavoured = agreement.Share(GapVerdict.EmployeeFavoured),
        CustomerFavoured = agreement.Share(GapVerdict.CustomerFavoured),
        Undetermined = agreement.Share(GapVerdict.Undetermined),
    };
}
