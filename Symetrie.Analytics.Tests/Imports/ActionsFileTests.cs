using System.Text;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tests.Exports.Formats;
using Symetrie.Api.Imports;

namespace Symetrie.Analytics.Tests.Imports;

public sealed class ActionsFileTests
{
    private const string Table = "team,ritual,start,end,assignment\nS13,debriefing,2026-Q1,,\nLyon,welcome,2026-02-03,2026-Q3,random\n";
    private static readonly DateOnly Today = new(2026, 5, 4);

    [Test]
    public void The_same_actions_come_out_of_text_json_and_a_workbook()
    {
        RitualAction[] expected =
        [
            new("S13", "debriefing", new DateOnly(2026, 1, 1), DateOnly.MaxValue, Assignment.Chosen, Today),
            new("Lyon", "welcome", new DateOnly(2026, 2, 3), new DateOnly(2026, 7, 1), Assignment.Random, Today),
        ];
        const string json = """{"rows":[{"team":"S13","ritual":"debriefing","start":"2026-Q1","end":null},{"team":"Lyon","ritual":"welcome","start":"2026-02-03","end":"2026-Q3","assignment":"random"}]}""";
        foreach (var content in new[] { Encoding.UTF8.GetBytes(Table), Encoding.UTF8.GetBytes(json), Workbook.OfText(Table) }) Read(content).Required().ShouldBe(expected);
    }

    [Test]
    public void What_is_wrong_in_a_workbook_is_told_with_its_place()
    {
        Read(Workbook.OfText("team,ritual,start,end\nS13,debriefing,2026-Q2,2026-Q1\n")).Problems.Single().ShouldContain("line 2: column 'end': '2026-Q1' is not after the start");
        Read(Workbook.OfText("team,start\nS13,2026-Q2\n")).Problems[0].ShouldContain("line 1: there is no column 'ritual'");
    }

    private static Reading<IReadOnlyList<RitualAction>> Read(byte[] content)
    {
        using var stream = new MemoryStream(content);
        return ActionsFile.Read(stream, Calendar.Of(CalendarKind.Quarter), Today);
    }
}
