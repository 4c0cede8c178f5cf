using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Statistics;

/// <summary>Series made from a number that FsCheck draws, so that a failing case can be made again.</summary>
internal static class Made
{
    public const string Seed = "(1234567,7654321)";

    public static SeededRandom Random(int seed) => new((ulong)(uint)seed);

    /// <summary>Between least and most values, often on a coarse grid with ties.</summary>
    public static double[] Series(SeededRandom random, int least, int most)
    {
        var values = new double[least + random.Next(most - least + 1)];
        var grid = random.Next(3) == 0 ? 25.0 : 0;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = grid > 0 ? grid * random.Next(5) : 50 + 20 * random.NextNormal();
        }

        return values;
    }

    public static double[] Normal(SeededRandom random, int n, double mean = 0, double deviation = 1)
    {
        var values = new double[n];
        for (var i = 0; i < n; i++)
        {
            values[i] = mean + deviation * random.NextNormal();
        }

        return values;
    }

    public static double[] Positive(SeededRandom random, int n, double least, double most)
    {
        var values = new double[n];
        for (var i = 0; i < n; i++)
        {
            values[i] = least + (most - least) * random.NextDouble();
        }

        return values;
    }

    public static int[] Order(SeededRandom random, int n)
    {
        var order = Enumerable.Range(0, n).ToArray();
        random.Shuffle<int>(order);
        return order;
    }

    public static double[] In(this double[] values, int[] order) => [.. order.Select(i => values[i])];

    /// <summary>Within a relative error of the larger, or an absolute one near 0.</summary>
    public static bool Near(double? a, double? b, double tolerance = 1e-9) =>
        (a is null && b is null) || (a is { } x && b is { } y && Math.Abs(x - y) <= tolerance * Math.Max(1, Math.Max(Math.Abs(x), Math.Abs(y))));
}
