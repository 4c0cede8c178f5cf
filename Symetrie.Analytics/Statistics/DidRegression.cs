namespace Symetrie.Analytics.Statistics;

/// <summary>
/// Difference-in-differences as the regression y = b0 + b1 treated + b2 after + b3 treated × after: b3 is the change of the treated
/// minus the change of the others. Standard errors allow any dependence within a unit (cluster).
/// </summary>
/// <remarks>
/// The classical standard error takes values of one unit as independent and alarms falsely far too often (23 % with 6 units of 20):
/// judge by CR2 with Satterthwaite degrees of freedom, or, with few units drawn by lot, by <see cref="DidRandomization"/>. The
/// estimate is causal only if both sides would have moved in parallel. Rows with a missing value are dropped.
/// Sources: Card and Krueger (1994); Bertrand, Duflo and Mullainathan (2004); Bell and McCaffrey (2002).
/// </remarks>
public static class DidRegression
{
    private const int Interaction = 3;

    /// <summary>From single values.</summary>
    /// <param name="values">The outcome, one value a row.</param>
    /// <param name="treated">Whether the unit of the row is treated.</param>
    /// <param name="after">Whether the row lies after the start.</param>
    /// <param name="units">The unit of the row, any number as a label.</param>
    /// <param name="confidence">Coverage of the interval, in (0, 1).</param>
    /// <exception cref="ArgumentException">Lengths differ, or <paramref name="confidence"/> is not between 0 and 1.</exception>
    public static DidRegressionResult Compute(
        ReadOnlySpan<double> values, ReadOnlySpan<bool> treated, ReadOnlySpan<bool> after, ReadOnlySpan<int> units, double confidence = 0.95)
    {
        Guard.Probability(confidence);
        Guard.SameLength(values.Length, treated.Length, nameof(treated));
        Guard.SameLength(values.Length, after.Length, nameof(after));
        Guard.SameLength(values.Length, units.Length, nameof(units));
        Guard.NoneInfinite(values);
        var cells = new List<double>[4];
        for (var c = 0; c < cells.Length; c++)
            cells[c] = [];

        double[][] columns = [new double[values.Length], new double[values.Length], new double[values.Length]];
        for (var i = 0; i < values.Length; i++)
        {
            columns[0][i] = treated[i] ? 1 : 0;
            columns[1][i] = after[i] ? 1 : 0;
            columns[2][i] = treated[i] && after[i] ? 1 : 0;
            if (!double.IsNaN(values[i]))
                cells[(treated[i] ? 2 : 0) + (after[i] ? 1 : 0)].Add(values[i]);
        }

        var means = new DidCellMeans(Mean(cells[0]), Mean(cells[1]), Mean(cells[2]), Mean(cells[3]));
        var n = cells.Sum(cell => cell.Count);
        var did = Difference(means);
        if (did is null)
        {
            return new DidRegressionResult(
                n, values.Length - n, 0, means, null, null, null, null, null, null, null, null, n == 0 ? Absent.NoValues : Absent.EmptyGroup);
        }

        var fit = ClusterRobustOls.Compute(values, columns, units, true, confidence);
        var b = fit.Coefficients[Interaction];
        return new DidRegressionResult(
            n, values.Length - n, (int)fit.Clusters, means, did, fit.Fit.StandardError(Interaction), b.Cr1S, b.Cr2, b.DegreesOfFreedom, b.P,
            b.Lower, b.Upper, b.Reason);
    }

    /// <summary>From four means, such as a published table: the difference without inference.</summary>
    public static DidRegressionResult FromMeans(DidCellMeans means)
    {
        var did = Difference(means);
        return new DidRegressionResult(0, 0, 0, means, did, null, null, null, null, null, null, null, did is null ? Absent.EmptyGroup : Absent.TooFew);
    }

    private static double? Mean(List<double> cell) => cell.Count == 0 ? null : ExactSum.Of(cell.ToArray()) / cell.Count;

    private static double? Difference(DidCellMeans means) =>
        means.TreatedAfter - means.TreatedBefore - (means.ControlAfter - means.ControlBefore);
}

/// <summary>The four means of a difference-in-differences; null where there is no value.</summary>
/// <param name="ControlBefore">Others, before.</param>
/// <param name="ControlAfter">Others, after.</param>
/// <param name="TreatedBefore">Treated, before.</param>
/// <param name="TreatedAfter">Treated, after.</param>
public readonly record struct DidCellMeans(double? ControlBefore, double? ControlAfter, double? TreatedBefore, double? TreatedAfter);

/// <summary>What <see cref="DidRegression"/> answers.</summary>
/// <param name="N">Values used.</param>
/// <param name="Missing">Rows dropped.</param>
/// <param name="Units">Units (clusters) with a value.</param>
/// <param name="Means">The four means.</param>
/// <param name="Did">Change of the treated minus change of the others.</param>
/// <param name="ClassicalError">Standard error as if all values were independent.</param>
/// <param name="Cr1S">Cluster-robust standard error with Stata's factor.</param>
/// <param name="Cr2">Bias-reduced cluster-robust standard error.</param>
/// <param name="DegreesOfFreedom">Satterthwaite degrees of freedom of CR2.</param>
/// <param name="P">Two-sided p-value from CR2 and its degrees of freedom.</param>
/// <param name="Lower">Lower limit from CR2.</param>
/// <param name="Upper">Upper limit from CR2.</param>
/// <param name="Reason"><see cref="Absent.EmptyGroup"/> when one of the four cells is empty; else why the inference is absent.</param>
public sealed record DidRegressionResult(
    int N, int Missing, int Units, DidCellMeans Means, double? Did, double? ClassicalError, double? Cr1S, double? Cr2,
    double? DegreesOfFreedom, double? P, double? Lower, double? Upper, Absent Reason);
