namespace Symetrie.Api.Exports.Cells;

/// <summary>The order of day and month in dates like 03/04/2026.</summary>
internal enum DayOrder
{
    /// <summary>Nothing told.</summary>
    Unknown,

    /// <summary>The day comes first.</summary>
    DayFirst,

    /// <summary>The month comes first.</summary>
    MonthFirst,
}

/// <summary>A date taken apart: two numbers whose order is open (or year-month-day, which is not), the time of day and the offset where there are any.</summary>
/// <param name="Year">The year, 1900–9998.</param>
/// <param name="First">The first number beside the year; the month of an ISO date.</param>
/// <param name="Second">The second number; the day of an ISO date.</param>
/// <param name="Order">The order, where the text tells it.</param>
/// <param name="Time">The time of day.</param>
/// <param name="Offset">The offset from UTC.</param>
internal readonly record struct DateText(int Year, int First, int Second, DayOrder Order, TimeSpan Time, TimeSpan? Offset)
{
    /// <summary>Takes a text apart: <c>2026-09-21</c>, <c>20260921</c>, <c>2026-09-21T10:15:00+02:00</c>, <c>21/09/2026 10:15</c>, <c>21.9.2026</c>, <c>9/21/2026 3:05 PM</c>.</summary>
    public static DateText? Of(ReadOnlySpan<char> text)
    {
        var rest = text;
        if (!TakeNumber(ref rest, 8, out var first, out var digits)) return null;
        if (digits == 8) return rest.Length == 0 ? Iso(first / 10000, first / 100 % 100, first % 100, default) : null;
        if (rest.Length == 0 || rest[0] is not ('-' or '/' or '.')) return null;
        var mark = rest[0];
        rest = rest[1..];
        if (!TakeNumber(ref rest, 2, out var second, out var secondDigits) || rest.Length == 0 || rest[0] != mark) return null;
        rest = rest[1..];
        if (!TakeNumber(ref rest, 4, out var third, out var thirdDigits)) return null;
        if (Clock(rest) is not { } clock) return null;
        if (digits == 4) return mark == '-' && secondDigits == 2 && thirdDigits == 2 ? Iso(first, second, third, clock) : null;
        if (digits > 2 || thirdDigits != 4 || third is < 1900 or > 9998) return null;

        // With dots the day comes first wherever dates are written so.
        return new DateText(third, first, second, mark == '.' ? DayOrder.DayFirst : DayOrder.Unknown, clock.Time, clock.Offset);
    }

    /// <summary>The day, in an order where the text leaves it open.</summary>
    /// <returns>Null where the order is not known or there is no such day.</returns>
    public DateOnly? Day(DayOrder order)
    {
        var (day, month) = (Order == DayOrder.Unknown ? order : Order) switch
        {
            DayOrder.DayFirst => (First, Second),
            DayOrder.MonthFirst => (Second, First),
            _ => (0, 0),
        };
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(Year, month) ? new DateOnly(Year, month, day) : null;
    }

    private static DateText? Iso(int year, int month, int day, (TimeSpan Time, TimeSpan? Offset) clock) =>
        year is >= 1900 and <= 9998 ? new DateText(year, month, day, DayOrder.MonthFirst, clock.Time, clock.Offset) : null;

    private static (TimeSpan Time, TimeSpan? Offset)? Clock(ReadOnlySpan<char> rest)
    {
        if (rest.Length == 0) return (default, null);
        if (rest[0] is not ('T' or 't' or ' ')) return null;
        rest = rest[1..].TrimStart(' ');
        if (!TakeNumber(ref rest, 2, out var hour, out _) || !Take(ref rest, ':') || !TakeNumber(ref rest, 2, out var minute, out var digits) || digits != 2) return null;
        if (Take(ref rest, ':'))
        {
            if (!TakeNumber(ref rest, 2, out var second, out digits) || digits != 2 || second > 60) return null;
            if ((Take(ref rest, '.') || Take(ref rest, ',')) && !TakeNumber(ref rest, 9, out _, out _)) return null;
        }

        rest = rest.TrimStart(' ');
        if (rest.StartsWith("AM", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("PM", StringComparison.OrdinalIgnoreCase))
        {
            if (hour is < 1 or > 12) return null;
            hour = (hour % 12) + (rest[0] is 'P' or 'p' ? 12 : 0);
            rest = rest[2..].TrimStart(' ');
        }

        if (hour > 23 || minute > 59) return null;
        var time = new TimeSpan(hour, minute, 0);
        if (rest.Length == 0) return (time, null);
        return OffsetOf(rest) is { } offset ? (time, offset) : null;
    }

    private static TimeSpan? OffsetOf(ReadOnlySpan<char> rest)
    {
        if (rest is "Z" or "z" or "UTC" or "GMT") return TimeSpan.Zero;
        var sign = rest[0] switch { '+' => 1, '-' or '\u2212' => -1, _ => 0 };
        rest = rest[1..];
        if (sign == 0 || !TakeNumber(ref rest, 2, out var hours, out var digits) || digits != 2) return null;
        var minutes = 0;
        if (rest.Length > 0)
        {
            Take(ref rest, ':');
            if (!TakeNumber(ref rest, 2, out minutes, out digits) || digits != 2 || rest.Length > 0) return null;
        }

        return hours <= 14 && minutes <= 59 ? sign * new TimeSpan(hours, minutes, 0) : null;
    }

    private static bool Take(ref ReadOnlySpan<char> rest, char letter)
    {
        if (rest.Length == 0 || rest[0] != letter) return false;
        rest = rest[1..];
        return true;
    }

    private static bool TakeNumber(ref ReadOnlySpan<char> rest, int most, out int number, out int digits)
    {
        (number, digits) = (0, 0);
        while (digits < rest.Length && digits < most && char.IsAsciiDigit(rest[digits])) number = (number * 10) + rest[digits++] - '0';
        rest = rest[digits..];
        return digits > 0;
    }
}
