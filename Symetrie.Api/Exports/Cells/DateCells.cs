using System.Globalization;
using System.Text;

namespace Symetrie.Api.Exports.Cells;

/// <summary>Reads dates: in the codebook's format where it has one, else as ISO 8601, else as day/month/year in the order the file told.</summary>
/// <param name="format">The codebook's format.</param>
/// <param name="zone">The store's time zone, into which a moment with an offset is brought.</param>
/// <param name="order">The order of day and month.</param>
/// <param name="written">The time zone in which moments without an offset stand; null for the store's.</param>
/// <param name="typed">Whether the file tells dates from texts itself: those come as ISO 8601 beside texts in the codebook's format.</param>
internal sealed class DateCells(string? format, TimeZoneInfo zone, DayOrder order, TimeZoneInfo? written = null, bool typed = false)
{
    private const int Longest = 64;
    private readonly Utf8Cache<DateOnly> known = new(50_000);
    private readonly bool hasOffset = format is not null && (format.Contains('z', StringComparison.Ordinal) || format.Contains('K', StringComparison.Ordinal));

    /// <summary>What a date must look like, for people.</summary>
    public string Expected => format ?? order switch
    {
        DayOrder.DayFirst => "yyyy-MM-dd or dd/MM/yyyy",
        DayOrder.MonthFirst => "yyyy-MM-dd or MM/dd/yyyy",
        _ => "yyyy-MM-dd; for another form say so in the codebook's dateFormat",
    };

    /// <summary>Reads the day of a trimmed cell.</summary>
    public bool TryRead(ReadOnlySpan<byte> cell, out DateOnly day)
    {
        if (known.TryGet(cell, out day)) return true;
        Span<char> letters = stackalloc char[Longest];
        if (cell.Length > Longest || !Encoding.UTF8.TryGetChars(cell, letters, out var length)) return false;
        if (Parse(letters[..length]) is not { } found) return false;
        day = known.Add(cell, found);
        return true;
    }

    private DateOnly? Parse(ReadOnlySpan<char> text)
    {
        if (format is not null && (hasOffset ? ParseMoment(text) : ParseLocal(text)) is { } told) return told;
        if (DateText.Of(text) is not { } parts || (format is not null && !(typed && IsIso(text))) || parts.Day(order) is not { } day) return null;
        if (parts.Offset is { } offset) return DayOf(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue) + parts.Time, offset));
        return parts.HasTime && written is not null ? DayOf(Moment(day.ToDateTime(TimeOnly.MinValue) + parts.Time, written)) : day;
    }

    private static bool IsIso(ReadOnlySpan<char> text) => text.Length >= 10 && text[4] == '-';

    private DateOnly? ParseMoment(ReadOnlySpan<char> text) =>
        DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.AssumeUniversal, out var moment) && moment.Year is >= 1900 and <= 9998 ? DayOf(moment) : null;

    private DateOnly? ParseLocal(ReadOnlySpan<char> text) =>
        DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var local) && local.Year is >= 1900 and <= 9998 ? DateOnly.FromDateTime(local) : null;

    // An hour that summer time leaves out is read as the one after it.
    private static DateTimeOffset Moment(DateTime local, TimeZoneInfo zone) => new(local, zone.GetUtcOffset(zone.IsInvalidTime(local) ? local.AddHours(1) : local));

    private DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);
}
