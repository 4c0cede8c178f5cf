using System.Buffers.Binary;
using System.Diagnostics;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Tests.Surveys;
using Symetrie.Api.Exports;

namespace Symetrie.Analytics.Tests.Exports.Formats;

/// <summary>Workbooks that are broken, or made to fill memory: each is refused, soon, and the refusal says why.</summary>
public sealed class SheetLimitTests
{
    [TestCase("<row r=\"2\"><c><v>1</v></c></row><row r=\"2\"><c><v>1</v></c></row>", "row '2' stands after row 2")]
    [TestCase("<row r=\"1048577\"><c><v>1</v></c></row>", "row '1048577'")]
    [TestCase("<row><c r=\"XFE1\"><v>1</v></c></row>", "beyond column 16,384")]
    [TestCase("<row><c r=\"7\"><v>1</v></c></row>", "a cell without a column")]
    [TestCase("<row><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>", "column 1 is there twice")]
    [TestCase("<row><c t=\"s\"><v>0</v></c></row>", "a cell whose text is not in the workbook")]
    [TestCase("<row><c t=\"str\"><v>&nbsp;</v></c></row>", "an entity that is not known")]
    [TestCase("<row><c t=\"str\"><v>&#xD800;</v></c></row>", "a numbered letter that is none")]
    [TestCase("<row><c t=\"str\"><v>_x0000_</v></c></row>", "NUL")]
    [TestCase("<row><c></row>", "an element 'row' ends that did not begin")]
    [TestCase("<!DOCTYPE a [<!ENTITY b \"c\">]><row/>", "a document type")]
    [TestCase("<row a=b><c r=A1><v>1</v></c></row>", "an attribute has no quotes")]
    [TestCase("", "no sheet of the workbook has a cell")]
    public void ASheetThatIsNoneIsRefused(string rows, string message) => Refusal(Workbook.Of(rows)).Message.ShouldContain(message);

    [Test]
    public void AnArchiveWithoutAWorkbookIsRefused()
    {
        Refusal(Workbook.Pack(new Dictionary<string, string> { ["a/b.txt"] = "text", ["c.txt"] = "text" })).Message.ShouldContain("no .xlsx workbook");
        var parts = Workbook.Parts("<row/>");
        parts.Remove("xl/worksheets/sheet1.xml");
        Refusal(Workbook.Pack(parts)).Message.ShouldContain("sheet 'A & B' is not in the workbook");
    }

    [TestCase("cut-off.xlsx", "truncated")]
    [TestCase("cut-off.xls", "bad-xls")]
    [TestCase("changed-sheet.xlsx", "bad-xlsx")]
    [TestCase("text-document.xlsx", "binary")]
    public void ABrokenSampleIsRefused(string file, string code) => Refusal(File.ReadAllBytes(Path.Combine(ShippedFiles.Folder, "exports", "xlsx", "broken", file))).Code.ShouldBe(code);

    [Test]
    public void AWorkbookThatIsCutOffIsRefusedWhereverItIsCut()
    {
        foreach (var file in new[] { "staff.xlsx", "staff.xls" })
        {
            var whole = File.ReadAllBytes(Path.Combine(ShippedFiles.Folder, "exports", "xlsx", "good", file));
            for (var length = 8; length < whole.Length; length += 97) Refusal(whole[..length], $"{file} cut at {length}").Code.ShouldBeOneOf("truncated", "bad-xlsx", "bad-xls", "too-large");
        }
    }

    [Test]
    public void AnOldSheetThatSaysItIsTooWideIsRefused()
    {
        var bytes = File.ReadAllBytes(Path.Combine(ShippedFiles.Folder, "exports", "xlsx", "good", "staff.xls"));
        // The record that says how far the sheet reaches; the column after its last stands ten bytes after its length.
        var record = bytes.AsSpan().IndexOf<byte>([0x00, 0x02, 14, 0]);
        foreach (var columns in new[] { 257, ushort.MaxValue })
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(record + 4 + 10), (ushort)columns);
            Quickly(() => Refusal(bytes).Message.ShouldContain($"has {columns:N0} columns; it can have 256 at most"));
        }

        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(record + 4 + 10), 256);
        Look(bytes);
    }

    [Test]
    public void ADigitThatChangedOnTheWayIsNoticed()
    {
        // Stored, not packed: only the check sum tells.
        var parts = Workbook.Parts("<row><c t=\"str\"><v>team</v></c><c t=\"str\"><v>Q</v></c></row><row><c t=\"str\"><v>A</v></c><c><v>4</v></c></row>");
        using var stream = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(stream, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using var part = zip.CreateEntry(name, System.IO.Compression.CompressionLevel.NoCompression).Open();
                part.Write(System.Text.Encoding.UTF8.GetBytes(text));
            }
        }

        var bytes = stream.ToArray();
        Look(bytes);
        bytes[bytes.AsSpan().IndexOf("<v>4</v>"u8) + 3] = (byte)'5';
        Refusal(bytes).Message.ShouldContain("what it unfolds to is not what was packed");
    }

    [Test]
    public void ADeclaredSheetOfAllCellsCostsNothing()
    {
        var bytes = Workbook.Of("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>team</v></c><c r=\"B1\" t=\"str\"><v>Q</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>");
        bytes.Length.ShouldBeLessThan(2_500);
        Quickly(() => Look(bytes));
    }

    [Test]
    public void ASheetThatUnfoldsWithoutEndIsRefused()
    {
        var bytes = Workbook.Large(sheet =>
        {
            sheet.Write("<worksheet><sheetData>");
            for (var i = 0; i < 4_000; i++) sheet.Write(new string(' ', 100_000));
            sheet.Write("</sheetData></worksheet>");
        });
        bytes.Length.ShouldBeLessThan(4_000_000);
        Quickly(() => Refusal(bytes).Code.ShouldBe("inflates-too-far"));

        // The directory may say otherwise.
        var lying = (byte[])bytes.Clone();
        for (var at = lying.AsSpan().LastIndexOf("PK\u0001\u0002"u8); at >= 0; at = -1) BinaryPrimitives.WriteUInt32LittleEndian(lying.AsSpan(at + 24), 1_000);
        Quickly(() => Refusal(lying).Code.ShouldBeOneOf("inflates-too-far", "bad-xlsx"));
    }

    [Test]
    public void MillionsOfTextsAreRefusedBeforeTheyFillMemory()
    {
        var bytes = Workbook.Large(
            texts =>
            {
                var random = new Random(7);
                texts.Write("<sst>");
                for (var i = 0; i < 700_000; i++) texts.Write($"<si><t>{random.NextInt64():x16}{random.NextInt64():x16}{new string('x', 80)}</t></si>");
                texts.Write("</sst>");
            },
            "xl/sharedStrings.xml");
        Quickly(() => Refusal(bytes).Code.ShouldBe("too-large"));
    }

    [Test]
    public void MillionsOfRowsThatReachFarAreRefused()
    {
        var bytes = Workbook.Large(sheet =>
        {
            sheet.Write("<worksheet><sheetData><row><c t=\"str\"><v>team</v></c><c t=\"str\"><v>Q</v></c></row>");
            for (var i = 2; i < 300_000; i++) sheet.Write($"<row r=\"{i}\"><c r=\"XFD{i}\"><v>1</v></c></row>");
            sheet.Write("</sheetData></worksheet>");
        });
        Quickly(() => Refusal(bytes).Code.ShouldBe("too-many-cells"));
    }

    private static void Look(byte[] bytes)
    {
        using var rows = ExportFormats.Rows(new Symetrie.Api.Exports.Formats.ExportSource(new MemoryStream(bytes)));
        while (rows.Read())
        {
        }
    }

    private static ExportRefused Refusal(byte[] bytes, string? what = null) => Should.Throw<ExportRefused>(() => Look(bytes), what);

    // Five seconds are what an answer may take; a machine that does other work beside needs some of it.
    private static void Quickly(Action act)
    {
        var clock = Stopwatch.StartNew();
        act();
        clock.Elapsed.TotalSeconds.ShouldBeLessThan(5);
    }
}
