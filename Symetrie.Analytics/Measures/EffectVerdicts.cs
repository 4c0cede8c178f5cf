using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>The verdicts of a block of effects: q within families, employees before customers.</summary>
internal static class EffectVerdicts
{
    /// <summary>The same effects in the same order, with q, verdict and reason.</summary>
    public static IEnumerable<EffectFound> Of(IReadOnlyList<EffectFound> found, AnalysisSettings settings)
    {
        var employees = Judged(found, Voice.Employee, _ => true, settings).ToDictionary(f => f.Subject);
        // The shortest lag at which employees are shown to have noticed; dimensions that they are not asked cannot show it.
        var noticed = employees.Values.Where(f => f.Verdict is EffectVerdict.Helped or EffectVerdict.Harmed).GroupBy(f => (f.Subject.Ritual.Key, f.Subject.Dimension)).ToDictionary(g => g.Key, g => g.Min(f => f.Subject.Lag));
        var asked = employees.Keys.Select(s => s.Dimension).ToHashSet(StringComparer.Ordinal);
        bool IsOpen(EffectSubject s) => !asked.Contains(s.Dimension) || (noticed.TryGetValue((s.Ritual.Key, s.Dimension), out var lag) && lag <= s.Lag);
        var customers = Judged(found, Voice.Customer, IsOpen, settings).ToDictionary(f => f.Subject);
        return found.Select(f => f.Subject.Voice == Voice.Employee ? employees[f.Subject] : customers[f.Subject]);
    }

    private static IEnumerable<EffectFound> Judged(IReadOnlyList<EffectFound> found, Voice voice, Func<EffectSubject, bool> isOpen, AnalysisSettings settings)
    {
        var mine = found.Where(f => f.Subject.Voice == voice).ToArray();
        var q = FalseDiscovery.Q(mine, f => f.Subject.Lag, f => isOpen(f.Subject) ? f.Figures?.P : null);
        return mine.Select((f, i) => Judge(f with { Q = q[i] }, isOpen(f.Subject), settings));
    }

    private static EffectFound Judge(EffectFound found, bool isOpen, AnalysisSettings settings)
    {
        if (found.Status == RowStatus.Withheld) return found;
        if (found.Figures is not { } figures) return found with { Verdict = EffectVerdict.CannotTell };
        if (!isOpen) return found with { Verdict = EffectVerdict.CannotTell, Reason = EffectReason.EmployeeStepNotShown };
        var isShown = found.Q < FalseDiscovery.Level;
        if (Explains(figures, isShown)) return found with { Verdict = EffectVerdict.CannotTell, Reason = EffectReason.EarlierTrends };
        if (figures.LeastP > FalseDiscovery.Level) return found with { Verdict = EffectVerdict.CannotTell, Reason = EffectReason.CannotReach };
        if (isShown)
            return found with { Verdict = figures.Effect * found.Subject.Helping > 0 ? EffectVerdict.Helped : EffectVerdict.Harmed, Reason = EffectReason.Shown };
        var reason = figures.IsWithinMargin ? EffectReason.WithinMargin : figures.Detectable <= settings.Margin ? EffectReason.NotShown : EffectReason.TooImprecise;
        return found with { Verdict = EffectVerdict.NoEffectShown, Reason = reason };
    }

    // Teams that moved apart before can have gone on to do so, and make an effect or hide one; that they moved the other way makes none and hides none.
    private static bool Explains(EffectFigures figures, bool isShown) =>
        figures.EarlierTrendP < FalseDiscovery.Level && (figures.EarlierTrend * figures.Effect > 0) == isShown;
}
