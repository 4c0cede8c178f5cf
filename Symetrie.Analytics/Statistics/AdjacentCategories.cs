namespace Symetrie.Analytics.Statistics;

/// <summary>Pools neighbouring ordered categories of two samples until every expected count reaches a minimum, so that the chi-square
/// distribution holds for the test of homogeneity (Cochran 1954, rule of five).</summary>
/// <remarks>Categories are closed from the lowest up; what is left over at the top joins the last one. Too few values for two
/// categories: one category, which nothing can be tested on.</remarks>
public static class AdjacentCategories
{
    /// <summary>Pools two columns of counts over the same ordered categories.</summary>
    /// <param name="a">Counts of sample A by category, ascending.</param>
    /// <param name="b">Counts of sample B by category.</param>
    /// <param name="minimumExpected">The least expected count of every cell, under homogeneity.</param>
    /// <returns>The pooled counts of both samples.</returns>
    /// <exception cref="ArgumentException">The lengths differ or a count is negative.</exception>
    public static (long[] A, long[] B) Pool(ReadOnlySpan<long> a, ReadOnlySpan<long> b, double minimumExpected = 5)
    {
        Guard.SameLength(a.Length, b.Length, nameof(b));
        var (totalA, totalB) = (0L, 0L);
        for (var i = 0; i < a.Length; i++)
        {
            if (a[i] < 0 || b[i] < 0) throw new ArgumentException("counts are 0 or more", nameof(a));
            (totalA, totalB) = (totalA + a[i], totalB + b[i]);
        }

        var needed = minimumExpected * (totalA + totalB) / Math.Min(totalA, totalB);
        var (pooledA, pooledB) = (new List<long>(), new List<long>());
        var (openA, openB) = (0L, 0L);
        for (var i = 0; i < a.Length; i++)
        {
            (openA, openB) = (openA + a[i], openB + b[i]);
            if (openA + openB < needed) continue;
            pooledA.Add(openA);
            pooledB.Add(openB);
            (openA, openB) = (0, 0);
        }

        if (pooledA.Count == 0) return ([openA], [openB]);
        (pooledA[^1], pooledB[^1]) = (pooledA[^1] + openA, pooledB[^1] + openB);
        return ([.. pooledA], [.. pooledB]);
    }
}
