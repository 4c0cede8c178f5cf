namespace Symetrie.Analytics.Statistics;

/// <summary>Predictors and an outcome after listwise deletion: centred columns, their standard deviations and correlations, from
/// exact sums, so that the order of rows changes no bit.</summary>
/// <param name="N">Complete rows.</param>
/// <param name="Dropped">Rows with a missing cell.</param>
/// <param name="Columns">The centred predictors.</param>
/// <param name="Means">Means of the predictors.</param>
/// <param name="Deviations">Standard deviations of the predictors with divisor n.</param>
/// <param name="Outcome">The centred outcome, followed by its mean and standard deviation.</param>
/// <param name="Correlations">Correlations among the predictors.</param>
/// <param name="WithOutcome">Correlations of the predictors with the outcome.</param>
/// <param name="Reason">Why there are no correlations.</param>
internal sealed record DriverDesign(
    int N, int Dropped, double[][] Columns, double[] Means, double[] Deviations, (double[] Centred, double Mean, double Deviation) Outcome,
    double[,] Correlations, double[] WithOutcome, Absent Reason)
{
    /// <summary>Prepares the columns.</summary>
    /// <param name="outcome">The outcome; null where only the predictors matter.</param>
    /// <param name="predictors">One array a predictor.</param>
    /// <param name="fewestRows">The fewest complete rows to go on with.</param>
    /// <exception cref="ArgumentException">No predictor, or lengths differ.</exception>
    public static DriverDesign Of(double[]? outcome, IReadOnlyList<double[]> predictors, int fewestRows)
    {
        if (predictors.Count == 0)
            throw new ArgumentException("There is at least one predictor.", nameof(predictors));

        var rows = outcome?.Length ?? predictors[0].Length;
        double[][] all = outcome is null ? [.. predictors] : [.. predictors, outcome];
        foreach (var column in all)
        {
            Guard.SameLength(column.Length, rows);
            Guard.NoneInfinite(column);
        }

        var complete = Enumerable.Range(0, rows).Where(i => all.All(column => !double.IsNaN(column[i]))).ToArray();
        var kept = all.Select(column => complete.Select(i => column[i]).ToArray()).ToArray();
        var n = complete.Length;
        var reason = n == 0 ? Absent.NoValues
            : n < fewestRows ? Absent.TooFew
            : kept.Any(column => column.Max() == column.Min()) ? Absent.ZeroVariance : Absent.None;
        if (reason != Absent.None)
            return new DriverDesign(n, rows - n, [], [], [], ([], 0, 0), new double[0, 0], [], reason);

        var means = kept.Select(column => ExactSum.Of(column) / n).ToArray();
        var centred = kept.Select((column, j) => column.Select(x => x - means[j]).ToArray()).ToArray();
        var deviations = centred.Select(column => Math.Sqrt(ExactSum.OfProducts(column, column) / n)).ToArray();
        var p = predictors.Count;
        var r = new double[p, p];
        for (var i = 0; i < p; i++)
        {
            for (var j = 0; j <= i; j++)
                r[i, j] = r[j, i] = i == j ? 1 : Correlation(i, j);
        }

        return new DriverDesign(
            n, rows - n, centred[..p], means[..p], deviations[..p],
            outcome is null ? ([], 0, 0) : (centred[p], means[p], deviations[p]), r,
            outcome is null ? [] : [.. Enumerable.Range(0, p).Select(j => Correlation(j, p))], Absent.None);

        double Correlation(int i, int j) =>
            Math.Clamp(ExactSum.OfProducts(centred[i], centred[j]) / n / (deviations[i] * deviations[j]), -1, 1);
    }
}
