namespace Symetrie.Analytics.Statistics;

/// <summary>Drops what is missing (NaN) before anything is computed; an infinite value is a wrong call.</summary>
internal static class CompleteCases
{
    public static double[] Values(ReadOnlySpan<double> values)
    {
        Guard.NoneInfinite(values);
        var kept = new List<double>(values.Length);
        foreach (var value in values)
        {
            if (!double.IsNaN(value))
            {
                kept.Add(value);
            }
        }

        return [.. kept];
    }

    /// <summary>The pairs of which neither side is missing.</summary>
    public static (double[] X, double[] Y) Pairs(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Guard.SameLength(x.Length, y.Length);
        Guard.NoneInfinite(x, nameof(x));
        Guard.NoneInfinite(y, nameof(y));
        var keptX = new List<double>(x.Length);
        var keptY = new List<double>(y.Length);
        for (var i = 0; i < x.Length; i++)
        {
            if (!double.IsNaN(x[i]) && !double.IsNaN(y[i]))
            {
                keptX.Add(x[i]);
                keptY.Add(y[i]);
            }
        }

        return ([.. keptX], [.. keptY]);
    }

    /// <summary>Indices of the rows of which no column is missing, ascending.</summary>
    public static int[] Rows(params IReadOnlyList<double[]> columns) =>
        columns.Count == 0 ? [] : [.. Enumerable.Range(0, columns[0].Length).Where(i => columns.All(column => !double.IsNaN(column[i])))];

    /// <summary>The values at the given indices.</summary>
    public static double[] At(double[] column, int[] rows) => [.. rows.Select(i => column[i])];
}
