using System.Runtime.InteropServices;

namespace Symetrie.Analytics.Statistics;

/// <summary>
/// Wilcoxon's signed-rank test of matched differences: V⁺ is the sum of the mid-ranks of |d| of the positive differences,
/// zeros dropped; tie-corrected normal approximation, and the matched-pairs rank-biserial correlation (V⁺ − V⁻)/(V⁺ + V⁻).
/// </summary>
/// <remarks>
/// Var V⁺ = n(n + 1)(2n + 1)/24 − Σ(t³ − t)/48. The exact p-value is given only without zeros, without ties and below 50
/// differences; it is twice the smaller tail. Sources: Wilcoxon (1945); Kerby (2014) for the rank-biserial.
/// </remarks>
public static class WilcoxonSignedRank
{
    private const int LargestExact = 49;

    /// <summary>The test on differences; NaN is missing and counted.</summary>
    public static WilcoxonSignedRankResult Compute(ReadOnlySpan<double> differences)
    {
        Guard.NoneInfinite(differences, nameof(differences));
        var kept = new List<double>(differences.Length);
        int missing = 0, zeros = 0;
        foreach (var d in differences)
        {
            if (double.IsNaN(d))
                missing++;
            else if (d == 0)
                zeros++;
            else
                kept.Add(d);
        }

        var n = kept.Count;
        if (n == 0)
        {
            var reason = zeros == 0 ? Absent.NoValues : Absent.ZeroVariance;
            return new WilcoxonSignedRankResult(0, zeros, missing, null, null, null, null, null, null, null, reason);
        }

        var (twicePlus, ties) = SignedRanks(kept);
        var all = (Int128)n * (n + 1);
        double plus = (double)twicePlus / 2, minus = (double)(all - twicePlus) / 2;
        var centred = (double)(2 * twicePlus - all) / 4;
        var variance = (2.0 * n + 1) * n * (n + 1) / 24 - (double)ties / 48;
        var sd = Math.Sqrt(variance);
        return new WilcoxonSignedRankResult(
            n, zeros, missing, plus, minus, centred / sd, (double)(2 * twicePlus - all) / (double)all,
            TwoSided(Math.Max(0, Math.Abs(centred) - 0.5) / sd), TwoSided(Math.Abs(centred) / sd),
            ties == 0 && zeros == 0 && n <= LargestExact ? Exact(n, (int)plus) : null, Absent.None);
    }

    /// <summary>The test on matched pairs x − y; a pair with a missing value is dropped and counted.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static WilcoxonSignedRankResult Compute(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Guard.SameLength(x.Length, y.Length);
        Guard.NoneInfinite(x, nameof(x));
        Guard.NoneInfinite(y, nameof(y));
        var differences = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
            differences[i] = x[i] - y[i];

        return Compute(differences);
    }

    /// <summary>Twice V⁺ and Σ(t³ − t), from the differences sorted by size.</summary>
    private static (Int128 TwicePlus, Int128 Ties) SignedRanks(List<double> differences)
    {
        var magnitudes = differences.ConvertAll(Math.Abs);
        var (buffer, spare) = PlacedValue.Rent(differences.Count);
        var sorted = PlacedValue.Sorted(CollectionsMarshal.AsSpan(magnitudes), buffer, spare);
        Int128 twicePlus = 0, ties = 0;
        for (int from = 0, to; from < sorted.Length; from = to)
        {
            var positive = 0;
            for (to = from; to < sorted.Length && sorted[to].Key == sorted[from].Key; to++)
                positive += differences[sorted[to].Place] > 0 ? 1 : 0;

            Int128 t = to - from;
            twicePlus += positive * (from + 1L + to);
            ties += t * t * t - t;
        }

        PlacedValue.Return(buffer, spare);
        return (twicePlus, ties);
    }

    private static double TwoSided(double z) => Math.Min(1, 2 * NormalDistribution.UpperTail(z));

    private static double Exact(int n, int plus)
    {
        var most = n * (n + 1) / 2;
        var ways = new double[most + 1];
        ways[0] = 1;
        for (var rank = 1; rank <= n; rank++)
        {
            for (var sum = most; sum >= rank; sum--)
                ways[sum] += ways[sum - rank];
        }

        double low = 0, high = 0, all = Math.ScaleB(1, n);
        for (var sum = 0; sum <= most; sum++)
        {
            low += sum <= plus ? ways[sum] : 0;
            high += sum >= plus ? ways[sum] : 0;
        }

        return Math.Min(1, 2 * Math.Min(low, high) / all);
    }
}

/// <summary>What <see cref="WilcoxonSignedRank"/> answers.</summary>
/// <param name="N">Differences other than 0.</param>
/// <param name="Zeros">Differences of exactly 0, which were dropped.</param>
/// <param name="Missing">Missing differences.</param>
/// <param name="VPlus">Rank sum of the positive differences.</param>
/// <param name="VMinus">Rank sum of the negative differences.</param>
/// <param name="Z">Tie-corrected standard score without continuity correction.</param>
/// <param name="RankBiserial">(V⁺ − V⁻)/(V⁺ + V⁻), −1 to 1.</param>
/// <param name="PContinuity">Two-sided p-value with continuity correction.</param>
/// <param name="PNoContinuity">Two-sided p-value without it.</param>
/// <param name="PExact">Two-sided exact p-value; null with ties, zeros or 50 differences and more.</param>
/// <param name="Reason"><see cref="Absent.ZeroVariance"/> when every difference is 0.</param>
public sealed record WilcoxonSignedRankResult(
    int N, int Zeros, int Missing, double? VPlus, double? VMinus, double? Z, double? RankBiserial,
    double? PContinuity, double? PNoContinuity, double? PExact, Absent Reason);
