using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tallies;

namespace Symetrie.Analytics.Measures;

/// <summary>How the distribution of a cell differs from that of an earlier one; only where both have detail and counts.</summary>
internal sealed class Shape
{
    private Shape(double[] values, long[] earlier, long[] later)
    {
        Ranked = MannWhitney.FromCounts(values, later, earlier);
        Spread = BrunnerMunzel.FromCounts(values, earlier, later);
        Distance = Wasserstein.FromCounts(values, earlier, later);
        var (a, b) = AdjacentCategories.Pool(earlier, later);
        if (a.Length < 2) return;
        Homogeneity = ChiSquareHomogeneity.Compute(a, b);
        Divergence = JsDivergence.Compute(a, b);
        Stability = Psi.Compute(a, b);
    }

    /// <summary>Chi-square over the pooled scores; null where they are too few for two categories.</summary>
    public ChiSquareHomogeneityResult? Homogeneity { get; }

    /// <summary>Jensen–Shannon over the same categories.</summary>
    public JsDivergenceResult? Divergence { get; }

    /// <summary>PSI over the same categories.</summary>
    public PsiResult? Stability { get; }

    /// <summary>Mann–Whitney, later against earlier.</summary>
    public MannWhitneyResult Ranked { get; }

    /// <summary>Brunner–Munzel with Cliff's delta, above 0 where the later scores tend to be higher.</summary>
    public BrunnerMunzelResult Spread { get; }

    /// <summary>The distance in score points.</summary>
    public WassersteinResult Distance { get; }

    /// <summary>Compares two cells; null where a distribution may not be seen or was never known.</summary>
    public static Shape? Of(ReleasedTally earlier, ReleasedTally later)
    {
        if (earlier.Distribution is not { } a || later.Distribution is not { } b) return null;
        var (values, countsA, countsB) = SideBySide(a, b);
        return new Shape(values, countsA, countsB);
    }

    // Both tallies' counts over the values that either has, ascending.
    private static (double[] Values, long[] A, long[] B) SideBySide(Tally a, Tally b)
    {
        var (values, countsA, countsB) = (new List<double>(), new List<long>(), new List<long>());
        for (int i = 0, j = 0; i < a.Values.Length || j < b.Values.Length;)
        {
            var next = Math.Min(i < a.Values.Length ? a.Values[i] : long.MaxValue, j < b.Values.Length ? b.Values[j] : long.MaxValue);
            values.Add(ScorePoints.ToPoints(next));
            countsA.Add(i < a.Values.Length && a.Values[i] == next ? a.Counts[i++] : 0);
            countsB.Add(j < b.Values.Length && b.Values[j] == next ? b.Counts[j++] : 0);
        }

        return ([.. values], [.. countsA], [.. countsB]);
    }
}
