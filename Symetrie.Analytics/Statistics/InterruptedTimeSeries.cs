namespace Symetrie.Analytics.Statistics;

/// <summary>
/// Segmented regression of one interrupted series: y = b0 + b1 t + b2 [t &gt; T0] + b3 max(0, t − T0) with t = 1, 2, …, and T0 the
/// last point before the interruption. b2 is the jump of the level, b3 the change of the slope.
/// </summary>
/// <remarks>
/// Standard errors classical and Newey–West (Bartlett kernel, no prewhitening, × n/(n − k)), because neighbouring values are seldom
/// independent. The slope term counts from T0, so b2 is the jump extrapolated to T0 itself; counting from T0 + 1 would add b3 to it.
/// Fewer than 3 values on a side do not identify the model; with fewer than <see cref="FewestForSlope"/> the slope change should
/// not be read. Missing values are dropped and the others keep their t. Sources: Wagner et al. (2002); Newey and West (1987).
/// </remarks>
public static class InterruptedTimeSeries
{
    /// <summary>The fewest values a side for which the model is fitted.</summary>
    public const int FewestPerSide = 3;

    /// <summary>The fewest values a side for which the change of the slope means something.</summary>
    public const int FewestForSlope = 8;

    /// <summary>Newey and West's rule of thumb for the number of lags: ⌊4 (n/100)^(2/9)⌋.</summary>
    public static int UsualLag(int n) => (int)Math.Floor(4 * Math.Pow(n / 100.0, 2.0 / 9));

    /// <summary>Fits the model.</summary>
    /// <param name="values">The series in order of time; NaN is missing.</param>
    /// <param name="interruptionAfter">T0: how many points of the series lie before the interruption.</param>
    /// <param name="lag">Newey–West lags; null for <see cref="UsualLag"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="interruptionAfter"/> is outside the series, or <paramref name="lag"/> negative.</exception>
    public static InterruptedTimeSeriesResult Compute(ReadOnlySpan<double> values, int interruptionAfter, int? lag = null)
    {
        if (interruptionAfter < 0 || interruptionAfter > values.Length)
            throw new ArgumentOutOfRangeException(nameof(interruptionAfter), interruptionAfter, "The interruption lies within the series.");
        if (lag is { } given)
            Guard.NonNegative(given, nameof(lag));

        var series = CompleteSeries.Of(values);
        var n = series.Values.Length;
        var before = series.Positions.Count(position => position < interruptionAfter);
        var reason = n == 0 ? Absent.NoValues : Math.Min(before, n - before) < FewestPerSide ? Absent.NotIdentified : Absent.None;
        if (reason != Absent.None)
            return new InterruptedTimeSeriesResult(n, values.Length - n, null, null, null, null, null, null, null, null, false, 0, reason);

        double[] t = [.. series.Positions.Select(position => position + 1.0)];
        double[] after = [.. t.Select(time => time > interruptionAfter ? 1.0 : 0)];
        double[] since = [.. t.Select(time => Math.Max(0, time - interruptionAfter))];
        var fit = LeastSquares.Fit(series.Values, [t, after, since]);
        if (fit.Rank < 4)
            return new InterruptedTimeSeriesResult(n, values.Length - n, null, null, null, null, null, null, null, null, false, 0, Absent.NotIdentified);

        var lags = lag ?? UsualLag(n);
        double[] b = [.. fit.Coefficients.Select(coefficient => coefficient!.Value)];
        return Conclude(series, [Ones(n), t, after, since], fit, b, values.Length - n, lags) with
        {
            EffectAtEnd = b[2] + b[3] * since[^1],
            SlopeReadable = Math.Min(before, n - before) >= FewestForSlope,
        };
    }

    private static InterruptedTimeSeriesResult Conclude(
        CompleteSeries series, double[][] design, LeastSquaresFit fit, double[] b, int missing, int lags)
    {
        var n = series.Values.Length;
        var df = n - b.Length;
        double[] e = [.. fit.Residuals];
        var rss = fit.ResidualSumOfSquares;
        var total = SampleMoments.Of(series.Values).Variance * (n - 1);
        double step = 0, product = 0;
        for (var i = 1; i < n; i++)
        {
            step += (e[i] - e[i - 1]) * (e[i] - e[i - 1]);
            product += e[i] * e[i - 1];
        }

        var classical = Enumerable.Range(0, b.Length).Select(j => df > 0 ? fit.StandardError(j) : null).ToArray();
        var robust = NeweyWest.StandardErrors(design, e, fit.InverseCrossProduct, lags);
        // Residuals of nothing but rounding say nothing about their order or about any test.
        var noise = rss > 1e-24 * Math.Max(total, series.Values.Max(Math.Abs) * series.Values.Max(Math.Abs) * n);
        return new InterruptedTimeSeriesResult(
            n, missing, b, classical, [.. classical.Select((se, j) => noise ? P(b[j], se, df) : null)],
            robust, [.. robust.Select((se, j) => noise ? P(b[j], se, df) : null)], noise ? step / rss : null, noise ? product / rss : null,
            total > 0 ? Math.Clamp(1 - rss / total, 0, 1) : null, false, lags, Absent.None);
    }

    private static double? P(double estimate, double? se, int df) =>
        se is > 0 && df > 0 ? StudentDistribution.TwoSided(estimate / se.Value, df) : null;

    private static double[] Ones(int n) => [.. Enumerable.Repeat(1.0, n)];
}

/// <summary>What <see cref="InterruptedTimeSeries"/> answers; lists hold the intercept, the slope before, the jump and the change of
/// the slope.</summary>
/// <param name="N">Values used.</param>
/// <param name="Missing">Missing values.</param>
/// <param name="Coefficients">b0, b1, b2, b3.</param>
/// <param name="StandardErrors">Classical standard errors.</param>
/// <param name="P">Two-sided p-values with them, n − 4 degrees of freedom.</param>
/// <param name="NeweyWestErrors">Newey–West standard errors.</param>
/// <param name="NeweyWestP">Two-sided p-values with them.</param>
/// <param name="DurbinWatson">Σ (e_t − e_{t−1})²/Σ e², 0 to 4; near 2 without autocorrelation.</param>
/// <param name="Autocorrelation">Σ e_t e_{t−1}/Σ e².</param>
/// <param name="RSquared">1 − RSS/TSS, 0 to 1; null for a constant series.</param>
/// <param name="SlopeReadable">Whether each side has enough values to read the change of the slope.</param>
/// <param name="Lag">Newey–West lags used.</param>
/// <param name="Reason"><see cref="Absent.NotIdentified"/> with fewer than three values on a side.</param>
public sealed record InterruptedTimeSeriesResult(
    int N, int Missing, IReadOnlyList<double>? Coefficients, IReadOnlyList<double?>? StandardErrors, IReadOnlyList<double?>? P,
    IReadOnlyList<double?>? NeweyWestErrors, IReadOnlyList<double?>? NeweyWestP, double? DurbinWatson, double? Autocorrelation,
    double? RSquared, bool SlopeReadable, int Lag, Absent Reason)
{
    /// <summary>b2 + b3 (t − T0) at the last value: how far the series is from where it was heading.</summary>
    public double? EffectAtEnd { get; init; }
}
