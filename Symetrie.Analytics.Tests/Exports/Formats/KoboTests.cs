using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports;

namespace Symetrie.Analytics.Tests.Exports.Formats;

public sealed class KoboTests
{
    private static readonly Codebook Book = Written.Book("kobo");

    // Submission times are UTC; the store is two hours ahead. The first respondent filled in the form's first version.
    [TestCase("all-versions.csv", ';')]
    [TestCase("dots.csv", ',')]
    public void PathsAndVersionsAreFollowed(string file, char delimiter)
    {
        var (shape, rows) = Written.Read(Written.Bytes("kobo", "good", file), Book);
        (shape.Format, shape.Delimiter).ShouldBe(("kobo", delimiter));
        Written.Told(rows, Book).ShouldBe(["2 lyon 2026-03-31 5 4 9", "3 lyon 2026-04-01 4 – 8", "5 nantes 2026-04-01 3 3 –"]);
        shape.Skipped.Select(s => (s.Code, s.Count)).ShouldBe([("not-approved", 1)]);
        shape.Columns.Where(c => c.TakenFor == "item respect").Select(c => c.Id).ShouldBe(["politeness", "respect"]);
    }

    [Test]
    public void AnExportOfTheFirstVersionAloneIsReadByTheSameCodebook() =>
        Written.Told(Written.Read(Written.Bytes("kobo", "good", "old-version-only.csv"), Book).Rows, Book).ShouldBe(["2 lyon 2026-03-31 5 4 9"]);

    [Test]
    public void AnItemNoVersionOfWhichIsThereIsMissing()
    {
        var book = Book with { Items = [Book.Items[0] with { Column = "a", Formerly = ["b"] }, Book.Items[1], Book.Items[2]] };
        var refused = Should.Throw<ExportRefused>(() => Written.Read(Written.Bytes("kobo", "good", "dots.csv"), book));
        (refused.Code, refused.Column).ShouldBe(("missing-column", "a"));
    }

    [Test]
    public void ANameThatTwoGroupsHaveNeedsItsPath()
    {
        var refused = Should.Throw<ExportRefused>(() => Written.Read(Written.Bytes("kobo", "broken", "two-of-one-name.csv"), Book));
        (refused.Code, refused.Column).ShouldBe(("ambiguous-column", "information"));
        refused.Message.ShouldContain("'experience/information' or 'after/information'");
    }

    [Test]
    public void ATextWhereACodeIsExpectedIsRejected() =>
        Written.Told(Written.Read(Written.Bytes("kobo", "broken", "choice-instead-of-code.csv"), Book).Rows, Book).ShouldBe(["2 experience/respect: unknown-label"]);

    [Test]
    public void ABadAnswerUnderAFormerNameIsToldUnderThatName()
    {
        var text = System.Text.Encoding.UTF8.GetString(Written.Bytes("kobo", "good", "all-versions.csv")).Replace("\"5\"", "\"9\"", StringComparison.Ordinal);
        Written.Told(Written.Read(text, Book).Rows, Book).First().ShouldBe("2 experience/politeness: out-of-scale");
    }

    [TestCase("SubmissionDate,start,place-shop,experience-respect,information,experience-recommend,meta-instanceID,KEY,ReviewState\n2026-03-31T22:30:00.000Z,2026-03-31T22:00:00Z,lyon,4,3,8,uuid:1,uuid:1,approved\n2026-03-31T22:30:00.000Z,2026-03-31T22:00:00Z,lyon,4,3,8,uuid:2,uuid:2,rejected\n")]
    public void OdkCentralIsTheSameWithDashes(string text)
    {
        var book = Book with { Columns = Book.Columns with { Response = "KEY", Date = "SubmissionDate" } };
        var (shape, rows) = Written.Read(text, book);
        (shape.Format, shape.Skipped.Single().Count).ShouldBe(("kobo", 1));
        Written.Told(rows, book).ShouldBe(["2 lyon 2026-04-01 4 3 8"]);
    }
}
