namespace Symetrie.Analytics.Statistics;

/// <summary>Least squares of both equations of a cross-lagged panel and the unit-clustered variance of its two cross
/// coefficients and of any combination of them.</summary>
/// <remarks>The adjustment matrices A = (I − X_g(XᵀX)⁻¹X_gᵀ)^(−1/2) are those of the design with all unit indicators, because
/// the unit effects lie inside the clusters (Pustejovsky and Tipton 2018, theorem 2).</remarks>
internal sealed class LaggedFit
{
    private readonly LaggedDesign design;
    private readonly double[][] inverse;
    private readonly double[][] beta;
    private readonly double[] standardisers;
    private readonly ClusterTerm[] terms;
    private readonly double[,] working = new double[2, 2];
    private readonly KernelSums kernel;

    private LaggedFit(LaggedDesign design, double[][] inverse)
    {
        (this.design, this.inverse) = (design, inverse);
        beta = [Solve(0), Solve(1)];
        standardisers = Standardisers(design);
        terms = [.. Enumerable.Range(0, design.Units).Select(Term)];
        kernel = KernelSums.Of(terms, inverse);
    }

    /// <summary>The fit; null where columns are collinear.</summary>
    public static LaggedFit? Of(LaggedDesign design) =>
        Gram.Inverse(Gram.Of(design.Blocks), required: 2) is { } inverse ? new LaggedFit(design, inverse) : null;

    /// <summary>From x to later y.</summary>
    public LaggedPath? XToY(double confidence) => Path(LaggedDesign.LagX, 0, design.ScaleY / design.ScaleX, confidence);

    /// <summary>From y to later x.</summary>
    public LaggedPath? YToX(double confidence) => Path(LaggedDesign.LagY, 1, design.ScaleX / design.ScaleY, confidence);

    /// <summary>Standardised x to y less standardised y to x.</summary>
    public PathDifference? Difference(double confidence)
    {
        double forth = standardisers[0], back = standardisers[1];
        if (Test(forth, -back, confidence) is not { } test) return null;
        var value = (forth * beta[0][LaggedDesign.LagX]) - (back * beta[1][LaggedDesign.LagY]);
        return new PathDifference(value, test.Error, test.Df,
            StudentDistribution.TwoSided(value / test.Error, test.Df), value - test.Half, value + test.Half);
    }

    private LaggedPath? Path(int column, int equation, double unit, double confidence)
    {
        if (Test(1 - equation, equation, confidence) is not { } test) return null;
        double b = beta[equation][column], t = b / test.Error;
        return new LaggedPath(b * unit, b * standardisers[equation], beta[equation][1 - column], test.Error * unit,
            test.Df, t, StudentDistribution.TwoSided(t, test.Df), (b - test.Half) * unit, (b + test.Half) * unit);
    }

    /// <summary>Standard error, degrees of freedom and half the interval of first·(x to y) + second·(y to x); null for a
    /// perfect fit.</summary>
    private (double Error, double Df, double Half)? Test(double first, double second, double confidence)
    {
        var variance = 0.0;
        foreach (var term in terms)
        {
            var score = (first * term.Scores[0]) + (second * term.Scores[1]);
            variance += score * score;
        }

        var df = kernel.Satterthwaite(
            working[0, 0] * first * first, working[1, 1] * second * second, working[0, 1] * first * second);
        if (!(variance > 1e-20) || !(df > 0)) return null;
        var error = Math.Sqrt(variance);
        return (error, df, StudentDistribution.Quantile(1 - ((1 - confidence) / 2), df) * error);
    }

    private ClusterTerm Term(int g)
    {
        var rows = design.Blocks[g];
        double[][] residuals = [Residual(g, 0), Residual(g, 1)];
        for (var a = 0; a < 2; a++)
        {
            for (var b = 0; b < 2; b++) working[a, b] += Gram.Dot(residuals[a], residuals[b]) / design.Rows;
        }

        var solved = Array.ConvertAll(rows, row => Gram.Times(inverse, row));
        var hat = Array.ConvertAll(rows, row => Gram.Times(solved, row));
        double[] X(int column) => InverseRoot.Apply(hat, Gram.Times(rows, inverse[column]));
        double[][] weights = [X(LaggedDesign.LagX), X(LaggedDesign.LagY)];
        double[][] crossed = [Transposed(rows, weights[0]), Transposed(rows, weights[1])];
        return new ClusterTerm(weights, crossed, [Gram.Dot(weights[0], residuals[0]), Gram.Dot(weights[1], residuals[1])]);
    }

    private double[] Transposed(double[][] rows, double[] weights)
    {
        var result = new double[design.Columns];
        for (var t = 0; t < rows.Length; t++)
        {
            for (var c = 0; c < result.Length; c++) result[c] += weights[t] * rows[t][c];
        }

        return result;
    }

    private double[] Residual(int g, int equation)
    {
        var (rows, outcomes) = (design.Blocks[g], design.Outcomes[g]);
        var residuals = new double[rows.Length];
        for (var t = 0; t < rows.Length; t++) residuals[t] = outcomes[t][equation] - Gram.Dot(rows[t], beta[equation]);
        return residuals;
    }

    private double[] Solve(int equation)
    {
        var right = new double[design.Columns];
        for (var g = 0; g < design.Units; g++)
        {
            var outcome = Array.ConvertAll(design.Outcomes[g], row => row[equation]);
            var part = Transposed(design.Blocks[g], outcome);
            for (var c = 0; c < right.Length; c++) right[c] += part[c];
        }

        return Gram.Times(inverse, right);
    }

    /// <summary>Within standard deviations of predictor over outcome, units and periods taken out: of lagged x over y, and of
    /// lagged y over x.</summary>
    private static double[] Standardisers(LaggedDesign design)
    {
        var rows = new List<double[]>(design.Rows);
        for (var g = 0; g < design.Units; g++)
            for (var t = 0; t < design.Blocks[g].Length; t++)
            {
                var (row, outcome) = (design.Blocks[g][t], design.Outcomes[g][t]);
                rows.Add([.. row.AsSpan(2), row[LaggedDesign.LagX], row[LaggedDesign.LagY], outcome[0], outcome[1]]);
            }

        var left = Gram.Remainders([.. rows], design.Columns - 2);
        return [Math.Sqrt(left[0] / left[2]), Math.Sqrt(left[1] / left[3])];
    }
}

/// <summary>What one cluster adds to the variance of the two cross coefficients (0: lagged x on y, 1: lagged y on x).</summary>
/// <param name="Weights">A X_g (XᵀX)⁻¹e: how each residual of the cluster weighs.</param>
/// <param name="Crossed">X_gᵀ of the weights.</param>
/// <param name="Scores">Weights times residuals.</param>
internal sealed record ClusterTerm(double[][] Weights, double[][] Crossed, double[] Scores);
