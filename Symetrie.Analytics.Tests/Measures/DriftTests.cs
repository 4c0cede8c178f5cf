using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Measures;

/// <summary>What changed, against numpy and scipy, and the laws it keeps.</summary>
internal sealed class DriftTests
{
    private static readonly string[] Keys = ["series", "team", "dimension", "fromPeriod", "toPeriod"];
    private static readonly string[] Compared = ["2022-Q2", "2023-Q1", "2023-Q2", "2024-Q2", "2025-Q1"];

    // scipy's Brunner-Munzel and the chi-square tails agree to about 1e-9; the file holds ten digits.
    [Test]
    public void Every_figure_and_verdict_equals_the_peer_s() =>
        Moves.ShouldEqualThePeer("drift", Keys, 2e-8, row => Compared.Contains(row["toPeriod"])).ShouldBeGreaterThan(10_000);

    [Test]
    public void All_verdicts_occur_and_none_without_an_interval()
    {
        var rows = Rows();
        rows.Select(r => r.Verdict).Distinct().Count(v => v is not null).ShouldBe(5);
        rows.Where(r => r.Verdict is not null).ShouldAllBe(r => r.ChangeLower != null && r.Status == RowStatus.Ok);
        rows.Where(r => r.Status != RowStatus.Ok).ShouldAllBe(r => r.Change == null && r.Verdict == null && r.FromEmployees == null && r.Q == null && r.CompositionEffect == null);
        rows.Where(r => r.Status == RowStatus.Withheld && r.Team == "t03").ShouldNotBeEmpty();
    }

    [Test]
    public void Composition_and_rate_add_up_to_the_change_of_the_node_s_teams()
    {
        var split = Rows().Where(r => r.CompositionEffect is not null).ToList();
        split.Count.ShouldBeGreaterThan(100);
        split.ShouldAllBe(r => r.CompositionBy == "format" && r.Team[0] != 't' && Math.Abs(r.CompositionEffect!.Value + r.RateEffect!.Value - r.Change!.Value) < 1e-9);
    }

    [Test]
    public void Adding_a_period_moves_no_old_row()
    {
        var whole = Moves.Text("drift").Split('\n');
        var shorter = Moves.Of(Moves.Answers().Where(a => string.CompareOrdinal(a["period"], "2024-Q4") < 0)).Panel;
        Moves.Text("drift", shorter).Split('\n').Except(whole).ShouldBeEmpty();
    }

    [Test]
    public void Swapping_the_voices_turns_the_gap_s_change_around()
    {
        var swapped = Moves.Of(Moves.Answers().Select(a => a.ToDictionary(c => c.Key, c => c.Key == "voice" ? c.Value == "employee" ? "customer" : "employee" : c.Value, StringComparer.Ordinal))).Panel;
        var there = Rows(swapped).Where(r => r.Series == Series.Gap && r.Change is not null).ToDictionary(r => (r.Team, r.Dimension, r.FromPeriod, r.ToPeriod));
        foreach (var row in Rows().Where(r => r.Series == Series.Gap && r.Change is not null))
        {
            var other = there[(row.Team, row.Dimension, row.FromPeriod, row.ToPeriod)];
            other.Change!.Value.ShouldBe(-row.Change!.Value, 1e-9);
            if (row.Verdict is DriftVerdict.Improved) other.Verdict.ShouldBe(DriftVerdict.Degraded);
        }
    }

    [TestCase(2.1, 1.3, 17.4, 5), TestCase(-7.5, 2.2, 60, 5), TestCase(0, 2.9, 8.1, 4)]
    public void The_p_of_equivalence_is_that_of_the_two_one_sided_tests(double value, double error, double df, double margin)
    {
        var estimate = new MeanContrastResult(value, error, df, null, null, null, Absent.None);
        var full = Tost.FromEstimate(value, error, df, -margin, margin);
        Equivalence.P(estimate, margin)!.Value.ShouldBe(full.P!.Value, 1e-12);
        Equivalence.Reachable(estimate, margin).ShouldBe(full.SymmetricReachable);
        Equivalence.P(estimate with { StandardError = 0, DegreesOfFreedom = null }, margin).ShouldBeNull();
    }

    private static List<DriftRow> Rows(Panels.Panel? panel = null) => [.. Moves.Rows("drift", panel).Cast<DriftRow>()];
}
