namespace Symetrie.Analytics.Statistics;

/// <summary>
/// The Mann–Kendall test of a monotone trend: S = Σ over i &lt; j of sign(y_j − y_i),
/// Var S = (n(n − 1)(2n + 5) − Σ t(t − 1)(2t + 5))/18 over ties, z = (S ∓ 1)/√Var; τ_a = S/(n(n − 1)/2), and τ_b with ties in y
/// taken out of the denominator.
/// </summary>
/// <remarks>
/// Assumes independent values. Positive autocorrelation makes it alarm too often: <see cref="HamedRao"/> inflates the variance;
/// <see cref="Seasonal"/> compares only values of the same season. Missing values are dropped and the series closed up.
/// Below four values there is no p-value: even a perfect order has an exact two-sided p of 1/3. Ties of continuous values are by
/// equality. Sources: Mann (1945); Kendall (1975); Hirsch, Slack and Smith (1982); Hamed and Rao (1998).
/// </remarks>
public static class MannKendall
{
    /// <summary>The fewest values that are tested.</summary>
    public const int FewestValues = 4;

    /// <summary>The test on a series in order of time; NaN is missing.</summary>
    /// <param name="values">The series.</param>
    /// <param name="continuity">Whether S moves one step towards 0 before it is standardised.</param>
    public static MannKendallResult Compute(ReadOnlySpan<double> values, bool continuity = true)
    {
        var kept = CompleteSeries.Of(values).Values;
        var score = Score(kept);
        return Conclude([score], score.Variance, kept.Length, values.Length - kept.Length, continuity);
    }

    /// <summary>The seasonal test: S and its variance are added over the seasons, each with its own values only.</summary>
    /// <param name="values">The series; its first value is of the first season.</param>
    /// <param name="period">Number of seasons in a cycle.</param>
    /// <param name="continuity">Whether S moves one step towards 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public static MannKendallResult Seasonal(ReadOnlySpan<double> values, int period, bool continuity = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        Guard.NoneInfinite(values);
        var seasons = new List<TrendScore>();
        int n = 0, longest = 0;
        for (var season = 0; season < Math.Min(period, values.Length); season++)
        {
            var own = new List<double>();
            for (var i = season; i < values.Length; i += period)
            {
                if (!double.IsNaN(values[i]))
                    own.Add(values[i]);
            }

            seasons.Add(Score([.. own]));
            n += own.Count;
            longest = Math.Max(longest, own.Count);
        }

        var result = Conclude([.. seasons], seasons.Sum(season => season.Variance), n, values.Length - n, continuity);
        return longest < 2 && result.Reason == Absent.None ? result with { P = null, Z = null, Reason = Absent.TooFew } : result;
    }

    /// <summary>The test with Hamed and Rao's variance: Var S × (1 + 2/(n(n − 1)(n − 2)) Σ (n − k)(n − k − 1)(n − k − 2) ρ_k), with
    /// ρ_k the autocorrelations of the ranks of the detrended series that are significant at 5 %.</summary>
    /// <param name="values">The series.</param>
    /// <param name="lags">How many lags are looked at; the authors propose 3.</param>
    /// <param name="continuity">Whether S moves one step towards 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="lags"/> is below 1.</exception>
    public static MannKendallResult HamedRao(ReadOnlySpan<double> values, int lags = 3, bool continuity = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lags, 1);
        var kept = CompleteSeries.Of(values).Values;
        var score = Score(kept);
        var inflation = kept.Length < FewestValues ? 1 : Inflation(kept, Math.Min(lags, kept.Length - 1));
        return Conclude([score], score.Variance * inflation, kept.Length, values.Length - kept.Length, continuity);
    }

    /// <summary>The test with a variance of S that is known from elsewhere: <see cref="KendallVariance"/> for values that depend on each other.</summary>
    /// <param name="values">The series; NaN is missing.</param>
    /// <param name="varianceS">The variance of S without a trend, above 0.</param>
    /// <param name="continuity">Whether S moves one step towards 0.</param>
    public static MannKendallResult WithVariance(ReadOnlySpan<double> values, double varianceS, bool continuity = true)
    {
        Guard.Positive(varianceS);
        var kept = CompleteSeries.Of(values).Values;
        return Conclude([Score(kept)], varianceS, kept.Length, values.Length - kept.Length, continuity);
    }

    private static MannKendallResult Conclude(TrendScore[] scores, double variance, int n, int missing, bool continuity)
    {
        var s = scores.Sum(score => score.S);
        double pairs = scores.Sum(score => score.Pairs), untied = scores.Sum(score => score.UntiedPairs);
        var reason = n == 0 ? Absent.NoValues
            : n < FewestValues ? Absent.TooFew
            : untied == 0 ? Absent.ZeroVariance
            : variance > 0 ? Absent.None : Absent.NotIdentified;
        if (n == 0)
            return new MannKendallResult(0, missing, null, null, null, null, null, null, reason);

        double? tauA = pairs > 0 ? s / pairs : null;
        double? tauB = untied > 0 ? s / Math.Sqrt(pairs * untied) : null;
        if (reason != Absent.None)
            return new MannKendallResult(n, missing, s, variance, null, null, tauA, tauB, reason);

        var z = Math.Sign(s) * Math.Max(0, Math.Abs(s) - (continuity ? 1 : 0)) / Math.Sqrt(variance);
        var p = Math.Min(1, 2 * NormalDistribution.UpperTail(Math.Abs(z)));
        return new MannKendallResult(n, missing, s, variance, z, p, tauA, tauB, Absent.None);
    }

    private static TrendScore Score(double[] y)
    {
        var s = 0L;
        for (var i = 0; i < y.Length; i++)
        {
            for (var j = i + 1; j < y.Length; j++)
                s += y[j].CompareTo(y[i]);
        }

        double n = y.Length, tiedVariance = 0, tiedPairs = 0;
        double[] sorted = [.. y];
        Array.Sort(sorted);
        for (int from = 0, to = 1; to <= sorted.Length; to++)
        {
            if (to < sorted.Length && sorted[to] == sorted[from])
                continue;

            double t = to - from;
            tiedVariance += t * (t - 1) * (2 * t + 5);
            tiedPairs += t * (t - 1) / 2;
            from = to;
        }

        return new TrendScore(s, (n * (n - 1) * (2 * n + 5) - tiedVariance) / 18, n * (n - 1) / 2, n * (n - 1) / 2 - tiedPairs);
    }

    private static double Inflation(double[] y, int lags)
    {
        double n = y.Length, sum = 0;
        var slope = TheilSen.Compute(y).Slope ?? 0;
        // Detrending leaves ties that rounding would break: values are equal when they agree to twelve digits.
        var grain = 1e-12 * (y.Max(Math.Abs) + Math.Abs(slope) * n);
        var ranks = Ranks.Mid([.. y.Select((value, t) => grain > 0 ? Math.Round((value - slope * t) / grain) : 0)]);
        var bar = NormalDistribution.Quantile(0.975) / Math.Sqrt(n);
        var centre = (n + 1) / 2;
        var total = ranks.Sum(rank => (rank - centre) * (rank - centre));
        if (total == 0)
            return 1;

        for (var k = 1; k <= lags; k++)
        {
            var product = 0.0;
            for (var t = k; t < y.Length; t++)
                product += (ranks[t] - centre) * (ranks[t - k] - centre);

            var rho = product / total;
            sum += Math.Abs(rho) > bar ? (n - k) * (n - k - 1) * (n - k - 2) * rho : 0;
        }

        return 1 + 2 / (n * (n - 1) * (n - 2)) * sum;
    }

    private readonly record struct TrendScore(long S, double Variance, double Pairs, double UntiedPairs);
}

/// <summary>What <see cref="MannKendall"/> answers.</summary>
/// <param name="N">Values used.</param>
/// <param name="Missing">Missing values, dropped.</param>
/// <param name="S">Rising pairs minus falling pairs.</param>
/// <param name="VarianceS">Variance of S without a trend.</param>
/// <param name="Z">Standard score.</param>
/// <param name="P">Two-sided p-value.</param>
/// <param name="TauA">S over all pairs, −1 to 1.</param>
/// <param name="TauB">S over √(pairs × pairs not tied), −1 to 1.</param>
/// <param name="Reason"><see cref="Absent.TooFew"/> below four values, <see cref="Absent.ZeroVariance"/> for a constant series,
/// <see cref="Absent.NotIdentified"/> when a corrected variance is not above 0: then only the test is absent.</param>
public sealed record MannKendallResult(
    int N, int Missing, long? S, double? VarianceS, double? Z, double? P, double? TauA, double? TauB, Absent Reason);
