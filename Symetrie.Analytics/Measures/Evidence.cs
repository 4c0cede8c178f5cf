using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>A released cell with the variance its figures may use (C2): its own from the detail minimum on, the pooled one of its voice,
/// dimension and period below.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Variance">The variance in score points²; null where neither may be used.</param>
/// <param name="DegreesOfFreedom">On how many the variance rests.</param>
/// <param name="IsOwn">Whether it is the cell's own.</param>
internal readonly record struct Evidence(ReleasedTally Cell, double? Variance, double DegreesOfFreedom, bool IsOwn)
{
    /// <summary>The evidence of a cell; null where it is withheld.</summary>
    public static Evidence? Of(Panel panel, Voice voice, int period, int dimension, int team) =>
        panel.Cell(voice, period, dimension, team) is { } cell ? Of(panel, voice, period, dimension, cell) : null;

    /// <summary>The evidence of a released cell of a voice, period and dimension.</summary>
    public static Evidence Of(Panel panel, Voice voice, int period, int dimension, ReleasedTally cell) => Of(cell, panel.Released.Pooled(voice, period, dimension));

    /// <summary>The evidence of a released cell, with the pooled variance it may borrow.</summary>
    public static Evidence Of(ReleasedTally cell, PooledVariance? pooled)
    {
        if (cell.Variance is { } own) return new Evidence(cell, own, cell.N - 1, IsOwn: true);
        return pooled is not null ? new Evidence(cell, pooled.Variance, pooled.DegreesOfFreedom, IsOwn: false) : new Evidence(cell, null, 0, IsOwn: false);
    }

    /// <summary>The contrast Σ ±mean with its interval; the interval is null where a variance is missing.</summary>
    public static (MeanContrastResult Result, VarianceMethod? Method) Contrast(ReadOnlySpan<(double Sign, Evidence Cell)> cells, double confidence)
    {
        Span<ContrastTerm> terms = stackalloc ContrastTerm[cells.Length];
        var (estimate, own, complete) = (0d, 0, true);
        for (var i = 0; i < cells.Length; i++)
        {
            var (sign, evidence) = cells[i];
            estimate += sign * evidence.Cell.Mean;
            complete &= evidence.Variance is not null;
            if (evidence.IsOwn) own++;
            terms[i] = new ContrastTerm(sign, evidence.Cell.Mean, evidence.Variance ?? 0, evidence.Cell.N, evidence.DegreesOfFreedom);
        }

        if (!complete) return (new MeanContrastResult(estimate, null, null, null, null, null, Absent.TooFew), null);
        var method = own == cells.Length ? VarianceMethod.OwnVariance : own == 0 ? VarianceMethod.PooledVariance : VarianceMethod.MixedVariance;
        return (MeanContrast.Compute(terms, confidence), method);
    }
}
