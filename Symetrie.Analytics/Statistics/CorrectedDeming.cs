namespace Symetrie.Analytics.Statistics;

/// <summary>What <see cref="CorrectedDeming"/> found.</summary>
/// <param name="N">Complete pairs.</param>
/// <param name="Intercept">Intercept of y on x.</param>
/// <param name="Slope">Slope of y on x.</param>
/// <param name="ErrorX">Error variance of x: its mean sampling variance + τ²/2.</param>
/// <param name="ErrorY">Error variance of y: its mean sampling variance + τ²/2.</param>
/// <param name="Tau2">Variance of the true differences, max(0, s²_d − v̄_x − v̄_y).</param>
/// <param name="InterceptLower">Lower end of the bootstrap percentile interval of the intercept.</param>
/// <param name="InterceptUpper">Upper end of the bootstrap percentile interval of the intercept.</param>
/// <param name="SlopeLower">Lower end of the bootstrap percentile interval of the slope.</param>
/// <param name="SlopeUpper">Upper end of the bootstrap percentile interval of the slope.</param>
/// <param name="JointP">p of "slope 1 and intercept 0".</param>
/// <param name="Draws">Bootstrap draws that gave a line.</param>
/// <param name="Reason">Why figures are absent.</param>
/// <param name="TestReason">Why intervals and test are absent.</param>
public sealed record CorrectedDemingResult(
    long N, double? Intercept, double? Slope, double? ErrorX, double? ErrorY, double? Tau2, double? InterceptLower,
    double? InterceptUpper, double? SlopeLower, double? SlopeUpper, double? JointP, long Draws, Absent Reason, Absent TestReason);

/// <summary>Deming's line through pairs of unit means whose errors have two sources: the sampling error of each mean, of known variance, and
/// the unit's own true difference from the line, shared equally by both series. Error variance per series = mean squared standard error + τ²/2;
/// their ratio is <see cref="Deming"/>'s λ, estimated anew in every draw.
/// <para>The joint test of slope 1 and intercept 0 resamples units (Efron 1979): with θ = (angle of the line, mean difference), which treats
/// x and y alike (turns of a line by more than 90° are turns the other way), and S the
/// covariance of the draws, p = (1 + #{(θ* − θ̂)ᵀS⁻¹(θ* − θ̂) ≥ D})/(draws + 1). D is d = (θ̂ − θ₀)ᵀS⁻¹(θ̂ − θ₀) brought from Hotelling's T²(2, n − 1), which
/// knows S by estimate only (Hotelling 1931), to the χ² with the same tail: D = (n − 2)·ln(1 + d/n).</para>
/// <para>Simulated with 10 to 100 × 10 to 200 values behind each pair of means: the 5 % test rejects a true identity in 5–6 % at 20, 40 and 100 units;
/// with d in place of D in 9–10 % at 20.</para>
/// <para>No pair: <see cref="Absent.NoValues"/>; fewer than 3: <see cref="Absent.TooFew"/>; no error at all, or no covariance:
/// <see cref="Absent.NotIdentified"/>; a constant series: <see cref="Absent.ZeroVariance"/>. Fewer than 20 pairs: no intervals and no test.
/// </para></summary>
public static class CorrectedDeming
{
    /// <summary>Units below which there is no test.</summary>
    public const int FewestUnits = 20;

    /// <summary>From unit means and their sampling variances; a unit with a NaN anywhere is dropped.</summary>
    /// <param name="x">First mean of each unit.</param>
    /// <param name="varianceX">Squared standard error of each, at least 0.</param>
    /// <param name="y">Second mean of each unit.</param>
    /// <param name="varianceY">Squared standard error of each, at least 0.</param>
    /// <param name="confidence">Coverage of the intervals, in (0, 1).</param>
    /// <param name="draws">Bootstrap draws, at least 200.</param>
    /// <param name="seed">Seed of the draws.</param>
    public static CorrectedDemingResult Compute(
        ReadOnlySpan<double> x, ReadOnlySpan<double> varianceX, ReadOnlySpan<double> y, ReadOnlySpan<double> varianceY,
        double confidence = 0.95, int draws = 2000, ulong seed = 1)
    {
        Guard.Probability(confidence);
        Guard.AtLeast(draws, 200);
        var units = NoisyPairs.Of(x, varianceX, y, varianceY);
        var nothing = new CorrectedDemingResult(
            units.N, null, null, null, null, null, null, null, null, null, null, 0, Absent.NoValues, Absent.NoValues);
        if (units.N < 3)
        {
            var few = units.N == 0 ? Absent.NoValues : Absent.TooFew;
            return nothing with { Reason = few, TestReason = few };
        }

        var all = units.Moments();
        if (LineOf(all) is not { } line)
        {
            var why = all.VarianceX == 0 || all.VarianceY == 0 ? Absent.ZeroVariance : Absent.NotIdentified;
            return nothing with { Reason = why, TestReason = why };
        }

        var (errorX, errorY) = Errors(all);
        var known = nothing with
        {
            Intercept = line.Intercept,
            Slope = line.Slope,
            ErrorX = errorX,
            ErrorY = errorY,
            Tau2 = all.TrueDifferenceVariance,
            Reason = Absent.None,
            TestReason = Absent.TooFew,
        };
        return units.N < FewestUnits ? known : Bootstrapped(known, units, all, confidence, draws, seed);
    }

    private static CorrectedDemingResult Bootstrapped(
        CorrectedDemingResult known, NoisyPairs units, NoisyMoments all, double confidence, int draws, ulong seed)
    {
        var random = new SeededRandom(seed);
        var (sample, angle) = (new int[units.N], Math.Atan(known.Slope!.Value));
        List<double> intercepts = [], slopes = [], angles = [], shifts = [];
        for (var draw = 0; draw < draws; draw++)
        {
            for (var i = 0; i < sample.Length; i++)
            {
                sample[i] = random.Next(sample.Length);
            }

            var moments = units.Moments(sample);
            if (LineOf(moments) is { } line)
            {
                intercepts.Add(line.Intercept);
                slopes.Add(line.Slope);
                angles.Add(angle + Turn(Math.Atan(line.Slope) - angle));
                shifts.Add(moments.Bias);
            }
        }

        if (slopes.Count < draws / 2)
        {
            return known with { Draws = slopes.Count, TestReason = Absent.NotConverged };
        }

        intercepts.Sort();
        slopes.Sort();
        double low = (1 - confidence) / 2, high = (1 + confidence) / 2;
        var p = JointP(units.N, angle, all.Bias, angles, shifts);
        return known with
        {
            InterceptLower = At(intercepts, low),
            InterceptUpper = At(intercepts, high),
            SlopeLower = At(slopes, low),
            SlopeUpper = At(slopes, high),
            JointP = p,
            Draws = slopes.Count,
            TestReason = p is null ? Absent.ZeroVariance : Absent.None,
        };
    }

    private static double? JointP(int n, double angle, double shift, List<double> angles, List<double> shifts)
    {
        var spread = PairMoments.Of([.. angles], [.. shifts]);
        var determinant = spread.VarianceX * spread.VarianceY - spread.Covariance * spread.Covariance;
        if (!(determinant > 0))
        {
            return null;
        }

        double Distance(double a, double b) =>
            (a * a * spread.VarianceY - 2 * a * b * spread.Covariance + b * b * spread.VarianceX) / determinant;
        var observed = Distance(Turn(angle - Math.PI / 4), shift);
        // The draws know S, the sample only an estimate of it: Hotelling's T² is longer-tailed, and is taken back to the place it has among the draws.
        observed = (n - 2) * Math.Log(1 + observed / n);
        var beyond = angles.Zip(shifts).Count(draw => Distance(draw.First - angle, draw.Second - shift) >= observed);
        return (1.0 + beyond) / (angles.Count + 1);
    }

    /// <summary>The least turn from one line to another: lines at 89° and −89° lie 2° apart.</summary>
    private static double Turn(double angle) => angle - Math.PI * Math.Round(angle / Math.PI);

    private static (double Intercept, double Slope)? LineOf(NoisyMoments moments)
    {
        var (errorX, errorY) = Errors(moments);
        return errorX > 0 && errorY > 0 && moments.VarianceX > 0 && moments.VarianceY > 0
            ? Deming.Line(moments.Pairs, errorX / errorY)
            : null;
    }

    private static (double X, double Y) Errors(NoisyMoments moments) =>
        (moments.NoiseX + moments.TrueDifferenceVariance / 2, moments.NoiseY + moments.TrueDifferenceVariance / 2);

    private static double At(List<double> sorted, double p)
    {
        var at = p * (sorted.Count - 1);
        var below = (int)Math.Floor(at);
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
