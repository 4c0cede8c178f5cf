namespace Symetrie.Analytics.Statistics;

/// <summary>Where a function of a few unknowns is 0, or, where it is so nowhere near, where it is smallest: Levenberg and Marquardt's steps with a Jacobian by
/// differences (Marquardt 1963).</summary>
internal static class NearestRoot
{
    private const int MostRounds = 80;
    private const double Step = 1e-6;

    /// <summary>The place; null where no finite one is found.</summary>
    /// <param name="function">As many values as unknowns, of order 1.</param>
    /// <param name="start">Where to begin.</param>
    public static double[]? Of(Func<double[], double[]> function, double[] start)
    {
        var (at, damping) = (start, 1e-3);
        var value = function(at);
        var size = Square(value);
        for (var round = 0; round < MostRounds && double.IsFinite(size) && size > 1e-24; round++)
        {
            var jacobian = Jacobian(function, at, value);
            var before = size;
            double[]? next = null;
            for (; damping < 1e8 && next is null; damping *= 10)
            {
                if (Move(jacobian, value, damping) is not { } move) continue;
                double[] tried = [.. at.Zip(move, (a, m) => a - m)];
                var found = function(tried);
                if (Square(found) < size) (next, value, size) = (tried, found, Square(found));
            }

            if (next is null) break;
            (at, damping) = (next, Math.Max(1e-9, damping / 100));
            if (before - size < 1e-12 * before) break;
        }

        return double.IsFinite(size) && at.All(double.IsFinite) ? at : null;
    }

    private static double Square(double[] values) => values.Sum(v => v * v);

    private static double[][] Jacobian(Func<double[], double[]> function, double[] at, double[] value) => [.. at.Select((_, j) =>
    {
        double[] moved = [.. at];
        moved[j] += Step;
        return function(moved).Zip(value, (f, v) => (f - v) / Step).ToArray();
    })];

    /// <summary>(JᵀJ + λI)⁻¹Jᵀf; the Jacobian by columns.</summary>
    private static double[]? Move(double[][] jacobian, double[] value, double damping)
    {
        double[][] squares = [.. jacobian.Select((a, i) => jacobian.Select((b, j) => Gram.Dot(a, b) + (i == j ? damping : 0)).ToArray())];
        return Gram.Inverse(squares, required: squares.Length) is { } inverse ? Gram.Times(inverse, [.. jacobian.Select(c => Gram.Dot(c, value))]) : null;
    }
}
