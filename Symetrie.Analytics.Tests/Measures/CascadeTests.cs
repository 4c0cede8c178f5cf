using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Tests.Measures;

/// <summary>What is received from level to level.</summary>
internal sealed class CascadeTests
{
    [Test]
    public void A_chain_that_breaks_in_one_branch_is_found_there_and_nowhere_else()
    {
        var rows = Organisation(broken: 4).Rows<CascadeRow>("cascade");
        foreach (var area in Enumerable.Range(0, 12))
            rows.Single(r => r.Team == $"a{area}" && r.FromLevel == CascadeLevel.Managers && r.ToLevel == CascadeLevel.Employees).BreaksAfter.ShouldBe(area == 4 ? CascadeLevel.Managers : null, $"area {area}");
        var step = rows.Single(r => r.Team == "a4" && r.ToLevel == CascadeLevel.Employees);
        (step.FromMean, step.ToMean).ShouldBe((84, 54));
        step.Gap!.Value.ShouldBe(30, 1e-9);
        step.Verdict.ShouldBe(CascadeVerdict.Lost);
        (step.GapLower < 30 && step.GapUpper > 30 && step.Q < 0.05).ShouldBeTrue();
        rows.Where(r => r.Team == "a4").Select(r => (r.FromLevel, r.ToLevel)).ShouldBe([(CascadeLevel.Managers, CascadeLevel.Employees), (CascadeLevel.Employees, CascadeLevel.Customers), (CascadeLevel.Managers, CascadeLevel.Customers)]);
    }

    [Test]
    public void Links_and_path_are_those_of_the_means_that_are_published()
    {
        var made = Organisation(broken: -1);
        var all = made.Rows<CascadeRow>("cascade").Where(r => r.Team == "all-teams").ToArray();
        var managers = all.Single(r => r.FromLevel == CascadeLevel.Managers && r.ToLevel == CascadeLevel.Employees);
        // Of an area, with 6 managers and 60 employees each; of a team, with 30 employees and 30 customers.
        var (m, e) = (Enumerable.Range(0, 12).Select(Managers).ToArray(), Enumerable.Range(0, 12).Select(a => (Employees(a, 0) + Employees(a, 1)) / 2).ToArray());
        var link = Pearson.Compute(m, e);
        managers.Nodes.ShouldBe(12);
        managers.Weighted!.Value.ShouldBe(link.R!.Value, 1e-9);
        managers.Partial!.Value.ShouldBe(link.R.Value, 1e-9);
        managers.Slope!.Value.ShouldBe(SlopeOf(m, e), 1e-9);
        var employees = all.Single(r => r.FromLevel == CascadeLevel.Employees);
        employees.Nodes.ShouldBe(24);
        var whole = all.Single(r => r.FromLevel == CascadeLevel.Managers && r.ToLevel == CascadeLevel.Customers);
        whole.TopNodes.ShouldBe(12);
        whole.Path!.Value.ShouldBe(managers.Slope.Value * employees.Slope!.Value, 1e-9);
        (whole.PathLower < whole.Path && whole.Path < whole.PathUpper).ShouldBeTrue();
    }

    [Test]
    public void Leaders_are_a_level_of_their_own_and_counted_apart_from_managers()
    {
        var made = Organisation(broken: -1);
        for (var a = 0; a < 12; a++) made.Led(Respondents.Leaders, $"a{a}", "respect", [.. Enumerable.Repeat(66.0 + a, 5)]);
        var rows = made.Rows<CascadeRow>("cascade");
        rows.Where(r => r.Team == "a2").Select(r => r.FromLevel).Distinct().ShouldBe([CascadeLevel.Leaders, CascadeLevel.Managers, CascadeLevel.Employees]);
        var step = rows.Single(r => r.Team == "a2" && r.ToLevel == CascadeLevel.Managers);
        (step.FromN, step.ToN, step.FromMean).ShouldBe((5, 6, 68));
        var scores = made.Rows<ScoreRow>("scores").ToDictionary(r => (r.Team, r.Voice, r.Dimension), r => r.N);
        (scores[("leaders:a2", Voice.Employee, "respect")], scores[("posts:a2", Voice.Employee, "respect")]).ShouldBe((5, 6));
    }

    [Test]
    public void Fewer_than_five_are_pooled_upward_and_never_shown_alone()
    {
        var made = Organisation(broken: -1, managersOfFirst: 4);
        var rows = made.Rows<CascadeRow>("cascade");
        // The four of the first area count at the root with all the others, and no row is about their area.
        rows.ShouldNotContain(r => r.Team == "a0");
        rows.Single(r => r.Team == "org" && r.FromLevel == CascadeLevel.Managers && r.ToLevel == CascadeLevel.Employees).FromN.ShouldBe(66);
        rows.ShouldAllBe(r => r.FromN == null || r.FromN >= 5);
    }

    [Test]
    public void Without_managers_there_are_no_rows()
    {
        var made = new MadePanel { Dimensions = ["respect"] };
        for (var t = 0; t < 12; t++) made.Team($"t{t}").Figure(Voice.Employee, $"t{t}", "respect", 30, 60, 15).Figure(Voice.Customer, $"t{t}", "respect", 30, 60, 15);
        made.Rows<CascadeRow>("cascade").ShouldBeEmpty();
    }

    [Test]
    public void Levels_that_were_not_asked_alike_have_no_verdict()
    {
        var rows = Organisation(broken: 4, comparable: false).Rows<CascadeRow>("cascade");
        rows.ShouldAllBe(r => r.Verdict == CascadeVerdict.NotComparable && r.Gap != null && r.Q == null && r.BreaksAfter == null);
    }

    private static double Managers(int area) => 60 + (2 * ((area * 5) % 12)) - 11;

    private static double Employees(int area, int team) => 50 + (0.5 * (Managers(area) - 50)) + (team == 0 ? 3 : -3) + ((area * 7) % 5);

    private static double Customers(int area, int team) => 20 + (0.7 * Employees(area, team)) + ((area + (3 * team)) % 4);

    private static double SlopeOf(double[] x, double[] y)
    {
        var (mx, my) = (x.Average(), y.Average());
        return x.Zip(y, (a, b) => (a - mx) * (b - my)).Sum() / x.Sum(a => (a - mx) * (a - mx));
    }

    private static MadePanel Organisation(int broken, int managersOfFirst = 6, bool comparable = true)
    {
        var made = new MadePanel { Dimensions = ["respect"], Comparable = comparable };
        for (var a = 0; a < 12; a++)
        {
            made.Team($"a{a}");
            for (var t = 0; t < 2; t++)
            {
                var key = $"a{a}t{t}";
                made.Team(key, $"a{a}");
                var (e, c) = broken < 0 ? (Employees(a, t), Customers(a, t)) : (54.0, 54.0);
                made.Figure(Voice.Employee, key, "respect", 30, e, 12).Figure(Voice.Customer, key, "respect", 30, c, 12);
                var (n, m) = (a == 0 ? managersOfFirst / 2 : 3, broken < 0 ? Managers(a) : a == broken ? 84 : 54);
                made.Led(Respondents.Managers, key, "respect", [.. Enumerable.Repeat(m, n)]);
            }
        }

        return made;
    }
}
