namespace Symetrie.Analytics.Statistics;

/// <summary>The few operations on small matrices of sums of products that the panel regressions need, always in the same
/// order of summation.</summary>
internal static class Gram
{
    /// <summary>Of a column, the share of its squares that must remain after the columns before it.</summary>
    private const double Remainder = 1e-12;

    /// <summary>Squares of a column of size 1 that are nothing but its rounding.</summary>
    private const double Noise = 1e-20;

    /// <summary>XᵀX of rows that come in blocks.</summary>
    public static double[][] Of(IEnumerable<double[][]> blocks)
    {
        double[][]? gram = null;
        foreach (var row in blocks.SelectMany(block => block))
        {
            gram ??= [.. row.Select(_ => new double[row.Length])];
            for (var i = 0; i < row.Length; i++)
            {
                var (own, sums) = (row[i], gram[i]);
                for (var j = i; j < row.Length; j++) sums[j] += own * row[j];
            }
        }

        // Either half has the same bits.
        for (var i = 0; i < gram?.Length; i++)
            for (var j = 0; j < i; j++) gram[i][j] = gram[j][i];
        return gram ?? [];
    }

    /// <summary>The inverse, by elimination without exchanges, which is stable for sums of products. The first
    /// <paramref name="required"/> columns come last in the elimination: null where one of them is collinear with others;
    /// any other collinear column is left out (its row and column are 0).</summary>
    public static double[][]? Inverse(double[][] gram, int required)
    {
        var n = gram.Length;
        double[][] a = [.. gram.Select((row, i) => (double[])[.. row, .. Enumerable.Range(0, n).Select(j => i == j ? 1.0 : 0)])];
        var kept = new bool[n];
        foreach (var k in Enumerable.Range(required, n - required).Concat(Enumerable.Range(0, required)))
        {
            kept[k] = gram[k][k] > Noise && a[k][k] > Remainder * gram[k][k];
            if (kept[k]) Eliminate(a, k, from: 0);
            else if (k < required) return null;
        }

        return [.. a.Select((row, i) => row[n..].Select(v => kept[i] ? v / a[i][i] : 0).ToArray())];
    }

    /// <summary>For the columns after the first ones, what those leave of their sums of squares.</summary>
    public static double[] Remainders(double[][] rows, int first)
    {
        var a = Of([rows]);
        for (var k = 0; k < first; k++)
        {
            if (a[k][k] > Remainder * rows.Length) Eliminate(a, k, from: k + 1);
        }

        return [.. Enumerable.Range(first, a.Length - first).Select(i => a[i][i])];
    }

    public static double[] Times(double[][] matrix, double[] vector)
    {
        var result = new double[matrix.Length];
        Times(matrix, vector, result);
        return result;
    }

    public static void Times(double[][] matrix, ReadOnlySpan<double> vector, Span<double> result)
    {
        for (var i = 0; i < matrix.Length; i++) result[i] = Dot(matrix[i], vector);
    }

    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    private static void Eliminate(double[][] a, int k, int from)
    {
        for (var i = from; i < a.Length; i++)
        {
            if (i == k) continue;
            var factor = a[i][k] / a[k][k];
            for (var j = 0; j < a[i].Length; j++) a[i][j] -= factor * a[k][j];
        }
    }
}
