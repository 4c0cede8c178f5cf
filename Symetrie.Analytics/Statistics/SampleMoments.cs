namespace Symetrie.Analytics.Statistics;

/// <summary>Number, mean and variance of a series: all that a test on means needs to know about it.</summary>
/// <param name="N">Values that are there.</param>
/// <param name="Mean">Their mean; 0 when there is none (look at <paramref name="N"/> first).</param>
/// <param name="Variance">Their variance with divisor n − 1; 0 when n &lt; 2, and exactly 0 for a constant series.</param>
public readonly record struct SampleMoments(long N, double Mean, double Variance)
{
    // Asked for of many short series: two sums a thread are enough, since no other is begun before one is done.
    [ThreadStatic]
    private static ExactAccumulator? firstSum;

    [ThreadStatic]
    private static ExactAccumulator? secondSum;

    /// <summary>Square root of the variance.</summary>
    public double StandardDeviation => Math.Sqrt(Variance);

    /// <summary>Squared standard error of the mean, s²/n; 0 when n &lt; 2.</summary>
    public double MeanVariance => N < 2 ? 0 : Variance / N;

    /// <summary>Moments of a series; NaN is a missing value and skipped. Two passes with exact sums: the mean is the rounded
    /// exact mean; the squares are of deviations from it, corrected for its own rounding (Chan, Golub and LeVeque 1983).
    /// The order of the values changes no bit.</summary>
    public static SampleMoments Of(ReadOnlySpan<double> values)
    {
        var total = Cleared(ref firstSum);
        var (missing, bounds) = ExactBlocks.AddPresent(total, values);
        long n = values.Length - missing;
        if (n < 2 || bounds.Least == bounds.Most)
        {
            // By its bounds, not its variance: the deviations of 254 times 0.3 from their rounded mean are not 0.
            return new SampleMoments(n, n == 0 ? 0 : bounds.Least + 0.0, 0); // −0 + 0 is 0: zeros of both signs are one value.
        }

        var mean = total.Rounded() / n;
        var squares = Cleared(ref secondSum);
        ExactBlocks.AddSquaredDeviations(squares, values, mean, bounds);
        return Finish(n, mean, squares, total);
    }

    /// <summary>Moments of a tally: distinct ascending values, each with its count. Bit for bit what <see cref="Of"/> gives on
    /// the values written out.</summary>
    public static SampleMoments OfCounts(ReadOnlySpan<double> values, ReadOnlySpan<long> counts)
    {
        Guard.Tally(values, counts);
        long n = 0;
        var distinct = 0;
        var last = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            if (counts[i] > 0)
            {
                n += counts[i];
                distinct++;
                last = values[i];
            }
        }

        if (n < 2 || distinct == 1)
        {
            return new SampleMoments(n, n == 0 ? 0 : last + 0.0, 0);
        }

        var total = Cleared(ref firstSum);
        for (var i = 0; i < values.Length; i++)
        {
            total.AddTimes(values[i], counts[i]);
        }

        var mean = total.Rounded() / n;
        var squares = Cleared(ref secondSum);
        for (var i = 0; i < values.Length; i++)
        {
            if (counts[i] > 0)
            {
                var deviation = values[i] - mean;
                squares.AddTimes(deviation * deviation, counts[i]);
            }
        }

        return Finish(n, mean, squares, total);
    }

    /// <summary>Moments of two series together, from the moments of each (Chan, Golub and LeVeque 1983).</summary>
    public static SampleMoments Merge(SampleMoments a, SampleMoments b)
    {
        if (a.N == 0 || b.N == 0)
        {
            return a.N == 0 ? b : a;
        }

        double n = a.N + b.N;
        var delta = b.Mean - a.Mean;
        var mean = ((a.N * a.Mean) + (b.N * b.Mean)) / n;
        var squares = (a.Variance * (a.N - 1)) + (b.Variance * (b.N - 1)) + (delta * delta * (a.N / n * b.N));
        return new SampleMoments(a.N + b.N, mean, squares / (n - 1));
    }

    private static ExactAccumulator Cleared(ref ExactAccumulator? sum)
    {
        sum ??= new ExactAccumulator();
        sum.Clear();
        return sum;
    }

    private static SampleMoments Finish(long n, double mean, ExactAccumulator squares, ExactAccumulator total)
    {
        // How far the rounded mean is off, n times: exactly Σx − n·mean.
        total.AddTimes(-mean, n);
        var off = total.Rounded();
        return new SampleMoments(n, mean, Math.Max(0, squares.Rounded() - (off * off / n)) / (n - 1));
    }
}
