namespace Symetrie.Analytics.Statistics;

/// <summary>Where a function of a few unknowns is 0, or, where it is so nowhere near, where it is smallest: Levenberg and Marquardt's steps with a Jacobian by
/// differences (Marquardt 1963).</summary>
/// <remarks>It is asked for once a unit that is left out, so it works in a few small arrays of its own.</remarks>
internal sealed class NearestRoot
{
    private const int MostRounds = 80;
    private const int MostChords = 20;
    private const double Difference = 1e-6;

    // Of the sum of squares: what is left is rounding.
    private const double Rooted = 1e-24;
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

    /// <summary>The derivatives at a place, column by column, by differences.</summary>
    public static double[] JacobianAt(Function function, double[] place)
    {
        var (search, value) = (new NearestRoot(function, place.Length), new double[place.Length]);
        function(place, value);
        search.Differentiate(place, value);
        return search.jacobian;
    }

    /// <summary>The place of a function that hardly differs from one whose root and derivatives there are known: by steps with those same derivatives (the chord method), which
    /// need a fraction of the work; where these do not get there, as from anywhere.</summary>
    /// <param name="function">Of which.</param>
    /// <param name="start">The other's root.</param>
    /// <param name="derivatives">The other's derivatives, as <see cref="JacobianAt"/> gives them.</param>
    public static double[]? Near(Function function, double[] start, double[] derivatives)
    {
        var search = new NearestRoot(function, start.Length);
        derivatives.CopyTo(search.jacobian, 0);
        return search.Chord(start) ?? search.From(start);
    }

    private double[]? From(double[] start)
    {
        var (at, damping) = ((double[])[.. start], 1e-3);
        var (value, tried, found) = (new double[n], new double[n], new double[n]);
        function(at, value);
        var size = Square(value);
        for (var round = 0; round < MostRounds && double.IsFinite(size) && size > Rooted; round++)
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

    private double[]? Chord(double[] start)
    {
        var (at, value, size) = ((double[])[.. start], new double[n], double.PositiveInfinity);
        for (var round = 0; round < MostChords; round++)
        {
            function(at, value);
            var now = Square(value);
            if (now <= Rooted) return at;
            // Each step must bring it much nearer, or the derivatives are not these.
            if (!(now < size / 4) || !(round > 0 || TryPrepare())) return null;
            size = now;
            Step(value);
            for (var i = 0; i < n; i++) at[i] -= move[i];
        }

        return null;
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
            moved[j] += Difference;
            var column = jacobian.AsSpan(j * n, n);
            function(moved, column);
            for (var i = 0; i < n; i++) column[i] = (column[i] - value[i]) / Difference;
        }
    }

    /// <summary>(JᵀJ + λI)⁻¹Jᵀf; false where there is no inverse.</summary>
    private bool Move(double[] value, double damping)
    {
        if (!TryPrepare(damping)) return false;
        Step(value);
        return true;
    }

    private bool TryPrepare(double damping = 0)
    {
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++) squares[(i * n) + j] = Gram.Dot(Column(i), Column(j)) + (i == j ? damping : 0);
        return Gram.TryInvert(squares, inverse, n);
    }

    private void Step(double[] value)
    {
        for (var i = 0; i < n; i++) slope[i] = Gram.Dot(Column(i), value);
        for (var i = 0; i < n; i++) move[i] = Gram.Dot(inverse.AsSpan(((2 * i) + 1) * n, n), slope);
    }

    private ReadOnlySpan<double> Column(int j) => jacobian.AsSpan(j * n, n);
}
