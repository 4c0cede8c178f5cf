namespace Symetrie.Analytics.Measures;

/// <summary>A value of a team that is set against another's: a mean of answers, a gap, an outcome.</summary>
/// <param name="Mean">The value.</param>
/// <param name="Size">On how many it rests; very large where it is no sample.</param>
/// <param name="Variance">Its sampling variance; null where unknown.</param>
/// <param name="AsOf">The day from which it stands; null for an outcome.</param>
internal readonly record struct TeamMean(double Mean, double Size, double? Variance, DateOnly? AsOf)
{
    /// <summary>The size of a value that is no sample: against it a mean weighs as much as its answers are many.</summary>
    public const double Whole = 1e15;

    /// <summary>The mean of a released cell; null where it is withheld.</summary>
    public static TeamMean? Of(Evidence? cell) => cell is { } known ? new TeamMean(known.Cell.Mean, known.Cell.N, known.Variance / known.Cell.N, known.Cell.AsOf) : null;

    /// <summary>The difference of two independent values, weighing as much as both together; null where either is missing.</summary>
    public static TeamMean? Difference(TeamMean? left, TeamMean? right) => left is { } x && right is { } y
        ? new TeamMean(x.Mean - y.Mean, x.Size * y.Size / (x.Size + y.Size), x.Variance + y.Variance, x.AsOf > y.AsOf ? x.AsOf : y.AsOf)
        : null;

    /// <summary>An outcome; null where there is none.</summary>
    public static TeamMean? Of(double value, long? n) => double.IsNaN(value) ? null : new TeamMean(value, n ?? Whole, null, null);
}
