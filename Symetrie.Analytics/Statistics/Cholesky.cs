namespace Symetrie.Analytics.Statistics;

/// <summary>Cholesky factor of a small symmetric positive definite matrix, in a fixed order of operations.</summary>
internal sealed class Cholesky
{
    private readonly double[,] lower;

    private Cholesky(double[,] lower) => this.lower = lower;

    /// <summary>ln det.</summary>
    public double LogDeterminant
    {
        get
        {
            var sum = 0.0;
            for (var i = 0; i < lower.GetLength(0); i++)
            {
                sum += 2 * Math.Log(lower[i, i]);
            }

            return sum;
        }
    }

    /// <summary>Factors the matrix; null if it is not positive definite: a pivot at or below <paramref name="tolerance"/> times its
    /// diagonal element.</summary>
    public static Cholesky? Of(double[,] matrix, double tolerance = 1e-13)
    {
        var n = matrix.GetLength(0);
        var l = new double[n, n];
        for (var j = 0; j < n; j++)
        {
            for (var i = j; i < n; i++)
            {
                var sum = matrix[i, j];
                for (var k = 0; k < j; k++)
                {
                    sum -= l[i, k] * l[j, k];
                }

                if (i > j)
                {
                    l[i, j] = sum / l[j, j];
                }
                else if (sum > tolerance * Math.Abs(matrix[j, j]))
                {
                    l[j, j] = Math.Sqrt(sum);
                }
                else
                {
                    return null;
                }
            }
        }

        return new Cholesky(l);
    }

    /// <summary>The x with A·x = b.</summary>
    public double[] Solve(ReadOnlySpan<double> b)
    {
        var x = b.ToArray();
        for (var i = 0; i < x.Length; i++)
        {
            for (var k = 0; k < i; k++)
            {
                x[i] -= lower[i, k] * x[k];
            }

            x[i] /= lower[i, i];
        }

        for (var i = x.Length - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < x.Length; k++)
            {
                x[i] -= lower[k, i] * x[k];
            }

            x[i] /= lower[i, i];
        }

        return x;
    }

    /// <summary>A⁻¹.</summary>
    public double[,] Inverse()
    {
        var n = lower.GetLength(0);
        var inverse = new double[n, n];
        var unit = new double[n];
        for (var j = 0; j < n; j++)
        {
            Array.Clear(unit);
            unit[j] = 1;
            var column = Solve(unit);
            for (var i = 0; i < n; i++)
            {
                inverse[i, j] = column[i];
            }
        }

        return inverse;
    }
}
