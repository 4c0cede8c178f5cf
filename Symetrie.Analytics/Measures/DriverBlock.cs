using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>What is known of the drivers of one outcome.</summary>
internal sealed record DriverFigures(
    int Teams, DateOnly? AsOf, DriverBootstrapResult Weights, RelativeWeightsResult Relative, LmgShapleyResult? Lmg, RidgeFit? Ridge, VifResult Vif, double?[] Pearson, double? Adjusted);

/// <summary>The drivers of all customer dimensions of a period among the employee dimensions some periods before.</summary>
internal sealed class DriverBlock(Panel panel, AnalysisSettings settings, int period, int lag)
{
    private const int FewestTeams = 30;
    private const int TeamsEach = 5;
    private static readonly double[] Penalties = [0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10];

    private readonly int[] drivers = [.. Enumerable.Range(0, panel.Released.EmployeeDimensions.Count).Where(d => panel.Asked(Voice.Employee, period - lag, d))];
    private readonly int[] outcomes = [.. Enumerable.Range(0, panel.Released.CustomerDimensions.Count).Where(d => panel.Asked(Voice.Customer, period, d))];

    /// <summary>The rows, outcome by outcome and driver by driver.</summary>
    public IEnumerable<DriverRow> Rows()
    {
        if (drivers.Length == 0) return [];
        var figures = new Dictionary<int, (RowStatus Status, DriverFigures? Figures)>();
        // Outcomes of the same teams share their resamples.
        foreach (var same in outcomes.GroupBy(o => string.Join(',', Teams(o)), StringComparer.Ordinal))
            foreach (var (outcome, known) in Of([.. same], [.. Teams(same.First())])) figures[outcome] = known;
        return outcomes.SelectMany(o => drivers.Select((d, j) =>
        {
            var (customer, employee) = (panel.Released.CustomerDimensions[o], panel.Released.EmployeeDimensions[d]);
            var row = DriverRow.Of(panel.Periods[period].Key, customer.Key, employee.Key, lag, panel.IsPartWhole(d, o), figures[o].Status);
            return figures[o].Figures is { } known ? row.With(known, j) : row;
        }));
    }

    private IEnumerable<(int Outcome, (RowStatus, DriverFigures?) Known)> Of(int[] same, int[] teams)
    {
        if (teams.Length < Math.Max(FewestTeams, TeamsEach * drivers.Length)) return same.Select(o => (o, (RowStatus.TooFewTeams, (DriverFigures?)null)));
        double[][] x = [.. drivers.Select(d => Means(Voice.Employee, period - lag, d, teams))], y = [.. same.Select(o => Means(Voice.Customer, period, o, teams))];
        var seed = SubjectSeed.Of(settings.Seed, "drivers", panel.Periods[period].Key, FormattableString.Invariant($"{lag}"));
        var weights = DriverBootstrap.Compute(y, x, seed: seed, confidence: settings.Confidence);
        var vif = Vif.Compute(x);
        return same.Select((o, i) => (o, weights[i].Weights is null
            ? (weights[i].Reason == Absent.ZeroVariance ? RowStatus.NoVariance : RowStatus.NotIdentified, (DriverFigures?)null)
            : (RowStatus.Ok, Figures(y[i], x, teams, o, weights[i], vif))));
    }

    private DriverFigures Figures(double[] y, double[][] x, int[] teams, int outcome, DriverBootstrapResult weights, VifResult vif) => new(
        teams.Length,
        drivers.SelectMany(d => teams.Select(t => Cell(Voice.Employee, period - lag, d, t)!.AsOf)).Concat(teams.Select(t => Cell(Voice.Customer, period, outcome, t)!.AsOf)).Max(),
        weights,
        RelativeWeights.Compute(y, x),
        x.Length <= LmgShapley.MostPredictors ? LmgShapley.Compute(y, x) : null,
        Ridge.Compute(y, x, [.. Penalties.Select(p => p * teams.Length)]).Best,
        vif,
        [.. x.Select(column => Pearson.Compute(column, y).R)],
        RelativeWeights.Adjusted(weights.RSquared!.Value, teams.Length, x.Length));

    // Leaf teams of which the outcome and every driver are released.
    private IEnumerable<int> Teams(int outcome) =>
        panel.Tree.Leaves.Where(t => Cell(Voice.Customer, period, outcome, t) is not null && Array.TrueForAll(drivers, d => Cell(Voice.Employee, period - lag, d, t) is not null));

    private double[] Means(Voice voice, int at, int dimension, int[] teams) => [.. teams.Select(t => Cell(voice, at, dimension, t)!.Mean)];

    private ReleasedTally? Cell(Voice voice, int at, int dimension, int team) => panel.Cell(voice, at, dimension, team);
}
