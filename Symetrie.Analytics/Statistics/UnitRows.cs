namespace Symetrie.Analytics.Statistics;

/// <summary>Rows of several units in strata, those of one unit side by side and those of one stratum too: what all series over the same rows have in common.</summary>
internal sealed class UnitRows
{
    private UnitRows(int[] order, int[] starts, int[] strata) => (Order, Starts, Strata) = (order, starts, strata);

    /// <summary>The places of the rows, unit by unit.</summary>
    public int[] Order { get; }

    /// <summary>Where each unit's rows begin in that order, and at the end the number of rows.</summary>
    public int[] Starts { get; }

    /// <summary>Where each stratum's units begin, and at the end the number of units.</summary>
    public int[] Strata { get; }

    public int Count => Order.Length;

    public int Units => Starts.Length - 1;

    /// <summary>Puts rows in that order.</summary>
    /// <param name="units">The unit of each row.</param>
    /// <param name="strata">The stratum of each; empty for one.</param>
    /// <param name="kept">The places of the rows that count, ascending.</param>
    public static UnitRows Of(ReadOnlySpan<int> units, ReadOnlySpan<int> strata, ReadOnlySpan<int> kept)
    {
        if (!strata.IsEmpty) RefuseSplit(units, strata, kept);
        var (names, order, ascending) = (new long[kept.Length], kept.ToArray(), true);
        for (var i = 0; i < kept.Length; i++)
        {
            names[i] = ((long)(strata.IsEmpty ? 0 : strata[kept[i]]) << 32) | (uint)units[kept[i]];
            ascending &= i == 0 || names[i - 1] <= names[i];
        }

        if (!ascending) Array.Sort(names, order);
        var (starts, first) = (new List<int>(), new List<int>());
        for (var i = 0; i < names.Length; i++)
        {
            if (i > 0 && names[i] == names[i - 1]) continue;
            if (i == 0 || names[i] >> 32 != names[i - 1] >> 32) first.Add(starts.Count);
            starts.Add(i);
        }

        first.Add(starts.Count);
        starts.Add(names.Length);
        return new UnitRows(order, [.. starts], [.. first]);
    }

    private static void RefuseSplit(ReadOnlySpan<int> units, ReadOnlySpan<int> strata, ReadOnlySpan<int> kept)
    {
        var home = new Dictionary<int, int>();
        foreach (var i in kept)
            if (!home.TryAdd(units[i], strata[i]) && home[units[i]] != strata[i])
                throw new ArgumentException("The rows of one unit lie in different strata.", nameof(strata));
    }
}

/// <summary>One series over such rows: centred by stratum and scaled, and summed up for each unit, once for all the series it is correlated with.</summary>
internal sealed class UnitSide
{
    private readonly Lazy<int[]> order;

    private UnitSide(UnitRows rows, double[] scaled, double[] sums, double[] squares)
    {
        (Rows, Scaled, Sums, Squares) = (rows, scaled, sums, squares);
        order = new(BySums, isThreadSafe: false);
    }

    public UnitRows Rows { get; }

    /// <summary>Deviations from the stratum's mean over the largest of them, unit by unit.</summary>
    public double[] Scaled { get; }

    /// <summary>Of each unit Σx.</summary>
    public double[] Sums { get; }

    /// <summary>Of each unit Σx².</summary>
    public double[] Squares { get; }

    /// <summary>The units of each stratum by their number of rows and then by Σx.</summary>
    public int[] Order => order.Value;

    /// <summary>Prepares a series.</summary>
    /// <param name="rows">The rows that count; all of them finite.</param>
    /// <param name="values">The values of all rows.</param>
    public static UnitSide Of(UnitRows rows, ReadOnlySpan<double> values)
    {
        var scaled = RowOrder.Take(values, rows.Order);
        Scale(rows, scaled);
        var (sums, squares) = (new double[rows.Units], new double[rows.Units]);
        for (var u = 0; u < rows.Units; u++)
        {
            ReadOnlySpan<double> own = scaled.AsSpan(rows.Starts[u]..rows.Starts[u + 1]);
            (sums[u], squares[u]) = (ExactSum.Of(own), ExactSum.OfProducts(own, own));
        }

        return new UnitSide(rows, scaled, sums, squares);
    }

    /// <summary>How many rows a unit has.</summary>
    public int CountOf(int unit) => Rows.Starts[unit + 1] - Rows.Starts[unit];

    private static void Scale(UnitRows rows, double[] values)
    {
        var largest = 0.0;
        for (var s = 0; s < rows.Strata.Length - 1; s++)
        {
            var own = values.AsSpan(rows.Starts[rows.Strata[s]]..rows.Starts[rows.Strata[s + 1]]);
            var mean = GroupedPairs.Mean(own);
            foreach (ref var value in own)
            {
                value -= mean;
                largest = Math.Max(largest, Math.Abs(value));
            }
        }

        if (!(largest > 0)) return;
        foreach (ref var value in values.AsSpan()) value /= largest;
    }

    private int[] BySums()
    {
        var units = new int[Rows.Units];
        for (var u = 0; u < units.Length; u++) units[u] = u;
        var sums = (double[])Sums.Clone();
        for (var s = 0; s < Rows.Strata.Length - 1; s++)
        {
            var (from, count) = (Rows.Strata[s], Rows.Strata[s + 1] - Rows.Strata[s]);
            var even = true;
            for (var u = from; u < from + count; u++) even &= CountOf(u) == CountOf(from);
            if (even) Array.Sort(sums, units, from, count);
            else units.AsSpan(from, count).Sort((a, b) => CountOf(a) != CountOf(b) ? CountOf(a).CompareTo(CountOf(b)) : Sums[a].CompareTo(Sums[b]));
        }

        return units;
    }
}
