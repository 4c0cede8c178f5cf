namespace Symetrie.Analytics.Statistics;

/// <summary>Two samples as counts over their common ascending values: the one form in which the rank and distance
/// statistics compute, so that raw and counted input, in any order of rows, give the same bits.</summary>
/// <param name="Values">Ascending, distinct; each holds a count in at least one sample.</param>
/// <param name="A">Counts of the first sample.</param>
/// <param name="B">Counts of the second sample.</param>
/// <param name="Na">Size of the first sample.</param>
/// <param name="Nb">Size of the second sample.</param>
/// <param name="MissingA">Values of the first sample that were missing.</param>
/// <param name="MissingB">Values of the second sample that were missing.</param>
internal sealed record CountedPair(double[] Values, long[] A, long[] B, long Na, long Nb, int MissingA, int MissingB)
{
    /// <summary>Sorts and counts two raw samples.</summary>
    public static CountedPair Of(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var x = Sorted(a);
        var y = Sorted(b);
        var values = new List<double>();
        List<long> countsA = [], countsB = [];
        int i = 0, j = 0;
        while (i < x.Length || j < y.Length)
        {
            var value = j == y.Length || (i < x.Length && x[i] <= y[j]) ? x[i] : y[j];
            int fromA = i, fromB = j;
            while (i < x.Length && x[i] == value)
                i++;
            while (j < y.Length && y[j] == value)
                j++;
            values.Add(value);
            countsA.Add(i - fromA);
            countsB.Add(j - fromB);
        }

        return new CountedPair([.. values], [.. countsA], [.. countsB], x.Length, y.Length, a.Length - x.Length, b.Length - y.Length);
    }

    /// <summary>Takes counts over common values, without the values that no sample holds.</summary>
    /// <exception cref="ArgumentException">Lengths differ, values do not ascend, or a count is negative.</exception>
    public static CountedPair OfCounts(ReadOnlySpan<double> values, ReadOnlySpan<long> a, ReadOnlySpan<long> b)
    {
        Guard.Tally(values, a);
        Guard.Tally(values, b);
        var kept = new List<int>();
        for (var i = 0; i < values.Length; i++)
        {
            if (a[i] > 0 || b[i] > 0)
                kept.Add(i);
        }

        var (v, x, y) = (new double[kept.Count], new long[kept.Count], new long[kept.Count]);
        for (var k = 0; k < kept.Count; k++)
            (v[k], x[k], y[k]) = (values[kept[k]], a[kept[k]], b[kept[k]]);

        return new CountedPair(v, x, y, x.Sum(), y.Sum(), 0, 0);
    }

    /// <summary>Why two samples cannot be compared at all.</summary>
    public Absent Reason => Na + Nb == 0 ? Absent.NoValues : Na == 0 || Nb == 0 ? Absent.EmptyGroup : Absent.None;

    /// <summary>Σ (t³ − t) over the tied groups of the pooled sample, exactly.</summary>
    public Int128 TieSum()
    {
        Int128 sum = 0;
        for (var i = 0; i < Values.Length; i++)
        {
            Int128 t = A[i] + B[i];
            sum += t * t * t - t;
        }

        return sum;
    }

    private static double[] Sorted(ReadOnlySpan<double> values)
    {
        Guard.NoneInfinite(values);
        var kept = new double[values.Length];
        var n = 0;
        foreach (var value in values)
        {
            if (!double.IsNaN(value))
                kept[n++] = value;
        }

        Array.Resize(ref kept, n);
        PlacedValue.Sort(kept);
        return kept;
    }
}
