namespace Symetrie.Analytics.Statistics;

/// <summary>The factorisation behind <see cref="LeastSquares"/>.</summary>
internal static class HouseholderFit
{
    public static LeastSquaresFit Of(WideDouble[] y, List<WideDouble[]> design, bool intercept, double tolerance)
    {
        var order = CanonicalOrder(y, design);
        var exponents = design.Select(Exponent).ToArray();
        var work = design.Select((column, j) => order.Select(i => Scaled(column[i], -exponents[j])).ToArray()).ToArray();
        var target = order.Select(i => y[i]).ToArray();
        var lengths = work.Select(column => Length(column, 0).Hi).ToArray();
        var kept = new List<int>();
        var diagonal = new List<WideDouble>();
        for (var j = 0; j < work.Length; j++)
        {
            var row = kept.Count;
            var length = row < y.Length ? Length(work[j], row) : WideDouble.Zero;
            if (length.Hi <= tolerance * lengths[j])
            {
                continue;
            }

            diagonal.Add(Reflect(work, target, j, row, length));
            kept.Add(j);
        }

        var inverse = InverseTriangle(work, kept, diagonal);
        return Assemble(y, design, order, kept, exponents, inverse, target, intercept);
    }

    private static LeastSquaresFit Assemble(
        WideDouble[] y, List<WideDouble[]> design, int[] order, List<int> kept, int[] exponents, WideDouble[,] inverse, WideDouble[] target, bool intercept)
    {
        var rank = kept.Count;
        var b = new WideDouble[rank];
        for (var r = 0; r < rank; r++)
        {
            for (var c = r; c < rank; c++)
            {
                b[r] += inverse[r, c] * target[c];
            }

            b[r] = Scaled(b[r], -exponents[kept[r]]);
        }

        var coefficients = new double?[design.Count];
        for (var r = 0; r < rank; r++)
        {
            coefficients[kept[r]] = b[r].Value;
        }

        var (fitted, residuals, rss) = Residuals(y, design, order, kept, b);
        return new LeastSquaresFit
        {
            HasIntercept = intercept,
            Coefficients = coefficients,
            Kept = kept,
            Aliased = [.. Enumerable.Range(0, design.Count).Except(kept)],
            InverseCrossProduct = CrossProduct(inverse, kept, exponents),
            Fitted = fitted,
            Residuals = residuals,
            ResidualSumOfSquares = rss,
        };
    }

    private static (double[] Fitted, double[] Residuals, double Rss) Residuals(
        WideDouble[] y, List<WideDouble[]> design, int[] order, List<int> kept, WideDouble[] b)
    {
        var fitted = new double[y.Length];
        var residuals = new double[y.Length];
        var rss = WideDouble.Zero;
        foreach (var i in order)
        {
            var sum = WideDouble.Zero;
            for (var r = 0; r < kept.Count; r++)
            {
                sum += design[kept[r]][i] * b[r];
            }

            fitted[i] = sum.Value;
            var residual = y[i] - sum;
            residuals[i] = residual.Value;
            rss += residual * residual;
        }

        return (fitted, residuals, rss.Value);
    }

    /// <summary>Reflects column j onto the unit vector of its row, and with it every later column and the target. Returns the
    /// diagonal element of R.</summary>
    private static WideDouble Reflect(WideDouble[][] work, WideDouble[] target, int j, int row, WideDouble length)
    {
        var v = work[j][row..];
        var alpha = v[0].Hi > 0 ? -length : length;
        v[0] -= alpha;
        var half = v.Aggregate(WideDouble.Zero, (sum, value) => sum + value * value) * 0.5;
        for (var c = j + 1; c < work.Length; c++)
        {
            Apply(v, half, work[c], row);
        }

        Apply(v, half, target, row);
        return alpha;
    }

    private static void Apply(WideDouble[] v, WideDouble half, WideDouble[] column, int row)
    {
        var dot = WideDouble.Zero;
        for (var i = 0; i < v.Length; i++)
        {
            dot += v[i] * column[row + i];
        }

        var factor = dot / half;
        for (var i = 0; i < v.Length; i++)
        {
            column[row + i] -= factor * v[i];
        }
    }

    private static WideDouble[,] InverseTriangle(WideDouble[][] work, List<int> kept, List<WideDouble> diagonal)
    {
        var rank = kept.Count;
        var inverse = new WideDouble[rank, rank];
        for (var c = 0; c < rank; c++)
        {
            inverse[c, c] = WideDouble.Of(1) / diagonal[c];
            for (var r = c - 1; r >= 0; r--)
            {
                var sum = WideDouble.Zero;
                for (var m = r + 1; m <= c; m++)
                {
                    sum += work[kept[m]][r] * inverse[m, c];
                }

                inverse[r, c] = -(sum / diagonal[r]);
            }
        }

        return inverse;
    }

    private static double[,] CrossProduct(WideDouble[,] inverse, List<int> kept, int[] exponents)
    {
        var rank = kept.Count;
        var product = new double[rank, rank];
        for (var a = 0; a < rank; a++)
        {
            for (var b = a; b < rank; b++)
            {
                var sum = WideDouble.Zero;
                for (var m = b; m < rank; m++)
                {
                    sum += inverse[a, m] * inverse[b, m];
                }

                product[a, b] = product[b, a] = Scaled(sum, -exponents[kept[a]] - exponents[kept[b]]).Value;
            }
        }

        return product;
    }

    private static WideDouble Length(WideDouble[] column, int from)
    {
        var sum = WideDouble.Zero;
        for (var i = from; i < column.Length; i++)
        {
            sum += column[i] * column[i];
        }

        return WideDouble.Sqrt(sum);
    }

    private static int Exponent(WideDouble[] column)
    {
        var largest = column.Length == 0 ? 0 : column.Max(value => Math.Abs(value.Hi));
        return largest == 0 ? 0 : Math.ILogB(largest);
    }

    private static WideDouble Scaled(WideDouble value, int exponent) =>
        new(Math.ScaleB(value.Hi, exponent), Math.ScaleB(value.Lo, exponent));

    /// <summary>Rows by their outcome, then their predictors: rows that are still equal are interchangeable.</summary>
    private static int[] CanonicalOrder(WideDouble[] y, List<WideDouble[]> design)
    {
        var order = Enumerable.Range(0, y.Length).ToArray();
        Array.Sort(order, (a, b) =>
        {
            var c = y[a].Hi.CompareTo(y[b].Hi);
            for (var j = 0; c == 0 && j < design.Count; j++)
            {
                c = design[j][a].Hi.CompareTo(design[j][b].Hi);
            }

            return c;
        });
        return order;
    }
}
