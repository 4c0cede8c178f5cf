namespace Symetrie.Analytics.Disclosure;

/// <summary>Whether the items of a cell may be published beside their composite (C16): all or none, and only if those who answered some but not all of them
/// are nobody or at least k; fewer would be isolated by the composite minus the items.</summary>
public static class ItemRule
{
    /// <summary>Whether the items may be published.</summary>
    /// <param name="answered">How many of the items each respondent of the cell answered; respondents who answered none are left out.</param>
    /// <param name="items">How many items there are.</param>
    /// <param name="minimum">k.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no item, or k is below 1.</exception>
    public static bool Holds(IReadOnlyCollection<int> answered, int items, int minimum)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(items);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(minimum);
        return Holds(answered.LongCount(a => a == items), answered.LongCount(a => a > 0 && a < items), minimum);
    }

    /// <summary>The rule on counts: enough who answered all of the items, and nobody or enough who answered some of them only.</summary>
    public static bool Holds(long complete, long partial, int minimum) => complete >= minimum && (partial == 0 || partial >= minimum);
}
