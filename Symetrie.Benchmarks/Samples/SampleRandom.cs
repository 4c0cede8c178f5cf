namespace Symetrie.Benchmarks.Samples;

/// <summary>Random numbers that are the same on every machine: SplitMix64 (Steele, Lea and Flood 2014), and only +, −, × on doubles.</summary>
/// <remarks>One generator a subject (a team, a cell): what one cell draws does not move when another cell draws more.</remarks>
public sealed class SampleRandom
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private ulong state;

    private SampleRandom(ulong seed) => state = seed;

    /// <summary>The generator of a subject, told by numbers.</summary>
    public static SampleRandom For(params ReadOnlySpan<int> subject)
    {
        var seed = Golden;
        foreach (var part in subject) seed = Mix(seed ^ Mix((ulong)part + Golden));
        return new SampleRandom(seed);
    }

    /// <summary>Uniform on [0, 1), 53 bits.</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform on [−1, 1): mean 0, variance 1/3.</summary>
    public double Symmetric() => (2 * Uniform()) - 1;

    /// <summary>Mean 0, variance 1, nearly normal: twelve uniforms less six (no logarithm, whose last bit differs between machines).</summary>
    public double Normal()
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++) sum += Uniform();
        return sum;
    }

    /// <summary>Uniform on 0 … <paramref name="bound"/> − 1.</summary>
    public int Below(int bound) => (int)(((UInt128)Next() * (ulong)bound) >> 64);

    /// <summary>Whether an event of this probability happens.</summary>
    public bool Happens(double probability) => Uniform() < probability;

    private ulong Next() => Mix(state += Golden);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
