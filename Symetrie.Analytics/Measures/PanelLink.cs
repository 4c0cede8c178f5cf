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
    private readonly LinkRows rows;
    private readonly LinkSide x;
    private readonly LinkSide y;
    private readonly double confidence;

    private PanelLink(TeamSeries left, TeamSeries right, (LinkRows Rows, LinkSide Left, LinkSide Right) sides, double confidence)
    {
        (this.left, this.right, this.confidence) = (left, right, confidence);
        (rows, x, y) = sides;
    }

    /// <summary>Over all team-periods.</summary>
    public static PanelLink Pooled(TeamSeries left, TeamSeries right, int lag, LinkSides sides, double confidence) => new(left, right, sides.Of(left, right, lag, within: false), confidence);

    /// <summary>Within teams: those with at least two periods.</summary>
    public static PanelLink Within(TeamSeries left, TeamSeries right, int lag, LinkSides sides, double confidence) => new(left, right, sides.Of(left, right, lag, within: true), confidence);

    /// <summary>How many teams have a row.</summary>
    public int Teams => rows.Panel.Units.Length;

    /// <summary>The figures over all team-periods; null where nothing varies.</summary>
    /// <param name="seed">Of the bootstrap; null where the pair gets none.</param>
    public LinkFigures? Pooled(ulong? seed)
    {
        var sums = UnitSums.Of(x.Plain, y.Plain);
        var plain = JackknifeCorrelation.Of(sums, confidence);
        if (plain.R is null) return null;
        var inTypes = rows.Types is null ? sums : UnitSums.Of(x.Typed, y.Typed);
        var averages = Pearson.Compute(x.Averages, y.Averages, confidence);
        return Figures(LinkMethod.Jackknife, plain, rows.Types is null ? plain : JackknifeCorrelation.Of(inTypes, confidence), rows.TypeName) with
        {
            Bca = seed is { } start ? Bca(inTypes, start) : default,
            Spearman = (Spearman.Compute(x.Ranked, y.Ranked, confidence).Rho, null),
            Kendall = (Kendall.Compute(x.Ranked, y.Ranked, confidence).TauB, null),
            Weighted = new Link(WeightedCorrelation.Compute(x.Deviations, y.Deviations, BetweenLink.Weights(x.Sizes, y.Sizes), confidence).R, null, null, null),
            Averages = new Link(averages.R, averages.Lower, averages.Upper, averages.P),
        };
    }

    /// <summary>The figures within teams; null where nothing varies.</summary>
    /// <param name="bootstrap">Whether the pair gets a bootstrap.</param>
    /// <param name="seed">Of bootstrap and re-pairing.</param>
    public LinkFigures? Within(bool bootstrap, ulong seed)
    {
        var sums = UnitSums.Of(x.Plain, y.Plain);
        var plain = JackknifeCorrelation.Of(sums, confidence);
        if (rows.DegreesOfFreedom < 2 || plain.R is null) return null;
        var repaired = plain with { P = Repaired(seed) };
        var rmcorr = Rmcorr.OfDeviations(x.Own, y.Own, Teams, confidence);
        return Figures(LinkMethod.Repairing, repaired, repaired, null) with
        {
            Bca = bootstrap ? Bca(sums, seed) : default,
            Rmcorr = new Link(rmcorr.R, rmcorr.Lower, rmcorr.Upper, rmcorr.P),
        };
    }

    private double? Repaired(ulong seed)
    {
        int[] strata = rows.Types is null ? [] : StrataOf(rows.Types);
        var panel = rows.Panel;
        return Teams >= TeamsForLimit
            ? RepairingLimit.Compute(x.Table, y.Table, strata, twoWay: false).P
            : PanelLaggedCorrelation.Compute(panel.Table(x.Values), panel.Table(y.Values), 0, twoWay: true, strata, mostExact: Draws, draws: Draws, seed: seed).P;
    }

    // Rows of a unit stand together, in the order of the units.
    private int[] StrataOf(int[] typeOfRow)
    {
        var (panel, strata) = (rows.Panel, new List<int>(Teams));
        for (var row = 0; row < panel.N; row++)
            if (row == 0 || panel.Unit[row] != panel.Unit[row - 1]) strata.Add(typeOfRow[row]);
        return [.. strata];
    }

    private LinkFigures Figures(LinkMethod method, JackknifeCorrelationResult plain, JackknifeCorrelationResult headline, string? partialOn) => new()
    {
        Teams = Teams,
        Pairs = rows.Panel.N,
        AsOf = left.AsOf > right.AsOf ? left.AsOf : right.AsOf,
        Method = method,
        Pearson = new Link(plain.R, plain.Lower, plain.Upper, plain.P),
        Headline = new Link(headline.R, headline.Lower, headline.Upper, headline.P),
        PartialOn = partialOn,
        EmployeeReliability = x.Reliability,
        CustomerReliability = y.Reliability,
        TeamsNeeded = headline is { R: { } r, StandardError: { } error } && Math.Abs(r) < 1 ? CorrelationPower.UnitsNeeded(r, error, Teams) : null,
    };

    private (double? Lower, double? Upper) Bca(UnitSums sums, ulong seed)
    {
        var bca = PooledCorrelation.Of(sums, BetweenLink.Draws, seed, confidence);
        return (bca.Lower, bca.Upper);
    }
}
