using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports;

namespace Symetrie.Analytics.Tests.Exports.Formats;

/// <summary>Exports without a date column: the day is said with the import, or the file is refused.</summary>
public sealed class DayTests
{
    private const string Text = "team,q1\nA,4\nB,5\n";
    private static readonly DateOnly Day = new(2026, 5, 1);
    private static readonly Codebook Undated = Tests.Surveys.ShippedFiles.Codebook("sample-employee") with
    {
        Columns = new ColumnRoles { Team = "team" },
        Items = [new Item("q1", "q1", "respect", new ResponseScale(1, 5))],
    };

    [Test]
    public void TheDaySaidIsTheDayOfAllResponses() =>
        Written.Told(Written.Read(System.Text.Encoding.UTF8.GetBytes(Text), Undated, Written.Settings with { Day = Day }).Rows, Undated).ShouldBe(["2 A 2026-05-01 4", "3 B 2026-05-01 5"]);

    [Test]
    public void WithoutADayTheFileIsRefused() => Should.Throw<ExportRefused>(() => Written.Read(Text, Undated)).Code.ShouldBe("no-date");

    [Test]
    public void ADayBesideADateColumnIsRefused()
    {
        var dated = Undated with { Columns = Undated.Columns with { Date = "day" } };
        Should.Throw<ExportRefused>(() => Written.Read(System.Text.Encoding.UTF8.GetBytes("team,day,q1\nA,2026-01-01,4\n"), dated, Written.Settings with { Day = Day })).Code.ShouldBe("date-not-needed");
    }
}
