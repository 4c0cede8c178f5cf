namespace Symetrie.Analytics.Statistics;

/// <summary>A figure of a surface with its interval.</summary>
/// <param name="Estimate">The figure.</param>
/// <param name="Lower">Lower end of its interval.</param>
/// <param name="Upper">Upper end of its interval.</param>
public readonly record struct AxisFigure(double Estimate, double Lower, double Upper);

/// <summary>The principal axes of a fitted surface, each y = intercept + slope·x in centred values.</summary>
/// <param name="P10">Intercept of the first axis: along it the surface curves upward most, or downward least.</param>
/// <param name="P11">Its slope.</param>
/// <param name="P20">Intercept of the second axis, at a right angle to the first.</param>
/// <param name="P21">Its slope.</param>
public sealed record PrincipalAxesResult(AxisFigure P10, AxisFigure P11, AxisFigure P20, AxisFigure P21);

/// <summary>Intervals of the principal axes of a quadratic surface by the delta method (Edwards and Parry 1993 give the axes): gradients by central
/// differences of a thousandth of each coefficient's standard error, Student's t with n − 6 degrees of freedom.</summary>
public static class PrincipalAxes
{
    /// <summary>The axes; null where the surface has none, or a coefficient no standard error.</summary>
    /// <param name="surface">A fitted surface.</param>
    /// <param name="confidence">Coverage of the intervals, in (0, 1).</param>
    public static PrincipalAxesResult? Compute(ResponseSurfaceResult surface, double confidence = 0.95)
    {
        Guard.Probability(confidence, nameof(confidence));
        if (surface.Covariance is not { } covariance || surface.P11 is null) return null;
        double[] b = [.. surface.Coefficients!.Select(c => c.Estimate)];
        var gradients = new double[4, 6];
        for (var j = 0; j < 6; j++)
        {
            if (surface.Coefficients![j].StandardError is not { } se) return null;
            var step = se / 1_000;
            var (up, down) = (Axes(Moved(b, j, step)), Axes(Moved(b, j, -step)));
            for (var k = 0; k < 4; k++) gradients[k, j] = (up[k] - down[k]) / (2 * step);
        }

        var t = StudentDistribution.Quantile((1 + confidence) / 2, surface.N - 6);
        var figures = Axes(b).Select((value, k) => Around(value, gradients, k, covariance, t)).ToArray();
        return Array.TrueForAll(figures, f => double.IsFinite(f.Lower) && double.IsFinite(f.Upper)) ? new(figures[0], figures[1], figures[2], figures[3]) : null;
    }

    private static double[] Moved(double[] b, int at, double step)
    {
        double[] moved = [.. b];
        moved[at] += step;
        return moved;
    }

    // p10, p11, p20, p21.
    private static double[] Axes(double[] b)
    {
        var determinant = (4 * b[3] * b[5]) - (b[4] * b[4]);
        var (x0, y0) = (((b[2] * b[4]) - (2 * b[1] * b[5])) / determinant, ((b[1] * b[4]) - (2 * b[2] * b[3])) / determinant);
        var root = Math.Sqrt(((b[3] - b[5]) * (b[3] - b[5])) + (b[4] * b[4]));
        double first = (b[5] - b[3] + root) / b[4], second = (b[5] - b[3] - root) / b[4];
        return [y0 - (first * x0), first, y0 - (second * x0), second];
    }

    private static AxisFigure Around(double value, double[,] gradients, int k, double[,] covariance, double t)
    {
        var variance = 0d;
        for (var i = 0; i < 6; i++)
            for (var j = 0; j < 6; j++) variance += gradients[k, i] * gradients[k, j] * covariance[i, j];
        var half = t * Math.Sqrt(Math.Max(0, variance));
        return new AxisFigure(value, value - half, value + half);
    }
}
