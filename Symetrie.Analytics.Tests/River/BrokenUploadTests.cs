using System.Text;
using NUnit.Framework;
using Shouldly;

namespace Symetrie.Analytics.Tests.River;

/// <summary>A file that is no export, or holds a bad row, gets an answer that names the place, and leaves the store as it was.</summary>
internal sealed class BrokenUploadTests
{
    private const string Codebook = """
        {"key":"named","voice":"employee","layout":"wide","columns":{"team":"team","date":"date","respondent":"who"},
         "items":[{"key":"a","column":"a","dimension":"respect","scale":{"min":1,"max":5}}]}
        """;

    private const string Good = "team,date,who,a\nT1,2026-01-05,p1,4\n";

    private static IEnumerable<TestCaseData> Broken()
    {
        yield return Case("empty", "", "empty", null);
        yield return Case("unknown header", "x,y\n1,2\n", "missing-column", 1);
        yield return Case("missing column", "team,date,who\nT1,2026-01-05,p1\n", "missing-column", 1);
        yield return Case("lone quote", Good + "T1,2026-01-06,p2,\"4\n" + string.Concat(Enumerable.Repeat("T1,2026-01-06,p3,4\n", 50)), "lone-quote", 3);
        yield return Case("value out of scale", Good + "T1,2026-01-06,p2,6\n", "bad-rows", 3);
        yield return Case("wrong date", Good + "T1,2026-02-30,p2,4\n", "bad-rows", 3);
        yield return Case("a line of ten million characters", Good + "T1,2026-01-06,p2," + new string('4', 10_000_000) + "\n", "line-too-long", 3);
        yield return new TestCaseData(Enumerable.Range(0, 4096).Select(i => (byte)(i * 37)).ToArray(), "binary", null).SetArgDisplayNames("binary");
    }

    [TestCaseSource(nameof(Broken))]
    public void It_is_refused_by_name_and_place_and_changes_nothing(byte[] file, string code, int? line)
    {
        using var test = new TestStore();
        test.Know(Codebook);
        test.Import(Good).Added.ShouldBe(1);
        var report = test.ImportBytes(file, "named");
        (report.State, report.RefusalCode, report.RefusalLine, report.Id).ShouldBe(("refused", code, (long?)line, null));
        report.Refusal.ShouldNotBeNullOrWhiteSpace();
        test.Store.Responses.Imports().Count.ShouldBe(1);
        test.Import(Good).Unchanged.ShouldBe(1);
        test.Store.Teams.Matching().Tree.Teams.Select(t => t.Key).ShouldBe(["T1"]);
    }

    [Test]
    public void A_bad_row_is_told_with_line_column_reason_and_text_as_sent()
    {
        using var test = new TestStore();
        test.Know(Codebook);
        var report = test.Import(Good + "T1,2026-01-06,p2,6\nT1,2026-01-06,p3,5\n", skip: true);
        (report.Read, report.Added, report.Rejected).ShouldBe((3, 2, 1));
        var rejection = report.Problems.Single().Samples.Single();
        (rejection.Line, rejection.Column, rejection.Code, rejection.Text).ShouldBe((3, "a", "out-of-scale", "6"));
    }

    private static TestCaseData Case(string name, string text, string code, int? line) => new TestCaseData(Encoding.UTF8.GetBytes(text), code, line).SetArgDisplayNames(name);
}
