using NUnit.Framework;
using Shouldly;
using Symetrie.Api.Recompute;

namespace Symetrie.Analytics.Tests.Recompute;

/// <summary>When the nightly run is due. Pure: seven years pass in a second.</summary>
public sealed class NightlyTests
{
    // Every kind of clock there is: quarter-hour offsets, changes at midnight, by half an hour, four times a year, southern summers, and none at all.
    private static readonly string[] Zones =
    [
        "Europe/Paris", "Europe/London", "Europe/Dublin", "Europe/Lisbon", "Europe/Athens", "Europe/Chisinau", "Europe/Istanbul", "Europe/Moscow", "Atlantic/Azores", "Atlantic/Reykjavik",
        "America/New_York", "America/Los_Angeles", "America/Phoenix", "America/Anchorage", "America/St_Johns", "America/Havana", "America/Sao_Paulo", "America/Santiago", "America/Asuncion", "America/Nuuk",
        "America/Mexico_City", "America/Caracas", "America/Toronto", "Africa/Cairo", "Africa/Casablanca", "Africa/Lagos", "Africa/Johannesburg", "Asia/Beirut", "Asia/Jerusalem", "Asia/Gaza",
        "Asia/Kathmandu", "Asia/Kolkata", "Asia/Tokyo", "Asia/Tehran", "Australia/Sydney", "Australia/Lord_Howe", "Australia/Eucla", "Pacific/Auckland", "Pacific/Chatham", "Pacific/Kiritimati",
    ];

    private static readonly TimeOnly[] Times = [new(3, 30), new(2, 30), new(0, 0), new(0, 30), new(1, 15), new(23, 45)];

    [TestCaseSource(nameof(Zones))]
    public void There_is_one_run_for_each_local_date_of_seven_years(string name)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(name);
        var (first, last) = (new DateOnly(2024, 1, 1), new DateOnly(2030, 12, 31));
        foreach (var at in Times)
        {
            var nightly = new Nightly(at, zone);
            var (now, wanted) = (nightly.DueAt(first).AddMinutes(-1), first);
            while (wanted <= last)
            {
                var due = nightly.NextDue(now);
                nightly.LatestDue(due.AddTicks(-1)).ShouldBe(wanted.AddDays(-1));
                nightly.LatestDue(due).ShouldBe(wanted);
                due.ShouldBe(nightly.DueAt(wanted));
                // Where the last hour of a date is skipped, the first valid minute is the next midnight.
                TimeZoneInfo.ConvertTime(due, zone).DateTime.ShouldBeInRange(wanted.ToDateTime(TimeOnly.MinValue), wanted.AddDays(1).ToDateTime(TimeOnly.MinValue));
                (now, wanted) = (due, wanted.AddDays(1));
            }
        }
    }

    [TestCaseSource(nameof(Zones))]
    public void A_watch_that_looks_every_few_minutes_claims_each_date_once(string name)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(name);
        var nightly = new Nightly(new TimeOnly(2, 30), zone);
        var (claimed, now, end) = (new List<DateOnly>(), new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero), new DateTimeOffset(2027, 1, 1, 12, 0, 0, TimeSpan.Zero));
        for (; now < end; now = now.AddMinutes(37))
            if (nightly.LatestDue(now) is var date && !claimed.Contains(date)) claimed.Add(date);
        claimed.ShouldBe(Enumerable.Range(0, claimed.Count).Select(claimed[0].AddDays));
        claimed.Count.ShouldBeInRange(366, 367);
    }

    // The time due, found as somebody with a clock on the wall would: the first minute at which it shows the time of the date or a later one.
    [TestCaseSource(nameof(Zones))]
    public void It_is_the_first_minute_at_which_the_clock_on_the_wall_shows_the_time(string name)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(name);
        foreach (var date in Changes(zone).SelectMany(d => new[] { d.AddDays(-1), d, d.AddDays(1) }))
        {
            foreach (var at in Times)
            {
                var minute = new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddHours(-16);
                while (TimeZoneInfo.ConvertTime(minute, zone).DateTime < date.ToDateTime(at)) minute = minute.AddMinutes(1);
                new Nightly(at, zone).DueAt(date).ShouldBe(minute, $"{name} {date} {at}");
            }
        }
    }

    [TestCase("Europe/Paris", "2026-03-29", "02:30", "2026-03-29T01:00:00Z", TestName = "A time that is skipped is the first minute after it")]
    [TestCase("Europe/Paris", "2026-10-25", "02:30", "2026-10-25T00:30:00Z", TestName = "Of a time that comes twice it is the first")]
    [TestCase("Europe/Paris", "2026-07-01", "03:30", "2026-07-01T01:30:00Z", TestName = "Any other time is what it is")]
    [TestCase("Africa/Cairo", "2026-04-24", "00:00", "2026-04-23T22:00:00Z", TestName = "A midnight that is skipped belongs to its date")]
    [TestCase("Pacific/Apia", "2011-12-31", "03:30", "2011-12-30T13:30:00Z", TestName = "An island that skipped a date runs on the next")]
    public void A_date_is_due(string zone, string date, string at, string expected) =>
        new Nightly(TimeOnly.Parse(at), TimeZoneInfo.FindSystemTimeZoneById(zone)).DueAt(DateOnly.Parse(date)).ShouldBe(DateTimeOffset.Parse(expected));

    [Test]
    public void A_date_that_does_not_exist_is_never_due()
    {
        var nightly = new Nightly(new TimeOnly(3, 30), TimeZoneInfo.FindSystemTimeZoneById("Pacific/Apia"));
        nightly.LatestDue(nightly.DueAt(new DateOnly(2011, 12, 31)).AddTicks(-1)).ShouldBe(new DateOnly(2011, 12, 29));
        nightly.NextDue(nightly.DueAt(new DateOnly(2011, 12, 29))).ShouldBe(nightly.DueAt(new DateOnly(2011, 12, 31)));
    }

    private static IEnumerable<DateOnly> Changes(TimeZoneInfo zone)
    {
        for (var day = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero); day.Year < 2031; day = day.AddDays(1))
            if (zone.GetUtcOffset(day) != zone.GetUtcOffset(day.AddDays(1))) yield return DateOnly.FromDateTime(day.DateTime);
    }
}
