namespace Symetrie.Analytics.Statistics;

/// <summary>
/// The population stability index of two samples of counts over the same bins: Σ (q − p) ln(q/p), in nats, with p the shares
/// of the reference and q those of the current sample; symmetric in the two.
/// </summary>
/// <remarks>
/// The customary limits 0.1 and 0.25 mean nothing for small samples: without any change the index is about
/// (bins − 1)(1/n + 1/m) on average, and divided by (1/n + 1/m) it follows a chi-square distribution with bins − 1 degrees of
/// freedom (Yurdakul, 2018). That expectation and the p-value are given beside it. An empty bin makes the index infinite; the
/// smoothed figure adds ½ to every bin of both samples and renormalises. Bins that neither sample uses are dropped.
/// </remarks>
public static class Psi
{
    /// <summary>Added to every count before smoothing.</summary>
    public const double Half = 0.5;

    /// <summary>The share that <see cref="PsiResult.Floored"/> puts in the place of 0.</summary>
    public const double FloorShare = 1e-4;

    /// <summary>The index of two samples of counts.</summary>
    /// <param name="reference">Counts of the reference.</param>
    /// <param name="current">Counts over the same bins.</param>
    /// <exception cref="ArgumentException">Lengths differ or a count is negative.</exception>
    public static PsiResult Compute(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        Guard.SameLength(reference.Length, current.Length);
        Counts.Check(reference);
        Counts.Check(current);
        double n = Counts.Total(reference), m = Counts.Total(current);
        var bins = 0;
        var empty = false;
        for (var j = 0; j < reference.Length; j++)
        {
            bins += reference[j] + current[j] > 0 ? 1 : 0;
            empty |= reference[j] == 0 != (current[j] == 0);
        }

        var reason = n + m == 0 ? Absent.NoValues : n == 0 || m == 0 ? Absent.EmptyGroup : Absent.None;
        if (reason != Absent.None)
            return new PsiResult(bins, null, null, null, null, null, empty, reason);

        double raw = 0, smoothed = 0, floored = 0;
        for (var j = 0; j < reference.Length; j++)
        {
            if (reference[j] + current[j] == 0)
                continue;

            double p = reference[j] / n, q = current[j] / m;
            raw += empty ? 0 : Term(p, q);
            smoothed += Term((reference[j] + Half) / (n + Half * bins), (current[j] + Half) / (m + Half * bins));
            floored += Term(p == 0 ? FloorShare : p, q == 0 ? FloorShare : q);
        }

        var scale = 1 / n + 1 / m;
        double? chance = bins < 2 ? null : ChiSquareDistribution.UpperTail(smoothed / scale, bins - 1);
        return new PsiResult(bins, empty ? null : raw, smoothed, floored, (bins - 1) * scale, chance, empty, empty ? Absent.OutOfRange : Absent.None);
    }

    private static double Term(double p, double q) => (q - p) * Math.Log(q / p);
}

/// <summary>What <see cref="Psi"/> answers.</summary>
/// <param name="Bins">Bins that at least one sample uses.</param>
/// <param name="Index">The index as defined; null when a bin is empty on one side, where it is infinite.</param>
/// <param name="Smoothed">The index after adding ½ to every bin of both samples and renormalising.</param>
/// <param name="Floored">The index with a share of 0 replaced by 0.0001 and no renormalising, as some monitoring tools compute it.</param>
/// <param name="ExpectedUnderNull">(bins − 1)(1/n + 1/m): what the index is on average when nothing has changed.</param>
/// <param name="P">Upper tail of the chi-square distribution at <paramref name="Smoothed"/>/(1/n + 1/m).</param>
/// <param name="HasEmptyBin">Whether a bin is empty in just one of the samples.</param>
/// <param name="Reason"><see cref="Absent.OutOfRange"/> when only <paramref name="Index"/> is absent.</param>
public sealed record PsiResult(
    int Bins, double? Index, double? Smoothed, double? Floored, double? ExpectedUnderNull, double? P, bool HasEmptyBin, Absent Reason);
