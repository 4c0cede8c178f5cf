using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Tests.Measures;

/// <summary>Series that are prepared once for all they are paired with.</summary>
internal sealed class LinkSideTests
{
    private const int Teams = 60;

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(-2)]
    public void A_pair_has_the_figures_it_would_have_alone_whatever_holes_the_others_have(int lag)
    {
        var (factors, random) = (Factors(), new SeededRandom(5));
        TeamSeries[] left = [Series("a", random, hole: 0), Series("b", random, hole: 0), Series("c", random, hole: 7)];
        TeamSeries[] right = [Series("a", random, hole: 0), Series("d", random, hole: 11), Series("e", random, hole: 0)];
        var sides = new LinkSides(factors);
        foreach (var within in new[] { false, true })
            foreach (var x in left)
                foreach (var y in right)
                {
                    LinkFigures? Figures(LinkSides shared) => within ? PanelLink.Within(x, y, lag, shared, 0.95).Within(bootstrap: x.Dimension == y.Dimension, 3) : PanelLink.Pooled(x, y, lag, shared, 0.95).Pooled(x.Dimension == y.Dimension ? 3UL : null);
                    Figures(sides).ShouldNotBeNull().ShouldBe(Figures(new LinkSides(factors)));
                }
    }

    [Test]
    public void Figures_are_those_of_the_statistics_themselves()
    {
        var random = new SeededRandom(6);
        var (x, y) = (Series("a", random, hole: 5), Series("a", random, hole: 9));
        var panel = PairedPanel.Of(x.Means, y.Means);
        var types = Factors().TypeOf(panel.Unit);
        var (a, b) = (panel.WithoutPeriods(panel.X, types), panel.WithoutPeriods(panel.Y, types));
        var figures = PanelLink.Pooled(x, y, 0, new LinkSides(Factors()), 0.95).Pooled(9).ShouldNotBeNull();
        var headline = JackknifeCorrelation.Compute(panel.Unit, a, b, types, 0.95);
        (figures.Headline.R, figures.Headline.Lower, figures.Headline.P).ShouldBe((headline.R, headline.Lower, headline.P));
        var bca = PooledCorrelation.Compute(panel.Unit, a, b, types, BetweenLink.Draws, 9, 0.95);
        figures.Bca.ShouldBe((bca.Lower, bca.Upper));
        panel = PairedPanel.Of(x.Means, y.Means, fewest: 2);
        var rmcorr = Rmcorr.Compute(panel.Unit, panel.X, panel.Y);
        var within = PanelLink.Within(x, y, 0, new LinkSides(Factors()), 0.95).Within(bootstrap: false, 9).ShouldNotBeNull();
        within.Rmcorr.ShouldBe(new Link(rmcorr.R, rmcorr.Lower, rmcorr.Upper, rmcorr.P));
    }

    private static TeamFactors Factors()
    {
        var made = new MadePanel { Dimensions = ["respect"] };
        for (var t = 0; t < Teams; t++) made.Team($"t{t:00}", "org", ("type", t % 3 == 0 ? "home" : "clinic")).Answers(Voice.Employee, $"t{t:00}", "respect", 50, 60, 70, 80, 90, 40, 30);
        var panel = made.Analyse().Panel;
        return new TeamFactors(panel, null, 0, panel.Tree.Leaves);
    }

    private static TeamSeries Series(string dimension, SeededRandom random, int hole) => TeamSeries.Of(dimension, [.. Enumerable.Range(0, Teams)], 5, (period, team) =>
        hole > 0 && ((team * 6) + period) % hole == 0 ? null : new TeamMean(50 + (10 * random.NextNormal()) + (team % 3), 20 + (team % 7), 4, new DateOnly(2026, 1, 1)));
}
