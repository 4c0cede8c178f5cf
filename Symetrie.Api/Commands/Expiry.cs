using System.Globalization;

namespace Symetrie.Api.Commands;

/// <summary>When something ends: a time from now, or a day.</summary>
internal static class Expiry
{
    private const int LongestDays = 3660;

    /// <summary>Reads <c>12h</c>, <c>90d</c>, <c>52w</c> or <c>2027-01-01</c>.</summary>
    /// <returns>The instant, UTC; null where it is none, not to come, or more than ten years away.</returns>
    public static DateTimeOffset? Read(string text, DateTimeOffset now)
    {
        var end = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : now + Span(text);
        return end > now && end <= now.AddDays(LongestDays) ? end : null;
    }

    private static TimeSpan? Span(string text)
    {
        if (text.Length is < 2 or > 7 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        return text[^1] switch
        {
            'h' => TimeSpan.FromHours(number),
            'd' => TimeSpan.FromDays(number),
            'w' => TimeSpan.FromDays(7.0 * number),
            _ => null,
        };
    }
}
