using System.Text;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Tests.Surveys;
using Symetrie.Api.Exports;
using Symetrie.Api.Exports.Formats;

namespace Symetrie.Analytics.Tests.Exports.Formats;

/// <summary>Workbooks: those LibreOffice writes give the same as the CSV they were made of, and what each part of one may hold is read.</summary>
public sealed class SheetTests
{
    [TestCase("staff.xlsx")]
    [TestCase("staff.xls")]
    public void AWorkbookGivesWhatItsCsvGives(string file)
    {
        var (shape, rows) = Samples.Read(Bytes(file), Samples.Staff);
        var csv = Samples.Read(File.ReadAllBytes(Path.Combine(ShippedFiles.Folder, "exports", "xlsx", "staff.csv")), Samples.Staff);
        (shape.Container, shape.Sheet, shape.HeaderLine).ShouldBe((file[6..], "staff", 1L));
        Written.Told(rows, Samples.Staff).ShouldBe(Written.Told(csv.Rows, Samples.Staff));
        rows.Count.ShouldBe(5);
        Rows(Bytes(file)).Select(r => r[7]).ShouldBe(["part", "12.5%", "7%", "100%", "", "0.04%"]);
    }

    [TestCase("notes.xlsx")]
    [TestCase("notes.xls")]
    public void TheSheetWithTheAnswersAndItsHeaderAreFound(string file)
    {
        var (shape, rows) = Samples.Read(Bytes(file), Samples.Staff);
        (shape.Sheet, shape.HeaderLine).ShouldBe(("Réponses 2026", 3L));

        // The first date is a number without any format: the day it counts is meant.
        Written.Told(rows, Samples.Staff).ShouldBe(["7 T1 2026-09-01 4 7.5", "8 T2 2026-09-03 1 –"]);
    }

    [TestCase("Lisez-moi", null, 1)]
    [TestCase("lisez-moi ", null, 1)]
    [TestCase("1", null, 1)]
    [TestCase("2", null, 3)]
    [TestCase(null, 3, 3)]
    [TestCase(null, 1, 1)]
    [TestCase("Lisez-moi", 2, 2)]
    public void SheetAndHeaderMayBeNamed(string? sheet, int? header, int line) => ExportReader.Look(new MemoryStream(Bytes("notes.xlsx")), new ExportOptions(sheet, header)).HeaderLine.ShouldBe(line);

    [TestCase("Données", null, "unknown-sheet", "it has 'Lisez-moi', 'Réponses 2026'")]
    [TestCase(null, 2, "no-header", "line 2: there is no header")]
    [TestCase(null, 90, "no-header", "line 90")]
    public void ANameThatIsNotThereIsRefused(string? sheet, int? header, string code, string message)
    {
        var refused = Should.Throw<ExportRefused>(() => ExportReader.Look(new MemoryStream(Bytes("notes.xlsx")), new ExportOptions(sheet, header)));
        refused.Code.ShouldBe(code);
        refused.Message.ShouldContain(message);
    }

    [Test]
    public void ATextHasNoSheetButMayHaveLinesAboveItsHeader()
    {
        var text = Encoding.UTF8.GetBytes("Report of the quarter\n\nteam,Q1\nA,1\n");
        ExportReader.Look(new MemoryStream(text), new ExportOptions(HeaderLine: 3)).Columns.Select(c => c.Header).ShouldBe(["team", "Q1"]);
        Should.Throw<ExportRefused>(() => ExportReader.Look(new MemoryStream(text), new ExportOptions("Report"))).Message.ShouldContain("a csv file has no sheets");
    }

    [Test]
    public void ColumnsLookedForOnTheWrongSheetNameTheOthers() =>
        Should.Throw<ExportRefused>(() => ExportReader.Open(new MemoryStream(Bytes("notes.xlsx")), Samples.Staff, Samples.Quarters, new ExportOptions("Lisez-moi"))).Message.ShouldContain("there are also 'Réponses 2026'");

    [TestCase("microsoft-forms", "2 Lyon; 2026-03-31 5 4 9", "3 Lyon; 2026-04-01 4 – 10", "4 Nantes; 2026-04-01 2 1 1")]
    [TestCase("google-forms", "2 Lyon 2026-03-31 5 4 9", "3 Lyon 2026-04-01 4 – 10", "4 Nantes 2026-04-01 1 2 0")]
    [TestCase("qualtrics", "4 Lyon 2026-04-01 5 4 9", "5 Lyon 2026-04-01 – 3 10", "11 Nantes 2026-03-31 2 – 7", "12 Nantes 2026-04-01 3 3 3")]
    public void WhatASurveyToolWroteIsKnownInAWorkbook(string format, params string[] told)
    {
        var book = Written.Book(format);
        var (shape, rows) = Written.Read(Bytes(format + ".xlsx"), book);
        (shape.Format, shape.Container).ShouldBe((format, "xlsx"));
        Written.Told(rows, book).ShouldBe(told);
    }

    [Test]
    public void EveryKindOfCellIsRead()
    {
        const string formats = "<numFmts><numFmt numFmtId=\"200\" formatCode=\"dd\\.mm\\.yyyy\\ hh:mm\"/><numFmt numFmtId=\"201\" formatCode=\"0.0&quot; days&quot;\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
            + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"10\"/><xf numFmtId=\"200\"/><xf numFmtId=\"201\"/><xf numFmtId=\"21\"/></cellXfs>";
        const string texts = "<si><t xml:space=\"preserve\"> a &lt;b&gt; </t></si><si><r><rPr/><t>run</t></r><r><t>s</t></r><rPh><t>no</t></rPh></si><si><t>1_x000D__x000A_2</t></si><si/>";
        const string rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c><c t=\"s\"><v>3</v></c><c t=\"inlineStr\"><is><t>in</t><phoneticPr/></is></c><c t=\"str\"><f>A1&amp;B1</f><v>&#233;&#xE9;</v></c></row>"
            + "<row r=\"5\"><c t=\"b\"><v>1</v></c><c t=\"e\"><v>#N/A</v></c><c t=\"d\"><v>2026-09-01</v></c><c s=\"1\"><v>46266</v></c><c s=\"2\"><v>0.125</v></c><c s=\"3\"><v>46266.999999</v></c><c s=\"4\"><v>4.0999999999999996</v></c><c s=\"5\"><v>0.5</v></c><c><v>1E-3</v></c><c><v><![CDATA[7]]></v></c></row>";
        var read = Rows(Workbook.Of(rows, texts, formats: formats));
        read[0].Take(6).ShouldBe([" a <b> ", "runs", "1\r\n2", "", "in", "éé"]);
        read[1].ShouldBe(["TRUE", "#N/A", "2026-09-01", "2026-09-01", "12.5%", "2026-09-01T23:59:59", "4.1", "12:00:00", "0.001", "7"]);
        Rows(Workbook.Of("<row><c s=\"1\"><v>1</v></c><c s=\"1\"><v>60</v></c></row>", formats: formats, workbook: "<workbookPr date1904=\"1\"/>"))[0].ShouldBe(["1904-01-02", "1904-03-01"]);
        Rows(Workbook.Of("<row><c s=\"1\"><v>1</v></c><c s=\"1\"><v>61</v></c></row>", formats: formats))[0].ShouldBe(["1900-01-01", "1900-03-01"]);
    }

    private static byte[] Bytes(string file) => File.ReadAllBytes(Path.Combine(ShippedFiles.Folder, "exports", "xlsx", "good", file));

    private static List<string[]> Rows(byte[] bytes)
    {
        using var rows = ExportFormats.Rows(new ExportSource(new MemoryStream(bytes)));
        var texts = new List<string[]>();
        while (rows.Read()) texts.Add([.. Enumerable.Range(0, rows.CellCount).Select(i => Encoding.UTF8.GetString(rows.Cell(i)))]);
        return texts;
    }
}
