using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tests.Surveys;
using Symetrie.Api.Exports;
using Symetrie.Api.Exports.Formats;

namespace Symetrie.Analytics.Tests.Exports;

/// <summary>The codebooks under <c>data/codebooks/</c>, and the published files they were written for.</summary>
public sealed class ShippedCodebookTests
{
    [Test]
    public void EveryShippedCodebookIsGoodAndARoundTrip()
    {
        var files = Directory.GetFiles(Path.Combine(ShippedFiles.Folder, "codebooks"), "*.json");
        files.Length.ShouldBeGreaterThanOrEqualTo(4);
        foreach (var file in files)
        {
            var book = CodebookJson.Read(File.ReadAllText(file), ShippedFiles.Mirror);
            book.Problems.ShouldBeEmpty(Path.GetFileName(file));
            book.Required().Key.ShouldBe(Path.GetFileNameWithoutExtension(file));
            var written = CodebookJson.Write(book.Required());
            CodebookJson.Write(CodebookJson.Read(written, ShippedFiles.Mirror).Required()).ShouldBe(written);
        }
    }

    [TestCase("employee", 22_563, 350, 21)]
    [TestCase("customer", 20_772, 133, 56)]
    public void ThePublishedNhsFilesGoInAsTheyAre(string voice, int rows, int teams, int dimensions)
    {
        using var stream = File.OpenRead(ShippedFiles.Shared("data", "nhs", $"{voice}.csv"));
        var book = ShippedFiles.Codebook($"nhs-{voice}");
        CodebookChoice.For(ExportReader.Look(stream), [ShippedFiles.Codebook("nhs-employee"), ShippedFiles.Codebook("nhs-customer")]).Codebook!.Key.ShouldBe(book.Key);
        using var reader = ExportReader.Open(stream, book, Samples.Quarters with { Calendar = Calendar.Of(CalendarKind.Year) });
        var read = reader.Rows().ToList();
        read.ShouldAllBe(r => r.Response != null);
        read.Count.ShouldBe(rows);
        read.Select(r => r.Response!.Team).Distinct().Count().ShouldBe(teams);
        read.Select(r => AnswerCode.ReadFigure(r.Response!.Content).Item).Distinct().Count().ShouldBe(dimensions);
        book.Dimensions.Count.ShouldBe(dimensions);
    }

    [Test]
    public void ScaleAndDirectionAreThoseOfThePublishedFile()
    {
        var book = ShippedFiles.Codebook("nhs-employee");
        using var stream = File.OpenRead(ShippedFiles.Shared("data", "nhs", "employee.csv"));
        using var table = ExportFormats.Open(new ExportSource(stream));
        var published = new HashSet<(string Code, string Scale, string Direction)>();
        string Text(string header) => System.Text.Encoding.UTF8.GetString(table.Cell(table.Headers.ToList().IndexOf(header)));
        while (table.Read()) published.Add((Text("dimension_or_question"), Text("scale"), Text("direction")));
        published.Count.ShouldBe(21);
        foreach (var (code, scale, direction) in published)
        {
            var item = book.Items.Single(i => i.Column == code);
            $"{item.Scale.Min}-{item.Scale.Max}".ShouldBe(scale.Split(' ')[1], code);
            item.Reversed.ShouldBe(direction == "-1", code);
        }
    }
}
