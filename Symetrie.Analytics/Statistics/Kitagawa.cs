namespace Symetrie.Analytics.Statistics;

/// <summary>What <see cref="Kitagawa"/> found, in the units of the means.</summary>
/// <param name="TotalChange">Σ share₁·mean₁ − Σ share₀·mean₀.</param>
/// <param name="CompositionEffect">The part that a change of shares explains.</param>
/// <param name="RateEffect">The part that a change of the groups' means explains.</param>
/// <param name="CompositionByGroup">Composition effect of each group; they add up.</param>
/// <param name="RateByGroup">Rate effect of each group; they add up.</param>
/// <param name="Mean1AtShare0">What the mean of time 1 would be with the shares of time 0.</param>
/// <param name="Reason">Why figures are absent.</param>
public sealed record KitagawaResult(
    double? TotalChange, double? CompositionEffect, double? RateEffect, IReadOnlyList<double>? CompositionByGroup,
    IReadOnlyList<double>? RateByGroup, double? Mean1AtShare0, Absent Reason);

/// <summary>Did the mean move, or did the mix of groups? Decomposes the change of an overall mean without residual (Kitagawa 1955):
/// composition = Σ (p₁ − p₀)(m₁ + m₀)/2, rate = Σ (m₁ − m₀)(p₁ + p₀)/2.
/// <para>Shares are scaled to sum 1 at each time. A group without values at both times is left out (effect 0). A group with a share but no
/// mean, or one that is empty at only one time, has no change of mean: <see cref="Absent.EmptyGroup"/>; pool it with another first. No group
/// at all: <see cref="Absent.NoValues"/>.</para></summary>
public static class Kitagawa
{
    /// <summary>From shares (or counts) and means of the same groups at two times.</summary>
    /// <param name="share0">Share or count of each group at time 0, at least 0.</param>
    /// <param name="mean0">Mean of each group at time 0; NaN where the group is empty.</param>
    /// <param name="share1">Share or count of each group at time 1, at least 0.</param>
    /// <param name="mean1">Mean of each group at time 1; NaN where the group is empty.</param>
    public static KitagawaResult Compute(
        ReadOnlySpan<double> share0, ReadOnlySpan<double> mean0, ReadOnlySpan<double> share1, ReadOnlySpan<double> mean1)
    {
        Guard.SameLength(share0.Length, mean0.Length);
        Guard.SameLength(share0.Length, share1.Length);
        Guard.SameLength(share0.Length, mean1.Length);
        double total0 = Total(share0), total1 = Total(share1);
        if (total0 == 0 || total1 == 0)
        {
            return Nothing(Absent.NoValues);
        }

        var composition = new double[share0.Length];
        var rate = new double[share0.Length];
        double[] overall0 = new double[share0.Length], overall1 = new double[share0.Length], standardised = new double[share0.Length];
        for (var g = 0; g < share0.Length; g++)
        {
            double p0 = share0[g] / total0, p1 = share1[g] / total1;
            if (p0 == 0 && p1 == 0)
            {
                continue;
            }

            if (p0 == 0 || p1 == 0 || !double.IsFinite(mean0[g]) || !double.IsFinite(mean1[g]))
            {
                return Nothing(Absent.EmptyGroup);
            }

            composition[g] = (p1 - p0) * (mean1[g] + mean0[g]) / 2;
            rate[g] = (mean1[g] - mean0[g]) * (p1 + p0) / 2;
            (overall0[g], overall1[g], standardised[g]) = (p0 * mean0[g], p1 * mean1[g], p0 * mean1[g]);
        }

        return new(
            ExactSum.Of(overall1) - ExactSum.Of(overall0), ExactSum.Of(composition), ExactSum.Of(rate),
            composition, rate, ExactSum.Of(standardised), Absent.None);
    }

    private static double Total(ReadOnlySpan<double> shares)
    {
        foreach (var share in shares)
        {
            if (!(share >= 0 && double.IsFinite(share)))
            {
                throw new ArgumentOutOfRangeException(nameof(shares), share, "A share is at least 0 and finite.");
            }
        }

        return ExactSum.Of(shares);
    }

    private static KitagawaResult Nothing(Absent reason) => new(null, null, null, null, null, null, reason);
}
