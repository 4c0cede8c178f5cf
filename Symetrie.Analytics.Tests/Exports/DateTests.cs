using NUnit.Framework;
using Shouldly;
using Symetrie.Api.Exports;
using Symetrie.Api.Exports.Cells;

namespace Symetrie.Analytics.Tests.Exports;

public sealed class DateTests
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.CreateCustomTimeZone("+02", TimeSpan.FromHours(2), "+02", "+02");

    [TestCase("2026-09-21", "2026-09-21")]
    [TestCase("20260921", "2026-09-21")]
    [TestCase("2026-09-21T23:59:59", "2026-09-21")]
    [TestCase("2026-09-21 23:59", "2026-09-21")]
    [TestCase("2026-09-21T22:00:00Z", "2026-09-22")]
    [TestCase("2026-09-21T21:59:59.999Z", "2026-09-21")]
    [TestCase("2026-09-21 22:00:00 UTC", "2026-09-22")]
    [TestCase("2026-09-21T23:30:00-05:00", "2026-09-22")]
    [TestCase("2026-09-21T01:30:00+0900", "2026-09-20")]
    [TestCase("2026-09-21T01:30+09", "2026-09-20")]
    [TestCase("3/4/2026", "2026-04-03")]
    [TestCase("03-04-2026", "2026-04-03")]
    [TestCase("3.4.2026", "2026-04-03")]
    [TestCase("03/04/2026 15:05:09", "2026-04-03")]
    [TestCase("3/4/2026 12:05 AM", "2026-04-03")]
    [TestCase("2026-02-29", null)]
    [TestCase("2026-9-21", null)]
    [TestCase("2026/09/21", "2026-09-21")]
    [TestCase("2026/9/5 3:05:09 PM GMT+2", "2026-09-05")]
    [TestCase("2026/09/21 11:30:00 PM GMT-4", "2026-09-22")]
    [TestCase("2026/09/21 11:30:00 p.m. UTC+5:30", "2026-09-21")]
    [TestCase("2026-09-21 23:30:00 CET", "2026-09-22")]
    [TestCase("2026-09-21 23:30:00 IST", null)]
    [TestCase("2026-09-21 23:30:00 GMT", "2026-09-22")]
    [TestCase("2026-09-21 23:30:00 GMT+", null)]
    [TestCase("9:05\u202fAM", null)]
    [TestCase("21/09/2026 9:05\u202fAM", "2026-09-21")]
    [TestCase("46286", "2026-09-21")]
    [TestCase("46286.99999", "2026-09-21")]
    [TestCase("46286,5", "2026-09-21")]
    [TestCase("46286.", null)]
    [TestCase("46286.5x", null)]
    [TestCase("10115", null)]
    [TestCase("99999", null)]
    [TestCase("2026/21/09", null)]
    [TestCase("2026-09-21T24:00", null)]
    [TestCase("2026-09-21T23:60", null)]
    [TestCase("2026-09-21T", null)]
    [TestCase("2026-09-21x", null)]
    [TestCase("2026-09-21T10:00+", null)]
    [TestCase("1/13/2026", null)]
    [TestCase("3/4/26", null)]
    [TestCase("3/4-2026", null)]
    [TestCase("21 Sep 2026", null)]
    [TestCase("1026-09-21", null)]
    [TestCase("13:05", null)]
    [TestCase("", null)]
    public void DatesAsPeopleWriteThem(string text, string? day) => Read(new DateCells(null, Paris, DayOrder.DayFirst), text).ShouldBe(day is null ? null : DateOnly.Parse(day));

    [Test]
    public void TheMonthMayComeFirst()
    {
        var dates = new DateCells(null, Paris, DayOrder.MonthFirst);
        Read(dates, "9/21/2026 3:05:00 PM").ShouldBe(new DateOnly(2026, 9, 21));
        Read(dates, "21/9/2026").ShouldBeNull();
        Read(dates, "21.9.2026").ShouldBe(new DateOnly(2026, 9, 21));
        Read(new DateCells(null, Paris, DayOrder.Unknown), "9/21/2026").ShouldBeNull();
    }

    [Test]
    public void TheCodebooksFormatWins()
    {
        Read(new DateCells("MM/dd/yyyy", Paris, DayOrder.DayFirst), "03/04/2026").ShouldBe(new DateOnly(2026, 3, 4));
        Read(new DateCells("MM/dd/yyyy", Paris, DayOrder.DayFirst), "2026-03-04").ShouldBeNull();
        Read(new DateCells("d MMM yyyy HH:mm zzz", Paris, DayOrder.Unknown), "21 Sep 2026 22:00 +00:00").ShouldBe(new DateOnly(2026, 9, 22));
    }

    [Test]
    public void SummerTimeIsTheZones()
    {
        // Last Sunday of March and of October: the offset of the store's zone differs on either side.
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
        var dates = new DateCells(null, zone, DayOrder.Unknown);
        Read(dates, "2026-03-28T22:59:00Z").ShouldBe(new DateOnly(2026, 3, 28));
        Read(dates, "2026-03-28T23:00:00Z").ShouldBe(new DateOnly(2026, 3, 29));
        Read(dates, "2026-03-29T22:00:00Z").ShouldBe(new DateOnly(2026, 3, 30));
        Read(dates, "2026-10-25T22:59:00Z").ShouldBe(new DateOnly(2026, 10, 25));
    }

    [Test]
    public void OneRowDecidesTheOrderForAll()
    {
        const string header = "Identifiant,Équipe,Nom,Région,Date,Q1. On me respecte,Q2\n";
        Days(header + "e,T,N,R,03/04/2026,4,7\ne,T,N,R,05/25/2026,4,7\n").ShouldBe([new(2026, 3, 4), new(2026, 5, 25)]);
        Days(header + "e,T,N,R,03/04/2026,4,7\ne,T,N,R,25/05/2026,4,7\n").ShouldBe([new(2026, 4, 3), new(2026, 5, 25)]);
        Days(header + "e,T,N,R,04/04/2026,4,7\n").ShouldBe([]);
        Days((header + "e,T,N,R,03/04/2026,4,7\n").Replace(',', ';')).ShouldBe([new(2026, 4, 3)]);

        static List<DateOnly> Days(string text) => [.. Samples.Read(text, Samples.Staff).Rows.Where(r => r.Response is not null).Select(r => r.Response!.Day)];
    }

    [Test]
    public void AFewSlipsAreBadRowsAndNotAMixedFile()
    {
        var days = string.Concat(Enumerable.Range(0, 200).Select(_ => "e,T,N,R,25/05/2026,4,7\n"));
        var rows = Samples.Read("Identifiant,Équipe,Nom,Région,Date,Q1. On me respecte,Q2\n" + days + "e,T,N,R,05/25/2026,4,7\n", Samples.Staff).Rows;
        rows.Count(r => r.Response is not null).ShouldBe(200);
        rows[^1].Rejection!.Reason.ShouldBe("not a date; expected yyyy-MM-dd or dd/MM/yyyy");
        Should.Throw<ExportRefused>(() => Samples.Read("Identifiant,Équipe,Nom,Région,Date,Q1. On me respecte,Q2\ne,T,N,R,25/05/2026,4,7\ne,T,N,R,05/25/2026,4,7\n", Samples.Staff)).Code.ShouldBe("mixed-dates");
    }

    private static DateOnly? Read(DateCells dates, string text) => dates.TryRead(System.Text.Encoding.UTF8.GetBytes(text), out var day) ? day : null;
}
