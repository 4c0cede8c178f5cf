using NUnit.Framework;
using Shouldly;
using Symetrie.Api.Endpoints.Pictures;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Endpoints.Pictures;

public sealed class TeamLevelTests
{
    private static readonly SnapshotTables Tree = new([.. Made()], [], []);

    [Test]
    public void Teams_are_shown_where_there_is_room()
    {
        var teams = TeamLevel.Of(Tree, null, 100);
        (teams.Teams.Count, teams.AreLeaves, teams.Cut, teams.Leaves).ShouldBe((100, true, 0, 100));
        var branch = TeamLevel.Of(Tree, Tree.Teams.Single(t => t.Key == "R1"), 20);
        branch.Teams.ShouldAllBe(t => t.Key.StartsWith("R1-", StringComparison.Ordinal));
        (branch.Teams.Count, branch.Branch!.Key).ShouldBe((20, "R1"));
    }

    [Test]
    public void Else_the_lowest_nodes_that_have_room()
    {
        var teams = TeamLevel.Of(Tree, null, 99);
        (teams.AreLeaves, teams.Cut).ShouldBe((false, 0));
        teams.Teams.Select(t => t.Key).ShouldBe(["R0", "R1", "R2", "R3", "R4"]);
    }

    [Test]
    public void Else_the_first_teams_and_how_many_more_there_are()
    {
        var teams = TeamLevel.Of(Tree, Tree.Teams.Single(t => t.Key == "R1"), 12);
        (teams.Teams.Count, teams.AreLeaves, teams.Cut).ShouldBe((12, true, 8));
    }

    [Test]
    public void A_team_is_a_branch_of_itself() =>
        TeamLevel.Of(Tree, Tree.Teams.Single(t => t.Key == "R1-3"), 12).Teams.Select(t => t.Key).ShouldBe(["R1-3"]);

    private static IEnumerable<TeamEntry> Made()
    {
        var none = new Dictionary<string, IReadOnlyList<DatedEntry>>();
        yield return new TeamEntry("ALL", "All", null, "ALL", 0, false, none);
        for (var r = 0; r < 5; r++)
        {
            yield return new TeamEntry($"R{r}", $"Region {r}", "ALL", $"ALL/R{r}", 1, false, none);
            for (var t = 0; t < 20; t++) yield return new TeamEntry($"R{r}-{t}", $"Team {r} {t}", $"R{r}", $"ALL/R{r}/R{r}-{t}", 2, true, none);
        }
    }
}
