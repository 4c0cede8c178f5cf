using System.Text;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tests.Surveys;
using Symetrie.Api.Exports;
using Symetrie.Api.Exports.Formats;

namespace Symetrie.Analytics.Tests.Exports.Formats;

/// <summary>SPSS files: written by PSPP and read by R haven as well, and those of other programs in the shared material.</summary>
public sealed class SpssTests
{
    private static readonly Codebook Book = CodebookJson.Read("""
        {
          "key": "clients", "voice": "customer", "layout": "wide",
          "columns": { "team": "site", "respondent": "Identifiant du répondant", "date": "submitted", "attributes": { "branch": "branch_of_the_company" } },
          "dateFormat": "dd/MM/yyyy",
          "scales": { "agree5": { "min": 1, "max": 5, "labels": { "Tout à fait d'accord": 5, "Pas du tout d'accord": 1 } } },
          "items": [
            { "key": "respect", "column": "On me traite avec respect", "dimension": "respect", "scale": "agree5" },
            { "key": "information", "column": "information", "dimension": "information", "scale": { "min": 1, "max": 5 } },
            { "key": "overall", "column": "overall", "dimension": "overall", "scale": { "min": 0, "max": 11, "decimals": 1 } }
          ]
        }
        """, ShippedFiles.Mirror).Required();

    [TestCase("bytecode.sav", "sav", "bytecode")]
    [TestCase("plain.sav", "sav", "bytecode")]
    [TestCase("zlib.zsav", "zsav", "bytecode")]
    [TestCase("windows-1252.sav", "sav", "windows-1252")]
    public void EveryPackingGivesWhatAnotherReaderFinds(string file, string container, string reading)
    {
        var (rows, told) = Rows(Bytes("good", file));
        told.ShouldBe(container);
        var expected = File.ReadAllLines(Path.Combine(ShippedFiles.Folder, "exports", "spss", "second-reading", reading + ".haven.tsv")).Select(l => l.Split('\t')).ToList();
        var branch = Array.IndexOf(expected[0], "branch_of_the_company");

        // haven takes no notice of a missing string that is shorter than its variable; PSPP does.
        foreach (var row in expected.Where(r => branch >= 0 && r[branch] == "9")) row[branch] = "";
        rows.ShouldBe(expected.Select(e => string.Join('\t', e)));
    }

    [Test]
    public void ValuesThatTheFileCallsMissingAreNoAnswers()
    {
        var rows = Rows(Bytes("good", "plain.sav")).Rows.Skip(1).Select(r => r.Split('\t')).ToDictionary(r => int.Parse(r[0]));

        // 9 and 8 singly, −1 in a range from the lowest, 97 in a range, 98.5 beside it, no value at all, '9' as a string.
        (rows[1008][5], rows[1010][5], rows[1008][6], rows[1001][7], rows[1012][7], rows[1014][6], rows[1003][2]).ShouldBe(("", "", "", "", "", "", ""));
        var pspp = File.ReadAllLines(Path.Combine(ShippedFiles.Folder, "exports", "spss", "second-reading", "pspp.csv")).Skip(1).Select(l => l.Split(',')).ToList();
        pspp.Count.ShouldBe(rows.Count);
        foreach (var line in pspp) (rows[int.Parse(line[0])][5], rows[int.Parse(line[0])][2]).ShouldBe((line[5].Trim(), line[2].Trim()));
    }

    [Test]
    public void TheDictionaryTellsWordingAndWhatCodesMean()
    {
        var shape = ExportReader.Look(new MemoryStream(Bytes("good", "zlib.zsav")));
        (shape.Container, shape.Encoding, shape.HeaderLine).ShouldBe(("zsav", "utf-8", 1L));
        shape.Columns.Select(c => (c.Header, c.Label)).ShouldContain(("information", "J'ai l'information qu'il me faut"));
        var source = new ExportSource(new MemoryStream(Bytes("good", "windows-1252.sav")));
        using var rows = ExportFormats.Rows(source);
        rows.Labels.ShouldBe(["", "", "", "Respectueux, à l'écoute"]);
        rows.ValueLabels[3].ShouldBe(new Dictionary<string, string> { ["4"] = "Plutôt", ["5"] = "Tout à fait" });
    }

    [Test]
    public void ColumnsAreFoundByNameOrByLabelAndCodesByTheirMeaning()
    {
        var (shape, rows) = Samples.Read(Bytes("good", "bytecode.sav"), Book);
        shape.Columns.Where(c => c.TakenFor != "ignored").Select(c => c.TakenFor).ShouldBe(["respondent", "attribute branch", "team", "item respect", "item information", "item overall", "date"]);
        var first = rows[0].Response!;
        (first.Line, first.Team, first.TeamName, first.Respondent, first.Day).ShouldBe((2, "11", "Nîmes", "1001", new DateOnly(2026, 9, 22)));
        first.Attributes.ShouldBe(["Sud"]);
        rows.Count(r => r.Response is not null).ShouldBe(40);
    }

    [Test]
    public void TheWordsOfAScaleCountMoreThanTheNumbersOfATool()
    {
        var turned = Book with { Items = [Book.Items[0] with { Scale = CodebookJson.Read("""{"key":"x","voice":"customer","layout":"wide","columns":{"team":"a","date":"b"},"items":[{"key":"k","column":"c","dimension":"respect","scale":{"min":1,"max":5,"labels":{"Pas du tout d'accord":5,"Tout à fait d'accord":1}}}]}""", ShippedFiles.Mirror).Required().Items[0].Scale }, .. Book.Items.Skip(1)] };
        var (plain, words) = (Samples.Read(Bytes("good", "plain.sav"), Book).Rows, Samples.Read(Bytes("good", "plain.sav"), turned).Rows);
        for (var i = 0; i < plain.Count; i++)
        {
            var (one, other) = (Samples.Steps(plain[i].Response!, Book)[0], Samples.Steps(words[i].Response!, turned)[0]);
            other.ShouldBe(one is 0 or 4 ? 4 - one : one, $"row {i}");
        }
    }

    [Test]
    public void AFileThatIsCutOffIsRefusedWhereverItIsCut()
    {
        foreach (var file in new[] { "bytecode.sav", "plain.sav", "zlib.zsav" })
        {
            var whole = Bytes("good", file);
            for (var length = 4; length < whole.Length; length += 1 + (length / 40))
            {
                var refused = Should.Throw<ExportRefused>(() => Rows(whole[..length]), $"{file} cut at {length}");
                refused.Message.ShouldContain("SPSS file");
            }
        }
    }

    [TestCase("cut-off.sav", "truncated")]
    [TestCase("no-dictionary.sav", "truncated")]
    [TestCase("more-cases.sav", "bad-case-count")]
    public void ABrokenSampleIsRefused(string file, string code) => Should.Throw<ExportRefused>(() => Rows(Bytes("broken", file))).Code.ShouldBe(code);

    [TestCase(72, 7, "bad-sav", "compression code 7")]
    [TestCase(80, 1_000, "bad-case-count", "says that it has 1,000 cases and has only 40")]
    [TestCase(80, 10, "bad-case-count", "says that it has 10 cases and has more")]
    [TestCase(176, 5, "bad-sav", "there is no record of kind 5")]
    [TestCase(180, 900, "bad-sav", "cannot have the width 900")]
    [TestCase(188, 9, "bad-sav", "cannot have 9 missing values")]
    public void ADamagedNumberIsRefusedAtItsPlace(int place, int number, string code, string message)
    {
        var bytes = Bytes("good", "bytecode.sav");
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(place), number);
        var refused = Should.Throw<ExportRefused>(() => Rows(bytes));
        refused.Code.ShouldBe(code);
        refused.Message.ShouldContain(message);
    }

    [Test]
    public void AnEncodingThatIsNotKnownIsRefused()
    {
        var bytes = Bytes("good", "windows-1252.sav");
        var name = bytes.AsSpan().LastIndexOf("WINDOWS-1252"u8);
        name.ShouldBeGreaterThan(0);
        "KLINGON-1252"u8.CopyTo(bytes.AsSpan(name));
        Should.Throw<ExportRefused>(() => Rows(bytes)).Message.ShouldContain("'KLINGON-1252', an encoding that is not known");
    }

    [TestCase("sample.sav", "sample.csv")]
    [TestCase("sample.zsav", "sample.csv")]
    [TestCase("sample_missing.sav", "sample_missing.csv")]
    public void RealFilesGiveWhatStandsBesideThem(string file, string csv)
    {
        var (rows, _) = Rows(File.ReadAllBytes(ShippedFiles.Shared("exports", "spss_pyreadstat", "basic", file)));
        var expected = File.ReadAllLines(ShippedFiles.Shared("exports", "spss_pyreadstat", "basic", csv)).Select(l => l.Split(',').Select(Plain)).Select(c => string.Join('\t', c));
        rows.ShouldBe(expected);
    }

    [TestCase("exports/spss_haven/iris.sav", 150, "5.1\t3.5\t1.4\t0.2\t1", "5.9\t3\t5.1\t1.8\t3")]
    [TestCase("exports/spss_pyreadstat/basic/sample_large.sav", 485, "a\t1.1\t2018-05-06\t2018-05-06T10:10:10\t1\t1\t10:10:10", "e\t1000.3\t\t\t1\t1\t")]
    [TestCase("exports/spss_pyreadstat/basic/hebrews.sav", 99, "33", null)]
    [TestCase("exports/spss_pyreadstat/basic/tegulu.sav", 1, "210\tనేను గతంలో వాడిన బ", null)]
    [TestCase("exports/spss_pyreadstat/basic/test_width.sav", 5, "R_0001xAxQxIo2PVH\t2020-07-13 23:19:55\t944\t2", null)]
    public void RealFilesOfOtherProgramsAreRead(string file, int cases, string first, string? last)
    {
        var (rows, _) = Rows(File.ReadAllBytes(ShippedFiles.Shared(file.Split('/'))));
        (rows.Count, rows[1]).ShouldBe((cases + 1, first));
        if (last is not null) rows[^1].ShouldBe(last);
    }

    private static byte[] Bytes(params string[] path) => File.ReadAllBytes(Path.Combine([ShippedFiles.Folder, "exports", "spss", .. path]));

    private static (List<string> Rows, string Container) Rows(byte[] bytes)
    {
        using var rows = ExportFormats.Rows(new ExportSource(new MemoryStream(bytes)));
        var texts = new List<string>();
        while (rows.Read()) texts.Add(string.Join('\t', Enumerable.Range(0, rows.CellCount).Select(i => Encoding.UTF8.GetString(rows.Cell(i)))));
        return (texts, rows.Container);
    }

    // The CSV has decimals, fractions of seconds and hours of one digit where the values have none.
    private static string Plain(string cell)
    {
        cell = cell.Trim('\uFEFF');
        if (cell == "#NULL!") return "";
        if (cell.EndsWith(".000000", StringComparison.Ordinal)) cell = cell[..^7];
        if (cell is [_, ':', ..]) cell = "0" + cell;
        return double.TryParse(cell, System.Globalization.CultureInfo.InvariantCulture, out var number) && cell.Contains('.', StringComparison.Ordinal) ? number.ToString(System.Globalization.CultureInfo.InvariantCulture) : cell;
    }
}
