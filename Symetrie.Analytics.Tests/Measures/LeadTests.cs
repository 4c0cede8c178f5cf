using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Tests.Measures;

/// <summary>The lead verdict: who leads in a panel where it is known, and where nothing may be told.</summary>
internal sealed class LeadTests
{
    [Test]
    public void The_voice_that_the_other_follows_leads_and_exchange_turns_the_verdict()
    {
        var row = LeadRow.Rows(MadeSeries.Of(40, 10, Following, answers: 12), new AnalysisSettings(), 9).Single();
        (row.Status, row.Verdict, row.Teams, row.Periods, row.Pairs).ShouldBe((RowStatus.Ok, LeadVerdict.EmployeeLeads, 40, 10, 360));
        (row.EmployeeQ < 0.05 && row.DifferenceLower > 0 && row.CorrectedDifferenceLower > 0).ShouldBeTrue();
        var mirror = LeadRow.Rows(MadeSeries.Of(40, 10, (t, p, v) => Following(t, p, v == Voice.Employee ? Voice.Customer : Voice.Employee), answers: 12), new AnalysisSettings(), 9).Single();
        mirror.Verdict.ShouldBe(LeadVerdict.CustomerLeads);
        mirror.CustomerCoefficient!.Value.ShouldBe(row.EmployeeCoefficient!.Value, 1e-9);
        mirror.Difference!.Value.ShouldBe(-row.Difference!.Value, 1e-9);
        mirror.CorrectedDifferenceLower!.Value.ShouldBe(-row.CorrectedDifferenceUpper!.Value, 1e-5);
    }

    [Test]
    public void A_link_inside_periods_alone_is_no_lead()
    {
        static double Together(int team, int period, Voice voice) => 50 + (8 * MadeSeries.Noise(team, period, 3)) + (5 * MadeSeries.Noise(team, period, voice == Voice.Employee ? 4 : 5));
        LeadRow.Rows(MadeSeries.Of(40, 10, Together, answers: 12), new AnalysisSettings(), 9).Single().Verdict.ShouldBe(LeadVerdict.Undetermined);
    }

    [TestCase(29, 10)]
    [TestCase(40, 7)]
    [TestCase(9, 10)]
    public void Below_thirty_teams_or_eight_periods_nothing_is_identified(int teams, int periods)
    {
        var row = LeadRow.Rows(MadeSeries.Of(teams, periods, Following, answers: 12), new AnalysisSettings(), periods - 1).Single();
        (row.Status, row.Verdict, row.EmployeeCoefficient, row.EmployeeQ, row.Power, row.Difference).ShouldBe((RowStatus.NotIdentified, null, null, null, null, null));
        row.Teams.ShouldBe(teams < 10 ? null : teams);
    }

    [Test]
    public void The_figures_are_those_of_the_statistics_and_q_counts_both_directions_of_all_pairs()
    {
        var panel = MadeSeries.Of(32, 9, 2, (t, p, v, d) => 50 + (9 * MadeSeries.Noise(t, p, (10 * d) + (int)v)), answers: 10);
        var rows = LeadRow.Rows(panel, new AnalysisSettings(), 8).ToArray();
        rows.Length.ShouldBe(4);
        double[] p = [.. rows.SelectMany(r => new[] { r.EmployeeP!.Value, r.CustomerP!.Value })];
        rows.SelectMany(r => new[] { r.EmployeeQ, r.CustomerQ }).ShouldBe(PAdjust.Compute(p).Adjusted);
        double[][] Means(Voice voice) => [.. panel.Tree.Leaves.Select(t => Enumerable.Range(0, 9).Select(at => panel.Cell(voice, at, 0, t)!.Mean).ToArray())];
        var path = CrossLaggedPanel.Compute(Means(Voice.Employee), Means(Voice.Customer)).XToY!.Value;
        (rows[0].EmployeeCoefficient, rows[0].EmployeeP).ShouldBe((path.Coefficient, path.P));
        (rows[0].Power > 0 && rows[0].Power < 1).ShouldBeTrue();
    }

    // Employees wander; customers are half themselves and half what employees were a period ago.
    private static double Following(int team, int period, Voice voice)
    {
        double Own(int p) => 12 * MadeSeries.Noise(team, p, 7);
        return 50 + (voice == Voice.Employee ? Own(period) : (0.7 * Own(period - 1)) + (5 * MadeSeries.Noise(team, period, 8)));
    }
}
