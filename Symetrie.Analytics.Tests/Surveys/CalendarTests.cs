using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;
using Law = FsCheck.NUnit.PropertyAttribute;

namespace Symetrie.Analytics.Tests.Surveys;

public sealed class CalendarTests
{
    private static readonly CalendarKind[] Kinds = [CalendarKind.Month, CalendarKind.Quarter, CalendarKind.Half, CalendarKind.Year];

    [Law(Replay = "(20261121,5)", MaxTest = 1000)]
    public void EveryDayHasOnePeriodAndItsLabelReadsBack(int offset)
    {
        var day = new DateOnly(1950, 1, 1).AddDays(Math.Abs(offset % 100_000));
        foreach (var calendar in Kinds.Select(Calendar.Of))
        {
            var period = calendar.PeriodOf(Voice.Customer, day)!;
            day.ShouldBeInRange(period.CustomerFrom, period.CustomerTo.AddDays(-1));
            calendar.PeriodOf(Voice.Employee, day).ShouldBe(period);
            calendar.Parse(period.Key).ShouldBe(period);
            calendar.PeriodOf(Voice.Customer, period.CustomerTo)!.CustomerFrom.ShouldBe(period.CustomerTo);
            calendar.Between(period, calendar.PeriodOf(Voice.Employee, period.EmployeeTo)!).Count.ShouldBe(2);
        }
    }

    [TestCase(CalendarKind.Quarter, "2026-Q3", "2026-Q3")]
    [TestCase(CalendarKind.Quarter, "2026 q3", "2026-Q3")]
    [TestCase(CalendarKind.Quarter, "Q3 2026", "2026-Q3")]
    [TestCase(CalendarKind.Quarter, "2026T3", "2026-Q3")]
    [TestCase(CalendarKind.Quarter, "T3\u00A02026", "2026-Q3")]
    [TestCase(CalendarKind.Quarter, "2026-Q5", null)]
    [TestCase(CalendarKind.Quarter, "2026", null)]
    [TestCase(CalendarKind.Month, "2026-09", "2026-09")]
    [TestCase(CalendarKind.Month, "09/2026", "2026-09")]
    [TestCase(CalendarKind.Month, "2026-13", null)]
    [TestCase(CalendarKind.Half, "S2 2026", "2026-H2")]
    [TestCase(CalendarKind.Half, "2026H2", "2026-H2")]
    [TestCase(CalendarKind.Year, "2026", "Y2026")]
    [TestCase(CalendarKind.Year, "Y2026", "Y2026")]
    [TestCase(CalendarKind.Year, "2026-09", null)]
    public void LabelsAsPeopleWriteThem(CalendarKind kind, string label, string? key) => (Calendar.Of(kind).Parse(label)?.Key).ShouldBe(key);

    [Test]
    public void NamedWindowsBelongToTheirVoice()
    {
        var calendar = Calendar.Named([
            new Period("Wave B", new(2026, 7, 1), new(2026, 8, 1), new(2026, 8, 15), new(2026, 9, 15)),
            new Period("Wave A", new(2026, 1, 1), new(2026, 2, 1), new(2026, 2, 15), new(2026, 3, 15)),
        ]);
        calendar.Windows.Select(w => w.Key).ShouldBe(["Wave A", "Wave B"]);
        calendar.PeriodOf(Voice.Employee, new(2026, 1, 31))!.Key.ShouldBe("Wave A");
        calendar.PeriodOf(Voice.Customer, new(2026, 1, 31)).ShouldBeNull();
        calendar.Parse(" wave-b ")!.Key.ShouldBe("Wave B");
        calendar.Between(calendar.Windows[0], calendar.Windows[1]).Count.ShouldBe(2);
    }

    [TestCase("A", "2026-01-01", "2026-02-01", "2026-01-15", "2026-02-15", "windows 'A' and 'B' overlap for employee")]
    [TestCase("B", "2026-02-15", "2026-03-01", "2026-02-15", "2026-03-01", "window 'B' is named twice")]
    [TestCase("7", "2026-02-15", "2026-03-01", "2026-02-15", "2026-03-01", "window '7' looks like a number")]
    [TestCase("A", "2026-02-15", "2026-02-15", "2026-02-15", "2026-03-01", "window 'A': the employee window is empty")]
    public void WindowsThatCannotBeAreRefused(string key, string employeeFrom, string employeeTo, string customerFrom, string customerTo, string message)
    {
        var one = new Period(key, DateOnly.Parse(employeeFrom), DateOnly.Parse(employeeTo), DateOnly.Parse(customerFrom), DateOnly.Parse(customerTo));
        var other = new Period("B", new(2026, 1, 31), new(2026, 2, 10), new(2026, 1, 1), new(2026, 1, 10));
        Should.Throw<ArgumentException>(() => Calendar.Named([one, other])).Message.ShouldStartWith(message);
    }
}
