using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Measures;

/// <summary>What the gap of a team in a dimension comes to.</summary>
public enum GapVerdict
{
    /// <summary>Shown to lie within the margin δ (two one-sided tests, adjusted).</summary>
    Symmetric,

    /// <summary>Employees rate higher than customers (q below .05), and symmetry is not shown.</summary>
    EmployeeFavoured,

    /// <summary>Customers rate higher than employees (q below .05), and symmetry is not shown.</summary>
    CustomerFavoured,

    /// <summary>Neither is shown. That is no sign of symmetry: see the minimum detectable gap.</summary>
    Undetermined,

    /// <summary>Some codebook that feeds either voice does not declare the dimension comparable: the level of the gap means nothing.</summary>
    NotComparable,
}

/// <summary>Verdicts of decisions.</summary>
internal static class GapVerdicts
{
    /// <summary>A gap is the employee mean less the customer mean: above 0 favours employees.</summary>
    public static GapVerdict Of(Direction direction) => direction switch
    {
        Direction.Equivalent => GapVerdict.Symmetric,
        Direction.Above => GapVerdict.EmployeeFavoured,
        Direction.Below => GapVerdict.CustomerFavoured,
        _ => GapVerdict.Undetermined,
    };
}
