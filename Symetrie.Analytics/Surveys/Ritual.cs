namespace Symetrie.Analytics.Surveys;

/// <summary>Who holds a ritual: with the level below, the last with customers.</summary>
public enum RitualLevel
{
    /// <summary>Those who lead managers.</summary>
    Leaders,

    /// <summary>Those who lead a team.</summary>
    Managers,

    /// <summary>The members of a team.</summary>
    Employees,
}

/// <summary>The levels as text.</summary>
public static class RitualLevels
{
    /// <summary>The texts, in the order of the levels.</summary>
    public static IReadOnlyList<string> Texts { get; } = ["leaders", "managers", "employees"];

    /// <summary>The level as rows and referentials have it.</summary>
    public static string Text(this RitualLevel level) => Texts[(int)level];
}

/// <summary>Which way a ritual is expected to move its dimension.</summary>
public enum ExpectedDirection
{
    /// <summary>The score rises.</summary>
    Up,

    /// <summary>The score falls.</summary>
    Down,
}

/// <summary>Something done regularly at a moment of truth, so that a promise is kept.</summary>
/// <param name="Key">The stable key, as actions, exports and rows carry it.</param>
/// <param name="Title">The title for people.</param>
/// <param name="Level">Who holds it.</param>
/// <param name="Dimension">The dimension it is expected to move.</param>
/// <param name="Direction">Which way.</param>
public sealed record Ritual(string Key, LocalText Title, RitualLevel Level, string Dimension, ExpectedDirection Direction)
{
    /// <summary>Whether it is held by one holder of a post a team, of whom no figure of one alone is published (C17).</summary>
    public bool IsOfPosts => Level != RitualLevel.Employees;
}

/// <summary>What is promised in a dimension, and where it is kept or broken.</summary>
/// <param name="Dimension">The dimension, with its names and mirrored questions.</param>
/// <param name="ToCustomers">The promise to customers; null where none is made.</param>
/// <param name="ToEmployees">The same promise of managers to employees; null where none is made.</param>
/// <param name="CustomerMoments">The moments of truth of customers.</param>
/// <param name="EmployeeMoments">The moments of truth of employees.</param>
public sealed record Promise(
    Dimension Dimension, LocalText? ToCustomers, LocalText? ToEmployees, IReadOnlyList<LocalText> CustomerMoments, IReadOnlyList<LocalText> EmployeeMoments);
