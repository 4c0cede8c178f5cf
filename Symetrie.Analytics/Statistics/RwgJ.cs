namespace Symetrie.Analytics.Statistics;

/// <summary>r_wg(J): agreement of a group on J items, J(1 − S/σ²₀) / (J(1 − S/σ²₀) + S/σ²₀) with S the mean variance of the items
/// (James, Demaree and Wolf 1984). S above σ²₀ gives 0. It grows with J — enough items make any group agree — so show the
/// average deviation beside it.</summary>
public static class RwgJ
{
    /// <summary>Of one group: one row a member, one entry an item. A member with a missing item (NaN) is left out.</summary>
    public static RwgResult Compute(IReadOnlyList<double[]> rows, double nullVariance) =>
        FromMoments(ItemMoments.Listwise(rows), nullVariance);

    /// <summary>Of the moments of the items within one group.</summary>
    public static RwgResult FromMoments(ItemMoments moments, double nullVariance)
    {
        ArgumentNullException.ThrowIfNull(moments);
        var variances = new double[moments.Items];
        for (var i = 0; i < variances.Length; i++)
        {
            variances[i] = moments.Covariance[i, i];
        }

        return FromVariances(moments.N, variances, nullVariance);
    }

    /// <summary>Of the variances of the items (divisor n − 1) in a group of <paramref name="n"/>.</summary>
    public static RwgResult FromVariances(long n, ReadOnlySpan<double> variances, double nullVariance)
    {
        Guard.NonNegative(n);
        Guard.Positive(nullVariance);
        if (n < 2 || variances.Length == 0)
        {
            return new RwgResult(n, null, n == 0 ? Absent.NoValues : Absent.TooFew);
        }

        var ratio = ExactSum.Of(variances) / variances.Length / nullVariance;
        var agreement = variances.Length * (1 - ratio);
        return new RwgResult(n, ratio >= 1 ? 0 : agreement / (agreement + ratio), Absent.None);
    }
}
