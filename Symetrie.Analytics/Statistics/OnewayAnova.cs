namespace Symetrie.Analytics.Statistics;

/// <summary>Variation between and within groups.</summary>
/// <param name="N">Values.</param>
/// <param name="Groups">Groups with a value.</param>
/// <param name="DfBetween">k − 1.</param>
/// <param name="DfWithin">N − k.</param>
/// <param name="SsBetween">Σ nᵢ(x̄ᵢ − x̄)².</param>
/// <param name="SsWithin">Σ (x − x̄ᵢ)².</param>
/// <param name="MsBetween">Mean square between; null with one group.</param>
/// <param name="MsWithin">Mean square within; null when every group has one value.</param>
/// <param name="F">Their ratio; null when the mean square within is 0.</param>
/// <param name="PValue">Upper tail of F.</param>
/// <param name="RSquared">Share of the sum of squares that lies between; null when nothing varies.</param>
/// <param name="Reason">Why a figure is absent.</param>
public sealed record OnewayAnovaResult(
    long N, int Groups, long DfBetween, long DfWithin, double SsBetween, double SsWithin, double? MsBetween, double? MsWithin,
    double? F, double? PValue, double? RSquared, Absent Reason);

/// <summary>One-way analysis of variance (Fisher 1925). All values are first taken relative to the smallest one, which is exact or
/// nearly so, and the sums are exact: a constant offset costs no digits (NIST StRD SmLs07–09).</summary>
public static class OnewayAnova
{
    /// <summary>Of values with a group code each; NaN is missing. The codes only tell the groups apart.</summary>
    public static OnewayAnovaResult Compute(ReadOnlySpan<double> values, ReadOnlySpan<int> groups) =>
        FromMoments(GroupMoments.Of(values, groups));

    /// <summary>Of one tally a group; the same bits as the values written out.</summary>
    public static OnewayAnovaResult FromCounts(IReadOnlyList<Counted> groups) => FromMoments(GroupMoments.Of(groups));

    /// <summary>Of the moments of the groups. With means far from 0 compared with their differences, take the moments of shifted
    /// values (as <see cref="GroupMoments"/> does).</summary>
    public static OnewayAnovaResult FromMoments(IReadOnlyList<SampleMoments> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var (within, weighted) = (new ExactAccumulator(), new ExactAccumulator());
        var (n, k) = (0L, 0);
        foreach (var group in groups)
        {
            n += group.N;
            k += group.N > 0 ? 1 : 0;
            within.AddTimes(group.Variance, Math.Max(0, group.N - 1));
            weighted.AddTimes(group.Mean, group.N);
        }

        var mean = n == 0 ? 0 : weighted.Rounded() / n;
        var between = new ExactAccumulator();
        foreach (var group in groups)
        {
            between.AddSquareTimes(group.Mean - mean, group.N);
        }

        return Finish(n, k, between.Rounded(), within.Rounded());
    }

    /// <summary>Of the two sums of squares of n values in k groups.</summary>
    public static OnewayAnovaResult FromSums(long n, int groups, double between, double within)
    {
        Guard.NonNegative(n);
        Guard.NonNegative(groups);
        return Finish(n, groups, between, within);
    }

    private static OnewayAnovaResult Finish(long n, int k, double between, double within)
    {
        var (dfBetween, dfWithin) = (Math.Max(0, k - 1L), n - k);
        double? msBetween = dfBetween > 0 ? between / dfBetween : null;
        double? msWithin = dfWithin > 0 ? within / dfWithin : null;
        double? f = msWithin > 0 ? msBetween / msWithin : null;
        return new OnewayAnovaResult(
            n, k, dfBetween, dfWithin, between, within, msBetween, msWithin, f,
            f is { } ratio ? FisherDistribution.UpperTail(ratio, dfBetween, dfWithin) : null,
            between + within > 0 ? between / (between + within) : null,
            n == 0 ? Absent.NoValues : msBetween is null || msWithin is null ? Absent.TooFew : f is null ? Absent.ZeroVariance : Absent.None);
    }
}
