namespace Symetrie.Analytics.Statistics;

/// <summary>What clustering costs.</summary>
/// <param name="Deff">1 + (m − 1)·ICC.</param>
/// <param name="EffectiveN">n/deff; null when the factor is not above 0.</param>
/// <param name="Reason">Why a figure is absent.</param>
public readonly record struct DesignEffectResult(double Deff, double? EffectiveN, Absent Reason);

/// <summary>Kish's design effect (1965): clustered values carry the information of n/deff independent ones. With unequal groups use n₀ for
/// the group size.</summary>
public static class DesignEffect
{
    /// <summary>From ICC(1), at most 1 and possibly negative, the group size and the number of values.</summary>
    public static DesignEffectResult Compute(double icc1, double groupSize, long n)
    {
        Guard.Finite(icc1);
        Guard.Positive(groupSize);
        Guard.NonNegative(n);
        if (icc1 > 1)
        {
            throw new ArgumentOutOfRangeException(nameof(icc1), icc1, "An intraclass correlation is at most 1.");
        }

        var deff = 1 + ((groupSize - 1) * icc1);
        return deff > 0 ? new DesignEffectResult(deff, n / deff, Absent.None) : new DesignEffectResult(deff, null, Absent.OutOfRange);
    }
}
