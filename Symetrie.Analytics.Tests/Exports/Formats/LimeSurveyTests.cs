using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Tests.Exports.Formats;

public sealed class LimeSurveyTests
{
    private static readonly Codebook Book = Written.Book("limesurvey");
    private static readonly string[] Expected = ["2 Lyon 2026-03-02 5 4 9", "5 Nantes 2026-03-03 3 – 10"];

    [TestCase("codes.csv", ',')]
    [TestCase("semicolons.csv", ';')]
    [TestCase("codes-and-texts.csv", ',')]
    public void WhoDidNotSubmitIsLeftOut(string file, char delimiter)
    {
        var (shape, rows) = Written.Read(Written.Bytes("limesurvey", "good", file), Book);
        (shape.Format, shape.Delimiter).ShouldBe(("limesurvey", delimiter));
        Written.Told(rows, Book).ShouldBe(Expected);
        shape.Skipped.Select(s => (s.Code, s.Count)).ShouldBe([("partial", 1)]);
    }

    [Test]
    public void WholeTextsMayBeTheHeaderAndTheAnswers()
    {
        var book = Book with
        {
            Columns = Book.Columns with { Team = "In which site do you work?", Response = "Response ID", Date = "Date submitted" },
            Items = [Book.Items[0] with { Column = "How far do you agree? [I am respected]" }, Book.Items[1] with { Column = "How far do you agree? [I have the information I need]" }, Book.Items[2] with { Column = "Would you recommend us?" }],
        };
        var (shape, rows) = Written.Read(Written.Bytes("limesurvey", "good", "texts.csv"), book);
        shape.Columns[12].Header.ShouldBe("");
        Written.Told(rows, book).ShouldBe(Expected);
    }

    [Test]
    public void PartialResponsesMayBeKeptByAnotherDate()
    {
        var book = Book with { Columns = Book.Columns with { Date = "datestamp" }, Keep = ["partial"] };
        var (shape, rows) = Written.Read(Written.Bytes("limesurvey", "good", "codes.csv"), book);
        shape.Skipped.ShouldBeEmpty();
        Written.Told(rows, book).ShouldBe(["2 Lyon 2026-03-02 5 4 9", "4 Lyon 2026-03-02 1 – –", "5 Nantes 2026-03-02 3 – 10"]);
    }

    [Test]
    public void TheDateOfSurveysThatRecordNoneIsNone() =>
        Written.Told(Written.Read(Written.Bytes("limesurvey", "broken", "undated.csv"), Book).Rows, Book).Last().ShouldBe("6 submitdate: missing-date");

    [Test]
    public void ACodeThatTheScaleDoesNotKnowIsRejected() =>
        Written.Told(Written.Read(Written.Bytes("limesurvey", "broken", "other-codes.csv"), Book).Rows, Book).ShouldBe(["2 climate[respect]: unknown-label", Expected[1]]);
}
