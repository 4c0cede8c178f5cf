using System.Runtime.InteropServices;

namespace Symetrie.Analytics.Statistics;

/// <summary>A mean, or a difference of means, of values that come several from the same source.</summary>
/// <param name="N">Values used.</param>
/// <param name="Sources">Distinct sources among them.</param>
/// <param name="Repeated">Sources with more than one value (of a difference: with values on both sides).</param>
/// <param name="Value">The mean, or the difference of the means; null without values.</param>
/// <param name="StandardError">By linearisation over sources; null with fewer than two sources.</param>
/// <param name="NaiveStandardError">What it would be if all values were independent: s/√n, or √(s₁²/n₁ + s₂²/n₂).</param>
/// <param name="Df">Sources − 1.</param>
/// <param name="Lower">Lower limit, t(df).</param>
/// <param name="Upper">Upper limit.</param>
/// <param name="Reason">Why a figure is absent.</param>
public sealed record RepeatedMeanResult(
    long N, long Sources, long Repeated, double? Value, double? StandardError, double? NaiveStandardError, long Df, double? Lower, double? Upper,
    Absent Reason);

/// <summary>The mean when the same source may give several values: the ratio Σy/Σn over sources, with its variance by Taylor linearisation,
/// C/(C−1) · Σ_c (Σ_{i∈c} (yᵢ − ȳ)/n)² over the C sources (Kish and Frankel 1974; Binder 1983). With one value a source it
/// is s²/n. In a difference of two means a source seen on both sides enters one residual, so its covariance is used.</summary>
public static class RepeatedMean
{
    /// <summary>The mean of values with the number of their source each; NaN is missing.</summary>
    public static RepeatedMeanResult Compute(ReadOnlySpan<double> values, ReadOnlySpan<long> sources, double confidence = 0.95)
    {
        Guard.Probability(confidence);
        var moments = Moments(values, sources);
        var totals = new SortedDictionary<long, Source>();
        Collect(totals, values, sources, moments, 1);
        var repeated = totals.Values.LongCount(source => source.First > 1);
        return Finish(moments.N, repeated, totals, moments.N == 0 ? null : moments.Mean, moments.MeanVariance, moments.N > 1, confidence);
    }

    /// <summary>The mean of the first series minus that of the second, where sources may occur in both.</summary>
    public static RepeatedMeanResult Difference(
        ReadOnlySpan<double> first, ReadOnlySpan<long> firstSources, ReadOnlySpan<double> second, ReadOnlySpan<long> secondSources,
        double confidence = 0.95)
    {
        Guard.Probability(confidence);
        var (a, b) = (Moments(first, firstSources), Moments(second, secondSources));
        var totals = new SortedDictionary<long, Source>();
        Collect(totals, first, firstSources, a, 1);
        Collect(totals, second, secondSources, b, -1);
        var both = totals.Values.LongCount(source => source is { First: > 0, Second: > 0 });
        double? difference = a.N > 0 && b.N > 0 ? a.Mean - b.Mean : null;
        return Finish(a.N + b.N, both, totals, difference, a.MeanVariance + b.MeanVariance, a.N > 1 && b.N > 1, confidence);
    }

    private static SampleMoments Moments(ReadOnlySpan<double> values, ReadOnlySpan<long> sources)
    {
        Guard.SameLength(values.Length, sources.Length, nameof(sources));
        Guard.NoneInfinite(values);
        return SampleMoments.Of(values);
    }

    private static void Collect(
        SortedDictionary<long, Source> totals, ReadOnlySpan<double> values, ReadOnlySpan<long> sources, SampleMoments moments, int sign)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i]))
            {
                continue;
            }

            if (!totals.TryGetValue(sources[i], out var source))
            {
                totals[sources[i]] = source = new Source();
            }

            source.Residuals.Add(sign * (values[i] - moments.Mean) / moments.N);
            (source.First, source.Second) = sign > 0 ? (source.First + 1, source.Second) : (source.First, source.Second + 1);
        }
    }

    private static RepeatedMeanResult Finish(
        long n, long repeated, SortedDictionary<long, Source> totals, double? value, double naive, bool hasNaive, double confidence)
    {
        long c = totals.Count;
        double? naiveError = hasNaive ? Math.Sqrt(naive) : null;
        var none = new RepeatedMeanResult(n, c, repeated, value, null, naiveError, Math.Max(0, c - 1), null, null, Absent.TooFew);
        if (value is not { } centre)
        {
            return none with { Reason = Absent.NoValues };
        }

        if (c < 2 || naiveError is null)
        {
            return none;
        }

        var squares = new ExactAccumulator();
        foreach (var source in totals.Values)
        {
            var total = ExactSum.Of(CollectionsMarshal.AsSpan(source.Residuals));
            squares.AddProduct(total, total);
        }

        var error = Math.Sqrt((double)c / (c - 1) * squares.Rounded());
        if (error == 0 && naiveError > 0)
        {
            // Every source has the same mean but not the same values: too few sources to show their spread.
            return none with { Reason = Absent.ZeroVariance };
        }

        var half = error * StudentDistribution.Quantile(0.5 + (0.5 * confidence), c - 1);
        return none with { StandardError = error, Lower = centre - half, Upper = centre + half, Reason = Absent.None };
    }

    private sealed class Source
    {
        public List<double> Residuals { get; } = [];

        public long First { get; set; }

        public long Second { get; set; }
    }
}
