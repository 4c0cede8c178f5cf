namespace Symetrie.Analytics.Statistics;

/// <summary>What <see cref="PermutationCorrelation"/> found.</summary>
/// <param name="N">Complete pairs.</param>
/// <param name="R">Pearson's correlation.</param>
/// <param name="P">Two-sided p: share of pairings with at least this |r|.</param>
/// <param name="Permutations">Pairings looked at, the one observed included.</param>
/// <param name="Exact">Whether these are all n!.</param>
/// <param name="Reason">Why the first absent figure is absent.</param>
public readonly record struct PermutationCorrelationResult(
    int N, double? R, double? P, int Permutations, bool Exact, Absent Reason);

/// <summary>Permutation test of Pearson's correlation: under no link each x could as well have stood beside any y.</summary>
/// <remarks>All n! pairings where they are few enough (eight pairs by default), else random ones with p = (b+1)/(m+1).
/// Correlations within 1e-10 count as ties. Source: Pitman 1937.</remarks>
public static class PermutationCorrelation
{
    /// <summary>Tests whether x and y are unrelated.</summary>
    /// <param name="x">First series; NaN is a missing value.</param>
    /// <param name="y">Second series.</param>
    /// <param name="mostExact">The most pairings that are looked at one and all.</param>
    /// <param name="draws">Random pairings where there are more.</param>
    /// <param name="seed">Start of the random sequence.</param>
    public static PermutationCorrelationResult Compute(
        ReadOnlySpan<double> x, ReadOnlySpan<double> y, int mostExact = 100_000, int draws = 9_999, ulong seed = 1)
    {
        Guard.AtLeast(draws, 1);
        var plain = Pearson.Compute(x, y);
        if (plain.R is not { } r) return new PermutationCorrelationResult(plain.N, null, null, 0, false, plain.Reason);
        double[] keptX = new double[x.Length], keptY = new double[y.Length];
        var n = Pairs.Complete(x, y, keptX, keptY);
        // Each series sorted by itself: which x stood beside which y does not matter to the set of all pairings.
        double[] u = UnitLength(keptX.AsSpan(0, n)), v = UnitLength(keptY.AsSpan(0, n));
        var tally = new TailTally(r, 1e-10);
        var exact = Factorial(n) <= mostExact;
        if (exact)
        {
            EachPairing(u, v, 0, 0, tally);
        }
        else
        {
            var random = new SeededRandom(seed);
            tally.CountObserved();
            for (var b = 0; b < draws; b++)
            {
                random.Shuffle<double>(v);
                var sum = 0.0;
                for (var i = 0; i < n; i++) sum += u[i] * v[i];
                tally.Count(sum);
            }
        }

        return new PermutationCorrelationResult(n, r, tally.BothTails, tally.Total, exact, Absent.None);
    }

    internal static double Factorial(int n)
    {
        var product = 1.0;
        for (var i = 2; i <= n; i++) product *= i;
        return product;
    }

    private static double[] UnitLength(ReadOnlySpan<double> values)
    {
        var units = new long[values.Length];
        FixedPoint.TryScale(values, units);
        Array.Sort(units);
        var length = Math.Sqrt(FixedPoint.Cross(units, units));
        return [.. units.Select(u => u / length)];
    }

    private static void EachPairing(double[] u, double[] v, int from, double sum, TailTally tally)
    {
        if (from == u.Length)
        {
            tally.Count(sum);
            return;
        }

        for (var i = from; i < v.Length; i++)
        {
            (v[from], v[i]) = (v[i], v[from]);
            EachPairing(u, v, from + 1, sum + (u[from] * v[from]), tally);
            (v[from], v[i]) = (v[i], v[from]);
        }
    }
}
