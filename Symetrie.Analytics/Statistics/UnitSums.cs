using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Symetrie.Analytics.Statistics;

/// <summary>The rows of each unit reduced to count, sums and sums of squares and products, from which the correlation of
/// any resample of units follows.</summary>
/// <remarks>Values are centred by stratum and scaled first, so the sums cancel no digits. Strata and units stand in an order
/// that depends on their contents only, so the order of the rows changes neither a sum nor a draw.</remarks>
internal sealed class UnitSums
{
    /// <summary>n, Σx, Σy, Σx², then Σy², Σxy and two empty places: two vectors of four, added place by place.</summary>
    private const int Width = 8;
    private readonly double[] sums;
    private readonly int[] stratum;
    private readonly double[] totals;
    private readonly int[] drawn;

    private UnitSums(List<(int Stratum, double[] Sums)> units, int rows, int strata)
    {
        (Units, Rows, Strata) = (units.Count, rows, strata);
        sums = [.. units.SelectMany(u => u.Sums)];
        stratum = [.. units.Select(u => u.Stratum)];
        totals = new double[Math.Max(1, strata) * Width];
        drawn = new int[Units];
        Varies = units.Exists(u => u.Sums[3] > 0) && units.Exists(u => u.Sums[4] > 0);
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
        long[] names = new long[x.Length];
        int[] rows = new int[x.Length];
        var n = 0;
        var home = new Dictionary<int, int>();
        for (var i = 0; i < x.Length; i++)
        {
            if (!double.IsFinite(x[i]) || !double.IsFinite(y[i])) continue;
            var own = strata.IsEmpty ? 0 : strata[i];
            if (!home.TryAdd(units[i], own) && home[units[i]] != own)
                throw new ArgumentException("The rows of one unit lie in different strata.", nameof(strata));
            (names[n], rows[n]) = (((long)own << 32) | (uint)units[i], i);
            n++;
        }

        Array.Sort(names, rows, 0, n);
        Array.Resize(ref names, n);
        Array.Resize(ref rows, n);
        return Reduce(names, Scale(names, RowOrder.Take(x, rows)), Scale(names, RowOrder.Take(y, rows)));
    }

    /// <summary>The correlation of the units as they are.</summary>
    public double Correlation()
    {
        Array.Clear(totals);
        for (var u = 0; u < Units; u++) Add(u);
        return FromTotals();
    }

    /// <summary>The correlation without each unit in turn, the sums of the others added up in their order.</summary>
    public double[] EachLeftOut()
    {
        var left = new double[Units];
        Array.Clear(totals);
        for (var u = 0; u < Units; u++) Add(u);
        for (int start = 0, end; start < Units; start = end)
        {
            end = start;
            while (end < Units && stratum[end] == stratum[start]) end++;
            var own = totals.AsSpan(stratum[start] * Width, Width);
            double[] whole = [.. own];
            LeaveOut(start, end, own, left);
            whole.CopyTo(own);
        }

        return left;
    }

    // Four units left out side by side: each chain of additions waits for itself only, so four take hardly longer than one.
    private void LeaveOut(int start, int end, Span<double> own, double[] left)
    {
        Vector256<double> before = default, beforeToo = default;
        Span<Vector256<double>> chains = stackalloc Vector256<double>[8];
        ref var origin = ref MemoryMarshal.GetReference<double>(sums);
        for (var j = start; j < end; j += 4)
        {
            var last = Math.Min(j + 4, end);
            for (var k = 0; k < last - j; k++)
            {
                (chains[2 * k], chains[(2 * k) + 1]) = (before, beforeToo);
                for (var u = j; u < last; u++)
                {
                    if (u == j + k) continue;
                    chains[2 * k] += Vector256.LoadUnsafe(ref origin, (nuint)(u * Width));
                    chains[(2 * k) + 1] += Vector256.LoadUnsafe(ref origin, (nuint)((u * Width) + 4));
                }
            }

            Vector256<double> a = chains[0], b = chains[1], c = chains[2], d = chains[3], e = chains[4], f = chains[5], g = chains[6], h = chains[7];
            for (var u = last; u < end; u++)
            {
                var first = Vector256.LoadUnsafe(ref origin, (nuint)(u * Width));
                var second = Vector256.LoadUnsafe(ref origin, (nuint)((u * Width) + 4));
                (a, c, e, g) = (a + first, c + first, e + first, g + first);
                (b, d, f, h) = (b + second, d + second, f + second, h + second);
            }

            (chains[0], chains[1], chains[2], chains[3]) = (a, b, c, d);
            (chains[4], chains[5], chains[6], chains[7]) = (e, f, g, h);
            for (var k = 0; k < last - j; k++)
            {
                chains[2 * k].CopyTo(own);
                chains[(2 * k) + 1].CopyTo(own[4..]);
                left[j + k] = FromTotals();
            }

            for (var u = j; u < last; u++)
            {
                before += Vector256.LoadUnsafe(ref origin, (nuint)(u * Width));
                beforeToo += Vector256.LoadUnsafe(ref origin, (nuint)((u * Width) + 4));
            }
        }
    }

    /// <summary>The correlation without each unit in turn; NaN where nothing varies without it.</summary>
    public double[] LeaveOneOut()
    {
        Array.Clear(totals);
        for (var u = 0; u < Units; u++) Add(u);
        double[] whole = [.. totals], left = new double[Units];
        for (var u = 0; u < Units; u++)
        {
            for (var c = 0; c < Width; c++) totals[(stratum[u] * Width) + c] -= sums[(u * Width) + c];
            left[u] = FromTotals();
            whole.CopyTo(totals, 0);
        }

        return left;
    }

    /// <summary>The correlation of as many units as there are, drawn with repetition.</summary>
    public double Draw(SeededRandom random)
    {
        random.Fill(drawn, Units);
        if (Strata == 1) return FromOne();
        Array.Clear(totals);
        foreach (var unit in drawn) Add(unit);
        return FromTotals();
    }

    /// <summary>The same sums in the same order, kept in registers: nearly all resamples have one stratum.</summary>
    private double FromOne()
    {
        Vector256<double> first = default, second = default;
        ref var origin = ref MemoryMarshal.GetReference<double>(sums);
        foreach (var unit in drawn)
        {
            first += Vector256.LoadUnsafe(ref origin, (nuint)(unit * Width));
            second += Vector256.LoadUnsafe(ref origin, (nuint)((unit * Width) + 4));
        }

        first.CopyTo(totals);
        second.CopyTo(totals, 4);
        return FromTotals();
    }

    private void Add(int unit)
    {
        var from = sums.AsSpan(unit * Width, Width);
        var to = totals.AsSpan(stratum[unit] * Width, Width);
        (Vector256.Create<double>(to) + Vector256.Create<double>(from)).CopyTo(to);
        (Vector256.Create<double>(to[4..]) + Vector256.Create<double>(from[4..])).CopyTo(to[4..]);
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
    private static double[] Scale(long[] names, double[] values)
    {
        var scaled = new double[values.Length];
        for (int start = 0, end; start < values.Length; start = end)
        {
            end = start;
            while (end < values.Length && names[end] >> 32 == names[start] >> 32) end++;
            var mean = GroupedPairs.Mean(values.AsSpan(start..end));
            for (var i = start; i < end; i++) scaled[i] = values[i] - mean;
        }

        var largest = scaled.Select(Math.Abs).DefaultIfEmpty(0).Max();
        return largest > 0 ? [.. scaled.Select(v => v / largest)] : scaled;
    }

    private static UnitSums Reduce(long[] names, double[] x, double[] y)
    {
        var strata = new List<List<double[]>>();
        for (int start = 0, end; start < names.Length; start = end)
        {
            end = start;
            while (end < names.Length && names[end] == names[start]) end++;
            ReadOnlySpan<double> ownX = x.AsSpan(start..end), ownY = y.AsSpan(start..end);
            if (start == 0 || names[start] >> 32 != names[start - 1] >> 32) strata.Add([]);
            // One row needs no exact sum: its products are rounded once either way.
            strata[^1].Add(end - start == 1
                ? [1, ownX[0], ownY[0], ownX[0] * ownX[0], ownY[0] * ownY[0], ownX[0] * ownY[0], 0, 0]
                : [end - start, ExactSum.Of(ownX), ExactSum.Of(ownY), ExactSum.OfProducts(ownX, ownX),
                    ExactSum.OfProducts(ownY, ownY), ExactSum.OfProducts(ownX, ownY), 0, 0]);
        }

        foreach (var units in strata) units.Sort((a, b) => a.AsSpan().SequenceCompareTo(b));
        int[] order = strata.Count == 1 ? [0] : RowOrder.OfRows([.. strata.Select(units => units.SelectMany(u => u).ToArray())]);
        return new UnitSums([.. order.SelectMany((s, rank) => strata[s].Select(u => (rank, u)))], names.Length, strata.Count);
    }
}
