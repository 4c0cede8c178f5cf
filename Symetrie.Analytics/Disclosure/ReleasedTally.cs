using System.Buffers.Binary;
using System.Security.Cryptography;
using Symetrie.Analytics.Tallies;

namespace Symetrie.Analytics.Disclosure;

/// <summary>A cell that may be seen. Only this room can make one, and there is no way back from it to a contribution.</summary>
public sealed class ReleasedTally
{
    private readonly Tally tally;

    internal ReleasedTally(Tally tally, int detailMinimum)
    {
        this.tally = tally;
        HasDetail = tally.N >= detailMinimum;
        Digest = DigestOf(tally, HasDetail);
        Variance = HasDetail ? tally.Variance : null;
    }

    /// <summary>How many distinct respondents (for a parent: the sum over its teams).</summary>
    public long N => tally.N;

    /// <summary>The mean in score points.</summary>
    public double Mean => tally.Mean!.Value;

    /// <summary>Whether figures may use the cell's own spread: n reaches the detail minimum (C2).</summary>
    public bool HasDetail { get; }

    /// <summary>The cell's own variance (divisor n − 1) in score points²; null below the detail minimum or where it was never known.</summary>
    public double? Variance { get; }

    /// <summary>The distribution: distinct scores and counts; null below the detail minimum or where it was never known.</summary>
    public Tally? Distribution => HasDetail && tally.HasCounts ? tally : null;

    /// <summary>The day from which these figures stand.</summary>
    public DateOnly AsOf { get; internal set; }

    /// <summary>A digest of all that this cell shows, and of nothing that it withholds.</summary>
    public string Digest { get; }

    private static string DigestOf(Tally tally, bool detailed)
    {
        Span<byte> head = stackalloc byte[8 + 16 + 16 + 1];
        BinaryPrimitives.WriteInt64LittleEndian(head, tally.N);
        BinaryPrimitives.WriteInt128LittleEndian(head[8..], tally.Sum);
        BinaryPrimitives.WriteInt128LittleEndian(head[24..], detailed && tally.HasSpread ? tally.SumOfSquares : -1);
        head[40] = (byte)(detailed ? 1 : 0);
        if (!detailed || !tally.HasCounts) return Convert.ToHexString(SHA256.HashData(head)[..12]);
        var bytes = new byte[head.Length + (16 * tally.Values.Length)];
        head.CopyTo(bytes);
        for (var i = 0; i < tally.Values.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(head.Length + (16 * i)), tally.Values[i]);
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(head.Length + (16 * i) + 8), tally.Counts[i]);
        }

        return Convert.ToHexString(SHA256.HashData(bytes)[..12]);
    }
}

/// <summary>The pooled within-team variance of one voice, dimension and period: what a cell below the detail minimum borrows (C2).</summary>
/// <param name="Variance">Σ(n − 1)s² / Σ(n − 1) over leaf teams that are released, in score points².</param>
/// <param name="DegreesOfFreedom">Σ(n − 1).</param>
/// <param name="Teams">How many teams it rests on; at least 10.</param>
/// <param name="N">How many answers it rests on; at least 100.</param>
public sealed record PooledVariance(double Variance, long DegreesOfFreedom, int Teams, long N);
