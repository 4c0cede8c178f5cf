namespace Symetrie.Analytics.Statistics;

/// <summary>Pairs of unit means with their sampling variances, complete and in canonical order.</summary>
internal sealed class NoisyPairs
{
    private NoisyPairs(double[] x, double[] varianceX, double[] y, double[] varianceY) =>
        (X, VarianceX, Y, VarianceY) = (x, varianceX, y, varianceY);

    public double[] X { get; }

    public double[] VarianceX { get; }

    public double[] Y { get; }

    public double[] VarianceY { get; }

    public int N => X.Length;

    public static NoisyPairs Of(ReadOnlySpan<double> x, ReadOnlySpan<double> varianceX, ReadOnlySpan<double> y, ReadOnlySpan<double> varianceY)
    {
        Guard.SameLength(x.Length, y.Length);
        Guard.SameLength(x.Length, varianceX.Length, nameof(varianceX));
        Guard.SameLength(x.Length, varianceY.Length, nameof(varianceY));
        double[][] columns = [x.ToArray(), varianceX.ToArray(), y.ToArray(), varianceY.ToArray()];
        foreach (var column in columns)
        {
            Guard.NoneInfinite(column);
        }

        var rows = CompleteCases.Rows(columns);
        double[][] kept = [.. columns.Select(column => CompleteCases.At(column, rows))];
        if (kept[1].Any(variance => variance < 0) || kept[3].Any(variance => variance < 0))
        {
            throw new ArgumentException("A sampling variance is negative.", nameof(varianceX));
        }

        CanonicalOrder.Sort(kept);
        return new(kept[0], kept[1], kept[2], kept[3]);
    }

    /// <summary>Moments of all units, or of all but one.</summary>
    public NoisyMoments Moments(int without = -1) => Moments([.. Enumerable.Range(0, N).Where(i => i != without)]);

    /// <summary>Moments of some units, by index; a resample may name one several times.</summary>
    public NoisyMoments Moments(ReadOnlySpan<int> sample)
    {
        if (sample.IsEmpty)
        {
            return default;
        }

        // Counted from the first, a constant series has exactly no variance.
        double n = sample.Length, firstX = X[sample[0]], firstY = Y[sample[0]], meanX = 0, meanY = 0, noiseX = 0, noiseY = 0;
        foreach (var i in sample)
        {
            meanX += (X[i] - firstX) / n;
            meanY += (Y[i] - firstY) / n;
            noiseX += VarianceX[i] / n;
            noiseY += VarianceY[i] / n;
        }

        double xx = 0, yy = 0, xy = 0, divisor = Math.Max(1, n - 1);
        foreach (var i in sample)
        {
            double dx = X[i] - firstX - meanX, dy = Y[i] - firstY - meanY;
            xx += dx * dx / divisor;
            yy += dy * dy / divisor;
            xy += dx * dy / divisor;
        }

        return new(n, firstX + meanX, firstY + meanY, xx, yy, xy, noiseX, noiseY);
    }
}

/// <summary>Observed moments of noisy pairs (divisor n − 1) with their mean sampling variances, and what they say about the true values.
/// </summary>
internal readonly record struct NoisyMoments(
    double N, double MeanX, double MeanY, double VarianceX, double VarianceY, double Covariance, double NoiseX, double NoiseY)
{
    public double Bias => MeanX - MeanY;

    public double TrueVarianceX => VarianceX - NoiseX;

    public double TrueVarianceY => VarianceY - NoiseY;

    public double DifferenceVariance => Math.Max(0, VarianceX + VarianceY - 2 * Covariance);

    public double TrueDifferenceVariance => Math.Max(0, DifferenceVariance - NoiseX - NoiseY);

    /// <summary>Four times the variance of the true mean of a pair.</summary>
    private double Level => TrueVarianceX + TrueVarianceY + 2 * Covariance;

    /// <summary>Whether both series show differences between units beyond their sampling error.</summary>
    public bool Visible => TrueVarianceX > 0 && TrueVarianceY > 0 && Level > 0;

    public double Concordance =>
        2 * Covariance / (TrueVarianceX + TrueVarianceY + Math.Max(0, Bias * Bias - (NoiseX + NoiseY) / N));

    public double Slope => 2 * (TrueVarianceX - TrueVarianceY) / Level;

    /// <summary>As the moments that Deming's line takes.</summary>
    public PairMoments Pairs => new((long)N, MeanX, MeanY, VarianceX, VarianceY, Covariance);
}
