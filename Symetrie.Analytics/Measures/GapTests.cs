using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>The gap of one team or node in one dimension, with its tests.</summary>
/// <param name="Employee">The employee cell.</param>
/// <param name="Customer">The customer cell.</param>
/// <param name="Contrast">Employee mean minus customer mean.</param>
/// <param name="Method">Which variances it uses.</param>
/// <param name="Equivalence">The two one-sided tests; null without a standard error, or where the dimension is not comparable.</param>
internal sealed record GapTest(Evidence Employee, Evidence Customer, MeanContrastResult Contrast, VarianceMethod? Method, TostResult? Equivalence)
{
    public double? Q { get; init; }

    public double? EquivalenceQ { get; init; }

    public GapVerdict Verdict { get; init; } = GapVerdict.NotComparable;

    /// <summary>Variance of the gap; null where it is unknown.</summary>
    public double? Variance => Contrast.StandardError is { } se ? se * se : null;
}

/// <summary>All gaps of a period, tested together: the q of a gap is within its level of the tree, over all dimensions and teams.</summary>
internal sealed class GapTests
{
    private readonly GapTest?[][] tests;

    private GapTests(IReadOnlyList<MirroredDimension> dimensions, GapTest?[][] tests) => (Dimensions, this.tests) = (dimensions, tests);

    /// <summary>The dimensions that both voices were asked in the period.</summary>
    public IReadOnlyList<MirroredDimension> Dimensions { get; }

    /// <summary>The gaps of one of <see cref="Dimensions"/> by team place; null where a voice is withheld.</summary>
    public IReadOnlyList<GapTest?> this[int dimension] => tests[dimension];

    public static GapTests Of(Panel panel, AnalysisSettings settings, int period)
    {
        var dimensions = panel.Mirrored.Where(m => panel.Asked(Voice.Employee, period, m.Employee) && panel.Asked(Voice.Customer, period, m.Customer)).ToArray();
        var made = dimensions.Select(m => Enumerable.Range(0, panel.Tree.Teams.Count).Select(t => Test(panel, settings, period, m, t)).ToArray()).ToArray();
        var comparable = Enumerable.Range(0, dimensions.Length).Where(d => dimensions[d].Comparable).ToArray();
        foreach (var level in Enumerable.Range(0, panel.Tree.Teams.Count).GroupBy(panel.Tree.DepthOf))
            Decide(made, [.. level.SelectMany(t => comparable.Select(d => (Dimension: d, Team: t))).Where(c => made[c.Dimension][c.Team] is not null)]);
        return new GapTests(dimensions, made);
    }

    private static GapTest? Test(Panel panel, AnalysisSettings settings, int period, MirroredDimension mirrored, int team)
    {
        if (Evidence.Of(panel, Voice.Employee, period, mirrored.Employee, team) is not { } employee
            || Evidence.Of(panel, Voice.Customer, period, mirrored.Customer, team) is not { } customer) return null;
        var (gap, method) = Evidence.Contrast([(1, employee), (-1, customer)], settings.Confidence);
        var equivalence = mirrored.Comparable && gap.StandardError > 0
            ? Tost.FromEstimate(gap.Estimate, gap.StandardError, gap.DegreesOfFreedom!.Value, -settings.Margin, settings.Margin)
            : null;
        return new GapTest(employee, customer, gap, gap.Lower is null ? null : method, equivalence);
    }

    private static void Decide(GapTest?[][] made, (int Dimension, int Team)[] family)
    {
        var members = family.Select(c => made[c.Dimension][c.Team]!).ToArray();
        var decisions = ThreeWayDecision.Compute(
            [.. members.Select(m => m.Contrast.Estimate!.Value)], [.. members.Select(m => m.Contrast.P ?? double.NaN)], [.. members.Select(m => m.Equivalence?.P ?? double.NaN)]);
        for (var i = 0; i < family.Length; i++)
            made[family[i].Dimension][family[i].Team] = members[i] with { Q = decisions[i].Q, EquivalenceQ = decisions[i].EquivalenceQ, Verdict = GapVerdicts.Of(decisions[i].Direction) };
    }
}
