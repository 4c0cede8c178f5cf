namespace Symetrie.Analytics.Statistics;

/// <summary>The door of the statistics on the moments of two samples.</summary>
internal static class TwoSampleGuard
{
    public static void Check(long nA, double varianceA, double? dfA, long nB, double varianceB, double? dfB, double confidence)
    {
        Guard.Probability(confidence);
        Sample(nA, varianceA, dfA, "A");
        Sample(nB, varianceB, dfB, "B");
    }

    private static void Sample(long n, double variance, double? df, string side)
    {
        if (n < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(n), n, $"The number of values of {side} is negative.");
        }

        if (n > 0 && !(variance >= 0 && double.IsFinite(variance)))
        {
            throw new ArgumentOutOfRangeException(nameof(variance), variance, $"The variance of {side} is negative or not finite.");
        }

        if (df is { } free && !(free > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(df), df, $"The degrees of freedom of {side} are not positive.");
        }
    }
}
