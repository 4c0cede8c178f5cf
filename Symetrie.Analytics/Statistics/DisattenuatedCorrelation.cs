namespace Symetrie.Analytics.Statistics;

/// <summary>What <see cref="DisattenuatedCorrelation"/> found.</summary>
/// <param name="R">The corrected correlation; may exceed 1 in size.</param>
/// <param name="Lower">Lower limit of the interval.</param>
/// <param name="Upper">Upper limit of the interval; may exceed 1.</param>
/// <param name="ExceedsOne">Whether |R| is above 1: the reliabilities are too low for the correlation seen.</param>
/// <param name="Reason">Why the first absent figure is absent.</param>
public readonly record struct DisattenuatedCorrelationResult(
    double? R, double? Lower, double? Upper, bool ExceedsOne, Absent Reason);

/// <summary>The correlation that error-free series would have: r/√(reliability of x · reliability of y).</summary>
/// <remarks>The limits of Fisher's interval are divided by the same root: the reliabilities are taken as known. A figure
/// beyond ±1 is kept and flagged, not clipped. A reliability of 0 or less, or above 1: no figure
/// (<see cref="Absent.OutOfRange"/>). Fewer than four pairs: no interval. Source: Spearman 1904.</remarks>
public static class DisattenuatedCorrelation
{
    /// <summary>Corrects a correlation.</summary>
    /// <param name="r">The correlation seen, −1 … 1.</param>
    /// <param name="reliabilityX">Reliability of the first series, above 0 and up to 1.</param>
    /// <param name="reliabilityY">Reliability of the second series.</param>
    /// <param name="n">Pairs behind <paramref name="r"/>.</param>
    /// <param name="confidence">Coverage of the interval, between 0 and 1.</param>
    public static DisattenuatedCorrelationResult Compute(
        double r, double reliabilityX, double reliabilityY, int n, double confidence = 0.95)
    {
        var plain = Pearson.FromCoefficient(r, n, confidence);
        return WithLimits(r, plain.Lower, plain.Upper, reliabilityX, reliabilityY);
    }

    /// <summary>Corrects a correlation that has an interval of its own.</summary>
    /// <param name="r">The correlation seen, −1 … 1.</param>
    /// <param name="lower">Lower limit of its interval; null where there is none.</param>
    /// <param name="upper">Upper limit of its interval.</param>
    /// <param name="reliabilityX">Reliability of the first series, above 0 and up to 1.</param>
    /// <param name="reliabilityY">Reliability of the second series.</param>
    public static DisattenuatedCorrelationResult WithLimits(double r, double? lower, double? upper, double reliabilityX, double reliabilityY)
    {
        if (!(Math.Abs(r) <= 1)) throw new ArgumentOutOfRangeException(nameof(r), "A correlation lies between -1 and 1.");
        if (!(reliabilityX is > 0 and <= 1) || !(reliabilityY is > 0 and <= 1))
            return new DisattenuatedCorrelationResult(null, null, null, false, Absent.OutOfRange);
        var ceiling = Math.Sqrt(reliabilityX * reliabilityY);
        var corrected = r / ceiling;
        return new DisattenuatedCorrelationResult(corrected, lower / ceiling, upper / ceiling,
            Math.Abs(corrected) > 1, lower is null ? Absent.TooFew : Absent.None);
    }
}
