namespace Symetrie.Analytics.Statistics;

/// <summary>What <see cref="PermutationSignFlip"/> found.</summary>
/// <param name="N">Differences.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="P">Two-sided p: share of sign vectors with at least this |mean|.</param>
/// <param name="PGreater">Share of sign vectors with at least this mean.</param>
/// <param name="Permutations">Sign vectors looked at, the one observed included.</param>
/// <param name="Exact">Whether these are all 2ⁿ.</param>
/// <param name="Reason">Why the first absent figure is absent.</param>
public readonly record struct PermutationSignFlipResult(
    int N, double? Mean, double? P, double? PGreater, int Permutations, bool Exact, Absent Reason)
{
    /// <summary>The least two-sided p that N differences can reach, 2/2ⁿ: above 0.05 below six.</summary>
    public double SmallestP => Math.Min(1, Math.ScaleB(2, -N));
}

/// <summary>Permutation test of paired differences: under no difference each could as well have the other sign.</summary>
/// <remarks>All 2ⁿ sign vectors where they are few enough, else random ones with p = (b+1)/(m+1). Means within 1e-10 of the mean
/// |difference| count as ties. Differences of 0 stay in. All differences 0: p absent. Source: Fisher 1935, section 21.</remarks>
public static class PermutationSignFlip
{
    /// <summary>Tests whether the differences have mean 0.</summary>
    /// <param name="differences">Differences of the pairs; NaN is a missing value.</param>
    /// <param name="mostExact">The most sign vectors that are looked at one and all.</param>
    /// <param name="draws">Random sign vectors where there are more.</param>
    /// <param name="seed">Start of the random sequence.</param>
    public static PermutationSignFlipResult Compute(
        ReadOnlySpan<double> differences, int mostExact = 100_000, int draws = 9_999, ulong seed = 1)
    {
        Guard.AtLeast(draws, 1);
        var values = PermutationTwoSample.Finite(differences);
        var n = values.Length;
        if (n == 0) return new PermutationSignFlipResult(0, null, null, null, 0, false, Absent.NoValues);
        double sum = ExactSum.Of(values), mean = GroupedPairs.Mean(values);
        double[] sizes = [.. values.Select(Math.Abs).Order()];
        if (sizes[^1] <= 0) return new PermutationSignFlipResult(n, 0, null, null, 0, false, Absent.ZeroVariance);
        var tally = new TailTally(sum, 1e-10 * ExactSum.Of(sizes));
        var exact = n < 31 && 1L << n <= mostExact;
        if (exact) EachFlip(sizes, 0, 0, tally);
        else RandomFlips(sizes, draws, seed, tally);
        return new PermutationSignFlipResult(n, mean, tally.BothTails, tally.UpperTail, tally.Total, exact, Absent.None);
    }

    private static void EachFlip(double[] sizes, int from, double sum, TailTally tally)
    {
        if (from == sizes.Length)
        {
            tally.Count(sum);
            return;
        }

        EachFlip(sizes, from + 1, sum + sizes[from], tally);
        EachFlip(sizes, from + 1, sum - sizes[from], tally);
    }

    private static void RandomFlips(double[] sizes, int draws, ulong seed, TailTally tally)
    {
        var random = new SeededRandom(seed);
        tally.CountObserved();
        for (var b = 0; b < draws; b++)
        {
            var sum = 0.0;
            ulong bits = 0;
            for (var i = 0; i < sizes.Length; i++)
            {
                if (i % 64 == 0) bits = random.NextUInt64();
                sum += (bits & 1) == 0 ? sizes[i] : -sizes[i];
                bits >>= 1;
            }

            tally.Count(sum);
        }
    }
}
