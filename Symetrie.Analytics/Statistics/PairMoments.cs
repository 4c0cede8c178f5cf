namespace Symetrie.Analytics.Statistics;

/// <summary>Moments of complete pairs: all that the agreement statistics need. Variances and covariance have divisor n − 1; a constant
/// series has variance exactly 0. The order of the pairs changes no bit.</summary>
internal readonly record struct PairMoments(
    long N, double MeanX, double MeanY, double VarianceX, double VarianceY, double Covariance)
{
    public static PairMoments Of(double[] x, double[] y)
    {
        SampleMoments first = SampleMoments.Of(x), second = SampleMoments.Of(y);
        if (first.Variance == 0 || second.Variance == 0)
        {
            return new(first.N, first.Mean, second.Mean, first.Variance, second.Variance, 0);
        }

        double[] dx = [.. x.Select(value => value - first.Mean)], dy = [.. y.Select(value => value - second.Mean)];
        // The deviations from a rounded mean do not sum to 0 exactly; their product of sums is the correction.
        var cross = ExactSum.OfProducts(dx, dy) - ExactSum.Of(dx) * ExactSum.Of(dy) / first.N;
        return new(first.N, first.Mean, second.Mean, first.Variance, second.Variance, cross / (first.N - 1));
    }
}
