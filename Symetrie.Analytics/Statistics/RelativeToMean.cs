namespace Symetrie.Analytics.Statistics;

/// <summary>How far each of several independent estimates lies from the plain mean of all of them: dᵢ = yᵢ − ȳ, a contrast with coefficients 1 − 1/k for
/// its own and −1/k for the others. Var(dᵢ) = (1 − 1/k)²vᵢ + Σⱼ≠ᵢ vⱼ/k²; degrees of freedom after Satterthwaite 1946, t interval. What is
/// added to every estimate alike drops out.
/// <para>Fewer than 2 estimates: no figures (<see cref="Absent.TooFew"/>, or <see cref="Absent.NoValues"/>). A variance missing (NaN) among
/// them: distances without intervals. All variances 0: standard error 0 and no interval (<see cref="Absent.ZeroVariance"/>).</para></summary>
public static class RelativeToMean
{
    /// <summary>From estimates that are all there.</summary>
    /// <param name="y">The estimates.</param>
    /// <param name="v">Their sampling variances, at least 0; NaN where unknown.</param>
    /// <param name="df">Degrees of freedom of each variance, above 0.</param>
    /// <param name="confidence">Coverage of the intervals, in (0, 1).</param>
    /// <returns>One result an estimate, in the order given; <c>P</c> is that of a distance of 0.</returns>
    public static MeanContrastResult[] Compute(ReadOnlySpan<double> y, ReadOnlySpan<double> v, ReadOnlySpan<double> df, double confidence = 0.95)
    {
        Guard.Probability(confidence);
        Guard.SameLength(y.Length, v.Length);
        Guard.SameLength(y.Length, df.Length, nameof(df));
        var results = new MeanContrastResult[y.Length];
        if (y.Length < 2)
        {
            Array.Fill(results, new MeanContrastResult(null, null, null, null, null, null, y.Length == 0 ? Absent.NoValues : Absent.TooFew));
            return results;
        }

        double k = y.Length, mean = ExactSum.Of(y) / k, own = 1 - (1 / k);
        var squares = new double[y.Length];
        var complete = true;
        for (var i = 0; i < squares.Length; i++)
        {
            squares[i] = v[i] == 0 ? 0 : v[i] / df[i] * v[i];
            complete &= !double.IsNaN(v[i]);
        }

        var (total, totalSquares) = complete ? (ExactSum.Of(v), ExactSum.Of(squares)) : (double.NaN, double.NaN);
        for (var i = 0; i < results.Length; i++)
        {
            var variance = (own * own * v[i]) + ((total - v[i]) / (k * k));
            var denominator = (own * own * own * own * squares[i]) + ((totalSquares - squares[i]) / (k * k * k * k));
            results[i] = complete ? Of(y[i] - mean, variance, denominator, confidence) : new(y[i] - mean, null, null, null, null, null, Absent.TooFew);
        }

        return results;
    }

    private static MeanContrastResult Of(double distance, double variance, double denominator, double confidence)
    {
        if (!(variance > 0)) return new(distance, 0, null, null, null, null, Absent.ZeroVariance);
        var (se, df) = (Math.Sqrt(variance), variance * variance / denominator);
        var half = StudentDistribution.Quantile((1 + confidence) / 2, df) * se;
        return new(distance, se, df, distance - half, distance + half, StudentDistribution.TwoSided(distance / se, df), Absent.None);
    }
}
