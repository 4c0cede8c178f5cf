using System.Text.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tests.Imports.Proposals;
using Symetrie.Analytics.Tests.River;
using Symetrie.Api.Exports;
using Symetrie.Api.Imports;

namespace Symetrie.Analytics.Tests.Imports;

/// <summary>One table as every tool would export it, French headings and all (<c>data/exports/one-table</c>): a codebook is proposed, the file is taken in by it, and
/// counts, teams and sums are those that pandas, R haven and LibreOffice find (<c>read.py</c> there).</summary>
internal sealed class OneTableTests
{
    private static readonly JsonElement Expected = JsonDocument.Parse(File.ReadAllText(Path("expected.json"))).RootElement;

    [TestCase("../proposals/salaries-accord.csv", "csv", "Agence", "Date de soumission", "")]
    [TestCase("workbook.xlsx", "xlsx", "Agence", "Date de soumission", "")]
    [TestCase("workbook.xls", "xls", "Agence", "Date de soumission", "")]
    [TestCase("spss.sav", "sav", "agence", "submitted", "")]
    [TestCase("spss.zsav", "zsav", "agence", "submitted", "")]
    [TestCase("responses.ndjson", "json", "team", "submittedAt", "")]
    [TestCase("responses.json", "json", "team", "submittedAt", "")]
    [TestCase("google-forms.csv", "google-forms", "Agence", "Horodateur", "")]
    [TestCase("microsoft-forms.xlsx", "microsoft-forms", "Agence", "Heure de fin", "")]
    [TestCase("limesurvey-codes.csv", "limesurvey", "agence", "submitdate", "partial 5")]
    [TestCase("limesurvey-texts.csv", "limesurvey", "Dans quelle agence travaillez-vous ?", "Date de soumission", "partial 5")]
    [TestCase("surveymonkey.csv", "surveymonkey", "Dans quelle agence travaillez-vous ?", "Date de fin", "abandoned 3")]
    [TestCase("qualtrics.csv", "qualtrics", "Q1", "RecordedDate", "preview 1, unfinished 1")]
    [TestCase("kobo.csv", "kobo", "lieu/agence", "_submission_time", "")]
    public void ItIsUnderstoodTakenInAndCountedAsOthersCountIt(string file, string format, string team, string date, string skipped)
    {
        var proposal = Truth.Propose(Path(file));
        var codebook = Decided(proposal.Codebook);
        (codebook["layout"]!.GetValue<string>(), (string?)codebook["columns"]!["team"], (string?)codebook["columns"]!["date"]).ShouldBe(("wide", team, date));
        Truth.Items(proposal).Select(i => Truth.ScaleOf(proposal.Codebook, i)).ShouldBe(["1..5", "1..5", "1..5", "1..5", "1..5", "0..10"]);
        var expected = Expected.GetProperty(file);
        using var test = new TestStore();
        test.Know(codebook.ToJsonString());
        var report = test.ImportFile(Path(file));
        report.Refusal.ShouldBeNull();
        (report.Shape!.Format, report.Added, report.Rejected, report.Duplicates).ShouldBe((format, expected.GetProperty("taken").GetInt64(), 0, 0));
        string.Join(", ", report.Shape.Skipped.Select(s => $"{s.Code} {s.Count}").Order(StringComparer.Ordinal)).ShouldBe(skipped);
        var again = test.ImportFile(Path(file));
        (again.Added, again.Unchanged).ShouldBe((0, report.Added));
        Compare(Path(file), CodebookFile.Read(codebook.ToJsonString()).Required(), test, expected);
    }

    private static void Compare(string path, Codebook book, TestStore test, JsonElement expected)
    {
        using var file = File.OpenRead(path);
        using var reader = ExportReader.Open(file, book, new ExportSettings(test.Store.Calendar, test.Store.TimeZone, null));
        var taken = reader.Rows().Where(r => r.Response is not null).Select(r => r.Response!).ToList();
        taken.GroupBy(r => r.Team, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal)
            .ShouldBe(expected.GetProperty("teams").EnumerateObject().ToDictionary(t => t.Name, t => t.Value.GetInt32(), StringComparer.Ordinal), ignoreOrder: true);
        var figures = expected.GetProperty("items").EnumerateArray().ToArray();
        for (var i = 0; i < figures.Length; i++)
        {
            var points = taken.Select(r => Exports.Samples.Steps(r, book)[i]).Where(s => s >= 0).Select(book.Items[i].Scale.PointAt).ToList();
            (points.Count, points.Sum()).ShouldBe((figures[i].GetProperty("n").GetInt32(), figures[i].GetProperty("sum").GetDecimal()), book.Items[i].Column);
        }
    }

    // What a file of codes and nothing else leaves open, people say.
    private static JsonObject Decided(JsonObject proposed)
    {
        var codebook = proposed.DeepClone().AsObject();
        codebook["voice"] ??= "employee";
        foreach (var item in codebook["items"]!.AsArray()) item!["dimension"] ??= "overall";
        return codebook;
    }

    private static string Path(string file) => Places.OfData(["exports", "one-table", .. file.Split('/')]);
}
