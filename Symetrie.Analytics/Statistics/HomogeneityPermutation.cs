namespace Symetrie.Analytics.Statistics;

/// <summary>
/// The permutation test of homogeneity: the share of all tables with the same row and column totals, weighted by their
/// probability when the values are dealt to the samples at random, whose Pearson chi-square is at least the observed one.
/// Valid however sparse the table is.
/// </summary>
/// <remarks>
/// Tables of two samples, or of two categories, are enumerated when there are at most <see cref="MostTables"/> of them
/// (Freeman and Halton, 1951, ordered by chi-square). Others are drawn row by row from the multivariate hypergeometric
/// distribution; then p = (b + 1)/(m + 1), which is never 0 (Phipson and Smyth, 2010).
/// </remarks>
public static class HomogeneityPermutation
{
    /// <summary>Number of tables drawn unless told otherwise.</summary>
    public const int DefaultReplicates = 9999;

    /// <summary>The most tables that are enumerated.</summary>
    public const int MostTables = 100_000;

    /// <summary>Up to this size of a sample dealing its values is quicker than drawing its counts.</summary>
    private const int MostDealt = 60;

    /// <summary>Chi-squares nearer than this are the same value computed in another order of cells.</summary>
    private const double Tie = 1e-9;

    /// <summary>The permutation p-value of several samples over the same categories.</summary>
    /// <param name="samples">One array of counts a sample, all of one length.</param>
    /// <param name="seed">Seed of the Monte-Carlo draw.</param>
    /// <param name="replicates">Number of Monte-Carlo tables.</param>
    /// <exception cref="ArgumentException">Lengths differ, a count is negative, or <paramref name="replicates"/> is below 1.</exception>
    public static HomogeneityPermutationResult Compute(
        IReadOnlyList<long[]> samples, ulong seed = 0, int replicates = DefaultReplicates)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicates, 1);
        var table = CountTable.Of(samples);
        var reason = ReasonAgainst(table);
        return reason == Absent.None ? Of(table, seed, replicates) : new HomogeneityPermutationResult(null, false, null, 0, reason);
    }

    internal static Absent ReasonAgainst(CountTable table) =>
        table.Total == 0 ? Absent.NoValues
        : table.Rows < 2 ? Absent.EmptyGroup
        : table.Columns < 2 ? Absent.ZeroVariance : Absent.None;

    internal static HomogeneityPermutationResult Of(CountTable table, ulong seed, int replicates)
    {
        var upright = table.Rows == 2 || table.Columns != 2 ? table : table.Transposed();
        var observed = upright.ChiSquare();
        var bar = observed - Tie * (1 + observed);
        return upright.Rows == 2 && CountTables(upright) is var tables and <= MostTables
            ? new HomogeneityPermutationResult(Enumerate(upright, bar), true, observed, (int)tables, Absent.None)
            : new HomogeneityPermutationResult(
                (upright.Rows == 2 ? DrawPairs(upright, bar, seed, replicates) : Draw(upright, bar, seed, replicates)) / (replicates + 1.0),
                false, observed, replicates, Absent.None);
    }

    /// <summary>How many 2 × c tables share these margins: compositions of the first row's total with bounded parts.</summary>
    private static double CountTables(CountTable table)
    {
        var target = table.RowTotals.Min();
        if (target > MostTables)
            return double.PositiveInfinity;

        var ways = new double[target + 1];
        ways[0] = 1;
        foreach (var bound in table.ColumnTotals)
        {
            var next = new double[target + 1];
            var window = 0.0;
            for (var sum = 0; sum <= target; sum++)
            {
                window += ways[sum];
                if (sum > bound)
                    window -= ways[sum - bound - 1];
                next[sum] = window;
            }

            ways = next;
        }

        return ways[target];
    }

    private static double Enumerate(CountTable table, double bar)
    {
        var first = table.RowTotals.Min();
        var width = table.Columns;
        var terms = Enumerable.Range(0, width).Select(j => Terms(table, j, first)).ToArray();
        var room = new long[width + 1];
        var most = new double[width + 1];
        for (var j = width - 1; j >= 0; j--)
        {
            room[j] = room[j + 1] + table.ColumnTotals[j];
            most[j] = most[j + 1] + terms[j].Max(term => term.Chi2);
        }

        var all = Hypergeometric.LogChoose(table.Total, first);
        return Math.Clamp(Walk(0, first, 0, 0), 0, 1);

        double Walk(int j, long left, double chi2, double logWeight)
        {
            // Once the bar is reached every way to fill the rest counts (Vandermonde); where it is out of reach none does.
            if (chi2 >= bar)
                return Math.Exp(logWeight + Hypergeometric.LogChoose(room[j], left) - all);
            if (chi2 + most[j] < bar)
                return 0;

            var sum = 0.0;
            for (var k = Math.Max(0, left - room[j + 1]); k <= Math.Min(table.ColumnTotals[j], left); k++)
            {
                var term = terms[j][k];
                sum += Walk(j + 1, left - k, chi2 + term.Chi2, logWeight + term.LogWays);
            }

            return sum;
        }
    }

    /// <summary>For each count that the smaller sample can have in a category: what it adds to chi-square, and in how many ways.</summary>
    private static (double Chi2, double LogWays)[] Terms(CountTable table, int column, long size)
    {
        var total = table.ColumnTotals[column];
        double e0 = size * (double)total / table.Total, e1 = total - e0;
        var terms = new (double, double)[Math.Min(total, size) + 1];
        for (var k = 0; k < terms.Length; k++)
            terms[k] = ((k - e0) * (k - e0) * (1 / e0 + 1 / e1), Hypergeometric.LogChoose(total, k));

        return terms;
    }

    /// <summary>1 + the number of drawn tables that reach the bar.</summary>
    private static double Draw(CountTable table, double bar, ulong seed, int replicates)
    {
        var random = new SeededRandom(seed);
        var cells = table.Cells.Select(row => new long[row.Length]).ToArray();
        var reached = 1.0;
        for (var replicate = 0; replicate < replicates; replicate++)
        {
            Hypergeometric.DrawTable(table, cells, random);
            reached += table.ChiSquare(cells) >= bar ? 1 : 0;
        }

        return reached;
    }

    /// <summary>The same for two samples, of which the smaller decides the table: its values are dealt one by one while they are few.</summary>
    private static double DrawPairs(CountTable table, double bar, ulong seed, int replicates)
    {
        var random = new SeededRandom(seed);
        var size = table.RowTotals.Min();
        var terms = Enumerable.Range(0, table.Columns).Select(j => Terms(table, j, size)).ToArray();
        int[] pool = size <= MostDealt && table.Total <= int.MaxValue / 8
            ? [.. table.ColumnTotals.SelectMany((total, j) => Enumerable.Repeat(j, (int)total))] : [];
        var drawn = new long[table.Columns];
        var reached = 1.0;
        for (var replicate = 0; replicate < replicates; replicate++)
        {
            if (pool.Length > 0)
                Hypergeometric.Deal(pool, (int)size, drawn, random);
            else
                Hypergeometric.DrawRow(table.ColumnTotals, table.Total, size, drawn, random);

            var chi2 = 0.0;
            for (var j = 0; j < drawn.Length; j++)
                chi2 += terms[j][drawn[j]].Chi2;
            reached += chi2 >= bar ? 1 : 0;
        }

        return reached;
    }
}

/// <summary>What <see cref="HomogeneityPermutation"/> answers.</summary>
/// <param name="P">Probability of a chi-square at least as large, given both margins.</param>
/// <param name="Exact">Whether every table was enumerated.</param>
/// <param name="Chi2">The observed chi-square.</param>
/// <param name="Tables">Number of tables enumerated or drawn.</param>
/// <param name="Reason">Why <paramref name="P"/> is absent.</param>
public readonly record struct HomogeneityPermutationResult(double? P, bool Exact, double? Chi2, int Tables, Absent Reason);
