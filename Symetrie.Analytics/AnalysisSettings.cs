namespace Symetrie.Analytics;

/// <summary>What an analysis may be told; validated when made. Every value is part of the snapshot's id.</summary>
public sealed record AnalysisSettings
{
    /// <summary>The version of the rules by which figures are made and withheld; raised when either changes.</summary>
    public const int RuleVersion = 3;

    /// <summary>The lowest detail minimum there may be.</summary>
    public const int DetailFloor = 20;

    private readonly double confidence = 0.95;
    private readonly double margin = 5;
    private readonly double alertEffect = 10;
    private readonly int employeeMinimum = 5;
    private readonly int customerMinimum = 5;
    private readonly int detailMinimum = DetailFloor;
    private readonly double positionCut = 60;
    private readonly double labelMean = 70;
    private readonly double labelFloor = 55;

    /// <summary>Confidence of every interval, a proportion inside (0.5, 1); 0.95 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside (0.5, 1).</exception>
    public double Confidence
    {
        get => confidence;
        init => confidence = value is > 0.5 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "confidence must lie between 0.5 and 1");
    }

    /// <summary>The margin of symmetry δ, in score points above 0 and below 50: a gap or change inside it is too small to matter; 5 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside (0, 50).</exception>
    public double Margin
    {
        get => margin;
        init => margin = value is > 0 and < 50 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "the margin lies between 0 and 50 score points");
    }

    /// <summary>The least gap, change or shift of which an alert is made, in score points, 0 or more; 10 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0, 100].</exception>
    public double AlertEffect
    {
        get => alertEffect;
        init => alertEffect = value is >= 0 and <= 100 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "the effect of an alert lies between 0 and 100 score points");
    }

    /// <summary>From which every random draw (bootstrap, permutation, simulation) is seeded, together with the subject it is made for.</summary>
    public ulong Seed { get; init; } = 20_191_212;

    /// <summary>The fewest distinct employees a figure may rest on; 5 by default, upward only.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 5.</exception>
    public int EmployeeMinimum
    {
        get => employeeMinimum;
        init => employeeMinimum = value >= 5 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "the employee minimum is 5 or more");
    }

    /// <summary>The fewest distinct customers a figure may rest on; 5 by default. A deployment may open the customer voice with 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int CustomerMinimum
    {
        get => customerMinimum;
        init => customerMinimum = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "the customer minimum is 1 or more");
    }

    /// <summary>The fewest answers from which a cell's own spread may enter a figure; 20 by default, upward only.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 20.</exception>
    public int DetailMinimum
    {
        get => detailMinimum;
        init => detailMinimum = value >= DetailFloor ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "the detail minimum is 20 or more");
    }

    /// <summary>Above this a position of the joint index is high, in score points; 60 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside (0, 100).</exception>
    public double PositionCut
    {
        get => positionCut;
        init => positionCut = Score(value, "the cut of positions");
    }

    /// <summary>A label's first condition: the mean over all dimensions lies above this, in score points; 70 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside (0, 100).</exception>
    public double LabelMean
    {
        get => labelMean;
        init => labelMean = Score(value, "the label's mean");
    }

    /// <summary>A label's second condition: no dimension lies below this, in score points; 55 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside (0, 100).</exception>
    public double LabelFloor
    {
        get => labelFloor;
        init => labelFloor = Score(value, "the label's floor");
    }

    /// <summary>The team attribute within whose values gaps are shrunken and set against their mean (a type of unit, say): its name; null for all teams together.</summary>
    public string? StratumAttribute { get; init; }

    /// <summary>The fewest teams a statistic across teams may rest on.</summary>
    public const int TeamMinimum = 10;

    /// <summary>How many threads may compute; it changes no byte of a result.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The settings as they enter the snapshot's id.</summary>
    public string Canonical() => FormattableString.Invariant($"rules={RuleVersion};confidence={Confidence:R};k={EmployeeMinimum}/{CustomerMinimum};detail={DetailMinimum};margin={Margin:R};alert={AlertEffect:R};seed={Seed};stratum={StratumAttribute};cut={PositionCut:R};label={LabelMean:R}/{LabelFloor:R};teams={TeamMinimum}");

    private static double Score(double value, string what) =>
        value is > 0 and < 100 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"{what} lies between 0 and 100 score points");
}
