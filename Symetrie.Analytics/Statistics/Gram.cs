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
                for (var j = 0; j < row.Length; j++) gram[i][j] += row[i] * row[j];
            }
        }

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

    public static double[] Times(double[][] matrix, double[] vector) => [.. matrix.Select(row => Dot(row, vector))];

    /// <summary>The inverse of a positive matrix, row by row in one piece, by the steps of <see cref="Inverse"/> with every column required; false where one is collinear.</summary>
    /// <param name="gram">n × n.</param>
    /// <param name="room">n × 2n: afterwards the right half of each row holds that of the inverse.</param>
    /// <param name="n">Rows.</param>
    public static bool TryInvert(ReadOnlySpan<double> gram, Span<double> room, int n)
    {
        for (var i = 0; i < n; i++)
        {
            var row = room.Slice(2 * n * i, 2 * n);
            gram.Slice(i * n, n).CopyTo(row);
            row[n..].Clear();
            row[n + i] = 1;
        }

        for (var k = 0; k < n; k++)
        {
            var pivot = room.Slice(2 * n * k, 2 * n);
            if (!(gram[(k * n) + k] > Noise && pivot[k] > Remainder * gram[(k * n) + k])) return false;
            for (var i = 0; i < n; i++)
            {
                if (i == k) continue;
                var row = room.Slice(2 * n * i, 2 * n);
                var factor = row[k] / pivot[k];
                for (var j = 0; j < row.Length; j++) row[j] -= factor * pivot[j];
            }
        }

        for (var i = 0; i < n; i++)
        {
            var row = room.Slice(2 * n * i, 2 * n);
            for (var j = n; j < row.Length; j++) row[j] /= row[i];
        }

        return true;
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
