using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports;

namespace Symetrie.Analytics.Tests.Exports.Formats;

public sealed class QualtricsTests
{
    private static readonly Codebook Book = Written.Book("qualtrics");

    // 22:30 UTC is half past midnight of the next day in the store's zone, where the file tells the zone.
    [TestCase("current.csv", 1, 2L, "2026-04-01")]
    [TestCase("choice-text.csv", 1, 2L, "2026-04-01")]
    [TestCase("older-ids.csv", 1, 2L, "2026-03-31")]
    [TestCase("ids-only.csv", 1, null, "2026-04-01")]
    public void EveryFormGivesTheSameResponses(string file, int headerLine, long? labelsLine, string day)
    {
        var (shape, rows) = Written.Read(Written.Bytes("qualtrics", "good", file), Book);
        (shape.Format, shape.Container, shape.HeaderLine, shape.LabelsLine).ShouldBe(("qualtrics", "csv", (long)headerLine, labelsLine));

        // The second header line holds a line break: physical lines, not rows.
        var first = labelsLine is null ? 3 : 5;
        Written.Told(rows, Book).ShouldBe([$"{first} Lyon {day} 5 4 9", $"{first + 1} Lyon {day} – 3 10", $"{first + 7} Nantes 2026-03-31 2 – 7", $"{first + 8} Nantes {day} 3 3 3"]);
        shape.Skipped.Select(s => (s.Code, s.Count)).ShouldBe([("preview", 2), ("spam", 1), ("test", 1), ("unfinished", 1)]);
    }

    [Test]
    public void TheLegacyFormHasItsNamesInTwoLines()
    {
        var book = Book with { Columns = Book.Columns with { Date = "EndDate", Response = "ResponseID" }, Items = [Book.Items[0] with { Column = "Q1" }, Book.Items[1] with { Column = "Q2" }, Book.Items[2]] };
        var (shape, rows) = Written.Read(Written.Bytes("qualtrics", "good", "legacy.csv"), book);
        (shape.Format, shape.HeaderLine, shape.LabelsLine).ShouldBe(("qualtrics", 1L, 2L));
        Written.Told(rows, book).ShouldBe(["4 Lyon 2026-03-31 5 4 9", "5 Lyon 2026-03-31 – 3 10", "10 Nantes 2026-03-31 2 – 7", "11 Nantes 2026-03-31 3 3 3"]);
        shape.Skipped.Select(s => (s.Code, s.Count)).ShouldBe([("preview", 1), ("spam", 1), ("test", 1), ("unfinished", 1)]);
        rows[0].Response!.ResponseId.ShouldBe("R_000001");
    }

    [Test]
    public void ACodebookMayKeepWhatQualtricsMarks()
    {
        var (shape, rows) = Written.Read(Written.Bytes("qualtrics", "good", "current.csv"), Book with { Keep = ["test", "unfinished"] });
        shape.Skipped.Select(s => (s.Code, s.Count)).ShouldBe([("preview", 2), ("spam", 1)]);

        // Who did not finish had not come to the site yet.
        Written.Told(rows, Book).ShouldBe(["5 Lyon 2026-04-01 5 4 9", "6 Lyon 2026-04-01 – 3 10", "8 Lyon 2026-04-01 2 2 2", "10 Site: missing-team", "12 Nantes 2026-03-31 2 – 7", "13 Nantes 2026-04-01 3 3 3"]);
    }

    [Test]
    public void AQuestionIsFoundByNameByIdAndByItsWording()
    {
        foreach (var (respect, information) in new[] { ("QID1", "QID7"), ("Q1 #1", "Q1 #2"), ("on me respecte au travail", "J’ai l’information qu’il me faut"), ("#12", "#13") })
        {
            var book = Book with { Items = [Book.Items[0] with { Column = respect }, Book.Items[1] with { Column = information }, Book.Items[2]] };
            Written.Told(Written.Read(Written.Bytes("qualtrics", "good", "current.csv"), book).Rows, book).First().ShouldBe("5 Lyon 2026-04-01 5 4 9", respect);
        }
    }

    [Test]
    public void ARepeatedNameIsRefusedWithTheNamesThatTellItsColumnsApart()
    {
        var book = Book with { Items = [Book.Items[0] with { Column = "Q1" }, Book.Items[1], Book.Items[2]] };
        var refused = Should.Throw<ExportRefused>(() => Written.Read(Written.Bytes("qualtrics", "good", "current.csv"), book));
        (refused.Code, refused.Line, refused.Column).ShouldBe(("ambiguous-column", 1L, "Q1"));
        refused.Message.ShouldEndWith("rename all but one, or call the one that is meant 'QID1' or 'QID7'");
        book = Book with { Items = [Book.Items[0] with { Column = "Q1" }, Book.Items[1] with { Column = "Q1 #2" }, Book.Items[2]] };
        Should.Throw<ExportRefused>(() => Written.Read(Written.Bytes("qualtrics", "broken", "repeated-name-without-ids.csv"), book)).Message.ShouldEndWith("'Q1 #1' or 'Q1 #2'");
    }

    [Test]
    public void BadAnswersAreToldByTheirPhysicalLine()
    {
        var (_, rows) = Written.Read(Written.Bytes("qualtrics", "broken", "answers.csv"), Book);
        Written.Told(rows, Book).ShouldBe(["5 Lyon 2026-04-01 5 4 9", "6 Q1: out-of-scale", "12 RecordedDate: bad-date", "13 Nantes 2026-04-01 3 3 3"]);
    }

    [Test]
    public void AQuoteLeftOpenInTheTextsRefusesTheFile() =>
        Should.Throw<ExportRefused>(() => Written.Read(Written.Bytes("qualtrics", "broken", "lone-quote-in-texts.csv"), Book)).ShouldSatisfyAllConditions(r => r.Code.ShouldBe("lone-quote"), r => r.Line.ShouldBe(2));

    [Test]
    public void AFileOfUnfinishedResponsesIsAnExportOfNothingAndSaysWhy()
    {
        var (shape, rows) = Written.Read(Written.Bytes("qualtrics", "broken", "nobody-finished.csv"), Book);
        rows.ShouldBeEmpty();
        var skipped = shape.Skipped.ShouldHaveSingleItem();
        (skipped.Code, skipped.Count).ShouldBe(("unfinished", 1));
    }

    [Test]
    public void MinusNinetyNineIsAnAnswerWhereTheScaleHasIt()
    {
        var wide = CodebookJson.Read(CodebookJson.Write(Book).Replace("\"min\": 1", "\"min\": -100", StringComparison.Ordinal), Tests.Surveys.ShippedFiles.Mirror).Required();
        Written.Told(Written.Read(Written.Bytes("qualtrics", "good", "current.csv"), wide).Rows, wide).ElementAt(1).ShouldBe("6 Lyon 2026-04-01 -99 3 10");
    }

    [Test]
    public void WhoeverDeletedTheLinesBelowTheNamesIsUnderstood()
    {
        const string text = "StartDate,EndDate,Status,Finished,ResponseId,Site,A,B,Q3\n2026-01-01,2026-01-01,IP Address,True,R_1,Lyon,4,4,4\n2026-01-01,2026-01-01,Survey Preview,True,R_2,Lyon,4,4,4\n";
        var book = Book with { Columns = Book.Columns with { Date = "EndDate" }, Items = [Book.Items[0] with { Column = "A" }, Book.Items[1] with { Column = "B" }, Book.Items[2]] };
        var (shape, rows) = Written.Read(text, book);
        (shape.Format, shape.LabelsLine, shape.Skipped.Single().Code).ShouldBe(("qualtrics", null, "preview"));
        Written.Told(rows, book).ShouldBe(["2 Lyon 2026-01-01 4 4 4"]);
    }
}
