namespace Symetrie.Analytics.Statistics;

/// <summary>Where a function of a few unknowns is 0, or, where it is so nowhere near, where it is smallest: Levenberg and Marquardt's steps with a Jacobian by
/// differences (Marquardt 1963).</summary>
/// <remarks>It is asked for once a unit that is left out, so it works in a few small arrays of its own.</remarks>
internal sealed class NearestRoot
{
    private const int MostRounds = 80;
    private const double Step = 1e-6;
    private readonly Function function;
    private readonly int n;

    // Columns of the Jacobian, one after the other.
    private readonly double[] jacobian;
    private readonly double[] squares;
    private readonly double[] inverse;
    private readonly double[] slope;
    private readonly double[] move;
    private readonly double[] moved;

    private NearestRoot(Function function, int unknowns)
    {
        (this.function, n) = (function, unknowns);
        (jacobian, squares, inverse) = (new double[n * n], new double[n * n], new double[2 * n * n]);
        (slope, move, moved) = (new double[n], new double[n], new double[n]);
    }

    /// <summary>As many values as unknowns, of order 1.</summary>
    public delegate void Function(ReadOnlySpan<double> unknowns, Span<double> values);

    /// <summary>The place; null where no finite one is found.</summary>
    /// <param name="function">Of which.</param>
    /// <param name="start">Where to begin.</param>
    public static double[]? Of(Function function, double[] start) => new NearestRoot(function, start.Length).From(start);

    private double[]? From(double[] start)
    {
        var (at, damping) = ((double[])[.. start], 1e-3);
        var (value, tried, found) = (new double[n], new double[n], new double[n]);
        function(at, value);
        var size = Square(value);
        for (var round = 0; round < MostRounds && double.IsFinite(size) && size > 1e-24; round++)
        {
            Differentiate(at, value);
            var (before, nearer) = (size, false);
            for (; damping < 1e8 && !nearer; damping *= 10)
            {
                if (!Move(value, damping)) continue;
                for (var i = 0; i < n; i++) tried[i] = at[i] - move[i];
                function(tried, found);
                if (!(Square(found) < size)) continue;
                (nearer, size) = (true, Square(found));
                (at, tried) = (tried, at);
                (value, found) = (found, value);
            }

            if (!nearer) break;
            damping = Math.Max(1e-9, damping / 100);
            if (before - size < 1e-12 * before) break;
        }

        return double.IsFinite(size) && Array.TrueForAll(at, double.IsFinite) ? at : null;
    }

    private static double Square(double[] values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value * value;
        return sum;
    }

    private void Differentiate(double[] at, double[] value)
    {
        for (var j = 0; j < n; j++)
        {
            at.CopyTo(moved, 0);
            moved[j] += Step;
            var column = jacobian.AsSpan(j * n, n);
            function(moved, column);
            for (var i = 0; i < n; i++) column[i] = (column[i] - value[i]) / Step;
        }
    }

    /// <summary>(JᵀJ + λI)⁻¹Jᵀf; false where there is no inverse.</summary>
    private bool Move(double[] value, double damping)
    {
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++) squares[(i * n) + j] = Gram.Dot(Column(i), Column(j)) + (i == j ? damping : 0);
            slope[i] = Gram.Dot(Column(i), value);
        }

        if (!Gram.TryInvert(squares, inverse, n)) return false;
        for (var i = 0; i < n; i++) move[i] = Gram.Dot(inverse.AsSpan(((2 * i) + 1) * n, n), slope);
        return true;
    }

    private ReadOnlySpan<double> Column(int j) => jacobian.AsSpan(j * n, n);
}
