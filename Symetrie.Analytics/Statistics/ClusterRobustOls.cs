namespace Symetrie.Analytics.Statistics;

/// <summary>A coefficient, or a combination of coefficients, with cluster-robust inference.</summary>
/// <param name="Estimate">The estimate; <see langword="null"/> where its column is aliased.</param>
/// <param name="Cr0">Sandwich standard error without a correction.</param>
/// <param name="Cr1">CR0 with the factor G/(G − 1) on the variance.</param>
/// <param name="Cr1S">CR0 with the factor G(N − 1)/((G − 1)(N − k)), as Stata.</param>
/// <param name="Cr2">Bias-reduced standard error (Bell and McCaffrey 2002).</param>
/// <param name="DegreesOfFreedom">Satterthwaite degrees of freedom of CR2.</param>
/// <param name="T">Estimate / CR2.</param>
/// <param name="P">Two-sided p of 0 from CR2 and its degrees of freedom.</param>
/// <param name="Lower">Lower end of the interval from CR2.</param>
/// <param name="Upper">Upper end of the interval from CR2.</param>
/// <param name="Reason">Why figures are absent.</param>
public sealed record ClusterRobustCoefficient(
    double? Estimate, double? Cr0, double? Cr1, double? Cr1S, double? Cr2, double? DegreesOfFreedom,
    double? T, double? P, double? Lower, double? Upper, Absent Reason);

/// <summary>What <see cref="ClusterRobustOls"/> found.</summary>
public sealed class ClusterRobustOlsResult
{
    private readonly ClusterSandwich? sandwich;
    private readonly double confidence;

    internal ClusterRobustOlsResult(LeastSquaresFit fit, long missing, long clusters, ClusterSandwich? sandwich, double confidence, Absent reason)
    {
        (Fit, Missing, Clusters, this.sandwich, this.confidence, Reason) = (fit, missing, clusters, sandwich, confidence, reason);
        var columns = fit.Coefficients.Count;
        Coefficients = [.. Enumerable.Range(0, columns).Select(j => Contrast([.. Enumerable.Range(0, columns).Select(i => i == j ? 1.0 : 0)]))];
    }

    /// <summary>The fit, with residuals and (XᵀX)⁻¹.</summary>
    public LeastSquaresFit Fit { get; }

    /// <summary>Complete rows.</summary>
    public long N => Fit.N;

    /// <summary>Rows dropped because a value was missing.</summary>
    public long Missing { get; }

    /// <summary>Clusters with a complete row.</summary>
    public long Clusters { get; }

    /// <summary>In the order of the columns, the intercept first where there is one.</summary>
    public IReadOnlyList<ClusterRobustCoefficient> Coefficients { get; }

    /// <summary>Why figures are absent.</summary>
    public Absent Reason { get; }

    /// <summary>Inference about Σ weight·coefficient.</summary>
    /// <param name="weights">One weight a column of the design (the intercept first where there is one). A weight on an aliased column makes
    /// the combination absent (<see cref="Absent.Collinear"/>).</param>
    public ClusterRobustCoefficient Contrast(IReadOnlyList<double> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        Guard.SameLength(Fit.Coefficients.Count, weights.Count, nameof(weights));
        var absent = new ClusterRobustCoefficient(null, null, null, null, null, null, null, null, null, null, Reason);
        if (N == 0)
        {
            return absent;
        }

        if (Fit.Aliased.Any(j => weights[j] != 0))
        {
            return absent with { Reason = Absent.Collinear };
        }

        var kept = Fit.Kept.Select(j => weights[j]).ToArray();
        var estimate = Fit.Kept.Sum(j => weights[j] * Fit.Coefficients[j]!.Value);
        return sandwich is null ? absent with { Estimate = estimate } : sandwich.About(estimate, kept, confidence);
    }
}

/// <summary>Ordinary least squares whose standard errors allow any dependence of rows within clusters: CR0, CR1, CR1S (Liang and Zeger 1986)
/// and CR2 with Satterthwaite degrees of freedom (Bell and McCaffrey 2002; Pustejovsky and Tipton 2018; working covariance: identity). Below
/// about 40 clusters only CR2 with its degrees of freedom is to be trusted.
/// <para>No complete row: <see cref="Absent.NoValues"/>. One cluster or no residual degrees of freedom: estimates only
/// (<see cref="Absent.TooFew"/>).</para></summary>
public static class ClusterRobustOls
{
    /// <summary>Regresses y on the columns; a row with a NaN is dropped.</summary>
    /// <param name="y">The outcome.</param>
    /// <param name="columns">The predictors.</param>
    /// <param name="clusters">The cluster of each row, any number as a label.</param>
    /// <param name="intercept">Whether there is an intercept.</param>
    /// <param name="confidence">Coverage of the intervals, in (0, 1).</param>
    public static ClusterRobustOlsResult Compute(
        ReadOnlySpan<double> y, IReadOnlyList<double[]> columns, ReadOnlySpan<int> clusters, bool intercept = true, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Guard.Probability(confidence);
        Guard.SameLength(y.Length, clusters.Length, nameof(clusters));
        double[][] all = [[.. clusters.ToArray().Select(label => (double)label)], y.ToArray(), .. columns];
        foreach (var column in all)
        {
            Guard.SameLength(y.Length, column.Length, nameof(columns));
        }

        var rows = CompleteCases.Rows(all);
        double[][] complete = [.. all.Select(column => CompleteCases.At(column, rows))];
        CanonicalOrder.Sort(complete);
        var fit = LeastSquares.Fit(complete[1], complete[2..], intercept);
        var count = complete[0].Distinct().LongCount();
        var reason = rows.Length == 0 ? Absent.NoValues : count < 2 || fit.ResidualDegreesOfFreedom == 0 ? Absent.TooFew : Absent.None;
        double[][] design = intercept ? [[.. complete[1].Select(_ => 1.0)], .. complete[2..]] : complete[2..];
        var sandwich = reason == Absent.None ? new ClusterSandwich(fit, [.. fit.Kept.Select(j => design[j])], complete[0]) : null;
        return new(fit, y.Length - rows.Length, count, sandwich, confidence, reason);
    }
}
