using Symetrie.Analytics.Panels;

namespace Symetrie.Analytics.Measures;

/// <summary>What each employee dimension accounts for in the differences between teams in a customer dimension, given that the employee dimensions go together.</summary>
/// <remarks>Shares of explained variance describe, they do not explain: no dimension was set by experiment. Ranks whose intervals overlap are no ranks. A figure between teams is not a person's;
/// response styles and common events move both voices, nonresponse and a change in who was asked may, too, and a part–whole overlap (<c>partWhole</c>) makes a driver by construction.</remarks>
public sealed record DriverRow : IRow
{
    private DriverRow()
    {
    }

    /// <summary>The customer voice's period.</summary>
    [Subject]
    public required string Period { get; init; }

    /// <summary>The outcome: the customer voice's dimension.</summary>
    [Subject]
    public required string CustomerDimension { get; init; }

    /// <summary>The driver: the employee voice's dimension.</summary>
    [Subject]
    public required string EmployeeDimension { get; init; }

    /// <summary>Periods by which the customer voice is later than the employee voice, 0 to 2.</summary>
    [Subject]
    public required long Lag { get; init; }

    /// <summary>Whether the figures are there: <c>too-few-teams</c> below 30 teams, or five for each driver; <c>not-identified</c> where drivers determine each other.</summary>
    public required RowStatus Status { get; init; }

    /// <summary>Leaf teams of which the outcome and every driver are released.</summary>
    public long? Teams { get; private init; }

    /// <summary>How many drivers there are.</summary>
    public long? Drivers { get; private init; }

    /// <summary>Johnson's relative weight (2000): the part of R² that this driver accounts for, a proportion of the outcome's variance; the weights add up to R².</summary>
    public double? Weight { get; private init; }

    /// <summary>Lower end of its interval over teams: quantile of 1,000 resamples of teams (Efron and Tibshirani 1993), less twice their bias. No test of 0, below which no weight lies.</summary>
    public double? WeightLower { get; private init; }

    /// <summary>Upper end of its interval over teams: quantile of 1,000 resamples of teams.</summary>
    public double? WeightUpper { get; private init; }

    /// <summary>The weight over R², a proportion; the shares add up to 1.</summary>
    public double? Share { get; private init; }

    /// <summary>The same question by the mean gain over all orders of entry (Lindeman, Merenda and Gold 1980), a proportion of the outcome's variance; null above 15 drivers.</summary>
    public double? Lmg { get; private init; }

    /// <summary>Pearson's r of the driver alone with the outcome, −1 to 1.</summary>
    public double? Pearson { get; private init; }

    /// <summary>Ridge coefficient: score points of the outcome for one standard deviation of the driver, given the others (Hoerl and Kennard 1970).</summary>
    public double? Ridge { get; private init; }

    /// <summary>The ridge penalty, chosen by generalised cross-validation (Golub, Heath and Wahba 1979) from 0 to 10 times the number of teams.</summary>
    public double? RidgePenalty { get; private init; }

    /// <summary>Variance inflation factor: 1 where the driver goes with no other; from 5 on the shares of the two can hardly be told apart (Marquardt 1970).</summary>
    public double? Vif { get; private init; }

    /// <summary>Share of the outcome's variance between teams that all drivers together account for, a proportion.</summary>
    public double? RSquared { get; private init; }

    /// <summary>Lower end of its interval over teams, made likewise.</summary>
    public double? RSquaredLower { get; private init; }

    /// <summary>Upper end of its interval over teams.</summary>
    public double? RSquaredUpper { get; private init; }

    /// <summary>R² less what as many drivers without any link would account for on average (Ezekiel 1930); may be below 0.</summary>
    public double? RSquaredAdjusted { get; private init; }

    /// <summary>Whether one of the two scores pools the other voice in, as its codebook declares.</summary>
    public bool? PartWhole { get; private init; }

    /// <summary>The day from which these figures stand.</summary>
    public DateOnly? AsOf { get; private init; }

    /// <summary>A period and the two before it.</summary>
    internal static Reach Reach { get; } = Reach.Of((_, period) => [period - 2, period - 1, period]);

    /// <summary>Drivers of every customer dimension of a period among the employee dimensions of the same period and of those before.</summary>
    public static IEnumerable<DriverRow> Rows(Panel panel, AnalysisSettings settings, int period) =>
        Enumerable.Range(0, 3).Where(lag => period >= lag).SelectMany(lag => new DriverBlock(panel, settings, period, lag).Rows());

    internal static DriverRow Of(string period, string customer, string employee, int lag, bool partWhole, RowStatus status) =>
        new() { Period = period, CustomerDimension = customer, EmployeeDimension = employee, Lag = lag, PartWhole = partWhole, Status = status };

    // Only beside the status "ok".
    internal DriverRow With(DriverFigures figures, int place) => this with
    {
        Status = RowStatus.Ok,
        Teams = figures.Teams,
        Drivers = figures.Weights.Weights!.Count,
        Weight = figures.Weights.Weights[place],
        WeightLower = figures.Weights.Lower[place],
        WeightUpper = figures.Weights.Upper[place],
        Share = figures.Relative.Percent?[place] / 100,
        Lmg = figures.Lmg?.Shares?[place],
        Pearson = figures.Pearson[place],
        Ridge = figures.Ridge?.Standardised[place],
        RidgePenalty = figures.Ridge?.Lambda,
        Vif = figures.Vif.Factors?[place],
        RSquared = figures.Weights.RSquared,
        RSquaredLower = figures.Weights.RSquaredLower,
        RSquaredUpper = figures.Weights.RSquaredUpper,
        RSquaredAdjusted = figures.Adjusted,
        AsOf = figures.AsOf,
    };
}
