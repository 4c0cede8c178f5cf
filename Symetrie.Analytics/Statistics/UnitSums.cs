namespace Symetrie.Analytics.Statistics;

/// <summary>The rows of each unit reduced to count, sums and sums of squares and products, from which the correlation of
/// any resample of units follows.</summary>
/// <remarks>Values are centred by stratum and scaled first, so the sums cancel no digits. Strata and units stand in an order
/// that depends on their contents only, so the order of the rows changes neither a sum nor a draw.</remarks>
internal sealed class UnitSums
{
    private const int Width = 6;
    private readonly double[] sums;
    private readonly int[] stratum;
    private readonly double[] totals;

    private UnitSums(List<(int Stratum, double[] Sums)> units, int rows, int strata)
    {
        (Units, Rows, Strata) = (units.Count, rows, strata);
        sums = [.. units.SelectMany(u => u.Sums)];
        stratum = [.. units.Select(u => u.Stratum)];
        totals = new double[Math.Max(1, strata) * Width];
        double xx = 0, yy = 0;
        foreach (var unit in units)
        {
            xx += unit.Sums[3];
            yy += unit.Sums[4];
        }

        Varies = xx > 0 && yy > 0;
    }

    public int Units { get; }

    public int Rows { get; }

    public int Strata { get; }

    public bool Varies { get; }

    public static UnitSums Of(ReadOnlySpan<int> units, ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<int> strata)
    {
        Guard.SameLength(x.Length, y.Length);
        Guard.SameLength(x.Length, units.Length);
        if (!strata.IsEmpty) Guard.SameLength(x.Length, strata.Length);
        var rows = new List<(int Stratum, int Unit, double X, double Y)>(x.Length);
        var home = new Dictionary<int, int>();
        for (var i = 0; i < x.Length; i++)
        {
            if (!double.IsFinite(x[i]) || !double.IsFinite(y[i])) continue;
            var own = strata.IsEmpty ? 0 : strata[i];
            if (!home.TryAdd(units[i], own) && home[units[i]] != own)
                throw new ArgumentException("The rows of one unit lie in different strata.", nameof(strata));
            rows.Add((own, units[i], x[i], y[i]));
        }

        rows.Sort();
        double[] scaledX = Scale(rows, r => r.X), scaledY = Scale(rows, r => r.Y);
        return Reduce(rows, scaledX, scaledY);
    }

    /// <summary>The correlation of the units as they are.</summary>
    public double Correlation() => Without(-1);

    /// <summary>The correlation without one unit.</summary>
    public double Without(int left)
    {
        Array.Clear(totals);
        for (var u = 0; u < Units; u++)
        {
            if (u != left) Add(u);
        }

        return FromTotals();
    }

    /// <summary>The correlation of as many units as there are, drawn with repetition.</summary>
    public double Draw(SeededRandom random)
    {
        Array.Clear(totals);
        for (var i = 0; i < Units; i++) Add(random.Next(Units));
        return FromTotals();
    }

    private void Add(int unit)
    {
        var from = sums.AsSpan(unit * Width, Width);
        var to = totals.AsSpan(stratum[unit] * Width, Width);
        for (var k = 0; k < Width; k++) to[k] += from[k];
    }

    private double FromTotals()
    {
        double xx = 0, yy = 0, xy = 0, rawX = 0, rawY = 0;
        for (var s = 0; s < totals.Length; s += Width)
        {
            var n = totals[s];
            if (n == 0) continue;
            double sumX = totals[s + 1], sumY = totals[s + 2];
            xx += totals[s + 3] - (sumX * sumX / n);
            yy += totals[s + 4] - (sumY * sumY / n);
            xy += totals[s + 5] - (sumX * sumY / n);
            rawX += totals[s + 3];
            rawY += totals[s + 4];
        }

        // What a constant series leaves after the subtraction is rounding, not variance.
        return xx > 1e-12 * rawX && yy > 1e-12 * rawY ? FixedPoint.Correlation(xy, xx, yy) : double.NaN;
    }

    /// <summary>Deviations from the stratum's mean over the largest of them.</summary>
    private static double[] Scale(List<(int Stratum, int Unit, double X, double Y)> rows, Func<(int Stratum, int Unit, double X, double Y), double> value)
    {
        var scaled = new double[rows.Count];
        for (int start = 0, end; start < rows.Count; start = end)
        {
            end = start;
            while (end < rows.Count && rows[end].Stratum == rows[start].Stratum) end++;
            double[] own = [.. rows[start..end].Select(value)];
            var mean = GroupedPairs.Mean(own);
            for (var i = start; i < end; i++) scaled[i] = own[i - start] - mean;
        }

        var largest = scaled.Select(Math.Abs).DefaultIfEmpty(0).Max();
        return largest > 0 ? [.. scaled.Select(v => v / largest)] : scaled;
    }

    private static UnitSums Reduce(List<(int Stratum, int Unit, double X, double Y)> rows, double[] x, double[] y)
    {
        var strata = new List<List<double[]>>();
        for (int start = 0, end; start < rows.Count; start = end)
        {
            end = start;
            while (end < rows.Count && rows[end].Unit == rows[start].Unit) end++;
            ReadOnlySpan<double> ownX = x.AsSpan(start..end), ownY = y.AsSpan(start..end);
            if (start == 0 || rows[start].Stratum != rows[start - 1].Stratum) strata.Add([]);
            strata[^1].Add([end - start, ExactSum.Of(ownX), ExactSum.Of(ownY), ExactSum.OfProducts(ownX, ownX),
                ExactSum.OfProducts(ownY, ownY), ExactSum.OfProducts(ownX, ownY)]);
        }

        foreach (var units in strata) units.Sort((a, b) => a.AsSpan().SequenceCompareTo(b));
        double[][] contents = [.. strata.Select(units => units.SelectMany(u => u).ToArray())];
        var order = RowOrder.OfRows(contents);
        return new UnitSums([.. order.SelectMany((s, rank) => strata[s].Select(u => (rank, u)))], rows.Count, strata.Count);
    }
}
