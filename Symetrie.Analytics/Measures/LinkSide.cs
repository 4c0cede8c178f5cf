using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Measures;

/// <summary>What the pairs of a block have in common: pairs whose cells are the same share their rows, and a series is prepared once for all the series it is paired with.</summary>
/// <param name="factors">The attributes of the teams.</param>
internal sealed class LinkSides(TeamFactors factors)
{
    private readonly List<LinkRows> known = [];

    /// <summary>The rows of the cells that two series have both.</summary>
    /// <param name="left">The employee voice's series.</param>
    /// <param name="right">The customer voice's.</param>
    /// <param name="lag">Periods by which the second is later.</param>
    /// <param name="within">Whether teams are compared with themselves, which takes two periods of each.</param>
    public (LinkRows Rows, LinkSide Left, LinkSide Right) Of(TeamSeries left, TeamSeries right, int lag, bool within)
    {
        var panel = PairedPanel.Of(left.Means, right.Means, lag, within ? 2 : 1);
        var rows = known.Find(r => r.Within == within && r.Panel.HasCellsOf(panel));
        if (rows is null) known.Add(rows = new LinkRows(panel, factors, within));
        return (rows, rows.Side(left, panel.X, 0), rows.Side(right, panel.Y, lag));
    }
}

/// <summary>The cells of a set of pairs, as rows.</summary>
internal sealed class LinkRows
{
    private readonly Dictionary<(TeamSeries, int), LinkSide> sides = [];
    private readonly Lazy<UnitRows> plain;
    private readonly Lazy<UnitRows> typed;

    public LinkRows(PairedPanel panel, TeamFactors factors, bool within)
    {
        (Panel, Within, Types, TypeName) = (panel, within, factors.TypeOf(panel.Unit), factors.TypeName);
        plain = new(() => UnitRows.Of(panel.Unit, [], All), isThreadSafe: false);
        typed = new(() => UnitRows.Of(panel.Unit, Types, All), isThreadSafe: false);
    }

    public PairedPanel Panel { get; }

    public bool Within { get; }

    /// <summary>The type of each row's team; null where there is none.</summary>
    public int[]? Types { get; }

    public string? TypeName { get; }

    /// <summary>By team.</summary>
    public UnitRows Plain => plain.Value;

    /// <summary>By team in types.</summary>
    public UnitRows Typed => typed.Value;

    /// <summary>What effects leave of the rows' degrees of freedom: of the periods, or of teams and periods.</summary>
    public int DegreesOfFreedom => Within ? Panel.N - Panel.Units.Length - Panel.Periods + 1 : Panel.N - Panel.Periods;

    private int[] All => [.. Enumerable.Range(0, Panel.N)];

    /// <summary>One series over the rows.</summary>
    /// <param name="series">The series.</param>
    /// <param name="values">Its values, a row each.</param>
    /// <param name="shift">Periods by which it is later than the rows' period.</param>
    public LinkSide Side(TeamSeries series, double[] values, int shift) =>
        sides.TryGetValue((series, shift), out var known) ? known : sides[(series, shift)] = new LinkSide(this, series, values, shift);
}

/// <summary>One series over the rows of a set of pairs; everything is made when it is first asked for.</summary>
internal sealed class LinkSide
{
    private readonly LinkRows rows;
    private readonly TeamSeries series;
    private readonly int shift;
    private readonly Lazy<double[]> deviations;
    private readonly Lazy<UnitSide> plain;
    private readonly Lazy<UnitSide> typed;
    private readonly Lazy<RankedSeries> ranked;
    private readonly Lazy<ScaledSeries> averages;
    private readonly Lazy<ScaledSeries> own;
    private readonly Lazy<double[][]> table;
    private readonly Lazy<double[]> sizes;
    private readonly Lazy<double?> reliability;

    public LinkSide(LinkRows rows, TeamSeries series, double[] values, int shift)
    {
        (this.rows, this.series, this.shift, Values) = (rows, series, shift, values);
        var panel = rows.Panel;
        deviations = new(() => rows.Within ? panel.WithoutUnitsAndPeriods(values) : panel.WithoutPeriods(values), isThreadSafe: false);
        plain = new(() => UnitSide.Of(rows.Plain, Deviations), isThreadSafe: false);
        typed = new(() => UnitSide.Of(rows.Typed, panel.WithoutPeriods(values, rows.Types)), isThreadSafe: false);
        ranked = new(() => RankedSeries.Of(Deviations), isThreadSafe: false);
        averages = new(() => ScaledSeries.Of(panel.Averages(Deviations)), isThreadSafe: false);
        own = new(() => ScaledSeries.Of([.. FactorResiduals.Compute(values, [panel.Unit]).Residuals]), isThreadSafe: false);
        table = new(() => panel.Table(Deviations), isThreadSafe: false);
        sizes = new(() => Rows(series.Sizes), isThreadSafe: false);
        reliability = new(ReliabilityOf, isThreadSafe: false);
    }

    /// <summary>The values, a row each.</summary>
    public double[] Values { get; }

    /// <summary>What periods, or teams and periods, leave of the values.</summary>
    public double[] Deviations => deviations.Value;

    /// <summary>The deviations by team.</summary>
    public UnitSide Plain => plain.Value;

    /// <summary>What periods and types leave, by team in types.</summary>
    public UnitSide Typed => typed.Value;

    /// <summary>The deviations' ranks.</summary>
    public RankedSeries Ranked => ranked.Value;

    /// <summary>Each team's average deviation.</summary>
    public ScaledSeries Averages => averages.Value;

    /// <summary>The values less their team's mean.</summary>
    public ScaledSeries Own => own.Value;

    /// <summary>The deviations, a series for each team.</summary>
    public double[][] Table => table.Value;

    /// <summary>How many answers each value rests on.</summary>
    public double[] Sizes => sizes.Value;

    /// <summary>ICC(2) of what effects leave; null where a sampling variance is unknown.</summary>
    public double? Reliability => reliability.Value;

    private double? ReliabilityOf()
    {
        var variances = Rows(series.Variances);
        return Array.Exists(variances, double.IsNaN) ? null : MeanReliability.OfDeviations(Deviations, rows.DegreesOfFreedom, variances);
    }

    private double[] Rows(double[][] values)
    {
        var (panel, taken) = (rows.Panel, new double[rows.Panel.N]);
        for (var r = 0; r < taken.Length; r++) taken[r] = values[panel.Unit[r]][panel.Period[r] + shift];
        return taken;
    }
}
