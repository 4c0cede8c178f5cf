namespace Symetrie.Analytics.Statistics;

/// <summary>Sums of squares and products of two series between groups and within: all that the split of a correlation needs.</summary>
/// <param name="BetweenXx">Σ n(x̄ᵢ − x̄)².</param>
/// <param name="BetweenYy">The same for y.</param>
/// <param name="BetweenXy">Σ n(x̄ᵢ − x̄)(ȳᵢ − ȳ).</param>
/// <param name="WithinXx">Σ (x − x̄ᵢ)².</param>
/// <param name="WithinYy">The same for y.</param>
/// <param name="WithinXy">Σ (x − x̄ᵢ)(y − ȳᵢ).</param>
public readonly record struct GroupedSums(double BetweenXx, double BetweenYy, double BetweenXy, double WithinXx, double WithinYy, double WithinXy)
{
    /// <summary>Correlation of all values; null where a series is constant.</summary>
    public double? Total => Ratio(BetweenXy + WithinXy, BetweenXx + WithinXx, BetweenYy + WithinYy);

    /// <summary>Correlation of the group means, each counted as often as its group has values; null where there is no variation between groups.</summary>
    public double? Between => Ratio(BetweenXy, BetweenXx, BetweenYy);

    /// <summary>Correlation of the deviations from the group means; null where there is no variation within groups.</summary>
    public double? Within => Ratio(WithinXy, WithinXx, WithinYy);

    /// <summary>√(between / total), x.</summary>
    public double? EtaBetweenX => Eta(BetweenXx, WithinXx);

    /// <summary>√(between / total), y.</summary>
    public double? EtaBetweenY => Eta(BetweenYy, WithinYy);

    /// <summary>√(within / total), x.</summary>
    public double? EtaWithinX => Eta(WithinXx, BetweenXx);

    /// <summary>√(within / total), y.</summary>
    public double? EtaWithinY => Eta(WithinYy, BetweenYy);

    /// <summary>η·η·r between: its part of the correlation of all values.</summary>
    public double? BetweenComponent => Part(BetweenXy);

    /// <summary>η·η·r within; the two parts add up to the correlation of all values.</summary>
    public double? WithinComponent => Part(WithinXy);

    /// <summary>Fisher's interval (1921) of a correlation of n independent pairs; null below four pairs or at ±1.</summary>
    public static (double? Lower, double? Upper) Limits(double? r, long n, double confidence)
    {
        if (r is not { } known || n < 4 || Math.Abs(known) >= 1) return (null, null);
        var (lower, upper) = FisherInterval.Around(known, 1 / Math.Sqrt(n - 3), confidence);
        return (lower, upper);
    }

    private double? Part(double xy) => Total is null ? null : xy / (Math.Sqrt(BetweenXx + WithinXx) * Math.Sqrt(BetweenYy + WithinYy));

    private static double? Ratio(double xy, double xx, double yy) => xx > 0 && yy > 0 ? Math.Clamp(xy / (Math.Sqrt(xx) * Math.Sqrt(yy)), -1, 1) : null;

    private static double? Eta(double part, double other) => part + other > 0 ? Math.Sqrt(part / (part + other)) : null;

    /// <summary>From each group's number and integer sums Σx, Σy, Σx², Σy², Σxy. Products inside a group are exact and rounded once; groups are added in the order given.</summary>
    public static GroupedSums Of(IReadOnlyList<(long N, Int128 X, Int128 Y, Int128 Xx, Int128 Yy, Int128 Xy)> groups, double unit)
    {
        ArgumentNullException.ThrowIfNull(groups);
        Guard.Positive(unit);
        var (n, x, y) = (0L, (Int128)0, (Int128)0);
        foreach (var group in groups) (n, x, y) = (n + group.N, x + group.X, y + group.Y);
        if (n == 0) return default;
        double meanX = (double)x / n, meanY = (double)y / n;
        double bxx = 0, byy = 0, bxy = 0, wxx = 0, wyy = 0, wxy = 0;
        foreach (var group in groups)
        {
            if (group.N == 0) continue;
            double dx = ((double)group.X / group.N) - meanX, dy = ((double)group.Y / group.N) - meanY;
            bxx += group.N * dx * dx;
            byy += group.N * dy * dy;
            bxy += group.N * dx * dy;
            wxx += (double)((group.N * group.Xx) - (group.X * group.X)) / group.N;
            wyy += (double)((group.N * group.Yy) - (group.Y * group.Y)) / group.N;
            wxy += (double)((group.N * group.Xy) - (group.X * group.Y)) / group.N;
        }

        var square = unit * unit;
        return new GroupedSums(bxx / square, byy / square, bxy / square, wxx / square, wyy / square, wxy / square);
    }
}
