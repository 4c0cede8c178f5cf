using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tests.Surveys;
using Symetrie.Api.Exports;

namespace Symetrie.Analytics.Tests.Exports.Formats;

/// <summary>Responses as an API client posts them.</summary>
public sealed class JsonTests
{
    private static readonly Codebook Book = Samples.Staff with { Columns = Samples.Staff.Columns with { Team = "team", TeamName = null, Respondent = "respondent", Date = "submittedAt", Attributes = new Dictionary<string, string> { ["region"] = "region" } } };

    [TestCase("array.json", 2, 15, 24)]
    [TestCase("envelope.json", 1, 1, 1)]
    [TestCase("lines.ndjson", 1, 2, 3)]
    public void EveryFormGivesTheSameResponses(string file, params int[] lines)
    {
        var (shape, rows) = Samples.Read(Bytes("good", file), Book);
        (shape.Format, shape.Container, shape.Encoding, shape.Delimiter).ShouldBe(("json", "json", "utf-8", null));
        rows.Select(r => (r.Response!.Team, r.Response.Respondent, r.Response.Day.Day)).ShouldBe([("Lille", "e-1", 1), ("Nîmes", "e-2", 2), ("Lille", "e-3", 3)]);
        rows.Select(r => string.Join(' ', Samples.Steps(r.Response!, Book))).ShouldBe(["3 75", "4 -1", "-1 100"]);
        rows[2].Response!.Attributes.ShouldBe(["Nord"]);
        rows.Select(r => (int)r.Response!.Line).ShouldBe(lines);
    }

    [Test]
    public void AnswersGoByTheirKeyAndAllElseByItsPath() =>
        ExportReader.Look(new MemoryStream(Bytes("good", "array.json"))).Columns.Select(c => c.Header)
            .ShouldBe(["team", "submittedAt", "respondent", "Q1. On me respecte", "Q2", "why", "answers.team", "region", "meta.tool", "meta.parts"]);

    [Test]
    public void AKeyMayComeFirstInTheLastResponse()
    {
        var text = "{\"team\":\"Lille\",\"submittedAt\":\"2026-09-01\",\"respondent\":\"a\",\"region\":\"N\",\"answers\":{\"Q1. On me respecte\":1}}\n"
            + string.Concat(Enumerable.Range(0, 5_000).Select(i => $"{{\"team\":\"Lille\",\"submittedAt\":\"2026-09-01\",\"respondent\":\"r{i}\",\"answers\":{{}}}}\n"))
            + "{\"team\":\"Lille\",\"submittedAt\":\"2026-09-01\",\"respondent\":\"z\",\"answers\":{\"Q2\":7}}";
        var rows = Samples.Read(text, Book).Rows;
        (rows.Count, rows[^1].Response!.Line, Samples.Steps(rows[^1].Response!, Book)[1]).ShouldBe((5_002, 5_002, 70));
    }

    [TestCase("duplicate-key.ndjson", "duplicate-key", 2, "the key 'answers.Q2' is there twice")]
    [TestCase("case-variant-key.ndjson", "duplicate-key", 3, "the key 'team' is there twice")]
    [TestCase("too-deep.ndjson", "too-deep", 2, "more than 64 levels")]
    [TestCase("deep-array.json", "too-deep", 2, "more than 64 levels")]
    [TestCase("truncated.json", "truncated", 4, "cut off")]
    [TestCase("no-comma.json", "bad-json", 2, "no comma between two responses")]
    [TestCase("lone-surrogate.ndjson", "bad-encoding", 2, "half of a surrogate pair")]
    [TestCase("bad-utf8.ndjson", "bad-encoding", 2, "no UTF-8")]
    [TestCase("nul.ndjson", "nul-byte", 2, "NUL")]
    [TestCase("number.json", "bad-json", 1, "an object in braces")]
    [TestCase("comment.json", "bad-json", 1, "no comma")]
    [TestCase("tail.json", "bad-json", 1, "'x' is invalid")]
    [TestCase("utf16.json", "bad-encoding", 1, "save it again as UTF-8")]
    [TestCase("no-response.json", "empty", null, "no response")]
    public void ItIsRefusedAtItsPlace(string file, string code, int? line, string message)
    {
        var refused = Should.Throw<ExportRefused>(() => ExportReader.Look(new MemoryStream(Bytes("broken", file))));
        (refused.Code, refused.Line).ShouldBe((code, (long?)line));
        refused.Message.ShouldContain(message);
    }

    [TestCase(64, true)]
    [TestCase(65, false)]
    public void SixtyFourLevelsAreTheDeepest(int levels, bool taken)
    {
        var text = string.Concat(Enumerable.Repeat("{\"a\":", levels - 1)) + "{\"b\":1}" + new string('}', levels - 1);
        if (taken) ExportReader.Look(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text))).Columns.Count.ShouldBe(1);
        else Should.Throw<ExportRefused>(() => ExportReader.Look(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)))).Code.ShouldBe("too-deep");
    }

    [Test]
    public void TooManyKeysAreRefused()
    {
        var text = string.Concat(Enumerable.Range(0, 11_000).Select(i => $"{{\"k{i}\":1}}\n"));
        Should.Throw<ExportRefused>(() => Samples.Read(text, Book)).Code.ShouldBe("too-many-columns");
    }

    [Test]
    public void AnEndlessResponseIsRefused()
    {
        var text = "{\"team\":\"" + new string('x', 4_000_000) + "\"}";
        Should.Throw<ExportRefused>(() => Samples.Read(text, Book)).Code.ShouldBe("line-too-long");
    }

    private static byte[] Bytes(params string[] path) => File.ReadAllBytes(Path.Combine([ShippedFiles.Folder, "exports", "json", .. path]));
}
