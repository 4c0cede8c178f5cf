namespace Symetrie.Api.Exports.Cells;

/// <summary>What follows the day in a moment: the time of day, perhaps with an offset from UTC.</summary>
/// <param name="Time">The time of day.</param>
/// <param name="Offset">The offset from UTC; null where none is written.</param>
/// <param name="IsThere">Whether there is a time of day at all.</param>
internal readonly record struct ClockText(TimeSpan Time, TimeSpan? Offset, bool IsThere)
{
    // Names that mean one offset wherever surveys print them; of others (IST, BST, AST) nobody knows which is meant.
    private static readonly Dictionary<string, int> Zones = new (string Name, int Hours)[]
    {
        ("Z", 0), ("UTC", 0), ("GMT", 0), ("WET", 0), ("WEST", 1), ("CET", 1), ("CEST", 2), ("EET", 2), ("EEST", 3),
        ("EST", -5), ("EDT", -4), ("CST", -6), ("CDT", -5), ("MST", -7), ("MDT", -6), ("PST", -8), ("PDT", -7),
    }.ToDictionary(z => z.Name, z => z.Hours, StringComparer.OrdinalIgnoreCase);

    private static readonly (string Text, int Hours)[] Halves = [("AM", 0), ("PM", 12), ("a.m.", 0), ("p.m.", 12), ("a. m.", 0), ("p. m.", 12)];

    /// <summary>Takes the text after a day apart: nothing, <c>T10:15:00+02:00</c>, <c> 3:05 PM</c>, <c> 3:05:00 PM GMT+2</c>, <c> 10:15:00 CET</c>.</summary>
    /// <returns>Null where it is neither nothing nor a time.</returns>
    public static ClockText? Of(ReadOnlySpan<char> rest)
    {
        if (rest.Length == 0) return default(ClockText);
        if (rest[0] is not ('T' or 't') && !IsSpace(rest[0])) return null;
        rest = Skip(rest[1..]);
        if (!DateText.TakeNumber(ref rest, 2, out var hour, out _) || !Take(ref rest, ':') || !DateText.TakeNumber(ref rest, 2, out var minute, out var digits) || digits != 2) return null;
        if (Take(ref rest, ':'))
        {
            if (!DateText.TakeNumber(ref rest, 2, out var second, out digits) || digits != 2 || second > 60) return null;
            if ((Take(ref rest, '.') || Take(ref rest, ',')) && !DateText.TakeNumber(ref rest, 9, out _, out _)) return null;
        }

        rest = Skip(rest);
        if (TakeHalf(ref rest) is { } noon)
        {
            if (hour is < 1 or > 12) return null;
            hour = (hour % 12) + noon;
            rest = Skip(rest);
        }

        if (hour > 23 || minute > 59) return null;
        var time = new TimeSpan(hour, minute, 0);
        if (rest.Length == 0) return new ClockText(time, null, true);
        return OffsetOf(rest) is { } offset ? new ClockText(time, offset, true) : null;
    }

    private static TimeSpan? OffsetOf(ReadOnlySpan<char> rest)
    {
        if (Zones.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(rest, out var named)) return TimeSpan.FromHours(named);
        var relative = rest.StartsWith("GMT", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("UTC", StringComparison.OrdinalIgnoreCase);
        if (relative) rest = rest[3..];
        var sign = rest[0] switch { '+' => 1, '-' or '\u2212' => -1, _ => 0 };
        rest = rest[1..];
        if (sign == 0 || !DateText.TakeNumber(ref rest, 2, out var hours, out var digits) || (digits != 2 && !relative)) return null;
        var minutes = 0;
        if (rest.Length > 0)
        {
            Take(ref rest, ':');
            if (!DateText.TakeNumber(ref rest, 2, out minutes, out digits) || digits != 2 || rest.Length > 0) return null;
        }

        return hours <= 14 && minutes <= 59 ? sign * new TimeSpan(hours, minutes, 0) : null;
    }

    private static int? TakeHalf(ref ReadOnlySpan<char> rest)
    {
        foreach (var (text, hours) in Halves)
        {
            if (!rest.StartsWith(text, StringComparison.OrdinalIgnoreCase)) continue;
            rest = rest[text.Length..];
            return hours;
        }

        return null;
    }

    // Newer programs put a narrow no-break space before AM and PM.
    private static bool IsSpace(char letter) => letter is ' ' or '\u00A0' or '\u202F';

    private static ReadOnlySpan<char> Skip(ReadOnlySpan<char> rest)
    {
        while (rest.Length > 0 && IsSpace(rest[0])) rest = rest[1..];
        return rest;
    }

    private static bool Take(ref ReadOnlySpan<char> rest, char letter)
    {
        if (rest.Length == 0 || rest[0] != letter) return false;
        rest = rest[1..];
        return true;
    }
}
