namespace Symetrie.Analytics.Measures;

/// <summary>Whether a row has its figures, and if not, why: the reason is said only where every cell it rests on is released.</summary>
public enum RowStatus
{
    /// <summary>The figures are there.</summary>
    Ok,

    /// <summary>There is nothing to see: too few answers, or none; the two look alike.</summary>
    Withheld,

    /// <summary>A series is constant: nothing to correlate or to standardise by.</summary>
    NoVariance,

    /// <summary>Fewer teams than a statistic across teams needs.</summary>
    TooFewTeams,

    /// <summary>The cells came as published aggregates, and this needs the distribution.</summary>
    CountsNeeded,

    /// <summary>The two sides were not asked alike, so the distance between them says nothing of the voices.</summary>
    NotComparable,

    /// <summary>The cells are there, but they are too few or too short a series to tell.</summary>
    NotIdentified,

    /// <summary>A forecast would not have been better than "as last time".</summary>
    NotBetterThanNaive,
}

/// <summary>Where the variance under an interval or test comes from.</summary>
public enum VarianceMethod
{
    /// <summary>Each cell's own variance (n of 20 or more on every side).</summary>
    OwnVariance,

    /// <summary>The pooled within-team variance of the voice, dimension and period.</summary>
    PooledVariance,

    /// <summary>Own for the cells of 20 or more, pooled for the others.</summary>
    MixedVariance,
}

/// <summary>Which respondents are counted where some left an item out.</summary>
public enum MissingRule
{
    /// <summary>Those who answered every item.</summary>
    Listwise,

    /// <summary>Those who answered the item.</summary>
    Available,
}

/// <summary>A row of a measure.</summary>
public interface IRow
{
    /// <summary>Whether the figures are there, and if not, why.</summary>
    RowStatus Status { get; }

    /// <summary>The day from which the figures stand; null where there are none.</summary>
    DateOnly? AsOf { get; }
}
