using System.Text;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tests.Exports.Formats;
using Symetrie.Api.Imports;

namespace Symetrie.Analytics.Tests.Imports;

public sealed class CrosswalkFileTests
{
    private static readonly Calendar Quarters = Calendar.Of(CalendarKind.Quarter);

    [TestCase("voice,unit,team,validFrom,validTo\ncustomer,Lyon Centre,S13,,2026-Q3\n,Desk,S13|S14,2026-01-01,\n")]
    [TestCase("\uFEFFteam;unit;voice;validTo;validFrom\r\nS13;Lyon Centre;customer;2026-07-01;\r\n\r\nS13 | S14;Desk;;;2026-01-01\r\n")]
    [TestCase("""{"rows":[{"voice":"customer","unit":"Lyon Centre","team":"S13","validFrom":null,"validTo":"2026-07-01"},{"unit":"Desk","team":"S13|S14","validFrom":"2026-Q1"}]}""")]
    public void The_same_rows_come_out_of_every_kind_of_file(string text) => AreTheTwo(Read(text).Required());

    [Test]
    public void A_workbook_gives_the_same_rows()
    {
        AreTheTwo(Read(Workbook.OfText("voice,unit,team,validFrom,validTo\ncustomer,Lyon Centre,S13,,2026-Q3\n,Desk,S13|S14,2026-01-01,\n")).Required());
        Read(Workbook.OfText("unit,team,validFrom\nx,A,soon\n")).Problems.Single().ShouldContain("line 2: column 'validFrom': 'soon'");
    }

    private static void AreTheTwo(IReadOnlyList<CrosswalkRow> rows)
    {
        rows.Select(r => (r.Voice, r.Text, r.Team, r.From, r.To)).ShouldBe(
        [
            (Voice.Customer, "Lyon Centre", "S13", DateOnly.MinValue, new DateOnly(2026, 7, 1)),
            (null, "Desk", "S13|S14", new DateOnly(2026, 1, 1), DateOnly.MaxValue),
        ]);
    }

    [TestCase("", "the file is empty")]
    [TestCase("voice,team\nemployee,A\n", "line 1: there is no column 'unit'")]
    [TestCase("unit,team,until\nx,A,2026-01-01\n", "line 1: column 'until' is not known")]
    [TestCase("voice,unit,team\nboss,x,A\n", "line 2: column 'voice': 'boss'")]
    [TestCase("unit,team\n,A\n", "line 2: column 'unit': the row names no unit")]
    [TestCase("unit,team\nx,\n", "line 2: column 'team': the row names no team")]
    [TestCase("unit,team,validFrom\nx,A,soon\n", "line 2: column 'validFrom': 'soon'")]
    [TestCase("unit,team,validFrom,validTo\nx,A,2026-01-01,2026-01-01\n", "line 2: column 'validTo': '2026-01-01' is not after validFrom")]
    [TestCase("unit,team\nx,A,more\n", "line 2: 3 cells under a header of 2")]
    [TestCase("""{"rows":[{"unit":"x","team":"A","from":"2026-01-01"}]}""", "rows[0].from: is not known here")]
    [TestCase("""{"rows":[{"unit":"x","team":"A","validTo":"soon"}]}""", "rows[0].validTo: 'soon'")]
    [TestCase("""{"rows":[{"unit":"x"}]}""", "rows[0].team: is missing")]
    [TestCase("{", "this is not JSON")]
    public void What_is_wrong_is_told_with_its_place(string text, string problem)
    {
        var read = Read(text);
        read.Value.ShouldBeNull();
        read.Problems[0].ShouldContain(problem);
    }

    private static Reading<IReadOnlyList<CrosswalkRow>> Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private static Reading<IReadOnlyList<CrosswalkRow>> Read(byte[] content)
    {
        using var stream = new MemoryStream(content);
        return CrosswalkFile.Read(stream, Quarters);
    }
}
