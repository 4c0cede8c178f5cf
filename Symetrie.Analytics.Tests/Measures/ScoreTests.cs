using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tests.Disclosure;

namespace Symetrie.Analytics.Tests.Measures;

internal sealed class ScoreTests
{
    [Test]
    public void A_team_is_set_beside_its_parent_without_it()
    {
        var made = new MadePanel { Dimensions = ["respect"] };
        for (var t = 0; t < 12; t++) made.Team($"t{t:00}").Figure(Voice.Employee, $"t{t:00}", "respect", 10 + t, 40 + (2 * t), 20);
        var rows = made.Rows<ScoreRow>("scores").ToDictionary(r => r.Team);
        foreach (var row in rows.Values.Where(r => r.Team != "org"))
        {
            var others = rows.Values.Where(r => r.Team != "org" && r.Team != row.Team).ToArray();
            row.ParentDifference!.Value.ShouldBe(row.Mean!.Value - (others.Sum(o => o.N!.Value * o.Mean!.Value) / others.Sum(o => o.N!.Value)), 1e-9);
            // Every spread is 20 here, own and pooled.
            var half = StudentDistribution.Quantile(0.975, 1e9) * 20 * Math.Sqrt((1.0 / row.N!.Value) + (1.0 / others.Sum(o => o.N!.Value)));
            (row.ParentDifferenceUpper - row.ParentDifference)!.Value.ShouldBe(half, half * 0.12);
        }

        rows["org"].ParentDifference.ShouldBeNull();
    }

    [Test]
    public void A_rest_that_is_nobody_or_a_parent_that_is_withheld_gives_no_difference()
    {
        new MadePanel { Dimensions = ["respect"] }.Team("only").Figure(Voice.Employee, "only", "respect", 30, 60, 20).Rows<ScoreRow>("scores").ShouldAllBe(r => r.ParentDifference == null);
        // org holds a's nine and two of b's: nothing may be told apart, so either the parent or the team is withheld.
        var rows = new MadePanel { Dimensions = ["respect"] }.Team("a").Team("b").Figure(Voice.Employee, "a", "respect", 9, 60, 20).Figure(Voice.Employee, "b", "respect", 2, 10, 20).Rows<ScoreRow>("scores");
        rows.ShouldAllBe(r => r.ParentDifference == null);
        rows.Count(r => r.Status == RowStatus.Ok).ShouldBe(1);
    }

    [Test]
    public void On_random_organisations_every_difference_is_that_of_two_published_means_and_its_rest_is_large_enough()
    {
        var seen = 0;
        for (var seed = 0; seed < 150; seed++)
        {
            var analysis = Organisation.Random(seed).Analyse();
            var rows = MeasureCatalogue.Find("scores")!.Rows(analysis.Panel, new AnalysisSettings(), 0).Cast<ScoreRow>().ToDictionary(r => (r.Team, r.Voice));
            foreach (var row in rows.Values.Where(r => r.ParentDifference is not null))
            {
                var tree = analysis.Panel.Tree;
                var parent = rows[(tree.Teams[tree.ParentOf(tree.PlaceOf(row.Team))].Key, row.Voice)];
                var rest = parent.N!.Value - row.N!.Value;
                rest.ShouldBeGreaterThanOrEqualTo(5);
                row.ParentDifference!.Value.ShouldBe(row.Mean!.Value - (((parent.Mean!.Value * parent.N.Value) - (row.Mean.Value * row.N.Value)) / rest), 1e-9);
                seen++;
            }
        }

        seen.ShouldBeGreaterThan(500);
    }

    [Test]
    public void The_net_promoter_score_has_an_interval_and_needs_twenty_answers()
    {
        ScoreRow Of(int promoters, int passives, int detractors)
        {
            double[] answers = [.. Enumerable.Repeat(100.0, promoters), .. Enumerable.Repeat(70.0, passives), .. Enumerable.Repeat(0.0, detractors)];
            return new MadePanel { Dimensions = ["recommendation"] }.Team("a").Answers(Voice.Customer, "a", "recommendation", answers).Rows<ScoreRow>("scores").Single(r => r.Team == "a");
        }

        var row = Of(20, 10, 10);
        row.Nps!.Value.ShouldBe(25, 1e-12);
        var expected = Nps.Compute(20, 10, 10);
        (row.NpsLower, row.NpsUpper).ShouldBe((expected.AdjustedLower, expected.AdjustedUpper));
        Of(10, 5, 4).ShouldSatisfyAllConditions(r => r.Nps.ShouldBeNull(), r => r.Mean.ShouldNotBeNull());
    }
}
