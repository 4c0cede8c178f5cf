namespace Symetrie.Analytics.Statistics;

/// <summary>What a test of difference and a test of equivalence say together.</summary>
public enum Direction
{
    /// <summary>Shown to lie within the margin.</summary>
    Equivalent,

    /// <summary>Shown to lie above 0.</summary>
    Above,

    /// <summary>Shown to lie below 0.</summary>
    Below,

    /// <summary>Neither is shown; that is no evidence for either.</summary>
    Undetermined,
}

/// <summary>One member of the family.</summary>
/// <param name="Q">p of "the value is 0", adjusted for the family; null without a test.</param>
/// <param name="EquivalenceQ">p of "the value is not within the margin", adjusted for the family; null without a test.</param>
/// <param name="Direction">The decision.</param>
public readonly record struct ThreeWayResult(double? Q, double? EquivalenceQ, Direction Direction);

/// <summary>A family of estimates, each tested for equivalence (two one-sided tests, Schuirmann 1987) and for difference, both families of p adjusted
/// for the false discovery rate (Benjamini and Hochberg 1995). Equivalence leads: where its q is below α the value is equivalent; else
/// where the q of difference is below α it is above or below 0 by its sign; else it is undetermined.
/// <para>A member without tests (NaN) does not count in the family and is undetermined. Order changes nothing.</para></summary>
public static class ThreeWayDecision
{
    /// <summary>Decides for the whole family at once.</summary>
    /// <param name="estimates">The estimates; only their signs matter.</param>
    /// <param name="p">Two-sided p of a value of 0, each.</param>
    /// <param name="equivalenceP">The greater p of the two one-sided tests, each.</param>
    /// <param name="alpha">Level of both, in (0, 1).</param>
    public static ThreeWayResult[] Compute(ReadOnlySpan<double> estimates, ReadOnlySpan<double> p, ReadOnlySpan<double> equivalenceP, double alpha = 0.05)
    {
        Guard.SameLength(estimates.Length, p.Length);
        Guard.SameLength(estimates.Length, equivalenceP.Length, nameof(equivalenceP));
        Guard.Probability(alpha, nameof(alpha));
        var (difference, equivalence) = (PAdjust.Compute(p).Adjusted, PAdjust.Compute(equivalenceP).Adjusted);
        var results = new ThreeWayResult[estimates.Length];
        for (var i = 0; i < results.Length; i++)
        {
            var direction = equivalence[i] < alpha ? Direction.Equivalent
                : difference[i] < alpha ? estimates[i] > 0 ? Direction.Above : Direction.Below
                : Direction.Undetermined;
            results[i] = new ThreeWayResult(difference[i], equivalence[i], direction);
        }

        return results;
    }
}
