using System.Data.Common;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Recompute;

/// <summary>The outcomes of a store by metric, team and period. Those of teams nobody knows, and of periods in which nobody was asked, are left out.</summary>
internal sealed record OutcomePlan(IReadOnlyList<Metric> Metrics, IReadOnlyList<Outcome> Outcomes)
{
    /// <summary>Reads them; nothing where no codebook has metrics.</summary>
    public static OutcomePlan Of(Store store, DbConnection connection, IReadOnlyList<StoredCodebook> used, TeamMatching matching, IEnumerable<Unit> units, TallyPlan plan)
    {
        // Of a metric that several codebooks name, the newest has the name.
        var metrics = used.Where(c => c.Codebook.Layout == Layout.Outcomes).OrderByDescending(c => c.Number).SelectMany(c => c.Codebook.Metrics).DistinctBy(m => m.Key)
            .OrderBy(m => m.Key, StringComparer.Ordinal).ToArray();
        if (metrics.Length == 0) return new OutcomePlan([], []);
        var places = metrics.Index().ToDictionary(m => m.Item.Key, m => m.Index, StringComparer.Ordinal);
        var periods = plan.Periods.Index().ToDictionary(p => p.Item.Key, p => p.Index, StringComparer.Ordinal);
        var teams = new OutcomeTeams(matching, units, store.Teams.Registered(connection));
        var said = new Dictionary<(int Metric, int Team, int Period), List<StoredOutcome>>();
        foreach (var (name, outcome) in store.Outcomes.Standing(connection).OrderBy(o => (o.Key.Voice, o.Key.Day)).ThenBy(o => o.Key.Unit, StringComparer.Ordinal))
        {
            if (store.Calendar.PeriodOf(name.Voice, DateOnly.FromDayNumber((int)name.Day)) is not { } window || !periods.TryGetValue(window.Key, out var period)) continue;
            if (teams.Find(name.Voice, name.Unit, window) is not (>= 0 and var team) || !places.TryGetValue(name.Metric, out var metric)) continue;
            if (!said.TryGetValue((metric, team, period), out var mine)) said[(metric, team, period)] = mine = [];
            mine.Add(outcome);
        }

        return new OutcomePlan(metrics, [.. said.Select(s => Together(s.Key.Metric, s.Key.Team, s.Key.Period, s.Value))]);
    }

    // Units that make one team: by their denominators where all have one, else each the same.
    private static Outcome Together(int metric, int team, int period, List<StoredOutcome> parts)
    {
        if (parts is [var alone]) return new Outcome(metric, team, period, alone.Value, alone.N);
        var n = parts.TrueForAll(p => p.N is not null) ? parts.Sum(p => p.N) : null;
        return new Outcome(metric, team, period, n > 0 ? parts.Sum(p => p.Value * p.N!.Value) / n.Value : parts.Average(p => p.Value), n);
    }
}
