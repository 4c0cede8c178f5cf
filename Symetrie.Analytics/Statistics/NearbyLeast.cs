using System.Runtime.Intrinsics;

namespace Symetrie.Analytics.Statistics;

/// <summary>Where the squares of a function of four unknowns sum to the least, for functions that hardly differ from one of which that place is known: Newton's steps on the gradient
/// with the second derivatives of that one (the chord method; Ortega and Rheinboldt 1970).</summary>
/// <remarks>Steps that take the function for linear need dozens of rounds where what is left is not small, and such a place is asked for once a unit that is left out.</remarks>
/// <typeparam name="TFunction">The function; a struct, so that it is compiled into the search.</typeparam>
internal sealed class NearbyLeast<TFunction>
    where TFunction : struct, IFourfoldFunction
{
    private const int N = 4;
    private const int MostRounds = 20;
    private const double Difference = 1e-5;
    private const double WiderDifference = 1e-4;

    // A step below the first was the last that is worth making; below the second what differences round off may keep it from coming nearer.
    private const double Near = 1e-8;
    private const double NearEnough = 1e-7;
    private readonly Vector256<double> place;

    // Columns of the inverse of the second derivatives.
    private readonly Vector256<double>[] inverse;

    private NearbyLeast(Vector256<double> place, Vector256<double>[] inverse) => (this.place, this.inverse) = (place, inverse);

    /// <summary>From what is known of one function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="least">Where its squares sum to the least.</param>
    /// <returns>Null where that is no strict minimum.</returns>
    public static NearbyLeast<TFunction>? Of(TFunction function, ReadOnlySpan<double> least)
    {
        var there = Vector256.Create(least);
        var second = new double[N][];
        for (var j = 0; j < N; j++)
        {
            var aside = Vector256<double>.Zero.WithElement(j, WiderDifference);
            var change = (Gradient(function, there + aside) - Gradient(function, there - aside)) / (2 * WiderDifference);
            second[j] = [change[0], change[1], change[2], change[3]];
        }

        // What they differ by across the diagonal is rounding.
        double[][] even = [.. second.Select((row, i) => row.Select((v, j) => (v + second[j][i]) / 2).ToArray())];
        return Gram.Inverse(even, N) is { } inverse ? new(there, Array.ConvertAll(inverse, column => Vector256.Create(column))) : null;
    }

    /// <summary>The place of a function that hardly differs; null where these steps do not get there.</summary>
    public double[]? Of(TFunction function)
    {
        var (at, before) = (place, double.PositiveInfinity);
        for (var round = 0; round < MostRounds; round++)
        {
            var gradient = Gradient(function, at);
            var step = Vector256<double>.Zero;
            for (var j = 0; j < N; j++) step += inverse[j] * gradient[j];
            var size = Math.Sqrt(Vector256.Dot(step, step));
            // Each step must bring it much nearer, or the second derivatives are not these.
            if (!(size < before / 2)) return before < NearEnough ? [at[0], at[1], at[2], at[3]] : null;
            at -= step;
            if (size < Near) return [at[0], at[1], at[2], at[3]];
            before = size;
        }

        return null;
    }

    // Half of that of the squares: the derivatives of the four values, each times its value.
    private static Vector256<double> Gradient(TFunction function, Vector256<double> place)
    {
        Fourfold here = new(Vector256.Create(place[0]), Vector256.Create(place[1]), Vector256.Create(place[2]), Vector256.Create(place[3]));
        var value = function.At(here);
        var slopes = function.At(Aside(here, Difference)) - function.At(Aside(here, -Difference));
        return ((slopes.A * value.A) + (slopes.B * value.B) + (slopes.C * value.C) + (slopes.D * value.D)) / (2 * Difference);
    }

    // At each of the four places another unknown is moved.
    private static Fourfold Aside(Fourfold here, double by) => new(
        here.A + Vector256.Create(by, 0, 0, 0), here.B + Vector256.Create(0, by, 0, 0), here.C + Vector256.Create(0, 0, by, 0), here.D + Vector256.Create(0, 0, 0, by));
}
