namespace Symetrie.Analytics.Statistics;

/// <summary>What <see cref="Deming"/> found.</summary>
/// <param name="N">Complete pairs.</param>
/// <param name="Intercept">Intercept of y on x.</param>
/// <param name="Slope">Slope of y on x.</param>
/// <param name="InterceptStandardError">Jackknife standard error of the intercept.</param>
/// <param name="SlopeStandardError">Jackknife standard error of the slope.</param>
/// <param name="InterceptLower">Lower end of the interval of the intercept, t(n − 2).</param>
/// <param name="InterceptUpper">Upper end of the interval of the intercept.</param>
/// <param name="SlopeLower">Lower end of the interval of the slope, t(n − 2).</param>
/// <param name="SlopeUpper">Upper end of the interval of the slope.</param>
/// <param name="SlopeT">t of "slope 1".</param>
/// <param name="SlopeP">Two-sided p of "slope 1".</param>
/// <param name="InterceptT">t of "intercept 0".</param>
/// <param name="InterceptP">Two-sided p of "intercept 0".</param>
/// <param name="JointChiSquare">Wald statistic of both, jackknife covariance.</param>
/// <param name="JointP">Its p, χ²(2).</param>
/// <param name="InterceptStandardErrorAnalytic">Analytic standard error of the intercept (Strike 1991).</param>
/// <param name="SlopeStandardErrorAnalytic">Analytic standard error of the slope.</param>
/// <param name="Reason">Why figures are absent.</param>
public sealed record DemingResult(
    long N, double? Intercept, double? Slope, double? InterceptStandardError, double? SlopeStandardError,
    double? InterceptLower, double? InterceptUpper, double? SlopeLower, double? SlopeUpper, double? SlopeT, double? SlopeP,
    double? InterceptT, double? InterceptP, double? JointChiSquare, double? JointP,
    double? InterceptStandardErrorAnalytic, double? SlopeStandardErrorAnalytic, Absent Reason)
{
    /// <summary>Why jackknife errors, intervals or tests are absent.</summary>
    public Absent TestReason =>
        Reason != Absent.None ? Reason
        : JointP is not null ? Absent.None
        : SlopeStandardError is null ? Absent.NotIdentified : Absent.ZeroVariance;
}


/// <summary>The line between two series that both carry error (Deming 1943; Linnet 1993). With λ = Var(error of x)/Var(error of y):
/// slope = [λS_yy − S_xx + √((λS_yy − S_xx)² + 4λS²_xy)] / (2λS_xy). Jackknife standard errors on pseudo-values.
/// <para>No pair: <see cref="Absent.NoValues"/>; fewer than 3: <see cref="Absent.TooFew"/>; S_xy = 0: <see cref="Absent.ZeroVariance"/> if a
/// series is constant, else <see cref="Absent.NotIdentified"/>. A jackknife that loses the slope when one pair is left out leaves the
/// standard errors absent.</para></summary>
public static class Deming
{
    /// <summary>From raw pairs; a pair with a NaN on either side is dropped.</summary>
    /// <param name="x">First value of each pair.</param>
    /// <param name="y">Second value of each pair.</param>
    /// <param name="errorRatio">λ = Var(error of x)/Var(error of y), above 0.</param>
    /// <param name="confidence">Coverage of the intervals, in (0, 1).</param>
    public static DemingResult Compute(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double errorRatio = 1, double confidence = 0.95)
    {
        Guard.Probability(confidence);
        Guard.Positive(errorRatio);
        var (first, second) = CompleteCases.Pairs(x, y);
        CanonicalOrder.Sort(first, second);
        var m = PairMoments.Of(first, second);
        var nothing = new DemingResult(
            m.N, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, Absent.NoValues);
        if (m.N < 3)
        {
            return nothing with { Reason = m.N == 0 ? Absent.NoValues : Absent.TooFew };
        }

        if (Line(m, errorRatio) is not { } line)
        {
            return nothing with { Reason = m.VarianceX == 0 || m.VarianceY == 0 ? Absent.ZeroVariance : Absent.NotIdentified };
        }

        var known = nothing with { Intercept = line.Intercept, Slope = line.Slope, Reason = Absent.None };
        return Jackknifed(Analytic(known, m, first), first, second, errorRatio, confidence);
    }

    /// <summary>Slope and intercept from moments; <see langword="null"/> when the covariance is 0.</summary>
    internal static (double Intercept, double Slope)? Line(PairMoments m, double ratio)
    {
        var sdX = Math.Sqrt(m.VarianceX);
        var sdY = Math.Sqrt(m.VarianceY);
        if (Math.Abs(m.Covariance) <= 1e-14 * sdX * sdY)
        {
            return null;
        }

        var off = ratio * m.VarianceY - m.VarianceX;
        var root = Math.Sqrt(off * off + 4 * ratio * m.Covariance * m.Covariance);
        // Of the two equal forms of the root take the one that does not cancel.
        var slope = off >= 0 ? (off + root) / (2 * ratio * m.Covariance) : 2 * m.Covariance / (root - off);
        return (m.MeanY - slope * m.MeanX, slope);
    }

    private static DemingResult Analytic(DemingResult known, PairMoments m, double[] x)
    {
        var r2 = m.Covariance / m.VarianceX * (m.Covariance / m.VarianceY);
        var se = Math.Abs(known.Slope!.Value) * Math.Sqrt(Math.Max(0, 1 - r2) / r2 / (m.N - 2));
        var square = ExactSum.OfProducts(x, x) / m.N;
        return known with { SlopeStandardErrorAnalytic = se, InterceptStandardErrorAnalytic = se * Math.Sqrt(square) };
    }

    private static DemingResult Jackknifed(DemingResult known, double[] x, double[] y, double ratio, double confidence)
    {
        var n = x.Length;
        double[] intercepts = new double[n], slopes = new double[n];
        for (var i = 0; i < n; i++)
        {
            if (Line(PairMoments.Of(Without(x, i), Without(y, i)), ratio) is not { } line)
            {
                return known;
            }

            intercepts[i] = n * known.Intercept!.Value - (n - 1) * line.Intercept;
            slopes[i] = n * known.Slope!.Value - (n - 1) * line.Slope;
        }

        var pseudo = PairMoments.Of(intercepts, slopes);
        double seIntercept = Math.Sqrt(pseudo.VarianceX / n), seSlope = Math.Sqrt(pseudo.VarianceY / n);
        return seIntercept > 0 && seSlope > 0
            ? Tested(known, seIntercept, seSlope, pseudo.Covariance / n, confidence)
            : known with { InterceptStandardError = seIntercept, SlopeStandardError = seSlope };
    }

    private static DemingResult Tested(DemingResult known, double seIntercept, double seSlope, double covariance, double confidence)
    {
        double intercept = known.Intercept!.Value, slope = known.Slope!.Value, df = known.N - 2;
        double t = StudentDistribution.Quantile((1 + confidence) / 2, df), slopeT = (slope - 1) / seSlope, interceptT = intercept / seIntercept;
        var r = covariance / (seIntercept * seSlope);
        double? joint = r * r < 1 ? (interceptT * interceptT - 2 * r * interceptT * slopeT + slopeT * slopeT) / (1 - r * r) : null;
        return known with
        {
            InterceptStandardError = seIntercept,
            SlopeStandardError = seSlope,
            InterceptLower = intercept - t * seIntercept,
            InterceptUpper = intercept + t * seIntercept,
            SlopeLower = slope - t * seSlope,
            SlopeUpper = slope + t * seSlope,
            SlopeT = slopeT,
            SlopeP = StudentDistribution.TwoSided(slopeT, df),
            InterceptT = interceptT,
            InterceptP = StudentDistribution.TwoSided(interceptT, df),
            JointChiSquare = joint,
            JointP = joint is { } chi ? ChiSquareDistribution.UpperTail(chi, 2) : null,
        };
    }

    private static double[] Without(double[] values, int i) => [.. values[..i], .. values[(i + 1)..]];
}
