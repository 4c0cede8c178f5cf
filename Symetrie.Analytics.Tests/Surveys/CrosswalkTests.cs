using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Tests.Surveys;

/// <summary>Which unit is which team when: what people settled comes before keys and names, on its days and on no other.</summary>
public sealed class CrosswalkTests
{
    private static readonly DateOnly Cut = new(2026, 4, 1);

    [Test]
    public void A_unit_without_a_row_is_matched_as_before()
    {
        var matching = TeamMatching.Of([Of(1, Voice.Employee, "north"), Of(2, Voice.Customer, "north")], [], Crosswalk.Of([Row(null, "east", "South")]));
        matching.SpansOf(1).ShouldBe(matching.SpansOf(2));
        matching.SpansOf(1).Single().Team.ShouldBe("north");
        matching.Tree.Teams.Select(t => t.Key).ShouldBe(["South", "north"], "a team that a row names is there");
    }

    [Test]
    public void A_row_holds_on_its_days_only()
    {
        var matching = TeamMatching.Of([Of(1, Voice.Employee, "north")], [Put("A"), Put("B")], Crosswalk.Of([Row(Voice.Employee, "North", "A", to: Cut), Row(null, "NORTH", "B", from: Cut)]));
        matching.SpansOf(1).ShouldBe([new TeamSpan(DateOnly.MinValue, Cut, "A"), new TeamSpan(Cut, DateOnly.MaxValue, "B")]);
        matching.Tree.Teams.Select(t => t.Key).ShouldBe(["A", "B"], "a unit that is settled whole makes no team of its own");

        matching = TeamMatching.Of([Of(1, Voice.Employee, "north")], [Put("A")], Crosswalk.Of([Row(Voice.Employee, "North", "A", from: Cut)]));
        matching.SpansOf(1).ShouldBe([new TeamSpan(DateOnly.MinValue, Cut, "north"), new TeamSpan(Cut, DateOnly.MaxValue, "A")], "before the row it is what its key says");
        TeamMatching.Of([Of(1, Voice.Customer, "north")], [Put("A")], Crosswalk.Of([Row(Voice.Employee, "North", "A")])).SpansOf(1).Single().Team.ShouldBe("north", "the row is the other voice's");
    }

    [Test]
    public void A_unit_that_serves_several_teams_belongs_to_their_nearest_common_node()
    {
        RegisteredTeam[] tree = [Put("all"), Put("west", "all"), Put("a", "west"), Put("b", "west"), Put("c", "all")];
        TeamOf("a|b").ShouldBe("west");
        TeamOf("a|b|c").ShouldBe("all");
        TeamOf("a|west").ShouldBe("west");
        TeamOf("a").ShouldBe("a");
        Should.Throw<ArgumentException>(() => TeamOf("a|elsewhere")).Message.ShouldContain("'a' and 'elsewhere' have no common node");

        string TeamOf(string teams) => TeamMatching.Of([Of(1, Voice.Customer, "desk")], tree, Crosswalk.Of([Row(Voice.Customer, "desk", teams)])).SpansOf(1).Single().Team;
    }

    [TestCase("customer", "", "2026-06-01", "customer", "2026-05-01", "", false)]
    [TestCase("", "", "", "employee", "2026-05-01", "2026-06-01", false)]
    [TestCase("employee", "", "", "customer", "", "", true)]
    [TestCase("employee", "", "2026-05-01", "employee", "2026-05-01", "", true)]
    public void Rows_that_give_a_unit_two_teams_on_one_day_are_refused_and_both_are_named(string voice, string from, string to, string otherVoice, string otherFrom, string otherTo, bool good)
    {
        CrosswalkRow[] rows = [Row(Voices.Parse(voice), "Lyon 1", "A", Day(from), Day(to)), Row(Voices.Parse(otherVoice), "LYON-1", "B", Day(otherFrom), Day(otherTo))];
        if (good)
        {
            Crosswalk.Of(rows).Rows.Count.ShouldBe(2);
            return;
        }

        var problem = Should.Throw<ArgumentException>(() => Crosswalk.Of(rows)).Message;
        problem.ShouldContain("'Lyon 1' → 'A'");
        problem.ShouldContain("'LYON-1' → 'B'");
    }

    [Test]
    public void A_row_may_name_what_the_unit_is_called_and_its_key_comes_first()
    {
        var unit = new Unit(1, Voice.Customer, "77", [new UnitFact(UnitFact.Spelling, new DateOnly(2026, 1, 1), "77"), new UnitFact(UnitFact.Name, new DateOnly(2026, 1, 1), "Gare")]);
        TeamMatching.Of([unit], [Put("A"), Put("B")], Crosswalk.Of([Row(null, "gare", "A")])).SpansOf(1).Single().Team.ShouldBe("A");
        TeamMatching.Of([unit], [Put("A"), Put("B")], Crosswalk.Of([Row(null, "gare", "A"), Row(null, "77", "B")])).SpansOf(1).Single().Team.ShouldBe("B");
    }

    [Test]
    public void A_team_that_exports_made_keeps_its_key_name_and_partner_when_a_row_names_it()
    {
        var month = new DateOnly(2026, 1, 1);
        Unit[] units =
        [
            new(1, Voice.Employee, "r1h", [new UnitFact(UnitFact.Spelling, month, "R1H"), new UnitFact(UnitFact.Name, month, "Barts Health")]),
            Of(2, Voice.Customer, "barts health"),
            Of(3, Voice.Customer, "barts old name"),
        ];
        var before = TeamMatching.Of(units, [], Crosswalk.Empty);
        (before.SpansOf(1).Single().Team, before.SpansOf(2).Single().Team, before.SpansOf(3).Single().Team).ShouldBe(("R1H", "R1H", "barts old name"));
        var after = TeamMatching.Of(units, [], Crosswalk.Of([Row(Voice.Customer, "Barts old name", "r1h")]));
        new[] { 1L, 2, 3 }.Select(n => after.SpansOf(n).Single().Team).ShouldBe(["R1H", "R1H", "R1H"]);
        after.Tree.Teams.Select(t => (t.Key, t.Name)).ShouldBe([("R1H", "Barts Health")]);
    }

    [Test]
    public void On_every_day_a_unit_was_heard_it_has_exactly_one_team()
    {
        var random = new Random(20261122);
        for (var round = 0; round < 300; round++)
        {
            var days = Enumerable.Range(0, random.Next(1, 6)).Select(_ => new DateOnly(2026, 1, 1).AddDays(random.Next(700))).Distinct().Order().ToArray();
            var rows = days.Select((d, i) => (d, i)).Where(_ => random.Next(4) > 0).Select(p => Row(random.Next(2) == 0 ? null : Voice.Employee, "unit", $"T{random.Next(3)}", p.d, p.i + 1 < days.Length ? days[p.i + 1] : null));
            var heard = Enumerable.Range(0, 8).Select(_ => new DateOnly(2026, 1, 1).AddMonths(random.Next(24))).Distinct().ToArray();
            var matching = TeamMatching.Of([new Unit(1, Voice.Employee, "unit", [.. heard.Select(d => new UnitFact(UnitFact.Spelling, d, "unit"))])], [], Crosswalk.Of(rows));
            foreach (var day in heard.SelectMany(m => Enumerable.Range(0, 28).Select(m.AddDays))) matching.SpansOf(1).Count(s => s.From <= day && day < s.To).ShouldBe(1);
        }
    }

    private static DateOnly? Day(string text) => text.Length == 0 ? null : DateOnly.ParseExact(text, "yyyy-MM-dd");

    private static CrosswalkRow Row(Voice? voice, string unit, string teams, DateOnly? from = null, DateOnly? to = null) => new(voice, unit, teams.Split('|'), from ?? DateOnly.MinValue, to ?? DateOnly.MaxValue);

    private static Unit Of(long number, Voice voice, string key) => new(number, voice, key, [new UnitFact(UnitFact.Spelling, new DateOnly(2026, 1, 1), key)]);

    private static RegisteredTeam Put(string key, string? parent = null) => new(key, null, parent, [], new Dictionary<string, IReadOnlyList<DatedValue>>());
}
