namespace Symetrie.Analytics.Statistics;

/// <summary>Eigenvalues and eigenvectors of a small symmetric matrix by cyclic Jacobi rotations: every one to full relative
/// accuracy, in a fixed order of operations (Golub and Van Loan, section 8.5).</summary>
/// <param name="Values">Eigenvalues, largest first.</param>
/// <param name="Vectors">Orthonormal eigenvectors as columns, in the same order.</param>
internal sealed record JacobiEigen(double[] Values, double[,] Vectors)
{
    private const int MostSweeps = 60;

    /// <summary>The smallest eigenvalue over the largest; below this the matrix counts as singular.</summary>
    public const double SingularBelow = 1e-10;

    /// <summary>Decomposes a symmetric matrix.</summary>
    public static JacobiEigen Of(double[,] symmetric)
    {
        var n = symmetric.GetLength(0);
        var a = (double[,])symmetric.Clone();
        var v = new double[n, n];
        for (var i = 0; i < n; i++)
            v[i, i] = 1;

        for (var sweep = 0; sweep < MostSweeps && OffDiagonal(a) > 0; sweep++)
        {
            for (var p = 0; p < n; p++)
            {
                for (var q = p + 1; q < n; q++)
                    Rotate(a, v, p, q);
            }
        }

        var order = Enumerable.Range(0, n).OrderByDescending(i => a[i, i]).ToArray();
        var vectors = new double[n, n];
        for (var k = 0; k < n; k++)
        {
            for (var i = 0; i < n; i++)
                vectors[i, k] = v[i, order[k]];
        }

        return new JacobiEigen([.. order.Select(i => a[i, i])], vectors);
    }

    /// <summary>Whether the matrix is singular for all purposes of double arithmetic.</summary>
    public bool IsSingular => Values.Length == 0 || Values[^1] <= SingularBelow * Values[0];

    /// <summary>V f(Λ) Vᵀ.</summary>
    public double[,] Apply(Func<double, double> f)
    {
        var n = Values.Length;
        var result = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                for (var k = 0; k < n; k++)
                    result[i, j] += Vectors[i, k] * f(Values[k]) * Vectors[j, k];
            }
        }

        return result;
    }

    private static double OffDiagonal(double[,] a)
    {
        double off = 0, on = 0;
        for (var i = 0; i < a.GetLength(0); i++)
        {
            on += Math.Abs(a[i, i]);
            for (var j = 0; j < i; j++)
                off += Math.Abs(a[i, j]);
        }

        return off <= 1e-17 * on ? 0 : off;
    }

    private static void Rotate(double[,] a, double[,] v, int p, int q)
    {
        if (a[p, q] == 0)
            return;

        var theta = (a[q, q] - a[p, p]) / (2 * a[p, q]);
        var t = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1));
        var c = 1 / Math.Sqrt(t * t + 1);
        var s = t * c;
        for (var k = 0; k < a.GetLength(0); k++)
            (a[k, p], a[k, q]) = (c * a[k, p] - s * a[k, q], s * a[k, p] + c * a[k, q]);

        for (var k = 0; k < a.GetLength(0); k++)
        {
            (a[p, k], a[q, k]) = (c * a[p, k] - s * a[q, k], s * a[p, k] + c * a[q, k]);
            (v[k, p], v[k, q]) = (c * v[k, p] - s * v[k, q], s * v[k, p] + c * v[k, q]);
        }

        a[p, q] = a[q, p] = 0;
    }
}
