using System.Globalization;
using System.Text;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports;
using Symetrie.Api.Imports;

namespace Symetrie.Analytics.Tests.Exports.Formats;

public sealed class FrenchExcelTests
{
    private static readonly Codebook Book = Written.Book("french");

    [TestCase("windows-1252.csv", "windows-1252", ';', 1)]
    [TestCase("windows-1252-sep.csv", "windows-1252", ';', 2)]
    [TestCase("utf-8-bom.csv", "utf-8", ';', 1)]
    [TestCase("utf-16.csv", "utf-16", '\t', 1)]
    public void EveryWayOfSavingGivesTheSameResponses(string file, string encoding, char delimiter, int headerLine)
    {
        var (shape, rows) = Written.Read(Written.Bytes("french", "good", file), Book);
        (shape.Encoding, shape.Delimiter, shape.DecimalMark, shape.HeaderLine).ShouldBe((encoding, delimiter, ',', (long)headerLine));
        Written.Told(rows, Book).Select(t => t[2..]).ShouldBe(["S1 2026-04-03 5 8.5 87.5", "S1 2026-04-25 4 10 100", "S2 2026-05-01 2 0.5 –"]);
        rows[2].Response!.TeamName.ShouldBe("Besançon");
        shape.DateOrder.ShouldBe("column 'Date de réponse': the day comes first, as 1 of its dates cannot be read otherwise");
    }

    [Test]
    public void DatesThatNoRowTellsAreReadAsTheFrenchDoAndTheReportSaysSo()
    {
        var (shape, rows) = Written.Read(Written.Bytes("french", "good", "open-dates.csv"), Book);
        rows.Select(r => r.Response!.Day).ShouldBe([new(2026, 4, 3), new(2026, 5, 1)]);
        shape.DateOrder!.ShouldContain("as it does where cells are parted by semicolons");
    }

    [Test]
    public void TheWholeColumnSettlesTheOrderOfDayAndMonth()
    {
        var open = string.Concat(Enumerable.Range(0, 5_000).Select(i => "S1;Orléans;03/04/2026;4;7,5;\r\n"));
        const string header = "Code site;Site;Date de réponse;Respect;Note sur 10;% favorable\r\n";
        var (shape, rows) = Written.Read(header + open + "S1;Orléans;04/30/2026;4;7,5;\r\n", Book);
        rows.Count.ShouldBe(5_001);
        rows[0].Response!.Day.ShouldBe(new DateOnly(2026, 3, 4));
        shape.DateOrder.ShouldBe("column 'Date de réponse': the month comes first, as 1 of its dates cannot be read otherwise");
        Should.Throw<ExportRefused>(() => Written.Read(header + open + "S1;Orléans;04/30/2026;4;7,5;\r\nS1;Orléans;30/04/2026;4;7,5;\r\n", Book)).Code.ShouldBe("mixed-dates");
    }

    [Test]
    public void OtherMarksAndOrdersAreToldByTheirLine()
    {
        var rejection = Written.Read(Written.Bytes("french", "broken", "points.csv"), Book).Rows[^1].Rejection!;
        (rejection.Line, rejection.Column, rejection.Code, rejection.Reason).ShouldBe((5, "Note sur 10", "not-a-number", "the decimal mark of this file is ','"));
        Should.Throw<ExportRefused>(() => Written.Read(Written.Bytes("french", "broken", "both-orders.csv"), Book)).Code.ShouldBe("mixed-dates");
    }

    [Test]
    public void RosterCountsHaveSpacesBetweenThousands()
    {
        var book = Written.Book("french", "invited.json");
        var rows = Written.Read(Written.Bytes("french", "good", "invited.csv"), book).Rows;
        rows.Select(r => (r.Response!.Team, r.Response.Day, AnswerCode.ReadFigure(r.Response.Content).N)).ShouldBe([("S1", new(2026, 4, 1), 1250), ("S2", new(2026, 4, 1), 12_000), ("S3", new(2026, 4, 1), 80)]);
        Written.Read(Written.Bytes("french", "broken", "invited-not-a-count.csv"), book).Rows.Single().Rejection!.Code.ShouldBe("bad-count");
    }

    [Test]
    public void ATreeOfTeamsMayHaveFrenchHeaders()
    {
        using var good = new MemoryStream(Written.Bytes("french", "good", "teams.csv"));
        var teams = TeamsFile.Read(good, Symetrie.Analytics.Surveys.Calendar.Of(CalendarKind.Quarter)).Value!;
        teams.Select(t => (t.Key, t.Name, t.Parent)).ShouldBe([("R", "Réseau", null), ("S1", "Orléans", "R"), ("S2", "Besançon", "R")]);
        teams[2].Attributes["Région"].Single().Value.ShouldBe("Est");
        using var broken = new MemoryStream(Written.Bytes("french", "broken", "teams-twice.csv"));
        TeamsFile.Read(broken, Symetrie.Analytics.Surveys.Calendar.Of(CalendarKind.Quarter)).Problems.ShouldBe(["line 1: column 'key' is there twice ('Clé' means it too)"]);
    }

    [TestCase("1 234,5", "1234.5")]
    [TestCase("1\u00a0234", "1234")]
    [TestCase("-12\u202f345,25", "-12345.25")]
    [TestCase("87,5 %", "87.5")]
    [TestCase("87,5\u00a0%", "87.5")]
    [TestCase("100%", "100")]
    [TestCase("12 34", null)]
    [TestCase("1 2345", null)]
    [TestCase("1234 567", null)]
    [TestCase("%", null)]
    [TestCase("1 234,5 678", null)]
    [TestCase("é1", null)]
    public void NumbersMayBeGroupedByThrees(string text, string? number)
    {
        var read = new Api.Exports.Cells.NumberCells(',').TryRead(Encoding.UTF8.GetBytes(text), out var value);
        (read ? value.ToString(CultureInfo.InvariantCulture) : null).ShouldBe(number);
    }
}
