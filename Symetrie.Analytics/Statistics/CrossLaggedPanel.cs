namespace Symetrie.Analytics.Statistics;

/// <summary>One direction of a cross-lagged panel: what the earlier value of one series says of the later value of the
/// other, given the other's own earlier value.</summary>
/// <param name="Coefficient">Units of the outcome per unit of the predictor.</param>
/// <param name="Standardised">The coefficient in within standard deviations: of what units and periods leave.</param>
/// <param name="OwnLag">Coefficient of the outcome's own earlier value; biased downwards in short panels (Nickell 1981).</param>
/// <param name="StandardError">Standard error of the coefficient, clustered by unit (CR2).</param>
/// <param name="Df">Satterthwaite's degrees of freedom.</param>
/// <param name="T">Coefficient over its standard error.</param>
/// <param name="P">Two-sided p.</param>
/// <param name="Lower">Lower limit of the coefficient's interval.</param>
/// <param name="Upper">Upper limit of the coefficient's interval.</param>
public readonly record struct LaggedPath(
    double Coefficient, double Standardised, double OwnLag, double StandardError, double Df, double T, double P,
    double Lower, double Upper);

/// <summary>How much larger one standardised cross coefficient is than the other.</summary>
/// <param name="Value">Standardised coefficient of x on later y, less that of y on later x.</param>
/// <param name="StandardError">Its standard error, clustered by unit over both equations.</param>
/// <param name="Df">Satterthwaite's degrees of freedom.</param>
/// <param name="P">Two-sided p of no difference.</param>
/// <param name="Lower">Lower limit of its interval.</param>
/// <param name="Upper">Upper limit of its interval.</param>
public readonly record struct PathDifference(
    double Value, double StandardError, double Df, double P, double Lower, double Upper);

/// <summary>What <see cref="CrossLaggedPanel"/> found.</summary>
/// <param name="N">Cells used: unit-periods with both series now and then.</param>
/// <param name="Units">Units with at least two such cells.</param>
/// <param name="Periods">Periods (of the outcome) with such a cell.</param>
/// <param name="XToY">From x to later y; absent as the reason says.</param>
/// <param name="YToX">From y to later x.</param>
/// <param name="Difference">First less second, standardised.</param>
/// <param name="Reason">Why the paths are absent.</param>
public sealed record CrossLaggedPanelResult(
    int N, int Units, int Periods, LaggedPath? XToY, LaggedPath? YToX, PathDifference? Difference, Absent Reason);

/// <summary>Which of two series moves first: the two-way within regressions
/// y(i,t) = a·y(i,t−L) + b·x(i,t−L) + unit(i) + period(t) and x(i,t) = c·x(i,t−L) + d·y(i,t−L) + unit(i) + period(t).</summary>
/// <remarks>
/// <para>Unit effects take out what is stable, period effects what moved all units at once, the own lag what the outcome would
/// have done anyway. A link inside the same period makes neither b nor d. Variances are clustered by unit: CR2 of Bell and
/// McCaffrey 2002 with Satterthwaite's degrees of freedom of Pustejovsky and Tipton 2018.</para>
/// <para>The interval of the difference treats both equations as one system with the same clusters; the within standard
/// deviations that standardise are taken as known. Both equations use the same cells, so the two paths are comparable.</para>
/// <para>Too few cells for the coefficients, or fewer than three units: <see cref="Absent.TooFew"/>. A constant series:
/// <see cref="Absent.ZeroVariance"/>. A series that units and periods explain wholly, lags that are collinear, or a perfect
/// fit: <see cref="Absent.Collinear"/>.</para>
/// <para>Simulated with 40 units measured with unequal error: without a lead, but with a strong link inside periods, the
/// difference excludes 0 on the positive side in at most 4 %.</para>
/// </remarks>
public static class CrossLaggedPanel
{
    /// <summary>Fits both equations.</summary>
    /// <param name="x">One series a unit, all of the same length; NaN is a missing value.</param>
    /// <param name="y">One series a unit, of the same shape.</param>
    /// <param name="lag">Periods between predictor and outcome; 1 or more.</param>
    /// <param name="confidence">Coverage of the intervals, between 0 and 1.</param>
    public static CrossLaggedPanelResult Compute(
        IReadOnlyList<double[]> x, IReadOnlyList<double[]> y, int lag = 1, double confidence = 0.95)
    {
        Guard.SameLength(x.Count, y.Count);
        Guard.AtLeast(lag, 1);
        Guard.Probability(confidence);
        foreach (var series in x.Concat(y)) Guard.SameLength(x[0].Length, series.Length);
        var design = LaggedDesign.Of(x, y, lag);
        CrossLaggedPanelResult Nothing(Absent reason) => new(design.Rows, design.Units, design.Periods, null, null, null, reason);
        if (design.Rows == 0) return Nothing(Absent.NoValues);
        if (design.Units < 3 || design.ResidualDf < 1) return Nothing(Absent.TooFew);
        if (!design.Varies) return Nothing(Absent.ZeroVariance);
        if (LaggedFit.Of(design) is not { } fit) return Nothing(Absent.Collinear);
        var forth = fit.XToY(confidence);
        var back = fit.YToX(confidence);
        var difference = fit.Difference(confidence);
        return forth is null || back is null || difference is null
            ? Nothing(Absent.Collinear)
            : new CrossLaggedPanelResult(design.Rows, design.Units, design.Periods, forth, back, difference, Absent.None);
    }
}
