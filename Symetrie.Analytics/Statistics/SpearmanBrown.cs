namespace Symetrie.Analytics.Statistics;

/// <summary>Reliability of a lengthened scale.</summary>
/// <param name="Correlation">The correlation it was computed from.</param>
/// <param name="Reliability">k·r/(1 + (k−1)r); null when the denominator is not above 0 or r is absent.</param>
/// <param name="Plausible">False when r ≤ 0: what does not correlate has no reliability to speak of.</param>
/// <param name="Reason">Why a figure is absent.</param>
public readonly record struct SpearmanBrownResult(double? Correlation, double? Reliability, bool Plausible, Absent Reason);

/// <summary>The Spearman–Brown formula (1910): the reliability of k parallel parts that correlate r. For a scale of two items it is the
/// right coefficient, where alpha is too low (Eisinga, te Grotenhuis and Pelzer 2013).</summary>
public static class SpearmanBrown
{
    /// <summary>From a correlation in [−1, 1] and a factor of lengthening above 0.</summary>
    public static SpearmanBrownResult Compute(double r, double k = 2)
    {
        Guard.Positive(k);
        if (!(Math.Abs(r) <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(r), r, "A correlation lies between −1 and 1.");
        }

        var denominator = 1 + ((k - 1) * r);
        return denominator > 0
            ? new SpearmanBrownResult(r, k * r / denominator, r > 0, Absent.None)
            : new SpearmanBrownResult(r, null, false, Absent.OutOfRange);
    }

    /// <summary>From two items; pairs with a missing value are dropped.</summary>
    public static SpearmanBrownResult FromItems(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Guard.SameLength(x.Length, y.Length, nameof(y));
        var rows = new double[x.Length][];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = [x[i], y[i]];
        }

        var moments = ItemMoments.Listwise(rows);
        if (moments.N < 3)
        {
            return new SpearmanBrownResult(null, null, false, moments.N == 0 ? Absent.NoValues : Absent.TooFew);
        }

        return moments.Correlation(0, 1) is { } r ? Compute(r) : new SpearmanBrownResult(null, null, false, Absent.ZeroVariance);
    }
}
