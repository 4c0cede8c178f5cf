namespace Symetrie.Analytics.Statistics;

/// <summary>Complete pairs sorted by group, and inside a group by their values: groups may be named and rows ordered in
/// any way, every figure made from this has the same bits.</summary>
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
        var rows = new List<(int Group, double X, double Y)>(x.Length);
        for (var i = 0; i < x.Length; i++)
        {
            if (double.IsFinite(x[i]) && double.IsFinite(y[i])) rows.Add((groups[i], x[i], y[i]));
        }

        rows.Sort();
        var starts = new List<int>();
        for (var i = 0; i < rows.Count; i++)
        {
            if (i == 0 || rows[i].Group != rows[i - 1].Group) starts.Add(i);
        }

        starts.Add(rows.Count);
        return new GroupedPairs([.. rows.Select(r => r.X)], [.. rows.Select(r => r.Y)], [.. starts]);
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
