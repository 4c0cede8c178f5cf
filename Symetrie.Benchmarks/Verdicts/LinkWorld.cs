using Symetrie.Analytics.Statistics;

namespace Symetrie.Benchmarks.Verdicts;

/// <summary>How two voices of teams really move, before anybody is asked.</summary>
internal enum LinkKind
{
    /// <summary>Nothing links them.</summary>
    None,

    /// <summary>Shocks of the same period are correlated; nothing carries over from one voice to the other.</summary>
    SamePeriod,

    /// <summary>What customers say follows what employees say, in the same period.</summary>
    Copied,

    /// <summary>Customers take over a part of what employees were a period ago.</summary>
    EmployeesFirst,
}

/// <summary>Series of team means as they are observed: lasting levels (SD 6), wandering within teams, shocks common to all teams, and the error of asking few (person SD 22).</summary>
/// <param name="Teams">How many teams.</param>
/// <param name="Periods">How many periods.</param>
/// <param name="Employees">Answers an employee cell.</param>
/// <param name="Customers">Answers a customer cell.</param>
internal sealed record LinkWorld(int Teams, int Periods, int Employees, int Customers)
{
    private const int Before = 20;
    private const double PersonSd = 22;
    private const double LevelSd = 6;

    public LinkKind Kind { get; init; }

    /// <summary>Correlation of shocks, or the coefficient of the lead.</summary>
    public double Size { get; init; }

    /// <summary>Correlation of the teams' lasting levels.</summary>
    public double LevelLink { get; init; }

    /// <summary>Standard deviation within teams over periods.</summary>
    public double WithinSd { get; init; } = 5;

    public (double Employees, double Customers) Persistence { get; init; } = (0.7, 0.7);

    /// <summary>Standard deviation of the shocks common to all teams and, at 0.8, to both voices.</summary>
    public double SharedSd { get; init; } = 4;

    public double EmployeeError => PersonSd * PersonSd / Employees;

    public double CustomerError => PersonSd * PersonSd / Customers;

    /// <summary>Draws the means of both voices: a series a team.</summary>
    public (double[][] Employees, double[][] Customers) Draw(SeededRandom random)
    {
        double[] shared = Normals(random, Periods), own = Normals(random, Periods);
        double[][] x = new double[Teams][], y = new double[Teams][];
        for (var i = 0; i < Teams; i++)
        {
            var (e, c) = Wander(random);
            double level = random.NextNormal(), other = (LevelLink * level) + (Math.Sqrt(1 - (LevelLink * LevelLink)) * random.NextNormal());
            double[] noise = Normals(random, Periods), more = Normals(random, Periods);
            x[i] = [.. shared.Select((s, t) => 60 + (LevelSd * level) + (SharedSd * s) + (WithinSd * e[t + Before]) + (Math.Sqrt(EmployeeError) * noise[t]))];
            y[i] = [.. shared.Select((s, t) => 60 + (LevelSd * other) + (SharedSd * ((0.8 * s) + (0.6 * own[t]))) + (WithinSd * c[t + Before]) + (Math.Sqrt(CustomerError) * more[t]))];
        }

        return (x, y);
    }

    /// <summary>The correlation of observed means less their period's average, in the long run.</summary>
    public double PooledLink()
    {
        double levels = LevelSd * LevelSd, within = WithinSd * WithinSd;
        return ((LevelLink * levels) + (WithinLink * within)) / Math.Sqrt((levels + within + EmployeeError) * (levels + within + CustomerError));
    }

    /// <summary>The correlation of what teams and periods leave of observed means, in the long run over teams.</summary>
    public double TwoWayLink()
    {
        var kept = 0.0;
        for (var s = 0; s < Periods; s++)
            for (var t = 0; t < Periods; t++) kept += Math.Pow(Persistence.Employees, Math.Abs(s - t)) / (Periods * Periods);
        double within = WithinSd * WithinSd * (1 - kept), share = 1 - (1.0 / Periods);
        return WithinLink * within / Math.Sqrt((within + (share * EmployeeError)) * (within + (share * CustomerError)));
    }

    private double WithinLink => Kind == LinkKind.SamePeriod ? Size : 0;

    private (double[] Employees, double[] Customers) Wander(SeededRandom random)
    {
        double[] e = Normals(random, Periods + Before), c = Normals(random, Periods + Before);
        if (Kind == LinkKind.SamePeriod) c = [.. c.Zip(e, (own, other) => (Size * other) + (Math.Sqrt(1 - (Size * Size)) * own))];
        if (Kind == LinkKind.EmployeesFirst)
        {
            e = Persistent(e, Persistence.Employees);
            var led = new double[c.Length];
            for (var t = 1; t < led.Length; t++) led[t] = (0.4 * led[t - 1]) + (Size * e[t - 1]) + (0.7 * c[t]);
            return (e, led);
        }

        (e, c) = (Persistent(e, Persistence.Employees), Persistent(c, Persistence.Customers));
        return (e, Kind == LinkKind.Copied ? [.. c.Zip(e, (own, other) => (Size * other) + (Math.Sqrt(1 - (Size * Size)) * own))] : c);
    }

    private static double[] Persistent(double[] shocks, double persistence)
    {
        var series = new double[shocks.Length];
        for (var t = 1; t < series.Length; t++) series[t] = (persistence * series[t - 1]) + (Math.Sqrt(1 - (persistence * persistence)) * shocks[t]);
        return series;
    }

    private static double[] Normals(SeededRandom random, int n) => [.. Enumerable.Range(0, n).Select(_ => random.NextNormal())];
}
