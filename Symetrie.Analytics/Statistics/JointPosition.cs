namespace Symetrie.Analytics.Statistics;

/// <summary>A mean with its error.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="StandardError">Its standard error, at least 0.</param>
/// <param name="DegreesOfFreedom">Degrees of freedom of the standard error, above 0.</param>
public readonly record struct UncertainMean(double Mean, double StandardError, double DegreesOfFreedom)
{
    /// <summary>Posterior probability that the true mean lies above a bound: mean + standard error · t(df), flat prior.</summary>
    public double ProbabilityAbove(double bound) =>
        StandardError > 0 ? StudentDistribution.Cdf((Mean - bound) / StandardError, DegreesOfFreedom) : Mean > bound ? 1 : 0;

    /// <summary>The end of the interval at a probability.</summary>
    public double At(double probability) => StandardError > 0 ? Mean + (StandardError * StudentDistribution.Quantile(probability, DegreesOfFreedom)) : Mean;

    /// <summary>The mean of several means whose errors may depend on one another in any way: its standard error is at most the mean of theirs, which is what it gets here,
    /// with the fewest degrees of freedom among them. So what is concluded from it is never too sure.</summary>
    /// <param name="parts">The means; at least one.</param>
    public static UncertainMean Of(ReadOnlySpan<UncertainMean> parts)
    {
        Guard.AtLeast(parts.Length, 1);
        var (mean, error, df) = (0d, 0d, double.PositiveInfinity);
        foreach (var part in parts) (mean, error, df) = (mean + (part.Mean / parts.Length), error + (part.StandardError / parts.Length), Math.Min(df, part.DegreesOfFreedom));
        return new UncertainMean(mean, error, df);
    }
}

/// <summary>What <see cref="JointPosition"/> found.</summary>
/// <param name="Index">The balanced mean of both positions.</param>
/// <param name="Lower">Lower end of its interval.</param>
/// <param name="Upper">Upper end of its interval.</param>
/// <param name="Penalty">How far it lies below the plain mean.</param>
public readonly record struct JointPositionResult(double Index, double Lower, double Upper, double Penalty);

/// <summary>Two positions x and y on one scale from 0 up as one number that is the higher, the higher both are and the nearer to each other: their harmonic mean, as in the
/// F-measure (van Rijsbergen 1979), which is the plain mean less a penalty for imbalance:
/// <c>2xy/(x + y) = m − (x − y)²/(4m)</c>, <c>m = (x + y)/2</c>.
/// <para>Sampling error makes two equal positions look apart: (x̂ − ŷ)² exceeds (x − y)² by v = SE²x + SE²y on average. The penalty is therefore
/// max(0, (x̂ − ŷ)² − v)/(4m). The interval is that of draws of both positions (independent, mean + SE·t(df)), of which each exceeds by 2v;
/// at m ≤ 0 index and penalty are 0.</para></summary>
public sealed class JointPosition
{
    private readonly double[] first;
    private readonly double[] second;

    /// <summary>Prepares standard normal draws, the same for all pairs that are looked at.</summary>
    /// <param name="draws">How many, at least 200.</param>
    /// <param name="seed">Where the draws start.</param>
    public JointPosition(int draws, ulong seed)
    {
        Guard.AtLeast(draws, 200);
        var random = new SeededRandom(seed);
        (first, second) = (new double[draws], new double[draws]);
        for (var i = 0; i < draws; i++) (first[i], second[i]) = (random.NextNormal(), random.NextNormal());
    }

    /// <summary>The balanced mean of two positions with its interval.</summary>
    /// <param name="x">One position.</param>
    /// <param name="y">The other.</param>
    /// <param name="confidence">Coverage of the interval, in (0, 1).</param>
    public JointPositionResult Compute(UncertainMean x, UncertainMean y, double confidence = 0.95)
    {
        Guard.Probability(confidence);
        var noise = (x.StandardError * x.StandardError) + (y.StandardError * y.StandardError);
        var drawn = new double[first.Length];
        for (var i = 0; i < drawn.Length; i++)
            drawn[i] = Balanced(x.Mean + (x.StandardError * StudentOf(first[i], x.DegreesOfFreedom)), y.Mean + (y.StandardError * StudentOf(second[i], y.DegreesOfFreedom)), 2 * noise).Index;
        Array.Sort(drawn);
        var (index, penalty) = Balanced(x.Mean, y.Mean, noise);
        return new JointPositionResult(index, At(drawn, (1 - confidence) / 2), At(drawn, (1 + confidence) / 2), penalty);
    }

    private static (double Index, double Penalty) Balanced(double x, double y, double noise)
    {
        var mean = (x + y) / 2;
        if (!(mean > 0)) return (0, 0);
        var penalty = Math.Min(mean, Math.Max(0, ((x - y) * (x - y)) - noise) / (4 * mean));
        return (mean - penalty, penalty);
    }

    /// <summary>The deviate of Student's t at the place of a normal one (Abramowitz and Stegun 26.7.5): good to 1e-3 from 5 degrees of freedom on within 3 deviations.</summary>
    private static double StudentOf(double z, double df)
    {
        if (double.IsPositiveInfinity(df)) return z;
        var s = z * z;
        return z * (1 + ((((s + 1) / 4) + (((((((5 * s) + 16) * s) + 3) / 96) + ((((((3 * s) + 19) * s) + 17) * s - 15) / 384 / df)) / df)) / df));
    }

    /// <summary>Quantile of type 7 (Hyndman and Fan 1996).</summary>
    private static double At(double[] sorted, double p)
    {
        var place = p * (sorted.Length - 1);
        var below = Math.Min((int)place, sorted.Length - 2);
        return sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below]));
    }
}
