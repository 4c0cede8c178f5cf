namespace Symetrie.Analytics.Statistics;

/// <summary>A pseudo-random sequence that is the same on every machine and in every version of .NET: xoshiro256** (Blackman and
/// Vigna 2018), its state filled from the seed by SplitMix64 (Steele, Lea and Flood 2014). Not for secrets.</summary>
public sealed class SeededRandom
{
    private ulong s0;
    private ulong s1;
    private ulong s2;
    private ulong s3;

    /// <summary>Starts the sequence that belongs to <paramref name="seed"/>; any seed will do, 0 included.</summary>
    public SeededRandom(ulong seed)
    {
        s0 = SplitMix64(ref seed);
        s1 = SplitMix64(ref seed);
        s2 = SplitMix64(ref seed);
        s3 = SplitMix64(ref seed);
    }

    /// <summary>One step of SplitMix64: advances <paramref name="state"/> and returns 64 well mixed bits. Also serves to derive
    /// one seed from another.</summary>
    public static ulong SplitMix64(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15UL;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>The next 64 uniform bits.</summary>
    public ulong NextUInt64()
    {
        var result = ulong.RotateLeft(s1 * 5, 7) * 9;
        var t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = ulong.RotateLeft(s3, 45);
        return result;
    }

    /// <summary>Uniform on [0, 1) with 53 bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform on 0 … <paramref name="bound"/> − 1, without bias (Lemire 2019).</summary>
    public int Next(int bound)
    {
        Guard.AtLeast(bound, 1);
        var range = (ulong)bound;
        var product = Math.BigMul(NextUInt64(), range, out var low);
        if (low < range)
        {
            // Reject the few draws that would make the first values likelier than the rest.
            var threshold = (0UL - range) % range;
            while (low < threshold)
            {
                product = Math.BigMul(NextUInt64(), range, out low);
            }
        }

        return (int)product;
    }

    /// <summary>Fills a span with draws from 0 … <paramref name="bound"/> − 1: the same as one <see cref="Next"/> after the other,
    /// faster.</summary>
    public void Fill(Span<int> draws, int bound)
    {
        Guard.AtLeast(bound, 1);
        var range = (ulong)bound;
        var threshold = (0UL - range) % range;
        var (a, b, c, d) = (s0, s1, s2, s3); // The state in registers.
        foreach (ref var draw in draws)
        {
            ulong high, low;
            do
            {
                high = Math.BigMul(ulong.RotateLeft(b * 5, 7) * 9, range, out low);
                var t = b << 17;
                c ^= a;
                d ^= b;
                b ^= c;
                a ^= d;
                c ^= t;
                d = ulong.RotateLeft(d, 45);
            }
            while (low < threshold);
            draw = (int)high;
        }

        (s0, s1, s2, s3) = (a, b, c, d);
    }

    /// <summary>A standard normal deviate: the normal quantile of a uniform strictly inside (0, 1). One uniform per deviate, so
    /// a sequence can be aligned with another.</summary>
    public double NextNormal() => NormalDistribution.Quantile(((NextUInt64() >> 12) + 0.5) * (1.0 / (1UL << 52)));

    /// <summary>Puts the items in a uniformly random order (Fisher and Yates, from the end).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
