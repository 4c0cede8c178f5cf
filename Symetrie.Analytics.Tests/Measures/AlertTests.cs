using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Measures;

namespace Symetrie.Analytics.Tests.Measures;

/// <summary>The few that matter: each is a finding of another measure, and nothing is told twice.</summary>
internal sealed class AlertTests
{
    private static readonly AnalysisSettings Low = new() { AlertEffect = 6 };

    private static readonly Dictionary<string, string?> Parents = new(StringComparer.Ordinal) { ["org"] = null, ["r1"] = "org", ["r2"] = "org" };

    [Test]
    public void Every_alert_is_a_large_and_significant_finding_of_its_measure()
    {
        var alerts = Alerts(Moves.Answers(), Low);
        alerts.Select(a => a.Kind).Distinct().Count().ShouldBe(3);
        var gaps = Moves.Rows("gaps").Cast<GapRow>().ToDictionary(r => (r.Period, r.Team, r.Dimension));
        var drifts = Moves.Rows("drift").Cast<DriftRow>().ToDictionary(r => (r.Series, r.FromPeriod, r.ToPeriod, r.Team, r.Dimension));
        var signals = Moves.Rows("signals").Cast<SignalRow>().ToDictionary(r => (r.Series, r.Period, r.Team, r.Dimension));
        foreach (var alert in alerts)
        {
            Math.Abs(alert.Effect!.Value).ShouldBeGreaterThanOrEqualTo(6);
            alert.Q!.Value.ShouldBeLessThan(0.05);
            var (effect, q, told) = alert.Kind switch
            {
                AlertKind.Gap when gaps[(alert.Period, alert.Team, alert.Dimension)] is var g => (g.Gap, g.Q, g.Verdict == (alert.Side == AlertSide.EmployeeFavoured ? GapVerdict.EmployeeFavoured : GapVerdict.CustomerFavoured)),
                AlertKind.Drift when drifts[(alert.Series, alert.Since!, alert.Period, alert.Team, alert.Dimension)] is var d => (d.Change, d.Q, d.Verdict == (alert.Side == AlertSide.Up ? DriftVerdict.Improved : DriftVerdict.Degraded) && (d.IsPrevious!.Value || d.IsYearAgo!.Value)),
                _ when signals[(alert.Series, alert.Period, alert.Team, alert.Dimension)] is var s => (s.Shift, s.Q, s.Verdict == (alert.Side == AlertSide.Up ? Heading.Rising : Heading.Falling) && s.Since == alert.Since),
                _ => default,
            };
            (alert.Effect, alert.Q, true).ShouldBe((effect, q, told), $"{alert.Kind} {alert.Period} {alert.Team} {alert.Dimension}");
        }
    }

    [Test]
    public void No_alert_has_the_same_above_it_and_every_gap_that_is_left_out_is_told_above()
    {
        var alerts = Alerts(Moves.Answers(), Low).Where(a => a.Kind == AlertKind.Gap).ToList();
        var favoured = Moves.Rows("gaps").Cast<GapRow>().Where(g => g is { Verdict: GapVerdict.EmployeeFavoured or GapVerdict.CustomerFavoured }).ToList();
        var large = favoured.Where(g => Math.Abs(g.Gap!.Value) >= 6).ToList();
        large.Count.ShouldBeGreaterThan(alerts.Count);
        foreach (var gap in large)
        {
            bool Told(string? team) => alerts.Exists(a => a.Period == gap.Period && a.Team == team && (a.Side == AlertSide.EmployeeFavoured) == gap.Gap > 0 && (a.Dimension == gap.Dimension || (a.AlsoDimensions ?? "").Split(' ').Contains(gap.Dimension)));
            var above = Above(gap.Team).Where(t => favoured.Exists(g => g.Period == gap.Period && g.Team == t && g.Dimension == gap.Dimension && g.Verdict == gap.Verdict
                && (Math.Abs(g.Gap!.Value) >= 6 || (gap.GapLower <= g.Gap && g.Gap <= gap.GapUpper)))).ToList();
            if (above.Count == 0) Told(gap.Team).ShouldBeTrue($"{gap.Period} {gap.Team}");
            else alerts.ShouldNotContain(a => a.Period == gap.Period && a.Team == gap.Team && a.Dimension == gap.Dimension);
        }

        alerts.Sum(a => a.AlsoTeams!.Value).ShouldBeGreaterThan(0);
    }

    [Test]
    public void Dimensions_that_move_together_are_told_once()
    {
        // Equity becomes a copy of respect: of each pair of alerts one is left, and it names the other.
        var copies = Moves.Answers().Where(a => a["dimension"] == "respect").SelectMany(a => new[] { a, a.ToDictionary(c => c.Key, c => c.Key == "dimension" ? "equity" : c.Value, StringComparer.Ordinal) }).ToList();
        var alerts = Alerts(copies, Low);
        alerts.ShouldNotBeEmpty();
        alerts.ShouldAllBe(a => a.AlsoDimensions != null && a.AlsoDimensions != a.Dimension);
        alerts.GroupBy(a => (a.Period, a.Kind, a.Series, a.Team)).ShouldAllBe(g => g.Count() == 1);
    }

    [Test]
    public void Nothing_is_alerted_below_the_least_effect() => Alerts(Moves.Answers(), new AnalysisSettings { AlertEffect = 100 }).ShouldBeEmpty();

    private static List<AlertRow> Alerts(IEnumerable<IReadOnlyDictionary<string, string>> answers, AnalysisSettings settings) => [.. Moves.Rows("alerts", Moves.Of(answers, settings).Panel, settings).Cast<AlertRow>()];

    private static IEnumerable<string> Above(string team)
    {
        for (var t = Parents.TryGetValue(team, out var known) ? known : int.Parse(team[1..], System.Globalization.CultureInfo.InvariantCulture) <= 7 ? "r1" : "r2"; t is not null; t = Parents[t]) yield return t;
    }
}
