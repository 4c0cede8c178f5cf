using System.Runtime.Intrinsics;

namespace Symetrie.Analytics.Statistics;

/// <summary>Where a function of four unknowns is 0, or, where it is so nowhere near, where it is smallest: Levenberg and Marquardt's steps with a Jacobian by
/// differences (Marquardt 1963).</summary>
/// <remarks>It is asked for once a unit that is left out, and of noise that has no root it takes dozens of rounds each: so the four derivatives are taken side by side, and each step
/// is tried with the next dampings too, of which the first that helps is taken, as if they had been tried one by one.</remarks>
/// <typeparam name="TFunction">The function; a struct, so that it is compiled into the search.</typeparam>
internal sealed class NearestRoot<TFunction>
    where TFunction : struct, IFourfoldFunction
{
    private const int N = 4;
    private const int MostRounds = 80;
    private const int MostChords = 20;
    private const double Difference = 1e-6;
    private const double MostDamping = 1e8;

    // Of the sum of squares: what is left is rounding.
    private const double Rooted = 1e-24;
    private readonly DampedSteps steps = new();

    // Columns of the Jacobian, one after the other.
    private readonly double[] jacobian = new double[N * N];
    private readonly double[] at = new double[N];
    private readonly double[] value = new double[N];
    private readonly double[] move = new double[N];

    /// <summary>Whether the function was 0 at the place that was found last.</summary>
    public bool IsRooted { get; private set; }

    /// <summary>The place; null where no finite one is found.</summary>
    /// <param name="function">Of which.</param>
    /// <param name="start">Where to begin.</param>
    public double[]? Of(TFunction function, double[] start) => From(function, start);

    /// <summary>The derivatives at a place, column by column, by differences.</summary>
    public double[] JacobianAt(TFunction function, double[] place)
    {
        function.At(Fourfold.Of(place)).CopyTo(0, value);
        place.CopyTo(at, 0);
        Differentiate(function);
        return [.. jacobian];
    }

    /// <summary>The place of a function that hardly differs from one whose root and derivatives there are known: by steps with those same derivatives (the chord method), which
    /// need a fraction of the work; where these do not get there, as from anywhere.</summary>
    /// <param name="function">Of which.</param>
    /// <param name="start">The other's root.</param>
    /// <param name="derivatives">The other's derivatives, as <see cref="JacobianAt"/> gives them.</param>
    public double[]? Near(TFunction function, double[] start, double[] derivatives)
    {
        derivatives.CopyTo(jacobian, 0);
        return Chord(function, start) ?? From(function, start);
    }

    private double[]? From(TFunction function, double[] start)
    {
        start.CopyTo(at, 0);
        var (first, damping) = (function.At(Fourfold.Of(at)), 1e-3);
        first.CopyTo(0, value);
        var size = first.Square[0];
        for (var round = 0; round < MostRounds && double.IsFinite(size) && size > Rooted; round++)
        {
            Differentiate(function);
            var (before, nearer) = (size, false);
            while (damping < MostDamping && !nearer) nearer = TryNext(function, ref damping, ref size);
            if (!nearer) break;
            damping = Math.Max(1e-9, damping / 100);
            if (before - size < 1e-12 * before) break;
        }

        IsRooted = size <= Rooted;
        return double.IsFinite(size) && Array.TrueForAll(at, double.IsFinite) ? [.. at] : null;
    }

    // With four dampings, each ten times the one before; afterwards it is the one after the last that was looked at.
    private bool TryNext(TFunction function, ref double damping, ref double size)
    {
        double second = damping * 10, third = second * 10;
        steps.Prepare(jacobian, Vector256.Create(damping, second, third, third * 10));
        var places = Fourfold.Of(at) - steps.Of(jacobian, value);
        var found = function.At(places);
        var squares = found.Square;
        for (var i = 0; i < Vector256<double>.Count && damping < MostDamping; i++)
        {
            damping *= 10;
            if (!steps.Fits(i) || !(squares[i] < size)) continue;
            size = squares[i];
            places.CopyTo(i, at);
            found.CopyTo(i, value);
            return true;
        }

        return false;
    }

    private double[]? Chord(TFunction function, double[] start)
    {
        start.CopyTo(at, 0);
        var size = double.PositiveInfinity;
        for (var round = 0; round < MostChords; round++)
        {
            var found = function.At(Fourfold.Of(at));
            found.CopyTo(0, value);
            var now = found.Square[0];
            if (now <= Rooted) return [.. at];
            // Each step must bring it much nearer, or the derivatives are not these.
            if (!(now < size / 4)) return null;
            if (round == 0) steps.Prepare(jacobian, default);
            if (!steps.Fits(0)) return null;
            size = now;
            steps.Of(jacobian, value).CopyTo(0, move);
            for (var i = 0; i < N; i++) at[i] -= move[i];
        }

        return null;
    }

    // At the derivatives' four places at once, each with another unknown moved.
    private void Differentiate(TFunction function)
    {
        var moved = Fourfold.Of(at);
        var difference = Vector256.CreateScalar(Difference);
        moved = new(
            moved.A + difference,
            moved.B + Vector256.Create(0, Difference, 0, 0),
            moved.C + Vector256.Create(0, 0, Difference, 0),
            moved.D + Vector256.Create(0, 0, 0, Difference));
        var derivatives = function.At(moved) - Fourfold.Of(value);
        for (var j = 0; j < N; j++)
        {
            var column = jacobian.AsSpan(j * N, N);
            derivatives.CopyTo(j, column);
            foreach (ref var slope in column) slope /= Difference;
        }
    }
}
