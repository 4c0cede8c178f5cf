namespace Symetrie.Analytics.Disclosure;

/// <summary>The span of integer vectors, kept in reduced echelon form; fraction-free and checked.</summary>
/// <param name="width">How many coordinates.</param>
internal sealed class IntegerSpan(int width)
{
    private readonly List<(int Pivot, long[] Row)> rows = [];

    public int Rank => rows.Count;

    /// <summary>Adds a vector; false where it lay in the span.</summary>
    /// <exception cref="OverflowException">64 bits do not suffice.</exception>
    public bool Add(long[] vector)
    {
        var left = (long[])vector.Clone();
        foreach (var (pivot, row) in rows) Reduce(left, pivot, row);
        var lead = Array.FindIndex(left, v => v != 0);
        if (lead < 0) return false;
        for (var i = 0; i < rows.Count; i++) Reduce(rows[i].Row, lead, left);
        rows.Add((lead, left));
        return true;
    }

    /// <summary>A basis of the vectors on which the whole span vanishes.</summary>
    public long[][] Kernel()
    {
        var pivots = rows.Select(r => r.Pivot).ToHashSet();
        return [.. Enumerable.Range(0, width).Where(c => !pivots.Contains(c)).Select(Solution)];
    }

    private long[] Solution(int column)
    {
        var scale = 1L;
        foreach (var (pivot, row) in rows)
            if (row[column] != 0) scale = checked(scale / Divisor(scale, row[pivot]) * Math.Abs(row[pivot]));
        var solution = new long[width];
        solution[column] = scale;
        foreach (var (pivot, row) in rows)
            if (row[column] != 0) solution[pivot] = checked(-row[column] * (scale / row[pivot]));
        return solution;
    }

    private static void Reduce(long[] target, int pivot, long[] row)
    {
        if (target[pivot] == 0) return;
        var divisor = Divisor(target[pivot], row[pivot]);
        var (a, b) = (row[pivot] / divisor, target[pivot] / divisor);
        var common = 0L;
        for (var c = 0; c < target.Length; c++)
        {
            target[c] = checked((target[c] * a) - (row[c] * b));
            if (target[c] != 0 && common != 1) common = Divisor(common, target[c]);
        }

        if (common > 1)
            for (var c = 0; c < target.Length; c++) target[c] /= common;
    }

    private static long Divisor(long a, long b)
    {
        while (b != 0) (a, b) = (b, a % b);
        return checked(Math.Abs(a));
    }
}
