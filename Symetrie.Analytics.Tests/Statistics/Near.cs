namespace Symetrie.Analytics.Tests.Statistics;

/// <summary>Equality up to rounding.</summary>
internal static class Near
{
    public static bool Relative(double? a, double? b, double relative = 1e-10, double absolute = 1e-12) =>
        a is { } x && b is { } y ? Math.Abs(x - y) <= absolute + (relative * Math.Max(Math.Abs(x), Math.Abs(y))) : a is null && b is null;

    /// <summary>Codes 1 to <paramref name="categories"/> from any integers.</summary>
    public static double[] Codes(int[] any, int categories = 5) => Array.ConvertAll(any, c => (double)(((c % categories) + categories) % categories) + 1);

    /// <summary>Rows of <paramref name="items"/> codes from any integers.</summary>
    public static double[][] Rows(int[] any, int items, int categories = 5) =>
        [.. Codes(any, categories).Chunk(items).Where(row => row.Length == items)];
}
