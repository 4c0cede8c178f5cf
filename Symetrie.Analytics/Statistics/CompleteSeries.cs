namespace Symetrie.Analytics.Statistics;

/// <summary>A series in order of time without its missing values, and where each of the others stood.</summary>
/// <param name="Values">The values, in order.</param>
/// <param name="Positions">The 0-based place of each in the series as given.</param>
internal sealed record CompleteSeries(double[] Values, int[] Positions)
{
    /// <summary>Drops NaN; an infinite value is a wrong call.</summary>
    public static CompleteSeries Of(ReadOnlySpan<double> series)
    {
        Guard.NoneInfinite(series, nameof(series));
        var count = 0;
        foreach (var value in series)
            if (!double.IsNaN(value)) count++;
        var (values, positions, at) = (new double[count], new int[count], 0);
        for (var i = 0; i < series.Length; i++)
        {
            if (double.IsNaN(series[i]))
                continue;

            (values[at], positions[at++]) = (series[i], i);
        }

        return new CompleteSeries(values, positions);
    }
}
