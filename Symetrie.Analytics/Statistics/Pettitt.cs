namespace Symetrie.Analytics.Statistics;

/// <summary>
/// Pettitt's test for one change of level at an unknown time: U_t = 2 Σ over i ≤ t of rank_i − t(n + 1), K = max |U_t|, with the
/// approximate two-sided p = 2 exp(−6K²/(n³ + n²)).
/// </summary>
/// <remarks>The approximation is poor above .5 (it is cut at 1) and conservative for short or tied series. Of equal maxima the first
/// is reported. Source: Pettitt (1979).</remarks>
public static class Pettitt
{
    /// <summary>The test on a series in order of time; a missing value is dropped and the series closed up.</summary>
    public static PettittResult Compute(ReadOnlySpan<double> values)
    {
        var series = CompleteSeries.Of(values);
        var n = series.Values.Length;
        var missing = values.Length - n;
        if (n < 2)
            return new PettittResult(n, missing, null, null, null, n == 0 ? Absent.NoValues : Absent.TooFew);

        var ranks = Ranks.Mid(series.Values);
        var sum = 0L;
        long signed = 0;
        var at = -1;
        for (var t = 0; t < n - 1; t++)
        {
            // Twice a mid-rank is a whole number, and so is U.
            sum += (long)(2 * ranks[t]) - (n + 1);
            if (Math.Abs(sum) > Math.Abs(signed))
                (signed, at) = (sum, t);
        }

        if (at < 0)
            return new PettittResult(n, missing, 0, null, null, Absent.ZeroVariance);

        double k = Math.Abs(signed), size = n;
        var p = Math.Min(1, 2 * Math.Exp(-6 * k * k / (size * size * size + size * size)));
        return new PettittResult(n, missing, Math.Abs(signed), series.Positions[at] + 1, p, Absent.None) { Rises = signed < 0 };
    }
}

/// <summary>What <see cref="Pettitt"/> answers.</summary>
/// <param name="N">Values used.</param>
/// <param name="Missing">Missing values, dropped.</param>
/// <param name="K">max |U_t|.</param>
/// <param name="ChangePoint">Place of the last value before the change, counted from 1 in the series as given.</param>
/// <param name="P">Approximate two-sided p-value.</param>
/// <param name="Reason"><see cref="Absent.ZeroVariance"/> when every |U_t| is 0, as for a constant series.</param>
public sealed record PettittResult(int N, int Missing, long? K, int? ChangePoint, double? P, Absent Reason)
{
    /// <summary>Whether the values are higher after the change than before it.</summary>
    public bool Rises { get; init; }
}
