using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Measures;

/// <summary>What the statistics say of the paired means of some leaf teams.</summary>
internal sealed class Agreement
{
    private readonly GapTest[] tests;

    private Agreement(GapTest[] tests, bool comparable, AnalysisSettings settings, ulong seed)
    {
        this.tests = tests;
        double[] x = [.. tests.Select(t => t.Employee.Cell.Mean)], y = [.. tests.Select(t => t.Customer.Cell.Mean)];
        Raw = BlandAltman.Compute(x, y, settings.Confidence);
        RawConcordance = LinCcc.Compute(x, y, settings.Confidence).CccUnbiasedVariances;
        // What takes sampling error off needs that of every team: a mixture would be of other teams than the raw figures.
        if (tests.Any(t => t.Employee.Variance is null || t.Customer.Variance is null)) return;
        double[] vx = [.. tests.Select(t => t.Employee.Variance!.Value / t.Employee.Cell.N)], vy = [.. tests.Select(t => t.Customer.Variance!.Value / t.Customer.Cell.N)];
        Spread = DerSimonianLaird.Compute([.. tests.Select(t => t.Contrast.Estimate!.Value)], [.. tests.Select(t => t.Variance!.Value)], settings.Confidence);
        if (!comparable) return;
        Corrected = CorrectedAgreement.Compute(x, vx, y, vy, settings.Confidence);
        if (Corrected.Reason == Absent.None) Line = CorrectedDeming.Compute(x, vx, y, vy, settings.Confidence, draws: 1000, seed);
    }

    public int Teams => tests.Length;

    public BlandAltmanResult Raw { get; }

    public double? RawConcordance { get; }

    public CorrectedAgreementResult? Corrected { get; }

    public CorrectedDemingResult? Line { get; }

    public DerSimonianLairdResult? Spread { get; }

    public DateOnly AsOf => tests.Max(t => t.Employee.Cell.AsOf > t.Customer.Cell.AsOf ? t.Employee.Cell.AsOf : t.Customer.Cell.AsOf);

    public RowStatus Status => RawConcordance is null ? RowStatus.NoVariance : Corrected is { Concordance: null } ? RowStatus.NotIdentified : RowStatus.Ok;

    /// <summary>What share of the teams has a verdict.</summary>
    public double Share(GapVerdict verdict) => tests.Count(t => t.Verdict == verdict) / (double)tests.Length;

    /// <summary>The agreement of the teams that have both cells; null below ten.</summary>
    public static Agreement? Of(GapTests all, int dimension, IReadOnlyList<int> leaves, AnalysisSettings settings, ulong seed)
    {
        var paired = leaves.Select(t => all[dimension][t]).OfType<GapTest>().ToArray();
        return paired.Length < AnalysisSettings.TeamMinimum ? null : new Agreement(paired, all.Dimensions[dimension].Comparable, settings, seed);
    }
}
