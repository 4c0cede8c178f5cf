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

    private UnitSums(double[] sums, int[] stratum, int rows, int strata)
    {
        (Units, Rows, Strata, this.sums, this.stratum) = (stratum.Length, rows, strata, sums, stratum);
        totals = new double[Math.Max(1, strata) * Width];
        drawn = new int[Units];
        var (variesX, variesY) = (false, false);
        for (var u = 0; u < sums.Length; u += Width) (variesX, variesY) = (variesX || sums[u + 3] > 0, variesY || sums[u + 4] > 0);
        Varies = variesX && variesY;
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
        int[] kept = new int[x.Length];
        var n = 0;
        for (var i = 0; i < x.Length; i++)
            if (double.IsFinite(x[i]) && double.IsFinite(y[i])) kept[n++] = i;
        var rows = UnitRows.Of(units, strata, kept.AsSpan(0, n));
        return Of(UnitSide.Of(rows, x), UnitSide.Of(rows, y));
    }

    /// <summary>The sums of two series over the same rows.</summary>
    public static UnitSums Of(UnitSide x, UnitSide y)
    {
        var rows = x.Rows;
        var unsorted = new double[rows.Units * Width];
        for (var u = 0; u < rows.Units; u++)
        {
            var own = unsorted.AsSpan(u * Width, Width);
            var span = rows.Starts[u]..rows.Starts[u + 1];
            (own[0], own[1], own[2], own[3], own[4]) = (x.CountOf(u), x.Sums[u], y.Sums[u], x.Squares[u], y.Squares[u]);
            own[5] = ExactSum.OfProducts(x.Scaled.AsSpan(span), y.Scaled.AsSpan(span));
        }

        return InOrder(rows, unsorted, x.Order);
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

    // Units by their sums within strata, strata by those of their units: an order that depends on contents alone.
    private static UnitSums InOrder(UnitRows rows, double[] unsorted, ReadOnlySpan<int> units)
    {
        var strata = new double[rows.Strata.Length - 1][];
        for (var s = 0; s < strata.Length; s++) strata[s] = Sorted(unsorted, [.. units[rows.Strata[s]..rows.Strata[s + 1]]]);
        int[] order = strata.Length == 1 ? [0] : RowOrder.OfRows(strata);
        var (ordered, stratum) = (new double[unsorted.Length], new int[rows.Units]);
        for (int rank = 0, at = 0; rank < order.Length; rank++)
        {
            var own = strata[order[rank]];
            own.CopyTo(ordered, at * Width);
            stratum.AsSpan(at, own.Length / Width).Fill(rank);
            at += own.Length / Width;
        }

        return new UnitSums(ordered, stratum, rows.Count, strata.Length);
    }

    // The units come in the order of their first two sums: among those that tie in them the others decide.
    private static double[] Sorted(double[] unsorted, int[] units)
    {
        for (int start = 0, end; start < units.Length; start = end)
        {
            end = start + 1;
            while (end < units.Length && unsorted[units[end] * Width].Equals(unsorted[units[start] * Width]) && unsorted[(units[end] * Width) + 1].Equals(unsorted[(units[start] * Width) + 1])) end++;
            if (end - start > 1) units.AsSpan(start..end).Sort((a, b) => unsorted.AsSpan(a * Width, Width).SequenceCompareTo(unsorted.AsSpan(b * Width, Width)));
        }

        var sorted = new double[units.Length * Width];
        for (var i = 0; i < units.Length; i++) unsorted.AsSpan(units[i] * Width, Width).CopyTo(sorted.AsSpan(i * Width));
        return sorted;
    }
}
