namespace Symetrie.Analytics.Statistics;

/// <summary>The figure of one resample, given by the places of the units drawn; NaN where it is undefined.</summary>
/// <param name="units">Places of the units, 0-based, with repetition.</param>
public delegate double ResampleStatistic(ReadOnlySpan<int> units);

/// <summary>What <see cref="BootstrapBca"/> found.</summary>
/// <param name="Units">Units resampled.</param>
/// <param name="Draws">Resamples whose figure is defined.</param>
/// <param name="Undefined">Resamples without a figure; they are left out.</param>
/// <param name="Estimate">The figure of the sample itself.</param>
/// <param name="Bias">Mean of the resampled figures less the estimate.</param>
/// <param name="StandardError">Standard deviation of the resampled figures.</param>
/// <param name="Z0">Bias correction: normal quantile of the share of figures below the estimate, ties counting half.</param>
/// <param name="Acceleration">How fast the standard error changes with the figure, from the jackknife.</param>
/// <param name="AlphaLower">The quantile of the resampled figures that is the lower limit.</param>
/// <param name="AlphaUpper">The quantile that is the upper limit.</param>
/// <param name="Lower">Lower limit, bias-corrected and accelerated.</param>
/// <param name="Upper">Upper limit, bias-corrected and accelerated.</param>
/// <param name="PercentileLower">Lower limit by plain percentiles.</param>
/// <param name="PercentileUpper">Upper limit by plain percentiles.</param>
/// <param name="BasicLower">Lower limit by reflected percentiles.</param>
/// <param name="BasicUpper">Upper limit by reflected percentiles.</param>
/// <param name="FewUnits">Whether there were fewer than eight units: the interval is then likely too short.</param>
/// <param name="Reason">Why the first absent figure is absent.</param>
public sealed record BootstrapBcaResult(
    int Units, int Draws, int Undefined, double? Estimate, double? Bias, double? StandardError, double? Z0,
    double? Acceleration, double? AlphaLower, double? AlphaUpper, double? Lower, double? Upper, double? PercentileLower,
    double? PercentileUpper, double? BasicLower, double? BasicUpper, bool FewUnits, Absent Reason)
{
    /// <summary>The two-sided p of a value: one less the coverage of the interval that just reaches it. Bounded below by
    /// about twice one over the number of draws.</summary>
    public double? P { get; init; }
}

/// <summary>The bias-corrected and accelerated bootstrap interval.</summary>
/// <remarks>Limits are the quantiles (type 7) Φ(z0 + (z0+z)/(1 − a(z0+z))) of the resampled figures. What is drawn is whole
/// units, so rows of one unit stay together. All figures equal, or all on one side of the estimate: no interval.
/// Sources: Efron 1987; Efron and Tibshirani 1993, chapter 14.</remarks>
public static class BootstrapBca
{
    /// <summary>Resamples units at random.</summary>
    /// <param name="units">Number of units.</param>
    /// <param name="statistic">The figure of a resample; should not allocate.</param>
    /// <param name="draws">Number of resamples.</param>
    /// <param name="seed">Start of the random sequence.</param>
    /// <param name="confidence">Coverage of the interval, between 0 and 1.</param>
    public static BootstrapBcaResult Compute(
        int units, ResampleStatistic statistic, int draws = 2000, ulong seed = 1, double confidence = 0.95)
    {
        Guard.NonNegative((long)units);
        Guard.AtLeast(draws, 1);
        Guard.Probability(confidence);
        if (units < 2) return BcaInterval.Nothing(units, null, units == 0 ? Absent.NoValues : Absent.TooFew);
        var random = new SeededRandom(seed);
        var replicates = new double[draws];
        var drawn = new int[units];
        for (var b = 0; b < draws; b++)
        {
            random.Fill(drawn, units);
            replicates[b] = statistic(drawn);
        }

        return FromReplicates(Whole(units, statistic), replicates, confidence, Jackknife(units, statistic));
    }

    /// <summary>Takes given resamples.</summary>
    /// <param name="units">Number of units.</param>
    /// <param name="statistic">The figure of a resample.</param>
    /// <param name="resamples">The places of the units of each resample, 0-based.</param>
    /// <param name="confidence">Coverage of the interval, between 0 and 1.</param>
    public static BootstrapBcaResult FromResamples(
        int units, ResampleStatistic statistic, IReadOnlyList<int[]> resamples, double confidence = 0.95)
    {
        Guard.Probability(confidence);
        if (units < 2) return BcaInterval.Nothing(units, null, units == 0 ? Absent.NoValues : Absent.TooFew);
        double[] replicates = [.. resamples.Select(r => statistic(r))];
        return FromReplicates(Whole(units, statistic), replicates, confidence, Jackknife(units, statistic));
    }

    /// <summary>Takes figures that are already resampled.</summary>
    /// <param name="estimate">The figure of the sample itself; NaN if it is undefined.</param>
    /// <param name="replicates">The resampled figures; sorted in place.</param>
    /// <param name="confidence">Coverage of the interval, between 0 and 1.</param>
    /// <param name="jackknife">For each independent sample the figures with one of its units left out.</param>
    public static BootstrapBcaResult FromReplicates(
        double estimate, Span<double> replicates, double confidence, params ReadOnlySpan<double[]> jackknife)
    {
        Guard.Probability(confidence);
        var units = 0;
        foreach (var sample in jackknife) units += sample.Length;
        return BcaInterval.Of(units, estimate, replicates, Acceleration(jackknife), confidence);
    }

    /// <summary>Acceleration of one or more independent samples, (Σᵢ Σⱼ U³/nᵢ³)/(6(Σᵢ Σⱼ U²/nᵢ²)^1.5), where U is (nᵢ − 1) times
    /// the mean of the sample's figures less the one without unit j. Undefined figures are left out; 0 if all are equal.</summary>
    public static double Acceleration(params ReadOnlySpan<double[]> jackknife)
    {
        double cubes = 0, squares = 0;
        foreach (var sample in jackknife)
        {
            double[] sorted = [.. sample.Where(double.IsFinite).Order()];
            if (sorted.Length < 2 || sorted[0].Equals(sorted[^1])) continue;
            double n = sorted.Length, mean = ExactSum.Of(sorted) / n;
            foreach (var value in sorted)
            {
                var u = (n - 1) * (mean - value) / n;
                cubes += u * u * u;
                squares += u * u;
            }
        }

        return squares > 0 ? cubes / (6 * squares * Math.Sqrt(squares)) : 0;
    }

    private static double Whole(int units, ResampleStatistic statistic) => statistic([.. Enumerable.Range(0, units)]);

    private static double[] Jackknife(int units, ResampleStatistic statistic)
    {
        var figures = new double[units];
        int[] rest = [.. Enumerable.Range(1, units - 1)];
        for (var j = 0; j < units; j++)
        {
            figures[j] = statistic(rest);
            if (j < units - 1) rest[j] = j;
        }

        return figures;
    }
}
