using System.Buffers;

namespace Symetrie.Analytics.Disclosure;

/// <summary>The answers of a pool to one question, team after team, in multiples of their greatest common divisor: then their squares are small, and sums of them exact
/// and quickly made.</summary>
internal sealed class PoolColumn : IDisposable
{
    // Products of two such numbers, four million of them, stay below 2^62.
    private const long Small = 1 << 20;
    private const int Many = 1 << 22;
    private readonly long[] values;
    private readonly int[] starts;

    /// <param name="starts">Where each team begins, and at last where the last one ends.</param>
    /// <param name="fill">Writes the answers of a team; −1 for those that do not count.</param>
    public PoolColumn(int[] starts, FillTeam fill)
    {
        this.starts = starts;
        values = ArrayPool<long>.Shared.Rent(starts[^1]);
        for (var team = 0; team + 1 < starts.Length; team++) fill(team, values.AsSpan(starts[team]..starts[team + 1]));
        (Unit, var largest) = Scale(values.AsSpan(0, starts[^1]));
        IsSmall = largest <= Small;
    }

    public delegate void FillTeam(int team, Span<long> answers);

    /// <summary>The common divisor.</summary>
    public long Unit { get; }

    private bool IsSmall { get; }

    /// <summary>The answers of a team in units; −1 for those that do not count.</summary>
    public ReadOnlySpan<long> Team(int team) => values.AsSpan(starts[team]..starts[team + 1]);

    /// <summary>Sums over those of a team who answered both questions.</summary>
    public (long N, Int128 X, Int128 Y, Int128 Xx, Int128 Yy, Int128 Xy) With(PoolColumn other, int team)
    {
        ReadOnlySpan<long> a = Team(team), b = other.Team(team);
        Int128 x = Unit, y = other.Unit;
        if (!IsSmall || !other.IsSmall || a.Length > Many) return Widely(a, b, x, y);
        var (n, sx, sy, sxx, syy, sxy) = (0L, 0L, 0L, 0L, 0L, 0L);
        for (var i = 0; i < a.Length && i < b.Length; i++)
        {
            long u = a[i], v = b[i];
            if ((u | v) < 0) continue;
            n++;
            sx += u;
            sy += v;
            sxx += u * u;
            syy += v * v;
            sxy += u * v;
        }

        return (n, sx * x, sy * y, sxx * x * x, syy * y * y, sxy * x * y);
    }

    public void Dispose() => ArrayPool<long>.Shared.Return(values);

    private static (long N, Int128 X, Int128 Y, Int128 Xx, Int128 Yy, Int128 Xy) Widely(ReadOnlySpan<long> a, ReadOnlySpan<long> b, Int128 x, Int128 y)
    {
        var (n, sx, sy, sxx, syy, sxy) = (0L, (Int128)0, (Int128)0, (Int128)0, (Int128)0, (Int128)0);
        for (var i = 0; i < a.Length; i++)
        {
            if ((a[i] | b[i]) < 0) continue;
            n++;
            (sx, sy) = (sx + a[i], sy + b[i]);
            (sxx, syy, sxy) = (sxx + Math.BigMul(a[i], a[i]), syy + Math.BigMul(b[i], b[i]), sxy + Math.BigMul(a[i], b[i]));
        }

        return (n, sx * x, sy * y, sxx * x * x, syy * y * y, sxy * x * y);
    }

    private static (long Unit, long Largest) Scale(Span<long> values)
    {
        var (unit, largest) = (0L, 0L);
        foreach (var value in values)
        {
            if (value <= 0) continue;
            largest = Math.Max(largest, value);
            if (unit == 0 || value % unit != 0) unit = Divisor(value, unit);
        }

        if (unit <= 1) return (1, largest);
        for (var i = 0; i < values.Length; i++)
            if (values[i] > 0) values[i] /= unit;
        return (unit, largest / unit);
    }

    private static long Divisor(long a, long b) => b == 0 ? a : Divisor(b, a % b);
}
