namespace Symetrie.Analytics.Statistics;

/// <summary>A mean with its interval.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Lower">Lower end; null where the spread cannot be estimated.</param>
/// <param name="Upper">Upper end.</param>
public readonly record struct MeanInterval(double Mean, double? Lower, double? Upper);

/// <summary>What <see cref="BlockedDifference"/> found.</summary>
/// <param name="Treated">Distinct treated units in blocks that have both sides.</param>
/// <param name="Control">Distinct other units in them.</param>
/// <param name="Estimate">Σ w_b (mean of the treated − mean of the others) with w_b ∝ t_b·c_b/(t_b + c_b); null where no block has both sides.</param>
/// <param name="StandardError">Its CR2 standard error, clustered by unit.</param>
/// <param name="DegreesOfFreedom">Satterthwaite degrees of freedom.</param>
/// <param name="P">Two-sided p of 0.</param>
/// <param name="Lower">Lower end of the interval.</param>
/// <param name="Upper">Upper end of the interval.</param>
/// <param name="Reason">Why figures are absent: <see cref="Absent.EmptyGroup"/> without a block that has both sides, <see cref="Absent.TooFew"/> below two units on a side.</param>
public sealed record BlockedDifferenceResult(
    int Treated, int Control, double? Estimate, double? StandardError, double? DegreesOfFreedom, double? P, double? Lower, double? Upper, Absent Reason)
{
    /// <summary>The smallest true difference that such units show with this probability, by the spread seen here: (t₁₋α/₂ + t_power)·SE.</summary>
    /// <param name="confidence">Coverage of the interval by which a difference is shown.</param>
    /// <param name="power">The probability.</param>
    public double? Detectable(double confidence, double power = 0.8) =>
        StandardError is { } se && DegreesOfFreedom is { } df ? (StudentDistribution.Quantile((1 + confidence) / 2, df) + StudentDistribution.Quantile(power, df)) * se : null;

    /// <summary>The interval of another coverage.</summary>
    public (double Lower, double Upper)? Interval(double confidence)
    {
        if (Estimate is not { } estimate || StandardError is not { } se || DegreesOfFreedom is not { } df) return null;
        var half = StudentDistribution.Quantile((1 + confidence) / 2, df) * se;
        return (estimate - half, estimate + half);
    }
}

/// <summary>
/// The difference between treated and other units inside blocks, as the regression y = block + b·treated; a unit may stand in several blocks. On changes
/// this is a difference-in-differences against the untreated units of the same block, stacked over blocks that start at different times.
/// </summary>
/// <remarks>Standard errors are CR2 with Satterthwaite degrees of freedom, clustered by unit (Bell and McCaffrey 2002): with one block that is Welch's standard error of two
/// means. A block with one side only says nothing and is left out. Stacking in blocks of their own keeps those treated earlier from being taken for untreated (Goodman-Bacon 2021).</remarks>
public static class BlockedDifference
{
    private const int FewestUnits = 2;

    /// <summary>Estimates the difference.</summary>
    /// <param name="values">One value a row; NaN is missing.</param>
    /// <param name="treated">Whether the row's unit is treated in its block.</param>
    /// <param name="blocks">The row's block, any number as a label.</param>
    /// <param name="units">The row's unit, any number as a label.</param>
    /// <param name="confidence">Coverage of the interval, in (0, 1).</param>
    /// <exception cref="ArgumentException">Lengths differ, or <paramref name="confidence"/> is not between 0 and 1.</exception>
    public static BlockedDifferenceResult Compute(ReadOnlySpan<double> values, ReadOnlySpan<bool> treated, ReadOnlySpan<int> blocks, ReadOnlySpan<int> units, double confidence = 0.95)
    {
        Guard.Probability(confidence);
        Guard.NoneInfinite(values);
        var rows = Usable(values, treated, blocks, units);
        var flags = treated.ToArray();
        var labels = units.ToArray();
        var inside = rows.Where(i => flags[i]).Select(i => labels[i]).Distinct().Count();
        var outside = rows.Where(i => !flags[i]).Select(i => labels[i]).Distinct().Count();
        if (rows.Length == 0) return new(0, 0, null, null, null, null, null, null, Absent.EmptyGroup);
        var (y, of) = (values.ToArray(), blocks.ToArray());
        int[] names = [.. rows.Select(i => of[i]).Distinct().Order()];
        double[][] columns = [[.. rows.Select(i => flags[i] ? 1.0 : 0)], .. names.Select(b => rows.Select(i => of[i] == b ? 1.0 : 0).ToArray())];
        var fit = ClusterRobustOls.Compute([.. rows.Select(i => y[i])], columns, [.. rows.Select(i => labels[i])], intercept: false, confidence).Coefficients[0];
        return Math.Min(inside, outside) < FewestUnits
            ? new(inside, outside, fit.Estimate, null, null, null, null, null, Absent.TooFew)
            : new(inside, outside, fit.Estimate, fit.Cr2, fit.DegreesOfFreedom, fit.P, fit.Lower, fit.Upper, fit.Reason);
    }

    /// <summary>The mean of one side, blocks weighted as <see cref="Compute"/> weighs them, so that differences of such means add up to its estimate.</summary>
    /// <param name="values">One value a row; NaN is missing, and the same rows must be missing as in the estimate.</param>
    /// <param name="treated">Whether the row's unit is treated in its block.</param>
    /// <param name="blocks">The row's block.</param>
    /// <param name="units">The row's unit.</param>
    /// <param name="side">Which side's mean.</param>
    /// <param name="confidence">Coverage of the interval, by the pooled spread inside blocks.</param>
    /// <returns>Null where no block has both sides.</returns>
    public static MeanInterval? Mean(ReadOnlySpan<double> values, ReadOnlySpan<bool> treated, ReadOnlySpan<int> blocks, ReadOnlySpan<int> units, bool side, double confidence = 0.95)
    {
        var rows = Usable(values, treated, blocks, units);
        if (rows.Length == 0) return null;
        var (y, flags, of) = (values.ToArray(), treated.ToArray(), blocks.ToArray());
        var (mean, spread, square, n, total, count) = (0d, 0d, 0d, 0, 0d, 0);
        var groups = rows.GroupBy(i => of[i]).OrderBy(g => g.Key).Select(g => (Side: g.Where(i => flags[i] == side).Select(i => y[i]).Order().ToArray(), Weight: Weight(g.Count(i => flags[i]), g.Count(i => !flags[i])))).ToArray();
        foreach (var (_, weight) in groups) total += weight;
        foreach (var (own, weight) in groups)
        {
            var moments = SampleMoments.Of(own);
            (mean, square) = (mean + (weight / total * moments.Mean), square + (weight / total * weight / total / own.Length));
            (spread, n, count) = (spread + (moments.Variance * (own.Length - 1)), n + own.Length, count + 1);
        }

        if (n - count < 1) return new MeanInterval(mean, null, null);
        var half = StudentDistribution.Quantile((1 + confidence) / 2, n - count) * Math.Sqrt(spread / (n - count) * square);
        return new MeanInterval(mean, mean - half, mean + half);
    }

    private static double Weight(int inside, int outside) => (double)inside * outside / (inside + outside);

    // Rows with a value, of blocks that have both sides.
    private static int[] Usable(ReadOnlySpan<double> values, ReadOnlySpan<bool> treated, ReadOnlySpan<int> blocks, ReadOnlySpan<int> units)
    {
        Guard.SameLength(values.Length, treated.Length, nameof(treated));
        Guard.SameLength(values.Length, blocks.Length, nameof(blocks));
        Guard.SameLength(values.Length, units.Length, nameof(units));
        var sides = new Dictionary<int, int>();
        for (var i = 0; i < values.Length; i++)
            if (!double.IsNaN(values[i])) sides[blocks[i]] = sides.GetValueOrDefault(blocks[i]) | (treated[i] ? 2 : 1);
        var rows = new List<int>();
        for (var i = 0; i < values.Length; i++)
            if (!double.IsNaN(values[i]) && sides[blocks[i]] == 3) rows.Add(i);
        return [.. rows];
    }
}
