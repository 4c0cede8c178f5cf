using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Measures;

/// <summary>Two series of all leaf teams compared over periods: pooled over team-periods, and within teams.</summary>
internal sealed class PanelLink
{
    /// <summary>From this many teams on the p of re-pairing comes from its normal limit.</summary>
    public const int TeamsForLimit = 50;

    private const int Draws = 1_999;
    private readonly TeamSeries left;
    private readonly TeamSeries right;
    private readonly PairedPanel panel;
    private readonly int lag;
    private readonly double confidence;
    private readonly int[]? types;
    private readonly string? typeName;

    private PanelLink(TeamSeries left, TeamSeries right, int lag, int fewest, TeamFactors factors, double confidence)
    {
        (this.left, this.right, this.lag, this.confidence) = (left, right, lag, confidence);
        panel = PairedPanel.Of(left.Means, right.Means, lag, fewest);
        types = factors.TypeOf(panel.Unit);
        typeName = factors.TypeName;
    }

    /// <summary>Over all team-periods.</summary>
    public static PanelLink Pooled(TeamSeries left, TeamSeries right, int lag, TeamFactors factors, double confidence) => new(left, right, lag, 1, factors, confidence);

    /// <summary>Within teams: those with at least two periods.</summary>
    public static PanelLink Within(TeamSeries left, TeamSeries right, int lag, TeamFactors factors, double confidence) => new(left, right, lag, 2, factors, confidence);

    /// <summary>How many teams have a row.</summary>
    public int Teams => panel.Units.Length;

    /// <summary>The figures over all team-periods; null where nothing varies.</summary>
    /// <param name="seed">Of the bootstrap; null where the pair gets none.</param>
    public LinkFigures? Pooled(ulong? seed)
    {
        double[] x = panel.WithoutPeriods(panel.X), y = panel.WithoutPeriods(panel.Y);
        var plain = JackknifeCorrelation.Compute(panel.Unit, x, y, confidence: confidence);
        if (plain.R is null) return null;
        var typed = types is null ? plain : JackknifeCorrelation.Compute(panel.Unit, panel.WithoutPeriods(panel.X, types), panel.WithoutPeriods(panel.Y, types), types, confidence);
        var (rankedX, rankedY) = (RankedSeries.Of(x), RankedSeries.Of(y));
        var averages = Pearson.Compute(panel.Averages(x), panel.Averages(y), confidence);
        return Figures(LinkMethod.Jackknife, plain, typed, typeName) with
        {
            Bca = seed is not { } start ? default
                : types is null ? Bca(x, y, default, start)
                : Bca(panel.WithoutPeriods(panel.X, types), panel.WithoutPeriods(panel.Y, types), types, start),
            Spearman = (Spearman.Compute(rankedX, rankedY, confidence).Rho, null),
            Kendall = (Kendall.Compute(rankedX, rankedY, confidence).TauB, null),
            Weighted = new Link(WeightedCorrelation.Compute(x, y, BetweenLink.Weights(Rows(left.Sizes, 0), Rows(right.Sizes, lag)), confidence).R, null, null, null),
            Averages = new Link(averages.R, averages.Lower, averages.Upper, averages.P),
            EmployeeReliability = Reliability(x, Rows(left.Variances, 0), panel.N - panel.Periods),
            CustomerReliability = Reliability(y, Rows(right.Variances, lag), panel.N - panel.Periods),
        };
    }

    /// <summary>The figures within teams; null where nothing varies.</summary>
    /// <param name="bootstrap">Whether the pair gets a bootstrap.</param>
    /// <param name="seed">Of bootstrap and re-pairing.</param>
    public LinkFigures? Within(bool bootstrap, ulong seed)
    {
        double[] x = panel.WithoutUnitsAndPeriods(panel.X), y = panel.WithoutUnitsAndPeriods(panel.Y);
        var df = panel.N - Teams - panel.Periods + 1;
        var plain = JackknifeCorrelation.Compute(panel.Unit, x, y, confidence: confidence);
        if (df < 2 || plain.R is null) return null;
        var repaired = plain with { P = Repaired(x, y, seed) };
        var rmcorr = Rmcorr.Compute(panel.Unit, panel.X, panel.Y, confidence);
        return Figures(LinkMethod.Repairing, repaired, repaired, null) with
        {
            Bca = bootstrap ? Bca(x, y, default, seed) : default,
            Rmcorr = new Link(rmcorr.R, rmcorr.Lower, rmcorr.Upper, rmcorr.P),
            EmployeeReliability = Reliability(x, Rows(left.Variances, 0), df),
            CustomerReliability = Reliability(y, Rows(right.Variances, lag), df),
        };
    }

    private double? Repaired(double[] deviationsX, double[] deviationsY, ulong seed)
    {
        int[] strata = types is null ? [] : StrataOf(types);
        return Teams >= TeamsForLimit
            ? RepairingLimit.Compute(panel.Table(deviationsX), panel.Table(deviationsY), strata, twoWay: false).P
            : PanelLaggedCorrelation.Compute(panel.Table(panel.X), panel.Table(panel.Y), 0, twoWay: true, strata, mostExact: Draws, draws: Draws, seed: seed).P;
    }

    // Rows of a unit stand together, in the order of the units.
    private int[] StrataOf(int[] typeOfRow)
    {
        var strata = new List<int>(panel.Units.Length);
        for (var row = 0; row < panel.N; row++)
            if (row == 0 || panel.Unit[row] != panel.Unit[row - 1]) strata.Add(typeOfRow[row]);
        return [.. strata];
    }

    private LinkFigures Figures(LinkMethod method, JackknifeCorrelationResult plain, JackknifeCorrelationResult headline, string? partialOn) => new()
    {
        Teams = Teams,
        Pairs = panel.N,
        AsOf = left.AsOf > right.AsOf ? left.AsOf : right.AsOf,
        Method = method,
        Pearson = new Link(plain.R, plain.Lower, plain.Upper, plain.P),
        Headline = new Link(headline.R, headline.Lower, headline.Upper, headline.P),
        PartialOn = partialOn,
        TeamsNeeded = headline is { R: { } r, StandardError: { } error } && Math.Abs(r) < 1 ? CorrelationPower.UnitsNeeded(r, error, Teams) : null,
    };

    private (double? Lower, double? Upper) Bca(double[] x, double[] y, int[]? strata, ulong seed)
    {
        var bca = PooledCorrelation.Compute(panel.Unit, x, y, strata, BetweenLink.Draws, seed, confidence);
        return (bca.Lower, bca.Upper);
    }

    private double[] Rows(double[][] table, int shift) => [.. panel.Unit.Zip(panel.Period, (u, t) => table[u][t + shift])];

    private static double? Reliability(double[] deviations, double[] variances, int df) =>
        Array.Exists(variances, double.IsNaN) ? null : MeanReliability.OfDeviations(deviations, df, variances);
}
