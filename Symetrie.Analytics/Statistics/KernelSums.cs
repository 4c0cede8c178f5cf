namespace Symetrie.Analytics.Statistics;

/// <summary>Sums over all pairs of clusters of the working covariances of their scores, from which Satterthwaite's degrees of
/// freedom of every combination of the two coefficients follow.</summary>
/// <remarks>The covariance of clusters g and h is w_g·w_h where they are one, less c_gᵀMc_h with M = (XᵀX)⁻¹ and c the crossed weights. Of two clusters only the second part is left, and
/// Σ_gh (a_gᵀMb_h)(c_gᵀMd_h) = tr(M·Σ b_hd_hᵀ·M·Σ c_ga_gᵀ): a few small matrices instead of every pair.</remarks>
internal sealed class KernelSums
{
    // Of the first coefficient, the second, and both with each other.
    private readonly double[] traces = new double[3];
    private readonly double[,] products = new double[3, 3];

    /// <summary>Adds up.</summary>
    /// <param name="terms">The clusters.</param>
    /// <param name="inverse">(XᵀX)⁻¹.</param>
    public static KernelSums Of(IReadOnlyList<ClusterTerm> terms, double[][] inverse)
    {
        var sums = new KernelSums();
        double[][][] outer = [.. Enumerable.Range(0, 3).Select(_ => Array.ConvertAll(inverse, row => new double[row.Length]))];
        foreach (var term in terms)
        {
            var (first, second) = (term.Crossed[0], term.Crossed[1]);
            AddOuter(outer[0], first, first);
            AddOuter(outer[1], second, second);
            AddOuter(outer[2], first, second);
            sums.AddOwn(term, Gram.Times(inverse, first), Gram.Times(inverse, second));
        }

        sums.AddPairs(Times(inverse, outer[0]), Times(inverse, outer[1]), Times(inverse, outer[2]), Times(inverse, Transposed(outer[2])));
        return sums;
    }

    /// <summary>(Σ Q_gg)²/ΣΣ Q_gh², Q weighing the covariances of the first, the second and of both with each other.</summary>
    public double Satterthwaite(params ReadOnlySpan<double> weights)
    {
        double trace = 0, squares = 0;
        for (var a = 0; a < 3; a++)
        {
            trace += weights[a] * traces[a];
            for (var b = 0; b < 3; b++) squares += weights[a] * weights[b] * products[Math.Min(a, b), Math.Max(a, b)];
        }

        return squares > 0 ? trace * trace / squares : 0;
    }

    // A cluster with itself, of which the part that all pairs have comes with the pairs.
    private void AddOwn(ClusterTerm term, double[] solvedFirst, double[] solvedSecond)
    {
        var (w, c) = (term.Weights, term.Crossed);
        double[] pair = [Gram.Dot(c[0], solvedFirst), Gram.Dot(c[1], solvedSecond), Gram.Dot(c[0], solvedSecond) + Gram.Dot(c[1], solvedFirst)];
        double[] own = [Gram.Dot(w[0], w[0]) - pair[0], Gram.Dot(w[1], w[1]) - pair[1], (2 * Gram.Dot(w[0], w[1])) - pair[2]];
        for (var a = 0; a < 3; a++)
        {
            traces[a] += own[a];
            for (var b = a; b < 3; b++) products[a, b] += (own[a] * own[b]) - (pair[a] * pair[b]);
        }
    }

    // M times the sums of outer products: of the first's weights, of the second's, of the first's with the second's, and the other way round.
    private void AddPairs(double[][] first, double[][] second, double[][] across, double[][] back)
    {
        products[0, 0] += Trace(first, first);
        products[1, 1] += Trace(second, second);
        products[0, 1] += Trace(across, back);
        products[2, 2] += 2 * (Trace(first, second) + Trace(back, back));
        products[0, 2] += Trace(across, first) + Trace(first, back);
        products[1, 2] += Trace(second, across) + Trace(back, second);
    }

    private static void AddOuter(double[][] sums, double[] left, double[] right)
    {
        for (var i = 0; i < left.Length; i++)
            for (var j = 0; j < right.Length; j++) sums[i][j] += left[i] * right[j];
    }

    private static double[][] Transposed(double[][] matrix) => [.. matrix.Select((_, j) => Array.ConvertAll(matrix, row => row[j]))];

    private static double[][] Times(double[][] a, double[][] b)
    {
        var columns = Transposed(b);
        return Array.ConvertAll(a, row => Gram.Times(columns, row));
    }

    private static double Trace(double[][] a, double[][] b)
    {
        var trace = 0.0;
        for (var i = 0; i < a.Length; i++)
            for (var j = 0; j < a.Length; j++) trace += a[i][j] * b[j][i];
        return trace;
    }
}
