namespace Symetrie.Analytics.Statistics;

/// <summary>Number, means and covariances of items: all that reliability needs of them.</summary>
/// <param name="N">Cases used; of pairwise moments the smallest number behind any covariance.</param>
/// <param name="Dropped">Cases not used because an item was missing (listwise).</param>
/// <param name="Means">One per item.</param>
/// <param name="Covariance">Items × items, divisor n − 1; zeros when n &lt; 2. The diagonal of a constant item is exactly 0.</param>
public sealed record ItemMoments(long N, long Dropped, double[] Means, double[,] Covariance)
{
    /// <summary>Number of items.</summary>
    public int Items => Means.Length;

    /// <summary>Sum of all covariances: the variance of the sum score.</summary>
    public double TotalVariance
    {
        get
        {
            var sum = new ExactAccumulator();
            foreach (var entry in Covariance)
            {
                sum.Add(entry);
            }

            return sum.Rounded();
        }
    }

    /// <summary>Of the cases without a missing item. One row a case, NaN where an item is missing.</summary>
    public static ItemMoments Listwise(IReadOnlyList<double[]> rows)
    {
        var complete = new List<double[]>(rows.Count);
        foreach (var row in rows)
        {
            Guard.SameLength(rows[0].Length, row.Length, nameof(rows));
            Guard.NoneInfinite(row, nameof(rows));
            if (!Array.Exists(row, double.IsNaN))
            {
                complete.Add(row);
            }
        }

        var items = rows.Count == 0 ? 0 : rows[0].Length;
        var dropped = rows.Count - complete.Count;
        return IntegerSums(complete, items) is { } sums
            ? OfSums(complete.Count, sums.Sums, sums.Products) with { Dropped = dropped }
            : OfColumns(complete, items, dropped);
    }

    /// <summary>Each covariance of the cases that have both items. Such a matrix need not be positive definite.</summary>
    public static ItemMoments Pairwise(IReadOnlyList<double[]> rows)
    {
        var items = rows.Count == 0 ? 0 : rows[0].Length;
        var (means, covariance) = (new double[items], new double[items, items]);
        var least = (long)rows.Count;
        for (var i = 0; i < items; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var pair = Listwise([.. rows.Select(row => i == j ? new[] { row[i] } : [row[i], row[j]])]);
                least = Math.Min(least, pair.N);
                means[i] = i == j ? pair.Means[0] : means[i];
                covariance[i, j] = covariance[j, i] = pair.Covariance[0, pair.Items - 1];
            }
        }

        return new ItemMoments(least, 0, means, covariance);
    }

    /// <summary>Of whole-number codes from their additive sums: n, Σx, and Σxy as a full items × items table row by row. The
    /// integers make (nΣxy − ΣxΣy) exact, so sums added up give the same bits as the cases together.</summary>
    public static ItemMoments OfSums(long n, ReadOnlySpan<long> sums, ReadOnlySpan<long> products)
    {
        Guard.NonNegative(n);
        var items = sums.Length;
        Guard.SameLength(items * items, products.Length, nameof(products));
        var (means, covariance) = (new double[items], new double[items, items]);
        for (var i = 0; i < items; i++)
        {
            means[i] = n == 0 ? 0 : (double)sums[i] / n;
            for (var j = 0; j < items && n > 1; j++)
            {
                var numerator = ((Int128)n * products[(i * items) + j]) - ((Int128)sums[i] * sums[j]);
                covariance[i, j] = (double)numerator / n / (n - 1);
            }
        }

        return new ItemMoments(n, 0, means, covariance);
    }

    /// <summary>The same from sums that need more than 64 bits, of values that are integers in some unit: the moments are those of value / unit.</summary>
    public static ItemMoments OfSums(long n, ReadOnlySpan<Int128> sums, ReadOnlySpan<Int128> products, double unit)
    {
        Guard.NonNegative(n);
        Guard.Positive(unit);
        var items = sums.Length;
        Guard.SameLength(items * items, products.Length, nameof(products));
        var (means, covariance) = (new double[items], new double[items, items]);
        for (var i = 0; i < items; i++)
        {
            means[i] = n == 0 ? 0 : (double)sums[i] / n / unit;
            for (var j = 0; j < items && n > 1; j++)
            {
                covariance[i, j] = (double)((n * products[(i * items) + j]) - (sums[i] * sums[j])) / n / (n - 1) / (unit * unit);
            }
        }

        return new ItemMoments(n, 0, means, covariance);
    }

    /// <summary>The correlation of two items; null if either is constant. Kept in [−1, 1].</summary>
    public double? Correlation(int i, int j)
    {
        var scale = Math.Sqrt(Covariance[i, i]) * Math.Sqrt(Covariance[j, j]);
        return scale > 0 ? Math.Clamp(Covariance[i, j] / scale, -1, 1) : null;
    }

    private static (long[] Sums, long[] Products)? IntegerSums(List<double[]> rows, int items)
    {
        // Bounded so that no sum can leave 63 bits.
        const double Most = 1 << 15;
        var (sums, products) = (new long[items], new long[items * items]);
        foreach (var row in rows)
        {
            for (var i = 0; i < items; i++)
            {
                if (row[i] != Math.Floor(row[i]) || Math.Abs(row[i]) > Most)
                {
                    return null;
                }

                sums[i] += (long)row[i];
                for (var j = 0; j < items; j++)
                {
                    products[(i * items) + j] += (long)(row[i] * row[j]);
                }
            }
        }

        return (sums, products);
    }

    private static ItemMoments OfColumns(List<double[]> rows, int items, long dropped)
    {
        var (means, covariance) = (new double[items], new double[items, items]);
        var deviations = new double[items][];
        for (var i = 0; i < items; i++)
        {
            var column = rows.ConvertAll(row => row[i]).ToArray();
            var moments = SampleMoments.Of(column);
            means[i] = moments.Mean;
            deviations[i] = moments.Variance == 0 ? new double[column.Length] : Array.ConvertAll(column, x => x - moments.Mean);
            for (var j = 0; j <= i && rows.Count > 1; j++)
            {
                var sum = ExactSum.OfProducts(deviations[i], deviations[j]);
                covariance[i, j] = covariance[j, i] = sum / (rows.Count - 1);
            }
        }

        return new ItemMoments(rows.Count, dropped, means, covariance);
    }
}
