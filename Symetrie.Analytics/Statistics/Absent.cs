namespace Symetrie.Analytics.Statistics;

/// <summary>Why a statistic has no figure. A figure that cannot be computed is <see langword="null"/> with one of these
/// beside it; never NaN, never 0, never an exception.</summary>
public enum Absent
{
    /// <summary>The figure is there.</summary>
    None = 0,

    /// <summary>There was no value at all, or every value was missing.</summary>
    NoValues,

    /// <summary>Fewer values, pairs or groups than the statistic needs.</summary>
    TooFew,

    /// <summary>A series, or both variances, are constant: there is nothing to standardise by.</summary>
    ZeroVariance,

    /// <summary>Predictors (or covariates) are collinear.</summary>
    Collinear,

    /// <summary>The model or the quantity is not identified by these values.</summary>
    NotIdentified,

    /// <summary>An iterative fit did not converge, or converged to an inadmissible solution.</summary>
    NotConverged,

    /// <summary>The figure would lie outside its range (for example a reliability of 0 or less as a divisor).</summary>
    OutOfRange,

    /// <summary>A group that the computation needs is empty.</summary>
    EmptyGroup,
}
