namespace Symetrie.Analytics.Statistics;

/// <summary>An order of rows that depends on their contents only, so that a later sum or draw cannot depend on the order
/// in which the rows arrived. Rows that tie are identical, so their order does not matter.</summary>
internal static class RowOrder
{
    /// <summary>The rows in lexicographic order of their columns.</summary>
    public static int[] Of(params double[][] columns)
    {
        var order = new int[columns[0].Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(order, (a, b) => Compare(columns, a, b));
        return order;
    }

    /// <summary>The units in lexicographic order of their rows.</summary>
    public static int[] OfRows(double[][] rows)
    {
        var order = new int[rows.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(order, (a, b) => rows[a].AsSpan().SequenceCompareTo(rows[b]));
        return order;
    }

    /// <summary>The values in a given order.</summary>
    public static double[] Take(ReadOnlySpan<double> values, ReadOnlySpan<int> order)
    {
        var taken = new double[order.Length];
        for (var i = 0; i < order.Length; i++) taken[i] = values[order[i]];
        return taken;
    }

    private static int Compare(double[][] columns, int a, int b)
    {
        foreach (var column in columns)
        {
            var order = column[a].CompareTo(column[b]);
            if (order != 0) return order;
        }

        return 0;
    }
}
