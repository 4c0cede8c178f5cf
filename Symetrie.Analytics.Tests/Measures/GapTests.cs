using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Tests.Measures;

internal sealed class GapTests
{
    [Test]
    public void Swapping_the_voices_turns_signs_and_verdicts_around_and_nothing_else()
    {
        var (rows, turned) = (Twelve().Rows<GapRow>("gaps"), Twelve(swapped: true).Rows<GapRow>("gaps"));
        foreach (var (a, b) in rows.Zip(turned))
        {
            b.Gap!.Value.ShouldBe(-a.Gap!.Value, 1e-12);
            (b.P!.Value, b.Q!.Value, b.EquivalenceQ!.Value).ShouldBe((a.P!.Value, a.Q!.Value, a.EquivalenceQ!.Value));
            b.ProbabilityAbove!.Value.ShouldBe(a.ProbabilityBelow!.Value, 1e-12);
            b.HedgesGLower!.Value.ShouldBe(-a.HedgesGUpper!.Value, 1e-9);
            b.Verdict.ShouldBe(a.Verdict switch { GapVerdict.EmployeeFavoured => GapVerdict.CustomerFavoured, GapVerdict.CustomerFavoured => GapVerdict.EmployeeFavoured, var same => same });
            if (a.ShrunkenGap is { } shrunken) b.ShrunkenGap!.Value.ShouldBe(-shrunken, 1e-9);
        }
    }

    [Test]
    public void The_verdict_follows_its_order_symmetry_first()
    {
        var rows = Twelve().Rows<GapRow>("gaps");
        foreach (var row in rows)
            row.Verdict.ShouldBe(row.EquivalenceQ < 0.05 ? GapVerdict.Symmetric : row.Q < 0.05 ? row.Gap > 0 ? GapVerdict.EmployeeFavoured : GapVerdict.CustomerFavoured : GapVerdict.Undetermined);
        rows.Select(r => r.Verdict).Distinct().Count().ShouldBe(4);
        // 0.9 points of 4,000 answers a side differ from 0 for certain, and are symmetric all the same.
        var tight = rows.Single(r => r.Team == "t00" && r.Dimension == "respect");
        (tight.Q < 0.05, tight.Verdict).ShouldBe((true, GapVerdict.Symmetric));
        rows.ShouldAllBe(r => r.SymmetricReachable == (r.MinimumDetectableGap > 0 && 5 > StudentDistributionOf(r)));
    }

    [Test]
    public void Each_level_of_the_tree_is_a_family_of_its_own()
    {
        var rows = Twelve().Rows<GapRow>("gaps").Where(r => r.Team != "org").ToArray();
        var q = PAdjust.Compute([.. rows.Select(r => r.P!.Value)]).Adjusted;
        rows.Select(r => r.Q).ShouldBe(q);
        var node = Twelve().Rows<GapRow>("gaps").Where(r => r.Team == "org").ToArray();
        node.Select(r => r.Q).ShouldBe(PAdjust.Compute([.. node.Select(r => r.P!.Value)]).Adjusted);
        node.ShouldAllBe(r => r.ShrunkenGap == null && r.Rank == null);
    }

    [Test]
    public void What_is_not_comparable_has_no_verdict_but_a_gap_relative_to_the_mean_one()
    {
        var rows = Twelve(comparable: false).Rows<GapRow>("gaps");
        rows.ShouldAllBe(r => r.Verdict == GapVerdict.NotComparable && r.Q == null && r.EquivalenceP == null && r.ProbabilityWithin == null && r.ShrunkenGap == null && r.SymmetricReachable == null && r.Gap != null);
        foreach (var dimension in rows.Where(r => r.Team != "org").GroupBy(r => r.Dimension))
        {
            var mean = dimension.Average(r => r.Gap!.Value);
            foreach (var row in dimension)
            {
                row.RelativeGap!.Value.ShouldBe(row.Gap!.Value - mean, 1e-10);
                row.RelativeGapLower!.Value.ShouldBeLessThan(row.RelativeGap.Value);
            }
        }

        Twelve().Rows<GapRow>("gaps").ShouldAllBe(r => r.RelativeGap == null);
    }

    [Test]
    public void A_shift_of_one_voice_as_another_scale_makes_it_moves_no_relative_gap()
    {
        var (rows, shifted) = (Twelve(comparable: false).Rows<GapRow>("gaps"), Twelve(comparable: false, shift: 7).Rows<GapRow>("gaps"));
        foreach (var (a, b) in rows.Zip(shifted))
        {
            if (a.RelativeGap is { } relative) b.RelativeGap!.Value.ShouldBe(relative, 1e-9);
            b.Gap!.Value.ShouldBe(a.Gap!.Value - 7, 1e-9);
        }
    }

    [Test]
    public void Gaps_are_shrunken_and_ranked_within_the_strata_that_are_configured()
    {
        var rows = Twelve(settings: new AnalysisSettings { StratumAttribute = "kind" }, teams: 24).Rows<GapRow>("gaps").Where(r => r.Dimension == "respect" && r.Team != "org").ToArray();
        rows.ShouldAllBe(r => r.ShrunkenGap != null);
        var all = Twelve(teams: 24).Rows<GapRow>("gaps").Where(r => r.Dimension == "respect" && r.Team != "org").ToArray();
        rows.Select(r => r.ShrunkenGap).ShouldNotBe(all.Select(r => r.ShrunkenGap));
        // Nine teams are too few, whatever there is besides.
        Twelve(teams: 9).Rows<GapRow>("gaps").ShouldAllBe(r => r.ShrunkenGap == null && r.RelativeGap == null && r.Verdict != null);
    }

    [Test]
    public void Net_promoter_scores_are_subtracted_where_both_distributions_may_be_seen()
    {
        static double[] Ratings(int promoters, int passives, int detractors) => [.. Enumerable.Repeat(90.0, promoters), .. Enumerable.Repeat(80.0, passives), .. Enumerable.Repeat(60.0, detractors)];
        static GapRow Of(double[] employees, string dimension = "recommendation") =>
            new MadePanel { Dimensions = [dimension] }.Team("a").Answers(Voice.Employee, "a", dimension, employees).Answers(Voice.Customer, "a", dimension, Ratings(10, 20, 20)).Rows<GapRow>("gaps").Single(r => r.Team == "a");

        var row = Of(Ratings(12, 8, 5));
        row.NpsGap!.Value.ShouldBe((100.0 * 7 / 25) - (100.0 * -10 / 50), 1e-10);
        row.NpsGapLower!.Value.ShouldBeLessThan(row.NpsGap!.Value);
        // Fourteen answers have a mean and no distribution; and what is no recommendation has no promoters.
        var few = Of(Ratings(6, 4, 4));
        (few.NpsGap, few.Gap is null).ShouldBe((null, false));
        Of(Ratings(12, 8, 5), "respect").NpsGap.ShouldBeNull();
    }

    [Test]
    public void A_withheld_voice_has_a_row_without_a_verdict()
    {
        var rows = Twelve().Team("small").Figure(Voice.Employee, "small", "respect", 4, 60, 20).Rows<GapRow>("gaps");
        rows.Single(r => r.Team == "small" && r.Dimension == "respect").ShouldSatisfyAllConditions(r => r.Status.ShouldBe(RowStatus.Withheld), r => r.Verdict.ShouldBeNull(), r => r.Gap.ShouldBeNull());
    }

    [Test]
    public void A_hidden_spread_moves_nothing()
    {
        // Two organisations that differ in the spread of a cell of 12 answers whose mean and whose share of the pooled spread are the same.
        MadePanel Of(params double[] hidden)
        {
            var made = Twelve().Team("quiet").Team("other");
            made.Answers(Voice.Employee, "quiet", "equity", [.. hidden, .. Enumerable.Repeat(50.0, 8)]).Figure(Voice.Customer, "quiet", "equity", 60, 55, 20);
            double[] other = hidden.SequenceEqual([0.0, 100, 50, 50]) ? [0, 0, 100, 100] : [0, 100, 50, 50];
            return made.Answers(Voice.Employee, "other", "equity", [.. other, .. Enumerable.Repeat(50.0, 8)]).Figure(Voice.Customer, "other", "equity", 60, 55, 20);
        }

        Of(0, 100, 50, 50).Rows<GapRow>("gaps").ShouldBe(Of(0, 0, 100, 100).Rows<GapRow>("gaps"));
    }

    private static double StudentDistributionOf(GapRow row)
    {
        // From the interval: half = t(0.975)·se; what symmetry needs is t(0.95)·se, on the same degrees of freedom.
        var half = (row.GapUpper!.Value - row.GapLower!.Value) / 2;
        var (low, high) = (3.0, 1e6);
        for (var i = 0; i < 200; i++)
        {
            var middle = Math.Sqrt(low * high);
            if (StudentDistribution.TwoSided(row.Gap!.Value / half * StudentDistribution.Quantile(0.975, middle), middle) > row.P!.Value) low = middle;
            else high = middle;
        }

        return half * StudentDistribution.Quantile(0.95, low) / StudentDistribution.Quantile(0.975, low);
    }

    // Gaps from −24 to 24, of 25 to 4,000 answers a side.
    private static MadePanel Twelve(bool swapped = false, bool comparable = true, double shift = 0, AnalysisSettings? settings = null, int teams = 12)
    {
        var made = new MadePanel { Dimensions = ["respect", "equity"], Comparable = comparable, Settings = settings ?? new AnalysisSettings() };
        for (var t = 0; t < teams; t++)
        {
            var (team, n) = ($"t{t:00}", t % 4 == 0 ? 4000 : 25 + (t * 3));
            made.Team(team, "org", ("kind", t % 2 == 0 ? "even" : "odd"));
            foreach (var (dimension, gap) in new[] { ("respect", t == 0 ? 0.9 : (t - 5.5) * 4), ("equity", ((t * 5) % 12) - 5.3) })
            {
                made.Figure(swapped ? Voice.Customer : Voice.Employee, team, dimension, n, 50 + (gap / 2) - (swapped ? shift : 0), 18 + t % 5);
                made.Figure(swapped ? Voice.Employee : Voice.Customer, team, dimension, 2 * n, 50 - (gap / 2) + (swapped ? 0 : shift), 21);
            }
        }

        return made;
    }
}
