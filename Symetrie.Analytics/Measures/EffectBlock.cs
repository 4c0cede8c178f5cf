using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>The effects of every ritual that some team holds, on every dimension of both voices and every lag.</summary>
internal sealed class EffectBlock(Panel panel, AnalysisSettings settings)
{
    private readonly int last = panel.Periods.Count - 1;

    /// <summary>All of them, in a fixed order.</summary>
    public IReadOnlyList<EffectFound> Found() => [.. Voices.Both.SelectMany(Of)];

    private IEnumerable<EffectFound> Of(Voice voice)
    {
        var history = new RitualHistory(panel, voice);
        foreach (var dimension in Enumerable.Range(0, panel.Released.Dimensions(voice).Count).Where(d => panel.PeriodsOf(voice).Any(p => panel.Asked(voice, p, d))))
        {
            var means = new EffectMeans(panel, voice, dimension);
            foreach (var ritual in panel.Deeds.Referential.Rituals.Where(r => history.Of(r.Key).Any(h => h.Start <= last)))
                for (var lag = 0; lag <= EffectRow.MostLag; lag++)
                    yield return One(new EffectSubject(ritual, panel.Released.Dimensions(voice)[dimension].Key, voice, lag), history, means);
        }
    }

    private EffectFound One(EffectSubject subject, RitualHistory history, EffectMeans means)
    {
        var begun = history.Of(subject.Ritual.Key).Where(h => h.Start <= last).Select(h => (Holding: h, Window: EffectWindow.Of(h, subject.Lag, last))).ToArray();
        var late = Array.FindAll(begun, b => b.Window.HasBaseline);
        if (late.Length == 0) return new(subject, RowStatus.NotIdentified, EffectReason.NoBaseline, null);
        var ripe = Array.FindAll(late, b => b.Window.HasAfter);
        if (ripe.Length == 0) return new(subject, RowStatus.NotIdentified, EffectReason.NotYet, null);
        var apart = Array.FindAll(ripe, b => !history.Changes(b.Holding.Team, subject.Ritual.Key, b.Window.BaselineFrom, b.Window.AfterTo));
        if (apart.Length == 0) return new(subject, RowStatus.NotIdentified, EffectReason.OtherRituals, null);
        // Whoever ever holds it is no untreated team, whenever that begins.
        var holders = panel.Deeds.Actions.Where(a => a.Ritual == subject.Ritual.Key).Select(a => a.Team).ToHashSet();
        if (holders.Count == panel.Tree.Leaves.Count) return Together(subject, apart, means);
        var sample = new EffectSample(settings, means);
        foreach (var group in apart.GroupBy(b => (b.Window, Stratum: Stratum(b.Holding.Team, b.Window))).OrderBy(g => g.Key.Window.Start).ThenBy(g => g.Key.Window.AfterTo).ThenBy(g => g.Key.Stratum, StringComparer.Ordinal))
        {
            if (group.Key.Stratum is not { } stratum) continue;
            var (window, treated) = (group.Key.Window, group.Select(b => b.Holding).ToArray());
            var untreated = panel.Tree.Leaves.Where(t => !holders.Contains(t) && Stratum(t, window) == stratum && !history.Changes(t, subject.Ritual.Key, window.BaselineFrom, window.AfterTo)).ToArray();
            sample.Add(window, treated, untreated);
        }

        return sample.Judge(subject);
    }

    // Where there is nobody to compare with, only a start of all at once can be told from their own course.
    private EffectFound Together(EffectSubject subject, (Holding Holding, EffectWindow Window)[] begun, EffectMeans means) =>
        begun.Length == panel.Tree.Leaves.Count && begun.Select(b => b.Window).Distinct().Count() == 1
            ? InterruptedEffect.Of(panel, settings, subject, begun[0].Window, means)
            : new(subject, RowStatus.NotIdentified, EffectReason.NoComparison, null);

    // Null for a team without a value, or whose value changes while it is looked at: it is like no other.
    private string? Stratum(int team, EffectWindow window)
    {
        if (settings.StratumAttribute is not { } attribute) return "";
        var values = window.Periods.Append(window.Start).Select(p => panel.Tree.Teams[team].Attribute(attribute, panel.Periods[p])).Distinct(StringComparer.Ordinal).ToArray();
        return values is [{ } one] ? one : null;
    }
}
