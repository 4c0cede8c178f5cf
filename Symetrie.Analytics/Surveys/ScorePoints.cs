namespace Symetrie.Analytics.Surveys;

/// <summary>Scores as exact integers: 1 unit is 1e-10 score points, so 0–100 points are 0 to 1,000,000,000,000 units.</summary>
/// <remarks>Three 7-point items give 29 doubles for 19 exact scores; a score rounded once, half to even, keeps the ties.</remarks>
public static class ScorePoints
{
    /// <summary>Units in one score point.</summary>
    public const long UnitsPerPoint = 10_000_000_000;

    /// <summary>The highest score, 100 points.</summary>
    public const long Full = 100 * UnitsPerPoint;

    /// <summary>The lowest score that counts as a top-box answer: 75 points.</summary>
    public const long TopBox = 75 * UnitsPerPoint;

    /// <summary>Units as score points.</summary>
    public static double ToPoints(long units) => units / (double)UnitsPerPoint;

    /// <summary>A ratio of integers times 100 points, rounded half to even.</summary>
    /// <param name="numerator">0 to <paramref name="denominator"/>.</param>
    /// <param name="denominator">Above 0.</param>
    public static long OfRatio(long numerator, long denominator) => RoundedQuotient((Int128)numerator * Full, denominator);

    /// <summary>Percent of maximum possible (POMP; Cohen, Cohen, Aiken &amp; West 1999) of a value on a scale, in units, after reverse-keying.</summary>
    /// <param name="value">A value of the scale; it need not lie on the scale's grain.</param>
    /// <param name="scale">The scale.</param>
    /// <param name="reversed">Whether a high value is the unfavourable one.</param>
    public static long OfValue(decimal value, ResponseScale scale, bool reversed)
    {
        var favourable = reversed ? scale.Max - value : value - scale.Min;
        return (long)decimal.Round(favourable / (scale.Max - scale.Min) * Full, 0, MidpointRounding.ToEven);
    }

    /// <summary>A length on a scale (a standard deviation) in units; direction does not matter.</summary>
    public static long OfLength(decimal length, ResponseScale scale) => (long)decimal.Round(length / (scale.Max - scale.Min) * Full, 0, MidpointRounding.ToEven);

    /// <summary>An integer quotient rounded half to even.</summary>
    internal static long RoundedQuotient(Int128 numerator, Int128 denominator)
    {
        var (quotient, remainder) = Int128.DivRem(numerator, denominator);
        var twice = remainder * 2;
        if (twice > denominator || (twice == denominator && !Int128.IsEvenInteger(quotient))) quotient++;
        return (long)quotient;
    }
}
