namespace Symetrie.Analytics.Measures;

/// <summary>Who receives: a step of the chain from the top of an organisation to its customers.</summary>
public enum CascadeLevel
{
    /// <summary>Those who lead the leaders of teams.</summary>
    Leaders,

    /// <summary>Those who lead teams.</summary>
    Managers,

    /// <summary>The members of teams.</summary>
    Employees,

    /// <summary>Their customers.</summary>
    Customers,
}

/// <summary>What becomes, at the next level, of what a level receives.</summary>
public enum CascadeVerdict
{
    /// <summary>The next receives the same: the distance is shown to lie within the margin δ.</summary>
    PassedOn,

    /// <summary>The next receives less (q below .05): here the chain breaks.</summary>
    Lost,

    /// <summary>The next receives more (q below .05).</summary>
    Gained,

    /// <summary>None is shown.</summary>
    Undetermined,

    /// <summary>The two levels were not asked alike.</summary>
    NotComparable,
}
