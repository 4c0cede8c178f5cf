using System.Globalization;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tests.River;

namespace Symetrie.Analytics.Tests.Measures;

/// <summary>Correlations by lag and level, against a second program, and the laws they keep.</summary>
internal sealed class CorrelationTests
{
    // Both sides compute in doubles; dummy regressions lose a few digits more than centring.
    private const double Tolerance = 1e-8;

    [Test]
    public void Pooled_and_within_figures_equal_those_of_dummy_regressions()
    {
        using var test = new TestStore();
        test.KnowFile("bench-employee");
        test.KnowFile("bench-customer");
        test.ImportFile(Places.OfData("exports", "tiny", "employees.csv"));
        test.ImportFile(Places.OfData("exports", "tiny", "customers.csv"));
        test.Recompute();
        var ours = test.Rows("correlations").Where(r => r["period"] == "2024-Q3" && r["level"] != "between" && r["status"] == "ok")
            .ToDictionary(r => $"{r["employeeDimension"]}|{r["customerDimension"]}|{r["lag"]}|{r["level"]}", StringComparer.Ordinal);
        var lines = File.ReadAllLines(Places.OfData("reference", "links", "levels.csv")).Select(l => l.Split(',')).ToArray();
        ours.Count.ShouldBe(lines.Length - 1);
        foreach (var line in lines[1..])
        {
            var row = ours[string.Join('|', line[..4])];
            for (var i = 4; i < line.Length; i++)
            {
                if (line[i].Length == 0 && lines[0][i] == "p") continue;
                var place = $"{string.Join(' ', line[..4])} {lines[0][i]}";
                if (line[i].Length == 0) row[lines[0][i]].ShouldBeNull(place);
                else double.Parse(row[lines[0][i]]!, CultureInfo.InvariantCulture).ShouldBe(double.Parse(line[i], CultureInfo.InvariantCulture), Tolerance, place);
            }
        }
    }

    [Test]
    public void A_lead_of_one_period_stands_at_lag_one_and_under_the_later_period()
    {
        // Customers say today what employees said a period ago, and nothing else links them.
        var panel = MadeSeries.Of(24, 5, (team, period, voice) => 50 + (20 * MadeSeries.Noise(team, voice == Voice.Employee ? period : period - 1, 1)), answers: 12);
        var rows = CorrelationRow.Rows(panel, new AnalysisSettings(), 4).Where(r => r.Level == LinkLevel.Between).ToDictionary(r => r.Lag!.Value);
        rows.Keys.Order().ShouldBe([-2, -1, 0, 1, 2]);
        rows[1].Pearson!.Value.ShouldBeGreaterThan(0.95);
        (rows[1].Period, rows[1].EmployeePeriod, rows[1].CustomerPeriod).ShouldBe(("P5", "P4", "P5"));
        (rows[-1].EmployeePeriod, rows[-1].CustomerPeriod).ShouldBe(("P5", "P4"));
        foreach (var lag in new[] { -2L, -1, 0, 2 }) Math.Abs(rows[lag].Pearson!.Value).ShouldBeLessThan(0.8);
        var over = CorrelationRow.Rows(panel, new AnalysisSettings(), 4).Where(r => r.Lag == 1).ToDictionary(r => r.Level!.Value);
        over[LinkLevel.Pooled].Headline!.Value.ShouldBeGreaterThan(0.95);
        over[LinkLevel.Within].Headline!.Value.ShouldBeGreaterThan(0.95);
        over[LinkLevel.Within].HeadlineP!.Value.ShouldBeLessThan(0.01);
        (over[LinkLevel.Pooled].Pairs, over[LinkLevel.Pooled].Teams).ShouldBe((96, 24));
    }

    [Test]
    public void Lags_change_places_with_the_voices()
    {
        double Score(int team, int period, Voice voice) => 50 + (8 * MadeSeries.Noise(team, 0, 9)) + (9 * MadeSeries.Noise(team, period, voice == Voice.Employee ? 2 : 3));
        var plain = MadeSeries.Of(14, 4, Score, answers: 9);
        var swapped = MadeSeries.Of(14, 4, (t, p, v) => Score(t, p, v == Voice.Employee ? Voice.Customer : Voice.Employee), answers: 9);
        foreach (var row in CorrelationRow.Rows(plain, new AnalysisSettings(), 3))
        {
            var mirror = CorrelationRow.Rows(swapped, new AnalysisSettings(), 3).Single(r => r.Lag == -row.Lag && r.Level == row.Level);
            mirror.Pearson!.Value.ShouldBe(row.Pearson!.Value, 1e-12);
            mirror.PearsonLower!.Value.ShouldBe(row.PearsonLower!.Value, 1e-12);
            mirror.CustomerReliability.ShouldBe(row.EmployeeReliability);
        }
    }

    [Test]
    public void What_moves_all_teams_at_once_links_nothing()
    {
        // Both voices rise together, the same in every team.
        var panel = MadeSeries.Of(16, 6, (team, period, voice) => 35 + (5 * period) + (6 * MadeSeries.Noise(team, period, voice == Voice.Employee ? 4 : 5)), answers: 8);
        var rows = CorrelationRow.Rows(panel, new AnalysisSettings(), 5).Where(r => r.Lag == 0).ToDictionary(r => r.Level!.Value);
        rows[LinkLevel.Within].Rmcorr!.Value.ShouldBeGreaterThan(0.6);
        Math.Abs(rows[LinkLevel.Within].Headline!.Value).ShouldBeLessThan(0.35);
        Math.Abs(rows[LinkLevel.Pooled].Headline!.Value).ShouldBeLessThan(0.35);
    }

    [Test]
    public void Below_ten_teams_nothing_is_told_and_new_periods_change_no_old_row()
    {
        double Score(int team, int period, Voice voice) => 45 + (20 * MadeSeries.Noise(team, period, (int)voice));
        CorrelationRow.Rows(MadeSeries.Of(9, 3, Score, answers: 8), new AnalysisSettings(), 2).ShouldAllBe(r => r.Status == RowStatus.TooFewTeams && r.Teams == null && r.Pearson == null && r.Q == null);
        var before = CorrelationRow.Rows(MadeSeries.Of(12, 3, Score, answers: 8), new AnalysisSettings(), 2).ToArray();
        CorrelationRow.Rows(MadeSeries.Of(12, 5, Score, answers: 8), new AnalysisSettings(), 2).ShouldBe(before);
        before.Length.ShouldBeGreaterThan(10);
    }

    [Test]
    public void A_score_that_pools_the_other_voice_in_is_marked()
    {
        static double Score(int team, int period, Voice voice) => 45 + (20 * MadeSeries.Noise(team, period, (int)voice));
        CorrelationRow.Rows(MadeSeries.Of(12, 2, Score, 8), new AnalysisSettings(), 1).ShouldAllBe(r => r.PartWhole == false);
        CorrelationRow.Rows(MadeSeries.Of(12, 2, Score, 8, pools: true), new AnalysisSettings(), 1).ShouldAllBe(r => r.PartWhole == true);
    }
}
