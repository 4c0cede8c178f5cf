using NUnit.Framework;
using Shouldly;
using Symetrie.Api.Exports;

namespace Symetrie.Analytics.Tests.Exports.Formats;

public sealed class FormsTests
{
    [TestCase("download.csv", null)]
    [TestCase("from-sheets.csv", "column 'Horodateur': the day comes first, as 1 of its dates cannot be read otherwise")]
    [TestCase("serial.csv", null)]
    public void GoogleStampsAreReadWithOffsetAsWrittenAndAsSerial(string file, string? order)
    {
        var book = Written.Book("google-forms");
        var (shape, rows) = Written.Read(Written.Bytes("google-forms", "good", file), book);
        (shape.Format, shape.DateOrder).ShouldBe(("google-forms", order));
        Written.Told(rows, book).ShouldBe(["2 Lyon 2026-03-31 5 4 9", "3 Lyon 2026-04-01 4 – 10", "4 Nantes 2026-04-01 1 2 0"]);
    }

    [Test]
    public void AZoneThatMeansSeveralIsNotGuessed()
    {
        var book = Written.Book("google-forms");
        Written.Told(Written.Read(Written.Bytes("google-forms", "broken", "unknown-zone.csv"), book).Rows, book).ShouldBe(["2 Lyon 2026-03-31 5 4 9", "3 Horodateur: bad-date"]);
        var refused = Should.Throw<ExportRefused>(() => Written.Read(Written.Bytes("google-forms", "broken", "ambiguous-dates.csv"), book));
        (refused.Code, refused.Line, refused.Column).ShouldBe(("ambiguous-dates", 2L, "Horodateur"));
    }

    [TestCase("saved-as.csv", ',')]
    [TestCase("serial-semicolons.csv", ';')]
    public void MicrosoftJoinsChoicesBySemicolons(string file, char delimiter)
    {
        var book = Written.Book("microsoft-forms");
        var (shape, rows) = Written.Read(Written.Bytes("microsoft-forms", "good", file), book);
        (shape.Format, shape.Delimiter).ShouldBe(("microsoft-forms", delimiter));
        Written.Told(rows, book).ShouldBe(["2 Lyon; 2026-03-31 5 4 9", "3 Lyon; 2026-04-01 4 – 10", "4 Nantes; 2026-04-01 2 1 1"]);
    }

    [Test]
    public void TwoAnswersToOneItemAreNone()
    {
        var book = Written.Book("microsoft-forms");
        var rejection = Written.Read(Written.Bytes("microsoft-forms", "broken", "two-answers-in-one.csv"), book).Rows.ShouldHaveSingleItem().Rejection!;
        (rejection.Code, rejection.Text).ShouldBe(("unknown-label", "Agree;Disagree;"));
    }
}
