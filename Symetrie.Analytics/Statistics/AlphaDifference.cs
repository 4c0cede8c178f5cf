namespace Symetrie.Analytics.Statistics;

/// <summary>Two alphas of independent samples beside each other.</summary>
/// <param name="Change">Second minus first.</param>
/// <param name="P">Two-sided p of equal alphas.</param>
/// <param name="Reason">Why they are absent.</param>
public readonly record struct AlphaDifferenceResult(double? Change, double? P, Absent Reason);

/// <summary>The difference of two independent alphas on the scale on which alpha is nearly normal: ln(1 − α) has the variance 2k/((k − 1)(n − 2)) (Bonett 2002).</summary>
public static class AlphaDifference
{
    /// <summary>From two alphas of k items below 1 and the numbers of independent cases behind them, which need not be whole.</summary>
    public static AlphaDifferenceResult Compute(double firstAlpha, double firstN, double secondAlpha, double secondN, int items)
    {
        Guard.Finite(firstAlpha);
        Guard.Finite(secondAlpha);
        Guard.NonNegative(firstN);
        Guard.NonNegative(secondN);
        Guard.AtLeast(items, 2);
        if (firstN <= 3 || secondN <= 3) return new AlphaDifferenceResult(null, null, Absent.TooFew);
        if (firstAlpha >= 1 || secondAlpha >= 1) return new AlphaDifferenceResult(secondAlpha - firstAlpha, null, Absent.ZeroVariance);
        var variance = 2.0 * items / (items - 1) * ((1 / (firstN - 2)) + (1 / (secondN - 2)));
        var z = Math.Log((1 - firstAlpha) / (1 - secondAlpha)) / Math.Sqrt(variance);
        return new AlphaDifferenceResult(secondAlpha - firstAlpha, 2 * NormalDistribution.UpperTail(Math.Abs(z)), Absent.None);
    }
}
