using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Symetrie.Analytics.Statistics;

/// <summary>Four numbers at four places at once: lane i of each belongs to place i. No lane knows of the others, so each has the bits it would have alone.</summary>
internal readonly record struct Fourfold(Vector256<double> A, Vector256<double> B, Vector256<double> C, Vector256<double> D)
{
    /// <summary>The sum of the squares, place by place, added up in the order of the numbers.</summary>
    public Vector256<double> Square => Vector256<double>.Zero + (A * A) + (B * B) + (C * C) + (D * D);

    /// <summary>The same numbers at every place.</summary>
    public static Fourfold Of(ReadOnlySpan<double> numbers) => new(Vector256.Create(numbers[0]), Vector256.Create(numbers[1]), Vector256.Create(numbers[2]), Vector256.Create(numbers[3]));

    /// <summary>The numbers of one place.</summary>
    public void CopyTo(int place, Span<double> numbers) => (numbers[0], numbers[1], numbers[2], numbers[3]) = (A[place], B[place], C[place], D[place]);

    public static Fourfold operator -(Fourfold a, Fourfold b) => new(a.A - b.A, a.B - b.B, a.C - b.C, a.D - b.D);
}

/// <summary>A function of four unknowns with four values of order 1, computed at four places at once.</summary>
internal interface IFourfoldFunction
{
    /// <summary>The values.</summary>
    Fourfold At(Fourfold unknowns);
}

/// <summary>(JᵀJ + λI)⁻¹Jᵀf for four λ at once, by elimination without exchanges: the steps of <see cref="Gram.Inverse"/> with every column required.</summary>
internal sealed class DampedSteps
{
    private const int N = 4;
    private const double Remainder = 1e-12;
    private const double Noise = 1e-20;
    private readonly Vector256<double>[] room = new Vector256<double>[2 * N * N];
    private readonly double[] squares = new double[N * N];
    private readonly double[] slope = new double[N];
    private Vector256<double> fits;

    /// <summary>Inverts JᵀJ + λI.</summary>
    /// <param name="jacobian">Column by column.</param>
    /// <param name="damping">Each place's λ.</param>
    public void Prepare(ReadOnlySpan<double> jacobian, Vector256<double> damping)
    {
        for (var i = 0; i < N; i++)
            for (var j = 0; j < N; j++) squares[(i * N) + j] = Gram.Dot(jacobian.Slice(i * N, N), jacobian.Slice(j * N, N));
        for (var i = 0; i < N; i++)
            for (var j = 0; j < 2 * N; j++)
                room[(2 * N * i) + j] = j < N ? Vector256.Create(squares[(i * N) + j]) + (i == j ? damping : default) : i == j - N ? Vector256<double>.One : default;
        fits = Vector256<double>.AllBitsSet;
        for (var k = 0; k < N; k++)
        {
            var whole = Vector256.Create(squares[(k * N) + k]) + damping;
            fits &= Vector256.GreaterThan(whole, Vector256.Create(Noise)) & Vector256.GreaterThan(room[((2 * N) + 1) * k], Vector256.Create(Remainder) * whole);
            for (var i = 0; i < N; i++)
                if (i != k) Eliminate(room.AsSpan(2 * N * i, 2 * N), room.AsSpan(2 * N * k, 2 * N), k);
        }

        for (var i = 0; i < N; i++)
            for (var j = N; j < 2 * N; j++) room[(2 * N * i) + j] /= room[((2 * N) + 1) * i];
    }

    /// <summary>Whether there is an inverse at a place.</summary>
    public bool Fits(int place) => BitConverter.DoubleToInt64Bits(fits[place]) != 0;

    /// <summary>The steps at a value of the function.</summary>
    public Fourfold Of(ReadOnlySpan<double> jacobian, ReadOnlySpan<double> value)
    {
        for (var i = 0; i < N; i++) slope[i] = Gram.Dot(jacobian.Slice(i * N, N), value);
        return new(Row(0), Row(1), Row(2), Row(3));
    }

    private Vector256<double> Row(int i)
    {
        var sum = Vector256<double>.Zero;
        for (var j = 0; j < N; j++) sum += room[(2 * N * i) + N + j] * slope[j];
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Eliminate(Span<Vector256<double>> row, ReadOnlySpan<Vector256<double>> pivot, int k)
    {
        var factor = row[k] / pivot[k];
        for (var j = 0; j < 2 * N; j++) row[j] -= factor * pivot[j];
    }
}
