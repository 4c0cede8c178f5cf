namespace Symetrie.Analytics.Statistics;

/// <summary>Complete pairs of two series.</summary>
internal static class Pairs
{
    /// <summary>Whether every value of both series is finite, so that nothing need be copied.</summary>
    public static bool AreComplete(ReadOnlySpan<double> x, ReadOnlySpan<double> y) =>
        SeriesBounds.AllFinite(x) && SeriesBounds.AllFinite(y);

    /// <summary>Copies the pairs of which both values are finite to the front of the two buffers; says how many.</summary>
    public static int Complete(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> toX, Span<double> toY)
    {
        var n = 0;
        for (var i = 0; i < x.Length; i++)
        {
            if (!double.IsFinite(x[i]) || !double.IsFinite(y[i])) continue;
            toX[n] = x[i];
            toY[n] = y[i];
            n++;
        }
        return n;
    }
}
