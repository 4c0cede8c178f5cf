namespace Symetrie.Analytics.Statistics;

/// <summary>
/// The first Wasserstein (earth mover's) distance between two samples: ∫ |F − G| dx, in the unit of the values: the least
/// average way the values of one sample have to travel to become the other.
/// </summary>
/// <remarks>
/// 0 only for equal distributions; never below the absolute shift of the mean, and equal to it when one distribution lies wholly
/// above the other. Unsigned. Source: Vallender (1974). The distribution functions are compared in whole numbers, so equal
/// shares give 0 exactly.
/// </remarks>
public static class Wasserstein
{
    /// <summary>Two raw samples; NaN is missing and counted.</summary>
    /// <param name="reference">First sample.</param>
    /// <param name="current">Second sample.</param>
    /// <param name="range">Length of the scale to normalise by; when null the span of the values that occur.</param>
    /// <exception cref="ArgumentException"><paramref name="range"/> is not above 0.</exception>
    public static WassersteinResult Compute(ReadOnlySpan<double> reference, ReadOnlySpan<double> current, double? range = null) =>
        Of(CountedPair.Of(reference, current), range);

    /// <summary>Two tallies over common ascending values; the same bits as the raw samples give.</summary>
    /// <exception cref="ArgumentException">Lengths differ, values do not ascend, a count is negative, or
    /// <paramref name="range"/> is not above 0.</exception>
    public static WassersteinResult FromCounts(
        ReadOnlySpan<double> values, ReadOnlySpan<long> referenceCounts, ReadOnlySpan<long> currentCounts, double? range = null) =>
        Of(CountedPair.OfCounts(values, referenceCounts, currentCounts), range);

    private static WassersteinResult Of(CountedPair pair, double? range)
    {
        if (range is { } given && !(given > 0 && double.IsFinite(given)))
            throw new ArgumentOutOfRangeException(nameof(range), "A scale has a length above 0.");
        if (pair.Reason != Absent.None)
            return new WassersteinResult(pair.Na, pair.Nb, pair.MissingA, pair.MissingB, null, null, null, pair.Reason);

        var whole = (double)pair.Na * pair.Nb;
        double distance = 0, shift = 0;
        Int128 ahead = 0;
        for (var i = 0; i + 1 < pair.Values.Length; i++)
        {
            // F − G times n·m, a whole number.
            ahead += (Int128)pair.A[i] * pair.Nb - (Int128)pair.B[i] * pair.Na;
            var step = pair.Values[i + 1] - pair.Values[i];
            distance += Math.Abs((double)ahead) / whole * step;
            shift += (double)ahead / whole * step;
        }

        var span = range ?? pair.Values[^1] - pair.Values[0];
        return new WassersteinResult(
            pair.Na, pair.Nb, pair.MissingA, pair.MissingB, distance, shift, span > 0 ? distance / span : null,
            span > 0 ? Absent.None : Absent.ZeroVariance);
    }
}

/// <summary>What <see cref="Wasserstein"/> answers.</summary>
/// <param name="NReference">Size of the reference.</param>
/// <param name="NCurrent">Size of the current sample.</param>
/// <param name="MissingReference">Missing values of the reference.</param>
/// <param name="MissingCurrent">Missing values of the current sample.</param>
/// <param name="Distance">∫ |F − G| dx, 0 or more, in the unit of the values.</param>
/// <param name="MeanShift">Mean of the current sample minus mean of the reference (∫ F − G dx).</param>
/// <param name="NormalisedByRange"><paramref name="Distance"/> over the length of the scale, 0 to 1.</param>
/// <param name="Reason"><see cref="Absent.ZeroVariance"/> when one value only occurs and no scale was given: the normalised
/// figure alone is absent.</param>
public sealed record WassersteinResult(
    long NReference, long NCurrent, int MissingReference, int MissingCurrent, double? Distance, double? MeanShift,
    double? NormalisedByRange, Absent Reason);
