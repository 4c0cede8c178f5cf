using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Measures;

/// <content>What a row of a surface shows.</content>
public sealed partial record OutcomeRow
{
    /// <summary>Surface: what it says of symmetry. <c>symmetry-helps</c> wants q &lt; .05 for the quadratic terms, a curvature a4 along disagreement that is worse on both sides (p &lt; .05), and a ridge that does not differ from the line of equality (intervals of a3, p10 and p11; Humberg, Nestler and Back 2019).</summary>
    public SurfaceVerdict? Verdict { get; private init; }

    /// <summary>Surface: what was subtracted from both means, in score points: the mean of all of them. x and y below are so centred.</summary>
    public double? Centre { get; private init; }

    /// <summary>Surface: coefficient of the constant: the outcome where both means are at the centre (Edwards and Parry 1993), in units of the metric.</summary>
    public double? B0 { get; private init; }

    /// <summary>Surface: coefficient of x, the employee mean (Edwards and Parry 1993), in units of the metric.</summary>
    public double? B1 { get; private init; }

    /// <summary>Surface: coefficient of y, the customer mean (Edwards and Parry 1993), in units of the metric.</summary>
    public double? B2 { get; private init; }

    /// <summary>Surface: coefficient of x² (Edwards and Parry 1993), in units of the metric.</summary>
    public double? B3 { get; private init; }

    /// <summary>Surface: coefficient of xy (Edwards and Parry 1993), in units of the metric.</summary>
    public double? B4 { get; private init; }

    /// <summary>Surface: coefficient of y² (Edwards and Parry 1993), in units of the metric.</summary>
    public double? B5 { get; private init; }

    /// <summary>Surface: a1, slope along equality (x = y): what a point more from both voices goes with (Shanock et al. 2010).</summary>
    public double? A1 { get; private init; }

    /// <summary>Lower end of its interval.</summary>
    public double? A1Lower { get; private init; }

    /// <summary>Upper end of its interval.</summary>
    public double? A1Upper { get; private init; }

    /// <summary>Its two-sided p of 0, a proportion.</summary>
    public double? A1P { get; private init; }

    /// <summary>Surface: a2, curvature along equality (Shanock et al. 2010).</summary>
    public double? A2 { get; private init; }

    /// <summary>Lower end of its interval.</summary>
    public double? A2Lower { get; private init; }

    /// <summary>Upper end of its interval.</summary>
    public double? A2Upper { get; private init; }

    /// <summary>Its two-sided p of 0, a proportion.</summary>
    public double? A2P { get; private init; }

    /// <summary>Surface: a3, slope along disagreement (x = −y): which voice ahead goes with more (Shanock et al. 2010).</summary>
    public double? A3 { get; private init; }

    /// <summary>Lower end of its interval.</summary>
    public double? A3Lower { get; private init; }

    /// <summary>Upper end of its interval.</summary>
    public double? A3Upper { get; private init; }

    /// <summary>Its two-sided p of 0, a proportion.</summary>
    public double? A3P { get; private init; }

    /// <summary>Surface: a4, curvature along disagreement: what distance between the voices goes with (Shanock et al. 2010).</summary>
    public double? A4 { get; private init; }

    /// <summary>Lower end of its interval.</summary>
    public double? A4Lower { get; private init; }

    /// <summary>Upper end of its interval.</summary>
    public double? A4Upper { get; private init; }

    /// <summary>Its two-sided p of 0, a proportion.</summary>
    public double? A4P { get; private init; }

    /// <summary>Surface: a5, b3 − b5: whether the ridge is parallel to equality (Shanock et al. 2010).</summary>
    public double? A5 { get; private init; }

    /// <summary>Lower end of its interval.</summary>
    public double? A5Lower { get; private init; }

    /// <summary>Upper end of its interval.</summary>
    public double? A5Upper { get; private init; }

    /// <summary>Its two-sided p of 0, a proportion.</summary>
    public double? A5P { get; private init; }

    /// <summary>Surface: employee mean at which it is level, in score points; it may lie far outside what teams reach.</summary>
    public double? StationaryEmployee { get; private init; }

    /// <summary>Surface: customer mean at which it is level, in score points.</summary>
    public double? StationaryCustomer { get; private init; }

    /// <summary>Surface: intercept of the first principal axis, y = p10 + p11·x.</summary>
    public double? P10 { get; private init; }

    /// <summary>Lower end of its interval (delta method).</summary>
    public double? P10Lower { get; private init; }

    /// <summary>Upper end of its interval (delta method).</summary>
    public double? P10Upper { get; private init; }

    /// <summary>Surface: slope of the first principal axis, y = p10 + p11·x.</summary>
    public double? P11 { get; private init; }

    /// <summary>Lower end of its interval (delta method).</summary>
    public double? P11Lower { get; private init; }

    /// <summary>Upper end of its interval (delta method).</summary>
    public double? P11Upper { get; private init; }

    /// <summary>Surface: intercept of the second principal axis, y = p20 + p21·x.</summary>
    public double? P20 { get; private init; }

    /// <summary>Lower end of its interval (delta method).</summary>
    public double? P20Lower { get; private init; }

    /// <summary>Upper end of its interval (delta method).</summary>
    public double? P20Upper { get; private init; }

    /// <summary>Surface: slope of the second principal axis, y = p20 + p21·x.</summary>
    public double? P21 { get; private init; }

    /// <summary>Lower end of its interval (delta method).</summary>
    public double? P21Lower { get; private init; }

    /// <summary>Upper end of its interval (delta method).</summary>
    public double? P21Upper { get; private init; }

    /// <summary>Surface: R² of all six terms.</summary>
    public double? RSquared { get; private init; }

    /// <summary>R² of the employee mean and its square alone.</summary>
    public double? RSquaredEmployee { get; private init; }

    /// <summary>R² of the customer mean and its square alone.</summary>
    public double? RSquaredCustomer { get; private init; }

    /// <summary>R² of both means, each for itself.</summary>
    public double? RSquaredAdditive { get; private init; }

    /// <summary>R² of the level of both and their squared distance.</summary>
    public double? RSquaredRidge { get; private init; }

    /// <summary>p of the surface against both means each for itself: whether their squares and product add anything.</summary>
    public double? QuadraticP { get; private init; }

    /// <summary>p of the surface against the employee mean alone: whether the customer voice adds anything.</summary>
    public double? BeyondEmployeeP { get; private init; }

    /// <summary>p of the surface against the customer mean alone: whether the employee voice adds anything.</summary>
    public double? BeyondCustomerP { get; private init; }

    /// <summary>p of the surface against level and squared distance alone: large where those two say it all.</summary>
    public double? RidgeP { get; private init; }

    /// <summary>The model with the smallest AICc: <c>first</c> is the employee voice, <c>second</c> the customer voice.</summary>
    public SurfaceModel? BestModel { get; private init; }

    /// <summary>Mean of the employee means the surface rests on, score points.</summary>
    public double? EmployeeMean { get; private init; }

    /// <summary>Mean of the customer means, score points.</summary>
    public double? CustomerMean { get; private init; }

    /// <summary>Standard deviation of the employee means over teams.</summary>
    public double? EmployeeSd { get; private init; }

    /// <summary>Standard deviation of the customer means over teams.</summary>
    public double? CustomerSd { get; private init; }

    /// <summary>Correlation of the two means over teams: with the above, where the teams lie.</summary>
    public double? VoicesPearson { get; private init; }

    /// <summary>Mean of the outcome over these teams, in its own unit.</summary>
    public double? OutcomeMean { get; private init; }

    /// <summary>Standard deviation of the outcome over these teams.</summary>
    public double? OutcomeSd { get; private init; }
}
