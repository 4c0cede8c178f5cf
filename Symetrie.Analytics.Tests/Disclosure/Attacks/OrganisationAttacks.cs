using NUnit.Framework;
using Shouldly;

namespace Symetrie.Analytics.Tests.Disclosure.Attacks;

/// <summary>Random organisations against the attacker who combines all published sums: parents minus siblings, grandparents minus mixed levels, cross-tabs of tree and
/// attribute, overlapping segments. The same attacker breaks plain n ≥ k on the same organisations.</summary>
internal sealed class OrganisationAttacks
{
    private const int K = 5;

    [Test]
    public void No_group_below_k_can_be_worked_out_in_a_thousand_organisations() => Attack(1000);

    [Test, Explicit("ten times as many"), Category("Long")]
    public void No_group_below_k_can_be_worked_out_in_ten_thousand_organisations() => Attack(10_000);

    private static void Attack(int organisations)
    {
        var fresh = Environment.TickCount & 0xFFFFFF;
        TestContext.Out.WriteLine($"fresh seed {fresh}; 3-6 departments of 2-6 teams, respondents a team log-normal with median 6.5 and sigma 0.55; k = {K}");
        Attack(0, organisations, fresh).ShouldSatisfyAllConditions(t => t.Teams.ShouldBeGreaterThanOrEqualTo(0.85));
        Attack(1, organisations, fresh).ShouldSatisfyAllConditions(t => t.Teams.ShouldBeGreaterThanOrEqualTo(0.80), t => t.Cells.ShouldBeGreaterThanOrEqualTo(0.40));
        Attack(2, organisations / 4, fresh);
    }

    private static (double Teams, double Cells) Attack(int attributes, int organisations, int fresh)
    {
        var total = new Count();
        for (var i = 0; i < organisations; i++)
        {
            var seed = i == 0 ? fresh : i;
            total.Add(One(Organisation.Random(seed, attributes), seed));
        }

        TestContext.Out.WriteLine(
            $"{attributes} attribute(s): {organisations} organisations; plain n >= k broken in {total.Broken} ({total.Broken / (double)organisations:P0}), here in {total.Breaches}; "
            + $"published {total.Teams / (double)total.TeamsEnough:P1} of leaf teams and {total.Nodes / (double)total.NodesEnough:P1} of teams and nodes with n >= k"
            + (attributes > 0 ? $", {total.Cells / (double)total.CellsEnough:P1} of attribute cells" : ""));
        AttackTable.Add(new AttackLine(attributes switch { 0 => "all sums of the tree", 1 => "cross-tabs of tree and attribute", _ => "overlapping segments: tree and two attributes" },
            "3-6 departments of 2-6 teams, log-normal, median 6.5, sigma 0.55" + (attributes > 0 ? $"; {total.Cells / (double)total.CellsEnough:P1} of attribute cells" : ""))
        {
            Tried = organisations,
            Plain = total.Broken,
            Here = total.Breaches,
            Published = total.Teams,
            Enough = total.TeamsEnough,
        });
        total.Breaches.ShouldBe(0);
        total.Broken.ShouldBeGreaterThan(organisations / 2);
        return (total.Teams / (double)total.TeamsEnough, total.Cells / (double)Math.Max(1, total.CellsEnough));
    }

    private static Count One(Organisation made, int seed)
    {
        var rows = Organisation.Scores(made.Analyse());
        var keys = rows.Select(r => r.Team).ToHashSet(StringComparer.Ordinal);
        var published = new List<IReadOnlySet<long>>();
        foreach (var row in rows)
        {
            var group = made.AnswersOf(made.TeamsOf(row.Team, keys));
            // The attacker's reading of the row is the true one, or he would be easy to beat.
            row.N.ShouldBe(group.Count, $"seed {seed}, {row.Team}");
            row.N!.Value.ShouldBeGreaterThanOrEqualTo(K);
            published.Add(group);
        }

        var nodes = made.Teams.Select(t => (t.Key, Leaf: made.Below(t.Key).Count == 1, Group: made.AnswersOf(made.Below(t.Key)))).Where(t => t.Group.Count >= K).ToList();
        var cells = made.Teams.SelectMany(t => t.Attributes.Select(a => $"attribute:{a.Key}={a.Value[0].Value}")).Distinct()
            .Select(c => (Key: c, Group: made.AnswersOf(made.TeamsOf(c, keys)))).Where(c => c.Group.Count >= K).ToList();
        var broken = LinearOracle.Smallest([.. nodes.Select(n => n.Group), .. cells.Select(c => c.Group)], K);
        var breach = LinearOracle.Smallest(published, K);
        breach.ShouldBeNull($"seed {seed}");
        return new Count
        {
            Broken = broken is null ? 0 : 1,
            Breaches = breach is null ? 0 : 1,
            Teams = nodes.Count(n => n.Leaf && keys.Contains(n.Key)),
            TeamsEnough = nodes.Count(n => n.Leaf),
            Nodes = nodes.Count(n => keys.Contains(n.Key)),
            NodesEnough = nodes.Count,
            Cells = cells.Count(c => keys.Contains(c.Key)),
            CellsEnough = cells.Count,
        };
    }

    private sealed class Count
    {
        public int Broken { get; set; }

        public int Breaches { get; set; }

        public int Teams { get; set; }

        public int TeamsEnough { get; set; }

        public int Nodes { get; set; }

        public int NodesEnough { get; set; }

        public int Cells { get; set; }

        public int CellsEnough { get; set; }

        public void Add(Count other)
        {
            (Broken, Breaches, Teams, TeamsEnough) = (Broken + other.Broken, Breaches + other.Breaches, Teams + other.Teams, TeamsEnough + other.TeamsEnough);
            (Nodes, NodesEnough, Cells, CellsEnough) = (Nodes + other.Nodes, NodesEnough + other.NodesEnough, Cells + other.Cells, CellsEnough + other.CellsEnough);
        }
    }
}
