namespace Symetrie.Analytics.Statistics;

/// <summary>(I − H)^(−1/2), the symmetric root, for a small symmetric H with eigenvalues from 0 to 1, such as the part of a
/// hat matrix that belongs to one cluster.</summary>
internal static class InverseRoot
{
    private const int MostSweeps = 60;

    /// <summary>(I − H)^(−1/2) v. Where H is small, as with many clusters, by the binomial series Σ C(2k,k)/4ᵏ·Hᵏv, which needs
    /// a tenth of the work of the eigenvectors.</summary>
    public static double[] Apply(double[][] hat, double[] vector)
    {
        var trace = 0.0;
        for (var i = 0; i < hat.Length; i++) trace += hat[i][i];
        // The trace bounds the largest eigenvalue, and with it what the rest of the series can still add.
        if (!(trace < 0.5))
            return Gram.Times(Of([.. hat.Select((row, i) => row.Select((h, j) => (i == j ? 1 : 0) - h).ToArray())]), vector);
        double[] sum = [.. vector], term = [.. vector], next = new double[vector.Length];
        var size = Gram.Dot(vector, vector);
        for (var k = 1; Gram.Dot(term, term) > 1e-34 * size; k++)
        {
            Gram.Times(hat, term, next);
            (term, next) = (next, term);
            for (var i = 0; i < sum.Length; i++)
            {
                term[i] *= ((2 * k) - 1) / (2.0 * k);
                sum[i] += term[i];
            }
        }

        return sum;
    }

    /// <summary>A^(−1/2) by Jacobi's rotations (1846); directions in which A is 0 (relative to 1) stay 0, as in the
    /// Moore–Penrose inverse.</summary>
    public static double[][] Of(double[][] matrix)
    {
        var n = matrix.Length;
        double[][] a = [.. matrix.Select(row => row.ToArray())];
        double[][] v = [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Select(j => i == j ? 1.0 : 0).ToArray())];
        for (var sweep = 0; sweep < MostSweeps && Rotate(a, v); sweep++)
        {
        }

        double[] root = [.. Enumerable.Range(0, n).Select(i => a[i][i] > 1e-10 ? 1 / Math.Sqrt(a[i][i]) : 0)];
        var result = new double[n][];
        for (var i = 0; i < n; i++)
        {
            result[i] = new double[n];
            for (var j = 0; j < n; j++)
            {
                for (var k = 0; k < n; k++) result[i][j] += v[i][k] * root[k] * v[j][k];
            }
        }

        return result;
    }

    /// <summary>One rotation for every pair of axes; false once the matrix is diagonal.</summary>
    private static bool Rotate(double[][] a, double[][] v)
    {
        var turned = false;
        for (var p = 0; p < a.Length; p++)
        {
            for (var q = p + 1; q < a.Length; q++)
            {
                if (Math.Abs(a[p][q]) <= 1e-17 * (Math.Abs(a[p][p]) + Math.Abs(a[q][q]) + 1e-6)) continue;
                turned = true;
                var theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
                var t = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
                var c = 1 / Math.Sqrt((t * t) + 1);
                Turn(a, v, p, q, c, t * c);
            }
        }

        return turned;
    }

    private static void Turn(double[][] a, double[][] v, int p, int q, double c, double s)
    {
        for (var k = 0; k < a.Length; k++)
        {
            double kp = a[k][p], kq = a[k][q];
            a[k][p] = (c * kp) - (s * kq);
            a[k][q] = (s * kp) + (c * kq);
            (kp, kq) = (v[k][p], v[k][q]);
            v[k][p] = (c * kp) - (s * kq);
            v[k][q] = (s * kp) + (c * kq);
        }

        for (var k = 0; k < a.Length; k++)
        {
            double pk = a[p][k], qk = a[q][k];
            a[p][k] = (c * pk) - (s * qk);
            a[q][k] = (s * pk) + (c * qk);
        }

        a[p][q] = a[q][p] = 0;
    }
}
