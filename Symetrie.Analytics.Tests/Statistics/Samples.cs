using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Statistics;

/// <summary>Made-up series for the laws, the same in every run.</summary>
internal static class Samples
{
    /// <summary>Two series from the bytes of a property: many ties, sometimes constant or empty.</summary>
    public static (double[] X, double[] Y) Pairs(byte[] bytes) =>
        ([.. bytes.Where((_, i) => i % 2 == 0).Take(bytes.Length / 2).Select(b => b % 11 * 10.0)],
         [.. bytes.Where((_, i) => i % 2 == 1).Select(b => b % 7 / 0.7)]);

    public static double[] Normal(int n, int seed, double mean = 0, double sd = 1)
    {
        var random = new SeededRandom((ulong)(uint)seed);
        return [.. Enumerable.Range(0, n).Select(_ => mean + (sd * random.NextNormal()))];
    }

    public static double[][] Table(int rows, int columns, int seed) =>
        [.. Enumerable.Range(0, rows).Select(i => Normal(columns, seed + (1000 * i), 60, 5))];

    public static int[] Order(int n, int seed)
    {
        int[] order = [.. Enumerable.Range(0, n)];
        new SeededRandom((ulong)(uint)seed).Shuffle<int>(order);
        return order;
    }

    public static T[] In<T>(T[] values, int[] order) => [.. order.Select(i => values[i])];
}
