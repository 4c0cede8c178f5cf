using System.Globalization;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tests.River;
using Symetrie.Analytics.Tests.Surveys;
using Symetrie.Api.Exports;
using Symetrie.Api.Imports;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Exports.Formats;

/// <summary>Files that survey tools wrote, taken in end to end: counts, teams and sums are those that pandas finds (<c>data/exports/read_again.py</c>).</summary>
public sealed class RealExportTests
{
    private static IEnumerable<TestCaseData> Cases() => Directory.EnumerateFiles(Places.OfData("exports"), "real-*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .Select(f => new TestCaseData(f).SetArgDisplayNames($"{Path.GetFileName(Path.GetDirectoryName(f))} {Path.GetFileNameWithoutExtension(f)}"));

    [TestCaseSource(nameof(Cases))]
    public void NothingIsLostAndNothingIsOtherThanAnotherReaderFinds(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        var (fixture, expected) = (document.RootElement, document.RootElement.GetProperty("expected"));
        var file = Places.OfShared(["exports", .. fixture.GetProperty("file").GetString()!.Split('/')]);
        var day = fixture.TryGetProperty("day", out var said) ? DateOnly.ParseExact(said.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture) : (DateOnly?)null;
        using var test = new TestStore(fixture.TryGetProperty("calendar", out var calendar) ? calendar.GetString()! : "quarter");
        test.Know(fixture.GetProperty("codebook").GetRawText());
        using var content = File.OpenRead(file);
        var report = new Importer(test.Store, Minimums.Of(new AnalysisSettings())).Run(new ImportRequest(content, "real.csv") { SkipBadRows = true, Day = day });
        report.Refusal.ShouldBeNull();
        report.Shape!.Format.ShouldBe(fixture.GetProperty("format").GetString());
        (report.Read - report.Blank, report.Added, report.Duplicates).ShouldBe((expected.GetProperty("read").GetInt64(), expected.GetProperty("taken").GetInt64(), 0));
        report.Shape.Skipped.ToDictionary(s => s.Code, s => s.Count).ShouldBe(Counts(expected.GetProperty("skipped")), ignoreOrder: true);
        report.Problems.ToDictionary(p => p.Code, p => p.Total).ShouldBe(Counts(expected.GetProperty("rejected")), ignoreOrder: true);
        content.Position = 0;
        new Importer(test.Store, Minimums.Of(new AnalysisSettings())).Run(new ImportRequest(content, "again.csv") { SkipBadRows = true, Day = day }).Unchanged.ShouldBe(report.Added);
        content.Position = 0;
        Compare(ExportReader.Open(content, CodebookJson.Read(fixture.GetProperty("codebook").GetRawText(), ShippedFiles.Mirror).Required(), new ExportSettings(test.Store.Calendar, test.Store.TimeZone, day)), fixture, expected);
    }

    private static void Compare(ExportReader reader, JsonElement fixture, JsonElement expected)
    {
        using var open = reader;
        var book = CodebookJson.Read(fixture.GetProperty("codebook").GetRawText(), ShippedFiles.Mirror).Required();
        var taken = reader.Rows().Where(r => r.Response is not null).Select(r => r.Response!).ToList();
        taken.GroupBy(r => r.Team, StringComparer.Ordinal).ToDictionary(g => g.Key, g => (long)g.Count(), StringComparer.Ordinal).ShouldBe(Counts(expected.GetProperty("teams")), ignoreOrder: true);
        foreach (var (item, place) in book.Items.Select((i, p) => (i, p)))
        {
            var figures = expected.GetProperty("items").GetProperty(item.Key);
            var points = book.Layout == Layout.Wide
                ? taken.Select(r => Samples.Steps(r, book)[place]).Where(s => s >= 0).Select(item.Scale.PointAt).ToList()
                : [.. taken.Select(r => AnswerCode.ReadFigure(r.Content)).Where(f => f.Item == place).Select(f => f.Score / 1e10m)];
            (points.Count, points.Sum()).ShouldBe((figures.GetProperty("n").GetInt32(), decimal.Parse(figures.GetProperty("sum").GetString()!, CultureInfo.InvariantCulture)), item.Key);
            if (figures.TryGetProperty("people", out var people)) taken.Select(r => AnswerCode.ReadFigure(r.Content)).Where(f => f.Item == place).Sum(f => f.N).ShouldBe(people.GetInt64(), item.Key);
        }
    }

    private static Dictionary<string, long> Counts(JsonElement counts) => counts.EnumerateObject().ToDictionary(c => c.Name, c => c.Value.GetInt64(), StringComparer.Ordinal);
}
