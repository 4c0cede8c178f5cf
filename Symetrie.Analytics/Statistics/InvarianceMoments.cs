namespace Symetrie.Analytics.Statistics;

/// <summary>What a multi-group factor model needs to know of a group.</summary>
/// <param name="N">Complete rows.</param>
/// <param name="Means">Means of the items.</param>
/// <param name="Covariance">Covariances of the items with divisor n.</param>
public sealed record InvarianceMoments(long N, double[] Means, double[,] Covariance)
{
    /// <summary>The moments of columns of one length, from exact sums; rows with a missing cell are left out.</summary>
    internal static InvarianceMoments Of(IReadOnlyList<double[]> items, IReadOnlyList<int> rows)
    {
        var p = items.Count;
        var columns = items.Select(item => rows.Select(i => item[i]).ToArray()).ToArray();
        var means = columns.Select(column => rows.Count == 0 ? 0 : ExactSum.Of(column) / rows.Count).ToArray();
        var centred = columns.Select((column, j) => column.Select(x => x - means[j]).ToArray()).ToArray();
        var covariance = new double[p, p];
        for (var i = 0; i < p; i++)
        {
            for (var j = 0; j <= i; j++)
                covariance[i, j] = covariance[j, i] = rows.Count == 0 ? 0 : ExactSum.OfProducts(centred[i], centred[j]) / rows.Count;
        }

        return new InvarianceMoments(rows.Count, means, covariance);
    }

    /// <summary>The same after shifting and scaling each item alike in every group, which leaves every fit as it is.</summary>
    internal InvarianceMoments Rescaled(double[] centre, double[] scale)
    {
        var p = Means.Length;
        var covariance = new double[p, p];
        for (var i = 0; i < p; i++)
        {
            for (var j = 0; j < p; j++)
                covariance[i, j] = Covariance[i, j] / (scale[i] * scale[j]);
        }

        return new InvarianceMoments(N, [.. Means.Select((mean, i) => (mean - centre[i]) / scale[i])], covariance);
    }
}
