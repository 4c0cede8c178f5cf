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
/// <param name="HasTime">Whether there is a time of day at all.</param>
internal readonly record struct DateText(int Year, int First, int Second, DayOrder Order, TimeSpan Time, TimeSpan? Offset, bool HasTime)
{
    /// <summary>Takes a text apart: <c>2026-09-21</c>, <c>20260921</c>, <c>2026-09-21T10:15:00+02:00</c>, <c>21/09/2026 10:15</c>, <c>21.9.2026</c>, <c>9/21/2026 3:05 PM</c>,
    /// <c>2026/9/21 3:05:00 PM GMT+2</c>, and <c>46286.4271</c>, the day number spreadsheets count.</summary>
    public static DateText? Of(ReadOnlySpan<char> text)
    {
        var rest = text;
        if (!TakeNumber(ref rest, 8, out var first, out var digits)) return null;
        if (digits == 8) return rest.Length == 0 ? Iso(first / 10000, first / 100 % 100, first % 100, default) : null;
        if (digits == 5) return Serial(first, rest);
        if (rest.Length == 0 || rest[0] is not ('-' or '/' or '.')) return null;
        var mark = rest[0];
        rest = rest[1..];
        if (!TakeNumber(ref rest, 2, out var second, out var secondDigits) || rest.Length == 0 || rest[0] != mark) return null;
        rest = rest[1..];
        if (!TakeNumber(ref rest, 4, out var third, out var thirdDigits)) return null;
        if (ClockText.Of(rest) is not { } clock) return null;
        if (digits == 4) return mark == '/' || (mark == '-' && secondDigits == 2 && thirdDigits == 2) ? Iso(first, second, third, clock) : null;
        if (digits > 2 || thirdDigits != 4 || third is < 1900 or > 9998) return null;

        // With dots the day comes first wherever dates are written so.
        return new DateText(third, first, second, mark == '.' ? DayOrder.DayFirst : DayOrder.Unknown, clock.Time, clock.Offset, clock.IsThere);
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

    private static DateText? Iso(int year, int month, int day, ClockText clock) =>
        year is >= 1900 and <= 9998 && month is >= 1 and <= 12 && day is >= 1 and <= 31 ? new DateText(year, month, day, DayOrder.MonthFirst, clock.Time, clock.Offset, clock.IsThere) : null;

    // Days since 30 December 1899, with the time as a fraction: 1954 to 2119, so that no year or postcode passes for one.
    private static DateText? Serial(int days, ReadOnlySpan<char> fraction)
    {
        if (days is < 20_000 or > 80_000) return null;
        var time = TimeSpan.Zero;
        if (fraction.Length > 0)
        {
            if (fraction[0] is not ('.' or ',') || fraction.Length is < 2 or > 20 || fraction[1..].ContainsAnyExceptInRange('0', '9')) return null;
            Span<char> share = ['0', '.', .. fraction[1..]];
            time = TimeSpan.FromSeconds((double)Math.Min(86_399, Math.Round(decimal.Parse(share, System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture) * 86_400)));
        }

        var day = new DateOnly(1899, 12, 30).AddDays(days);
        return new DateText(day.Year, day.Month, day.Day, DayOrder.MonthFirst, time, null, fraction.Length > 0);
    }

    /// <summary>Takes the digits at the beginning of a text, at most so many.</summary>
    internal static bool TakeNumber(ref ReadOnlySpan<char> rest, int most, out int number, out int digits)
    {
        (number, digits) = (0, 0);
        while (digits < rest.Length && digits < most && char.IsAsciiDigit(rest[digits])) number = (number * 10) + rest[digits++] - '0';
        rest = rest[digits..];
        return digits > 0;
    }
}
