namespace Symetrie.Analytics.Surveys;

/// <summary>Which way of an outcome is the good one.</summary>
public enum Better
{
    /// <summary>More is better: revenue, quality of life at work.</summary>
    Higher,

    /// <summary>Less is better: turnover, absence, complaints.</summary>
    Lower,
}

/// <summary>An outcome that teams are known by besides what anybody answered: turnover, absence, revenue, complaints, quality of life at work.</summary>
/// <param name="Key">The stable key, as rows carry it.</param>
/// <param name="Name">The name for people.</param>
/// <param name="Better">Which way is the good one; null where nobody said.</param>
public sealed record Metric(string Key, LocalText Name, Better? Better);

/// <summary>The value of a metric for a team in a period.</summary>
/// <param name="Metric">The metric's place among those asked for.</param>
/// <param name="Team">The team's place in the tree.</param>
/// <param name="Period">The period's place.</param>
/// <param name="Value">The value, in the metric's own unit.</param>
/// <param name="N">The denominator, such as the number of employees a rate is of; null where the export has none.</param>
public readonly record struct Outcome(int Metric, int Team, int Period, double Value, long? N);
