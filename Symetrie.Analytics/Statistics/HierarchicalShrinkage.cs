namespace Symetrie.Analytics.Statistics;

/// <summary>One unit of <see cref="HierarchicalShrinkage"/>.</summary>
/// <param name="Estimate">Posterior mean of the unit's true value.</param>
/// <param name="StandardDeviation">Posterior standard deviation.</param>
/// <param name="Lower">Lower end of the equal-tailed posterior interval.</param>
/// <param name="Upper">Upper end of the equal-tailed posterior interval.</param>
/// <param name="ShrinkFactor">Posterior mean of v/(v + τ²): the share of the way to the stratum's mean, in [0, 1].</param>
/// <param name="Rank">Posterior mean rank among all units, 1 for the smallest true value.</param>
/// <param name="RankLower">Lower end of the interval of the rank.</param>
/// <param name="RankUpper">Upper end of the interval of the rank.</param>
public sealed record HierarchicalUnit(
    double Estimate, double StandardDeviation, double Lower, double Upper, double ShrinkFactor,
    double Rank, double RankLower, double RankUpper);

/// <summary>What <see cref="HierarchicalShrinkage"/> found.</summary>
/// <param name="K">Units with a value and a variance.</param>
/// <param name="Strata">Strata with at least one of them.</param>
/// <param name="Tau">Posterior median of τ, the standard deviation between true values within strata (its mean need not exist).</param>
/// <param name="TauLower">Lower end of the equal-tailed interval of τ.</param>
/// <param name="TauUpper">Upper end of the equal-tailed interval of τ.</param>
/// <param name="StratumMeans">Posterior mean of each stratum's mean, by the stratum's label.</param>
/// <param name="Units">One entry a unit in the given order; <see langword="null"/> where its value or variance is missing.</param>
/// <param name="Reason">Why figures are absent.</param>
public sealed record HierarchicalShrinkageResult(
    long K, long Strata, double? Tau, double? TauLower, double? TauUpper, IReadOnlyDictionary<int, double> StratumMeans,
    IReadOnlyList<HierarchicalUnit?> Units, Absent Reason);

/// <summary>Shrinkage whose intervals hold: y = θ + e, Var(e) = v known, θ ~ N(μ of its stratum, τ²), flat priors on every μ and on τ ≥ 0.
/// The μ are integrated out exactly, which leaves the restricted likelihood of τ; that is integrated on a grid (Rubin 1981; Morris and
/// Lysy 2012; Gelman 2006 on the prior). Intervals are equal-tailed quantiles of the mixture of normals, so they carry the uncertainty of
/// μ and τ, which <see cref="EbShrinkage"/> leaves out. Rank intervals come from seeded joint draws.
/// <para>Simulated at 40 units with 8 to 67 values each and a standard deviation of 22 within: these intervals cover 93–99 % whatever τ, the
/// conditional empirical-Bayes ones 48–88 %, with the mean's uncertainty 83–95 %.</para>
/// <para>The posterior exists when units − strata is at least 2 (else <see cref="Absent.TooFew"/>), and is long-tailed near that. A
/// variance not above 0: <see cref="Absent.ZeroVariance"/>. No unit: <see cref="Absent.NoValues"/>.</para></summary>
public static class HierarchicalShrinkage
{
    /// <summary>From estimates and their sampling variances; a unit with a NaN has no entry.</summary>
    /// <param name="y">The estimate of each unit.</param>
    /// <param name="v">The sampling variance of each estimate, above 0.</param>
    /// <param name="strata">The stratum of each unit; empty for one stratum.</param>
    /// <param name="confidence">Coverage of the intervals, in (0, 1).</param>
    /// <param name="draws">Joint draws for the ranks, at least 100.</param>
    /// <param name="seed">Seed of the draws.</param>
    public static HierarchicalShrinkageResult Compute(
        ReadOnlySpan<double> y, ReadOnlySpan<double> v, ReadOnlySpan<int> strata = default,
        double confidence = 0.95, int draws = 2000, ulong seed = 1)
    {
        Guard.Probability(confidence);
        Guard.AtLeast(draws, 100);
        Guard.SameLength(y.Length, v.Length);
        Guard.NoneInfinite(y);
        Guard.NoneInfinite(v);
        if (!strata.IsEmpty)
        {
            Guard.SameLength(y.Length, strata.Length);
        }

        double[] given = y.ToArray(), variances = v.ToArray();
        var labels = strata.IsEmpty ? new double[y.Length] : [.. strata.ToArray().Select(label => (double)label)];
        var rows = CompleteCases.Rows(given, variances);
        var order = CanonicalOrder.Of(CompleteCases.At(labels, rows), CompleteCases.At(given, rows), CompleteCases.At(variances, rows));
        var at = order.Select(i => rows[i]).ToArray();
        var units = new HierarchicalUnit?[y.Length];
        var groups = at.Select(i => labels[i]).Distinct().ToArray();
        var empty = new HierarchicalShrinkageResult(at.Length, groups.Length, null, null, null, new Dictionary<int, double>(), units, Absent.None);
        var reason = at.Length == 0 ? Absent.NoValues
            : at.Any(i => variances[i] <= 0) ? Absent.ZeroVariance
            : at.Length - groups.Length < 2 ? Absent.TooFew : Absent.None;
        if (reason != Absent.None)
        {
            return empty with { Reason = reason };
        }

        var posterior = new TauPosterior(
            CompleteCases.At(given, at), CompleteCases.At(variances, at), [.. at.Select(i => Array.IndexOf(groups, labels[i]))], groups.Length);
        return Summarised(empty, posterior, units, at, groups, confidence, draws, seed);
    }

    private static HierarchicalShrinkageResult Summarised(
        HierarchicalShrinkageResult empty, TauPosterior posterior, HierarchicalUnit?[] units, int[] at, double[] groups,
        double confidence, int draws, ulong seed)
    {
        double low = (1 - confidence) / 2, high = (1 + confidence) / 2;
        var tau = posterior.TauQuantiles(low, high, 0.5);
        var ranks = posterior.Ranks(draws, seed, low, high);
        for (var i = 0; i < at.Length; i++)
        {
            var unit = posterior.Unit(i);
            units[at[i]] = new HierarchicalUnit(
                unit.Mean, unit.StandardDeviation, unit.Quantile(low), unit.Quantile(high), posterior.ShrinkFactor(i),
                ranks[i].Mean, ranks[i].Lower, ranks[i].Upper);
        }

        return empty with
        {
            Tau = tau[2],
            TauLower = tau[0],
            TauUpper = tau[1],
            StratumMeans = groups.Select((label, s) => (label, s)).ToDictionary(pair => (int)pair.label, pair => posterior.StratumMean(pair.s)),
            Units = units,
        };
    }
}
