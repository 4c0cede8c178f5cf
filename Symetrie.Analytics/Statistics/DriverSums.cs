namespace Symetrie.Analytics.Statistics;

/// <summary>The products of standardised predictors and outcomes of each row, from which the relative weights of any resample of rows follow.</summary>
/// <remarks>Rows stand in an order that depends on their contents only.</remarks>
internal sealed class DriverSums
{
    private readonly double[][] rows;
    private readonly int predictors;
    private readonly int outcomes;

    public DriverSums(IReadOnlyList<double[]> outcomes, IReadOnlyList<double[]> predictors)
    {
        (this.predictors, this.outcomes) = (predictors.Count, outcomes.Count);
        double[][] columns = [.. predictors.Concat(outcomes).Select(Standardised)];
        Varies = columns.Take(predictors.Count).All(c => c.Length > 0 && Array.Exists(c, v => v != 0));
        double[][] given = [.. Enumerable.Range(0, columns[0].Length).Select(i => columns.Select(c => c[i]).ToArray())];
        rows = [.. RowOrder.OfRows(given).Select(i => given[i])];
        Undefined = [.. outcomes.Select(_ => Enumerable.Repeat(double.NaN, predictors.Count + 1).ToArray())];
    }

    /// <summary>Whether every predictor varies.</summary>
    public bool Varies { get; }

    /// <summary>No figure for any outcome.</summary>
    public double[][] Undefined { get; }

    /// <summary>For each outcome the weights of the predictors and last their sum, R²; null where the predictors are singular, NaN where an outcome is constant.</summary>
    /// <param name="counts">How often each row is taken.</param>
    public double[][]? Weights(double[] counts)
    {
        var (means, deviations, covariances) = Moments(counts);
        if (deviations.AsSpan(0, predictors).ContainsAny(0, double.NaN)) return null;
        var r = new double[predictors, predictors];
        for (var i = 0; i < predictors; i++)
            for (var j = 0; j <= i; j++) r[i, j] = r[j, i] = i == j ? 1 : Math.Clamp(covariances[i][j] / (deviations[i] * deviations[j]), -1, 1);
        var eigen = JacobiEigen.Of(r);
        if (eigen.IsSingular) return null;
        var (root, inverse) = (eigen.Apply(Math.Sqrt), eigen.Apply(value => 1 / Math.Sqrt(value)));
        return [.. Enumerable.Range(predictors, outcomes).Select(o => OfOutcome(root, inverse, [.. Enumerable.Range(0, predictors).Select(j => covariances[o][j] / (deviations[o] * deviations[j]))]))];
    }

    // As in RelativeWeights.
    private double[] OfOutcome(double[,] root, double[,] inverse, double[] correlations)
    {
        var weights = new double[predictors + 1];
        for (var k = 0; k < predictors; k++)
        {
            var beta = 0.0;
            for (var j = 0; j < predictors; j++) beta += inverse[k, j] * correlations[j];
            for (var j = 0; j < predictors; j++) weights[j] += root[j, k] * root[j, k] * beta * beta;
        }

        for (var j = 0; j < predictors; j++) weights[predictors] += weights[j];
        return weights;
    }

    /// <summary>Means, standard deviations, and the covariances of every column with the predictors before it.</summary>
    private (double[] Means, double[] Deviations, double[][] Covariances) Moments(double[] counts)
    {
        var width = predictors + outcomes;
        var (sums, squares, n) = (new double[width], new double[width], 0.0);
        double[][] products = [.. Enumerable.Range(0, width).Select(c => new double[Math.Min(c + 1, predictors)])];
        for (var i = 0; i < rows.Length; i++)
        {
            var w = counts[i];
            if (w == 0) continue;
            n += w;
            var row = rows[i];
            for (var c = 0; c < width; c++)
            {
                var value = w * row[c];
                sums[c] += value;
                squares[c] += value * row[c];
                var own = products[c];
                for (var j = 0; j < own.Length; j++) own[j] += value * row[j];
            }
        }

        var deviations = new double[width];
        for (var c = 0; c < width; c++)
        {
            var variance = (squares[c] / n) - (sums[c] / n * (sums[c] / n));
            // Columns have deviation 1: what a constant resample leaves is rounding.
            deviations[c] = variance > 1e-14 ? Math.Sqrt(variance) : c < predictors ? 0 : double.NaN;
            for (var j = 0; j < products[c].Length; j++) products[c][j] = (products[c][j] / n) - (sums[c] / n * (sums[j] / n));
        }

        return (sums, deviations, products);
    }

    private static double[] Standardised(double[] column)
    {
        if (column.Length == 0) return column;
        var mean = GroupedPairs.Mean(column);
        double[] centred = [.. column.Select(v => v - mean)];
        var deviation = Math.Sqrt(ExactSum.OfProducts(centred, centred) / column.Length);
        return deviation > 0 ? [.. centred.Select(v => v / deviation)] : centred;
    }
}
