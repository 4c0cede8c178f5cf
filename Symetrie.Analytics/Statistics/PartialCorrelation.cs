namespace Symetrie.Analytics.Statistics;

/// <summary>From which series the covariates are taken out.</summary>
public enum PartialKind
{
    /// <summary>From both: the partial correlation.</summary>
    Both = 0,

    /// <summary>From x only: a semi-partial correlation.</summary>
    FromX,

    /// <summary>From y only: a semi-partial correlation.</summary>
    FromY,
}

/// <summary>What <see cref="PartialCorrelation"/> found.</summary>
/// <param name="N">Rows with no value missing.</param>
/// <param name="R">The correlation of what the covariates leave, −1 … 1.</param>
/// <param name="Df">Degrees of freedom, n − 2 − number of covariates.</param>
/// <param name="P">Two-sided p, t with <paramref name="Df"/> degrees of freedom.</param>
/// <param name="Lower">Lower limit of the interval; absent below two degrees of freedom.</param>
/// <param name="Upper">Upper limit of the interval.</param>
/// <param name="Reason">Why the first absent figure is absent.</param>
public readonly record struct PartialCorrelationResult(
    int N, double? R, int Df, double? P, double? Lower, double? Upper, Absent Reason);

/// <summary>The correlation of x and y after covariates are regressed out of both (partial) or of one (semi-partial).</summary>
/// <remarks>Interval by Fisher's z with standard error 1/√(n − k − 3). Rows with a missing value are dropped, before
/// ranking where ranks are asked for. Collinear covariates, or a series that they explain wholly: no figure
/// (<see cref="Absent.Collinear"/>). Given a categorical covariate take <see cref="WithinCorrelation"/>.
/// Sources: Yule 1907; Fisher 1924.</remarks>
public static class PartialCorrelation
{
    /// <summary>Of a column of length 1, what must remain after the columns before it are taken out.</summary>
    private const double Remainder = 1e-9;

    /// <summary>Correlates x and y given the covariates.</summary>
    /// <param name="x">First series; NaN is a missing value.</param>
    /// <param name="y">Second series.</param>
    /// <param name="covariates">The covariates, each as long as x; none gives the plain correlation.</param>
    /// <param name="kind">Partial or one of the semi-partial correlations.</param>
    /// <param name="ranks">Whether to take mid-ranks of every column first (Spearman).</param>
    /// <param name="confidence">Coverage of the interval, between 0 and 1.</param>
    public static PartialCorrelationResult Compute(
        ReadOnlySpan<double> x, ReadOnlySpan<double> y, IReadOnlyList<double[]> covariates,
        PartialKind kind = PartialKind.Both, bool ranks = false, double confidence = 0.95)
    {
        Guard.SameLength(x.Length, y.Length);
        Guard.Probability(confidence);
        double[][] columns = [x.ToArray(), y.ToArray(), .. covariates];
        foreach (var column in covariates) Guard.SameLength(x.Length, column.Length);
        columns = Complete(columns);
        int n = columns[0].Length, k = covariates.Count, df = n - 2 - k;
        var nothing = new PartialCorrelationResult(n, null, df, null, null, null, Absent.None);
        if (n == 0) return nothing with { Reason = Absent.NoValues };
        if (df < 1) return nothing with { Reason = Absent.TooFew };
        if (IsConstant(columns[0]) || IsConstant(columns[1])) return nothing with { Reason = Absent.ZeroVariance };
        if (Correlate(columns, kind, ranks) is not { } r) return nothing with { Reason = Absent.Collinear };
        var test = Pearson.FromCoefficient(r, n - k, confidence);
        return new PartialCorrelationResult(n, r, df, test.P, test.Lower, test.Upper,
            test.Lower is null ? Absent.TooFew : Absent.None);
    }

    /// <summary>The complete rows, in an order that depends on their contents only.</summary>
    private static double[][] Complete(double[][] columns)
    {
        int[] rows = [.. Enumerable.Range(0, columns[0].Length).Where(i => Array.TrueForAll(columns, c => double.IsFinite(c[i])))];
        double[][] kept = [.. columns.Select(c => RowOrder.Take(c, rows))];
        var order = RowOrder.Of(kept);
        return [.. kept.Select(c => RowOrder.Take(c, order))];
    }

    private static double? Correlate(double[][] columns, PartialKind kind, bool ranks)
    {
        double[][] centred = [.. columns.Select(c => UnitLength(ranks ? Ranks.Mid(c) : c))];
        var span = new List<double[]>();
        foreach (var column in centred.AsSpan(2))
        {
            if (!TryTakeOut(column, span)) return null;
            span.Add(column);
        }

        double[] x = centred[0], y = centred[1];
        if (kind != PartialKind.FromY && !TryTakeOut(x, span)) return null;
        if (kind != PartialKind.FromX && !TryTakeOut(y, span)) return null;
        return Math.Clamp(ExactSum.OfProducts(x, y), -1, 1);
    }

    private static bool IsConstant(double[] values) => !values.AsSpan().ContainsAnyExcept(values[0]);

    /// <summary>The deviations from the mean, scaled to length 1 (a constant stays at 0).</summary>
    private static double[] UnitLength(double[] values)
    {
        var mean = GroupedPairs.Mean(values);
        double[] deviations = [.. values.Select(v => v - mean)];
        Normalise(deviations);
        return deviations;
    }

    /// <summary>Makes a unit column orthogonal to others (Gram and Schmidt, twice, which is enough), and of length 1 again;
    /// false when nothing is left of it.</summary>
    private static bool TryTakeOut(double[] column, List<double[]> span)
    {
        for (var pass = 0; pass < 2; pass++)
        {
            foreach (var direction in span)
            {
                var along = ExactSum.OfProducts(column, direction);
                for (var i = 0; i < column.Length; i++) column[i] -= along * direction[i];
            }

            if (!(Normalise(column) > Remainder)) return false;
        }

        return true;
    }

    private static double Normalise(double[] column)
    {
        var largest = column.Max(Math.Abs);
        if (!(largest > 0)) return 0;
        // By the largest first: squares of very large or small values would overflow or vanish.
        for (var i = 0; i < column.Length; i++) column[i] /= largest;
        var length = Math.Sqrt(ExactSum.OfProducts(column, column));
        for (var i = 0; i < column.Length; i++) column[i] /= length;
        return length * largest;
    }
}
