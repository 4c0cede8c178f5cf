using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports;

namespace Symetrie.Analytics.Tests.Exports.Formats;

public sealed class SurveyMonkeyTests
{
    private static readonly Codebook Book = Written.Book("surveymonkey");

    [TestCase("condensed.csv", "windows-1252")]
    [TestCase("utf-8.csv", "utf-8")]
    public void QuestionsAndOptionsAreJoinedAndAbandonedRowsLeftOut(string file, string encoding)
    {
        var (shape, rows) = Written.Read(Written.Bytes("surveymonkey", "good", file), Book);
        (shape.Format, shape.Encoding, shape.HeaderLine, shape.LabelsLine).ShouldBe(("surveymonkey", encoding, 1L, 2L));
        Written.Told(rows, Book).ShouldBe(["3 Lyon 2026-03-25 5 4 10", "4 Lyon 2026-03-05 4 – 7", "6 Zürich 2026-04-01 2 2 0"]);
        shape.Skipped.Select(s => (s.Code, s.Count)).ShouldBe([("abandoned", 1)]);
        shape.Columns.Select(c => c.Header).Skip(9).ShouldBe([
            "Which shop did you visit?", "What brought you here? | Café", "What brought you here? | Shoes", "What brought you here? | Other (please specify)",
            "How far do you agree with the following? | I was treated with respect", "How far do you agree with the following? | I was told what I needed to know", "How likely are you to recommend us?"]);
        shape.DateOrder.ShouldBe("column 'Date Created': the month comes first, as 1 of its dates cannot be read otherwise");
    }

    [Test]
    public void BadAnswersAreToldByTheirPhysicalLine()
    {
        var (_, rows) = Written.Read(Written.Bytes("surveymonkey", "broken", "unknown-label.csv"), Book);
        rows[^1].Rejection!.ShouldSatisfyAllConditions(r => r.Line.ShouldBe(7), r => r.Code.ShouldBe("unknown-label"), r => r.Text.ShouldBe("Agreed"));
    }

    [Test]
    public void ALineCutOffBeforeItsAnswersIsAnAbandonedRow() =>
        Written.Read(Written.Bytes("surveymonkey", "broken", "cut-off.csv"), Book).Shape.Skipped.Single().Count.ShouldBe(2);

    [Test]
    public void TwoEncodingsInOneFileAreRefusedWithTheLine()
    {
        var refused = Should.Throw<ExportRefused>(() => Written.Read(Written.Bytes("surveymonkey", "broken", "two-encodings.csv"), Book));
        (refused.Code, refused.Line).ShouldBe(("bad-encoding", 7L));
    }
}
