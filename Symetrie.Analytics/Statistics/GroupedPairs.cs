namespace Symetrie.Analytics.Statistics;

/// <summary>Complete pairs, those of one group side by side. Groups may be named and rows ordered in any way: what is made
/// of them are exact sums, so every figure has the same bits.</summary>
internal sealed class GroupedPairs
{
    private GroupedPairs(double[] x, double[] y, int[] starts)
    {
        X = x;
        Y = y;
        Starts = starts;
    }

    public double[] X { get; }

    public double[] Y { get; }

    /// <summary>Where each group begins, and at the end the number of pairs.</summary>
    public int[] Starts { get; }

    public int N => X.Length;

    public int Groups => Starts.Length - 1;

    public static GroupedPairs Of(ReadOnlySpan<int> groups, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Guard.SameLength(x.Length, y.Length);
        Guard.SameLength(x.Length, groups.Length);
        int[] names = new int[x.Length], rows = new int[x.Length];
        var n = 0;
        for (var i = 0; i < x.Length; i++)
        {
            if (!double.IsFinite(x[i]) || !double.IsFinite(y[i])) continue;
            (names[n], rows[n]) = (groups[i], i);
            n++;
        }

        Array.Sort(names, rows, 0, n);
        var starts = new List<int>();
        for (var i = 0; i < n; i++)
        {
            if (i == 0 || names[i] != names[i - 1]) starts.Add(i);
        }

        starts.Add(n);
        return new GroupedPairs(RowOrder.Take(x, rows.AsSpan(0, n)), RowOrder.Take(y, rows.AsSpan(0, n)), [.. starts]);
    }

    /// <summary>The mean of each group, and all values less the mean of their group.</summary>
    public (double[] Means, double[] Deviations) Centre(double[] values)
    {
        var means = new double[Groups];
        var deviations = new double[values.Length];
        for (var g = 0; g < Groups; g++)
        {
            var own = values.AsSpan(Starts[g]..Starts[g + 1]);
            means[g] = Mean(own);
            for (var i = Starts[g]; i < Starts[g + 1]; i++) deviations[i] = values[i] - means[g];
        }

        return (means, deviations);
    }

    /// <summary>The mean; of equal values exactly the value, so that a constant group deviates by exactly 0.</summary>
    internal static double Mean(ReadOnlySpan<double> values)
    {
        var first = values[0];
        return values.ContainsAnyExcept(first) ? ExactSum.Of(values) / values.Length : first;
    }
}
