using MathNet.Numerics;

namespace Symetrie.Analytics.Statistics;

/// <summary>Random tables with given margins: what dealing the pooled values to the samples at random gives.</summary>
internal static class Hypergeometric
{
    /// <summary>ln n! of the sizes that occur all the time: a drawn table asks for dozens of them.</summary>
    private static readonly double[] Small = [.. Enumerable.Range(0, 2048).Select(n => SpecialFunctions.GammaLn(n + 1.0))];

    /// <summary>Fills <paramref name="cells"/> with a table that has the margins of <paramref name="table"/>, drawn row by row.</summary>
    public static void DrawTable(CountTable table, long[][] cells, SeededRandom random)
    {
        var left = (long[])table.ColumnTotals.Clone();
        var pool = table.Total;
        for (var i = 0; i < table.Rows; i++)
        {
            DrawRow(left, pool, table.RowTotals[i], cells[i], random);
            pool -= table.RowTotals[i];
            for (var j = 0; j < left.Length; j++)
                left[j] -= cells[i][j];
        }
    }

    /// <summary>Draws <paramref name="size"/> of the <paramref name="pool"/> values whose counts are <paramref name="left"/>.</summary>
    public static void DrawRow(ReadOnlySpan<long> left, long pool, long size, Span<long> drawn, SeededRandom random)
    {
        var behind = pool;
        for (var j = 0; j < left.Length; j++)
        {
            behind -= left[j];
            drawn[j] = Draw(left[j], behind, size, random);
            size -= drawn[j];
        }
    }

    /// <summary>The same by dealing single values from the front of a shuffled pool, which stays a pool for the next deal.</summary>
    public static void Deal(Span<int> pool, int size, Span<long> drawn, SeededRandom random)
    {
        drawn.Clear();
        for (var i = 0; i < size; i++)
        {
            var k = i + random.Next(pool.Length - i);
            (pool[i], pool[k]) = (pool[k], pool[i]);
            drawn[pool[i]]++;
        }
    }

    /// <summary>How many of <paramref name="draws"/> taken without replacement are among the <paramref name="marked"/>.
    /// Inversion outwards from the mode, so the work is a few standard deviations whatever the size.</summary>
    public static long Draw(long marked, long unmarked, long draws, SeededRandom random)
    {
        long least = Math.Max(0, draws - unmarked), most = Math.Min(marked, draws);
        if (least == most)
            return least;

        var mode = Math.Clamp((long)((draws + 1.0) * (marked + 1.0) / (marked + unmarked + 2.0)), least, most);
        var u = random.NextDouble();
        var atMode = Math.Exp(LogChoose(marked, mode) + LogChoose(unmarked, draws - mode) - LogChoose(marked + unmarked, draws));
        u -= atMode;
        long low = mode, high = mode;
        double pLow = atMode, pHigh = atMode;
        while (u >= 0 && (low > least || high < most))
        {
            if (high < most)
            {
                pHigh *= (marked - high) * (double)(draws - high) / ((high + 1.0) * (unmarked - draws + high + 1.0));
                high++;
                u -= pHigh;
                if (u < 0)
                    return high;
            }

            if (low > least)
            {
                pLow *= low * (double)(unmarked - draws + low) / ((marked - low + 1.0) * (draws - low + 1.0));
                low--;
                u -= pLow;
                if (u < 0)
                    return low;
            }
        }

        return mode;
    }

    /// <summary>ln of the binomial coefficient.</summary>
    public static double LogChoose(long n, long k) => LogFactorial(n) - LogFactorial(k) - LogFactorial(n - k);

    private static double LogFactorial(long n) => n < Small.Length ? Small[n] : SpecialFunctions.GammaLn(n + 1.0);
}
