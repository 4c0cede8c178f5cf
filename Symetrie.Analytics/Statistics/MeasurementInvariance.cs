namespace Symetrie.Analytics.Statistics;

/// <summary>
/// Do the same items measure the same thing in several groups? A factor model is fitted to all groups at once, three times: with the same
/// items on the same factors (configural), with equal loadings (metric), and with equal intercepts as well (scalar). Means of groups may be
/// compared only where the scalar model holds.
/// </summary>
/// <remarks>
/// Maximum likelihood with means; χ² = N F, CFI against the model of uncorrelated items, RMSEA √(max(0, χ² − df)/(N df)) · √groups,
/// SRMR of covariances and means. A step holds when CFI falls by at most .01 and RMSEA rises by at most .015 (Chen 2007). Each item
/// loads on one factor; the first item of a factor is its marker. Rows with a missing cell are dropped. Below about 100 rows a group the
/// figures are unstable. A negative variance (Heywood case) is no solution. Sources: Jöreskog (1971); Meredith (1993); Chen (2007).
/// </remarks>
public static class MeasurementInvariance
{
    /// <summary>The largest fall of CFI at which a step still holds.</summary>
    public const double LargestFallOfCfi = 0.01;

    /// <summary>The largest rise of RMSEA at which a step still holds.</summary>
    public const double LargestRiseOfRmsea = 0.015;

    /// <summary>From single rows.</summary>
    /// <param name="items">One array an item, all of one length.</param>
    /// <param name="groups">The group of each row, any number as a label.</param>
    /// <param name="factors">For each factor the indices of its items; every item on just one.</param>
    /// <exception cref="ArgumentException">Lengths differ, or the factors do not share out the items.</exception>
    public static MeasurementInvarianceResult Compute(
        IReadOnlyList<double[]> items, ReadOnlySpan<int> groups, IReadOnlyList<int[]> factors)
    {
        var labels = groups.ToArray();
        foreach (var item in items)
        {
            Guard.SameLength(item.Length, labels.Length);
            Guard.NoneInfinite(item);
        }

        var complete = Enumerable.Range(0, labels.Length).Where(i => items.All(item => !double.IsNaN(item[i]))).ToArray();
        var moments = complete.GroupBy(i => labels[i]).OrderBy(group => group.Key).Select(group => InvarianceMoments.Of(items, [.. group]));
        return FromMoments([.. moments], factors);
    }

    /// <summary>From the moments of each group.</summary>
    /// <param name="moments">One a group, all of the same items.</param>
    /// <param name="factors">For each factor the indices of its items; every item on just one.</param>
    /// <exception cref="ArgumentException">Numbers of items differ, or the factors do not share out the items.</exception>
    public static MeasurementInvarianceResult FromMoments(IReadOnlyList<InvarianceMoments> moments, IReadOnlyList<int[]> factors)
    {
        var p = factors.Sum(items => items.Length);
        if (!factors.SelectMany(items => items).Order().SequenceEqual(Enumerable.Range(0, p)) || factors.Any(items => items.Length == 0))
            throw new ArgumentException("Every item belongs to just one factor.", nameof(factors));
        foreach (var group in moments)
            Guard.SameLength(group.Means.Length, p);

        var n = moments.Sum(group => group.N);
        var reason = ReasonAgainst(moments, factors);
        if (reason != Absent.None)
            return new MeasurementInvarianceResult(n, moments.Count, [], reason);

        var scaled = Scaled(moments);
        var (baseline, baselineDf) = Baseline(scaled, p);
        var levels = new List<InvarianceLevel>();
        foreach (var (name, equalLoadings, equalIntercepts) in new[] { ("configural", false, false), ("metric", true, false), ("scalar", true, true) })
        {
            var model = new GroupFactorModel(scaled.Length, factors, equalLoadings, equalIntercepts);
            var fit = GroupFactorFit.Of(model, scaled);
            if (fit.Reason != Absent.None)
                return new MeasurementInvarianceResult(n, moments.Count, [], fit.Reason);

            var df = scaled.Length * p * (p + 3) / 2 - model.Parameters;
            levels.Add(Level(name, n, scaled.Length, fit, df, baseline, baselineDf, levels.Count > 0 ? levels[^1] : null));
        }

        return new MeasurementInvarianceResult(n, moments.Count, levels, Absent.None);
    }

    private static Absent ReasonAgainst(IReadOnlyList<InvarianceMoments> moments, IReadOnlyList<int[]> factors)
    {
        var p = factors.Sum(items => items.Length);
        return moments.Count == 0 || p == 0 ? Absent.NoValues
            : moments.Count < 2 ? Absent.EmptyGroup
            : factors.Min(items => items.Length) < (factors.Count == 1 ? 3 : 2) ? Absent.NotIdentified
            : moments.Any(group => group.N <= p) ? Absent.TooFew
            : moments.Any(group => Enumerable.Range(0, p).Any(i => !(group.Covariance[i, i] > 1e-24 * group.Means[i] * group.Means[i]))) ? Absent.ZeroVariance
            : Scaled(moments).Any(group => Cholesky.Of(group.Covariance, 1e-10) is null) ? Absent.Collinear : Absent.None;
    }

    private static InvarianceMoments[] Scaled(IReadOnlyList<InvarianceMoments> moments)
    {
        double n = moments.Sum(group => group.N);
        var items = Enumerable.Range(0, moments[0].Means.Length).ToArray();
        double[] centre = [.. items.Select(i => moments.Sum(group => group.N / n * group.Means[i]))];
        double[] scale = [.. items.Select(i => Math.Sqrt(moments.Sum(group => group.N / n * group.Covariance[i, i])))];
        return [.. moments.Select(group => group.Rescaled(centre, scale))];
    }

    private static (double Chi2, int Df) Baseline(InvarianceMoments[] moments, int p)
    {
        var chi2 = moments.Sum(group =>
            group.N * (Enumerable.Range(0, p).Sum(i => Math.Log(group.Covariance[i, i])) - Cholesky.Of(group.Covariance)!.LogDeterminant));
        return (chi2, moments.Length * p * (p - 1) / 2);
    }

    private static InvarianceLevel Level(
        string name, double n, int groups, GroupFactorFit fit, int df, double baseline, int baselineDf, InvarianceLevel? before)
    {
        var chi2 = n * fit.Discrepancy;
        var worst = Math.Max(Math.Max(baseline - baselineDf, chi2 - df), 0);
        var cfi = worst > 0 ? 1 - Math.Max(chi2 - df, 0) / worst : 1;
        double? rmsea = df > 0 ? Math.Sqrt(Math.Max(0, (chi2 - df) / (n * df)) * groups) : null;
        var level = new InvarianceLevel(name, chi2, df, df > 0 ? ChiSquareDistribution.UpperTail(chi2, df) : null, cfi, rmsea, fit.Srmr);
        if (before is null)
            return level;

        var difference = Math.Max(0, chi2 - before.Chi2);
        return level with
        {
            DeltaChi2 = difference,
            DeltaDf = df - before.Df,
            DeltaP = df > before.Df ? ChiSquareDistribution.UpperTail(difference, df - before.Df) : null,
            DeltaCfi = cfi - before.Cfi,
            DeltaRmsea = rmsea - before.Rmsea,
            Holds = cfi - before.Cfi >= -LargestFallOfCfi && (rmsea - before.Rmsea ?? 0) <= LargestRiseOfRmsea,
        };
    }
}

/// <summary>One step of <see cref="MeasurementInvariance"/>; what begins with Delta compares with the step before and is null for the first.</summary>
/// <param name="Name"><c>configural</c>, <c>metric</c> or <c>scalar</c>.</param>
/// <param name="Chi2">χ² of the model.</param>
/// <param name="Df">Degrees of freedom.</param>
/// <param name="P">Upper tail; null without degrees of freedom.</param>
/// <param name="Cfi">Comparative fit index, 0 to 1.</param>
/// <param name="Rmsea">Root mean square error of approximation, 0 or more.</param>
/// <param name="Srmr">Standardised root mean square residual.</param>
public sealed record InvarianceLevel(string Name, double Chi2, int Df, double? P, double Cfi, double? Rmsea, double Srmr)
{
    /// <summary>χ² minus that of the step before.</summary>
    public double? DeltaChi2 { get; init; }

    /// <summary>Degrees of freedom minus those of the step before.</summary>
    public int? DeltaDf { get; init; }

    /// <summary>p-value of the difference.</summary>
    public double? DeltaP { get; init; }

    /// <summary>CFI minus that of the step before.</summary>
    public double? DeltaCfi { get; init; }

    /// <summary>RMSEA minus that of the step before.</summary>
    public double? DeltaRmsea { get; init; }

    /// <summary>Whether the step holds by Chen's rule; null for the first.</summary>
    public bool? Holds { get; init; }
}

/// <summary>What <see cref="MeasurementInvariance"/> answers.</summary>
/// <param name="N">Complete rows.</param>
/// <param name="Groups">Groups with a complete row.</param>
/// <param name="Levels">The three steps; empty with a reason.</param>
/// <param name="Reason"><see cref="Absent.EmptyGroup"/> with fewer than two groups, <see cref="Absent.TooFew"/> when a group has no more rows
/// than items, <see cref="Absent.NotIdentified"/> with too few items on a factor, <see cref="Absent.ZeroVariance"/>,
/// <see cref="Absent.Collinear"/>, or <see cref="Absent.NotConverged"/>.</param>
public sealed record MeasurementInvarianceResult(long N, int Groups, IReadOnlyList<InvarianceLevel> Levels, Absent Reason);
