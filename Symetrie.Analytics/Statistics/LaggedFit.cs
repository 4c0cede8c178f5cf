namespace Symetrie.Analytics.Statistics;

/// <summary>Least squares of both equations of a cross-lagged panel and the unit-clustered variance of contrasts of them.</summary>
/// <remarks>The adjustment matrices A = (I − X_g(XᵀX)⁻¹X_gᵀ)^(−1/2) are those of the design with all unit indicators, because
/// the unit effects lie inside the clusters (Pustejovsky and Tipton 2018, theorem 2).</remarks>
internal sealed class LaggedFit
{
    private readonly LaggedDesign design;
    private readonly double[][] inverse;
    private readonly double[][] beta;
    private readonly double[][][] residuals;
    private readonly double[][][] adjusted;
    private readonly double[,] working = new double[2, 2];

    private LaggedFit(LaggedDesign design, double[][] inverse)
    {
        (this.design, this.inverse) = (design, inverse);
        beta = [Solve(0), Solve(1)];
        residuals = new double[design.Units][][];
        adjusted = new double[design.Units][][];
        for (var g = 0; g < design.Units; g++)
        {
            residuals[g] = [Residual(g, 0), Residual(g, 1)];
            adjusted[g] = Adjustment(g);
            for (var a = 0; a < 2; a++)
            {
                for (var b = 0; b < 2; b++) working[a, b] += Dot(residuals[g][a], residuals[g][b]) / design.Rows;
            }
        }
    }

    /// <summary>The fit; null where columns are collinear.</summary>
    public static LaggedFit? Of(LaggedDesign design)
    {
        var gram = Gram.Of(design.Blocks);
        return Gram.Inverse(gram, required: 2) is { } inverse ? new LaggedFit(design, inverse) : null;
    }

    /// <summary>The coefficient of one column in one equation (0: of y, 1: of x), with its own column the other one.</summary>
    public LaggedPath? Path(int column, int equation, double confidence)
    {
        var ratio = equation == 0 ? design.ScaleY / design.ScaleX : design.ScaleX / design.ScaleY;
        var (variance, df) = equation == 0 ? Variance(column, 1, 0) : Variance(column, 0, 1);
        var b = beta[equation][column];
        if (!(variance > 1e-20) || !(df > 0)) return null;
        double se = Math.Sqrt(variance), t = b / se, half = StudentDistribution.Quantile(1 - ((1 - confidence) / 2), df) * se;
        return new LaggedPath(b * ratio, b * Standardiser(column, equation), beta[equation][1 - column], se * ratio, df, t,
            StudentDistribution.TwoSided(t, df), (b - half) * ratio, (b + half) * ratio);
    }

    /// <summary>Standardised x to y less standardised y to x.</summary>
    public PathDifference? Difference(double confidence)
    {
        double forth = Standardiser(LaggedDesign.LagX, 0), back = Standardiser(LaggedDesign.LagY, 1);
        var (variance, df) = Variance(-1, forth, -back);
        if (!(variance > 1e-20) || !(df > 0)) return null;
        var value = (forth * beta[0][LaggedDesign.LagX]) - (back * beta[1][LaggedDesign.LagY]);
        double se = Math.Sqrt(variance), half = StudentDistribution.Quantile(1 - ((1 - confidence) / 2), df) * se;
        return new PathDifference(value, se, df, StudentDistribution.TwoSided(value / se, df), value - half, value + half);
    }

    /// <summary>Variance and degrees of freedom of first·β(y equation) + second·β(x equation), of one column, or (−1) of the
    /// cross coefficients: lagged x in the first, lagged y in the second.</summary>
    private (double Variance, double Df) Variance(int column, double first, double second)
    {
        var columns = column < 0 ? (LaggedDesign.LagX, LaggedDesign.LagY) : (column, column);
        var variance = 0.0;
        var n = design.Units;
        double[][] a = new double[n][], d = new double[n][], xa = new double[n][], xd = new double[n][];
        for (var g = 0; g < n; g++)
        {
            a[g] = Weights(g, columns.Item1, first);
            d[g] = Weights(g, columns.Item2, second);
            var score = Dot(a[g], residuals[g][0]) + Dot(d[g], residuals[g][1]);
            variance += score * score;
            (xa[g], xd[g]) = (Transposed(g, a[g]), Transposed(g, d[g]));
        }

        return (variance, Satterthwaite(a, d, xa, xd));
    }

    /// <summary>(Σ Q_gg)²/ΣΣ Q_gh², Q_gh the working covariance of the scores of clusters g and h.</summary>
    private double Satterthwaite(double[][] a, double[][] d, double[][] xa, double[][] xd)
    {
        double trace = 0, squares = 0;
        double[][] ma = [.. xa.Select(u => Gram.Times(inverse, u))], md = [.. xd.Select(u => Gram.Times(inverse, u))];
        for (var g = 0; g < a.Length; g++)
        {
            for (var h = 0; h <= g; h++)
            {
                double aa = -Dot(xa[g], ma[h]), dd = -Dot(xd[g], md[h]), ad = -Dot(xa[g], md[h]) - Dot(xd[g], ma[h]);
                if (g == h)
                {
                    aa += Dot(a[g], a[g]);
                    dd += Dot(d[g], d[g]);
                    ad += 2 * Dot(a[g], d[g]);
                }

                var q = (working[0, 0] * aa) + (working[1, 1] * dd) + (working[0, 1] * ad);
                if (g == h) trace += q;
                squares += (g == h ? 1 : 2) * q * q;
            }
        }

        return squares > 0 ? trace * trace / squares : 0;
    }

    /// <summary>scale · A_g X_g (XᵀX)⁻¹ e_column: what each residual of the unit weighs.</summary>
    private double[] Weights(int g, int column, double scale)
    {
        double[] plain = [.. design.Blocks[g].Select(row => scale * Dot(row, inverse[column]))];
        return Gram.Times(adjusted[g], plain);
    }

    private double[] Transposed(int g, double[] weights)
    {
        var result = new double[design.Columns];
        for (var t = 0; t < weights.Length; t++)
        {
            for (var c = 0; c < result.Length; c++) result[c] += weights[t] * design.Blocks[g][t][c];
        }

        return result;
    }

    private double[][] Adjustment(int g)
    {
        var rows = design.Blocks[g];
        double[][] hat = [.. rows.Select(row => Gram.Times(inverse, row))];
        return InverseRoot.Of([.. rows.Select((row, s) => hat.Select((h, t) => (s == t ? 1 : 0) - Dot(row, h)).ToArray())]);
    }

    private double[] Residual(int g, int equation) =>
        [.. design.Blocks[g].Select((row, t) => design.Outcomes[g][t][equation] - Dot(row, beta[equation]))];

    private double[] Solve(int equation)
    {
        var right = new double[design.Columns];
        for (var g = 0; g < design.Units; g++)
        {
            for (var t = 0; t < design.Blocks[g].Length; t++)
            {
                for (var c = 0; c < right.Length; c++) right[c] += design.Blocks[g][t][c] * design.Outcomes[g][t][equation];
            }
        }

        return Gram.Times(inverse, right);
    }

    /// <summary>Within standard deviation of the predictor over that of the outcome, units and periods taken out.</summary>
    private double Standardiser(int column, int equation)
    {
        double[][] own = [.. design.Blocks.SelectMany((block, g) => block.Select((row, t) =>
            (double[])[.. row.AsSpan(2), row[column], design.Outcomes[g][t][equation]]))];
        var left = Gram.Remainders(own, design.Columns - 2);
        return Math.Sqrt(left[0] / left[1]);
    }

    private static double Dot(double[] a, double[] b) => Gram.Dot(a, b);
}
