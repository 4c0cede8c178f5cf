namespace Symetrie.Analytics.Statistics;

/// <summary>What <see cref="PanelLaggedCorrelation"/> found.</summary>
/// <param name="N">Pairs of values.</param>
/// <param name="Units">Units that have a pair.</param>
/// <param name="R">The correlation inside units, −1 … 1.</param>
/// <param name="Df">N − units − 1; less the periods − 1 where period means are removed.</param>
/// <param name="PT">Two-sided p of the t test with these degrees of freedom: ignores autocorrelation, so for comparison only.</param>
/// <param name="P">Two-sided p by re-pairing: share of re-pairings with at least this |r|.</param>
/// <param name="Permutations">Re-pairings looked at, the one observed included.</param>
/// <param name="Exact">Whether these are all re-pairings.</param>
/// <param name="Reason">Why the first absent figure is absent.</param>
public readonly record struct PanelLaggedCorrelationResult(
    int N, int Units, double? R, int Df, double? PT, double? P, int Permutations, bool Exact, Absent Reason);

/// <summary>Correlation of x in a period with y some periods later, inside units, tested by re-pairing whole series.</summary>
/// <remarks>
/// Each series is centred over the window that overlaps: on its unit's mean, and before that, if asked, on unit and period
/// together (two-way), which takes out what moved all units at once. The test gives each unit's x the whole y series of
/// another unit: autocorrelation stays as it is, only the link is cut. Pairings are exchanged inside strata only. All of
/// them where they are few enough, else random ones with p = (b+1)/(m+1). Re-pairing tests independence, not order: a
/// link inside the same period passes it too.
/// <para>With missing values each series is first demeaned over its own cells, and each pairing of two series is centred on
/// the cells they share. Fewer than three pairs or one unit: no test.</para>
/// </remarks>
public static class PanelLaggedCorrelation
{
    /// <summary>Correlates x with y later.</summary>
    /// <param name="x">One series a unit, all of the same length; NaN is a missing value.</param>
    /// <param name="y">One series a unit, of the same shape.</param>
    /// <param name="lag">Periods by which y is later; 0 or more.</param>
    /// <param name="twoWay">Whether period means are removed too.</param>
    /// <param name="strata">The stratum of each unit; empty for none.</param>
    /// <param name="mostExact">The most re-pairings that are looked at one and all.</param>
    /// <param name="draws">Random re-pairings where there are more.</param>
    /// <param name="seed">Start of the random sequence.</param>
    public static PanelLaggedCorrelationResult Compute(
        IReadOnlyList<double[]> x, IReadOnlyList<double[]> y, int lag, bool twoWay = true, ReadOnlySpan<int> strata = default,
        int mostExact = 100_000, int draws = 9_999, ulong seed = 1)
    {
        Guard.SameLength(x.Count, y.Count);
        if (!strata.IsEmpty) Guard.SameLength(x.Count, strata.Length);
        Guard.NonNegative((long)lag);
        Guard.AtLeast(draws, 1);
        var periods = x.Count == 0 ? 0 : x[0].Length;
        foreach (var series in x.Concat(y)) Guard.SameLength(periods, series.Length);
        if (periods <= lag) return new PanelLaggedCorrelationResult(0, 0, null, -1, null, null, 0, false, Absent.TooFew);
        var pairing = SeriesPairing.Of([.. x.Select(s => s[..^lag])], [.. y.Select(s => s[lag..])], strata, twoWay);
        return Of(pairing, twoWay, mostExact, draws, seed);
    }

    private static PanelLaggedCorrelationResult Of(SeriesPairing pairing, bool twoWay, int mostExact, int draws, ulong seed)
    {
        var df = pairing.Pairs - pairing.PairedUnits - 1 - (twoWay ? Math.Max(0, pairing.PairedPeriods - 1) : 0);
        var nothing = new PanelLaggedCorrelationResult(
            pairing.Pairs, pairing.PairedUnits, null, df, null, null, 0, false, Absent.None);
        if (pairing.Pairs == 0) return nothing with { Reason = Absent.NoValues };
        if (df < 1) return nothing with { Reason = Absent.TooFew };
        if (pairing.Observed() is not { } r) return nothing with { Reason = Absent.ZeroVariance };
        var result = nothing with { R = r, PT = Pearson.FromCoefficient(r, df + 2).P };
        if (pairing.Arrangements < 2) return result with { Reason = Absent.TooFew };
        var tally = new TailTally(r, 1e-10);
        var exact = pairing.Arrangements <= mostExact;
        if (exact) pairing.Each(tally);
        else pairing.Random(tally, draws, seed);
        return result with { P = tally.BothTails, Permutations = tally.Total, Exact = exact };
    }
}
