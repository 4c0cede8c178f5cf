namespace Symetrie.Analytics.Statistics;

/// <summary>Puts rows into one order that does not depend on how they arrived, so that every later sum has the same bits.</summary>
internal static class CanonicalOrder
{
    /// <summary>Sorts the rows of the columns in place, by the first column, then the second, and so on.</summary>
    public static void Sort(params double[][] columns)
    {
        var order = Of(columns);
        foreach (var column in columns)
        {
            var sorted = CompleteCases.At(column, order);
            sorted.CopyTo(column, 0);
        }
    }

    /// <summary>The order of the rows: by the first column, then the second, and so on. Rows that are equal throughout are
    /// interchangeable.</summary>
    public static int[] Of(params double[][] columns)
    {
        var order = Enumerable.Range(0, columns[0].Length).ToArray();
        Array.Sort(order, (a, b) =>
        {
            var c = 0;
            for (var j = 0; c == 0 && j < columns.Length; j++)
            {
                c = columns[j][a].CompareTo(columns[j][b]);
            }

            return c;
        });
        return order;
    }
}
