using MathNet.Numerics;

namespace Symetrie.Analytics.Statistics;

/// <summary>Random tables with given margins: what dealing the pooled values to the samples at random gives.</summary>
internal static class Hypergeometric
{
    /// <summary>Fills <paramref name="cells"/> with a table that has the margins of <paramref name="table"/>, drawn row by row.</summary>
    public static void DrawTable(CountTable table, long[][] cells, SeededRandom random)
    {
        var left = (long[])table.ColumnTotals.Clone();
        var pool = table.Total;
        for (var i = 0; i < table.Rows; i++)
        {
            var wanted = table.RowTotals[i];
            var behind = pool;
            for (var j = 0; j < table.Columns; j++)
            {
                var drawn = Draw(left[j], behind - left[j], wanted, random);
                behind -= left[j];
                cells[i][j] = drawn;
                wanted -= drawn;
                left[j] -= drawn;
            }

            pool -= table.RowTotals[i];
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
    public static double LogChoose(long n, long k) =>
        SpecialFunctions.GammaLn(n + 1.0) - SpecialFunctions.GammaLn(k + 1.0) - SpecialFunctions.GammaLn(n - k + 1.0);
}
