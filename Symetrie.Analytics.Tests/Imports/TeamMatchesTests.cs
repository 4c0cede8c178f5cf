using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tests.Reference;
using Symetrie.Api.Imports;

namespace Symetrie.Analytics.Tests.Imports;

/// <summary>Who was heard by both voices, and who is called alike.</summary>
internal sealed class TeamMatchesTests
{
    private static readonly DateOnly Month = new(2026, 1, 1);

    [Test]
    public void Teams_are_listed_by_who_was_heard_and_nothing_is_applied()
    {
        Unit[] units = [Of(1, Voice.Employee, "Lyon"), Of(2, Voice.Customer, "LYON"), Of(3, Voice.Employee, "Saint-Étienne Centre"), Of(4, Voice.Customer, "St Etienne centre"), Of(5, Voice.Customer, "Brest")];
        var rows = Rows(units, []);
        rows.Select(r => (r.Status, r.Team, r.Suggestion, r.Voice, r.Unit, r.Target)).ShouldBe(
        [
            ("matched", "Lyon", null, null, null, null),
            ("employee-only", "Saint-Étienne Centre", "St Etienne centre", "customer", "St Etienne centre", "Saint-Étienne Centre"),
            ("customer-only", "Brest", null, null, null, null),
            ("customer-only", "St Etienne centre", "Saint-Étienne Centre", "customer", "St Etienne centre", "Saint-Étienne Centre"),
        ]);
        rows.Where(r => r.Suggestion is not null).ShouldAllBe(r => r.Score >= 0.6 && r.Score <= 1);
    }

    [Test]
    public void What_is_free_moves_to_what_was_put_in()
    {
        var put = new RegisteredTeam("S13", "Lyon Part-Dieu", null, [], new Dictionary<string, IReadOnlyList<DatedValue>>());
        var rows = Rows([Of(1, Voice.Employee, "Part Dieu Lyon 3")], [put]);
        rows.Single().ShouldBe(new TeamMatch { Status = "employee-only", Team = "Part Dieu Lyon 3", Name = "Part Dieu Lyon 3", EmployeeUnits = "Part Dieu Lyon 3", Rank = 1, Suggestion = "S13", SuggestionName = "Lyon Part-Dieu", Score = rows.Single().Score, Voice = "employee", Unit = "Part Dieu Lyon 3", Target = "S13" });
        Rows([Of(1, Voice.Employee, "s13"), Of(2, Voice.Customer, "Lyon Part Dieu gare")], [put]).Select(r => (r.Team, r.Voice, r.Unit, r.Target)).ShouldBe(
            [("S13", "customer", "Lyon Part Dieu gare", "S13"), ("Lyon Part Dieu gare", "customer", "Lyon Part Dieu gare", "S13")]);
    }

    [Test]
    public void The_trusts_of_2023_match_by_name_alone_as_far_as_their_names_go()
    {
        var folder = Places.OfShared("data", "nhs");
        var staff = Staff(CsvTable.Read(Path.Combine(folder, "employee.csv")));
        var trusts = Trusts(CsvTable.Read(Path.Combine(folder, "customer_2023_adjusted_trust_effects.csv")));
        trusts.Length.ShouldBe(131);
        Unit[] units =
        [
            .. staff.Select((s, i) => new Unit(i, Voice.Employee, TextKey.Of(s.Key), [new UnitFact(UnitFact.Spelling, Month, s.Key), new UnitFact(UnitFact.Name, Month, s.Name)])),
            .. trusts.Select((t, i) => Of(1000 + i, Voice.Customer, t.Name)),
        ];
        var matching = TeamMatching.Of(units, [], Crosswalk.Empty);
        trusts.Select((t, i) => matching.SpansOf(1000 + i).Single().Team == t.Code).Count(right => right).ShouldBe(128);

        var rows = TeamMatches.Of(matching, units, []);
        rows.Where(r => r.Status == "matched").Select(r => r.Team).Distinct().Count().ShouldBe(128);
        var open = rows.Where(r => r is { Status: "customer-only", Rank: <= 1 }).OrderBy(r => r.Name, StringComparer.Ordinal).ToArray();
        // The three that are written otherwise: the service's name in full, a word more, and one of four sectors.
        open.Select(r => r.Suggestion![..3]).ShouldBe(["R1F", "RHU", "RRF"]);

        var accepted = Crosswalk.Of(open.Select(r => new CrosswalkRow(Voices.Parse(r.Voice), r.Unit!, [r.Target!], DateOnly.MinValue, DateOnly.MaxValue)));
        TeamMatches.Of(TeamMatching.Of(units, [], accepted), units, []).Count(r => r.Status == "matched").ShouldBe(131);
    }

    private static (string Key, string Name)[] Staff(CsvTable table) =>
        [.. table.Column("period").Zip(table.Column("unit_id"), table.Column("unit_name")).Where(r => r.First == "2023").Select(r => (r.Second, r.Third)).Distinct()];

    private static (string Name, string Code)[] Trusts(CsvTable table) => [.. table.Column("trust_name").Zip(table.Column("code"))];

    private static IReadOnlyList<TeamMatch> Rows(Unit[] units, RegisteredTeam[] registered) => TeamMatches.Of(TeamMatching.Of(units, registered, Crosswalk.Empty), units, registered);

    private static Unit Of(long number, Voice voice, string spelling) => new(number, voice, TextKey.Of(spelling), [new UnitFact(UnitFact.Spelling, Month, spelling)]);
}
