using System.Globalization;

namespace Symetrie.Analytics.Surveys;

/// <summary>A window in which the two voices are compared.</summary>
/// <param name="Key">The label, for example <c>2026-Q3</c>; it never looks like a number.</param>
/// <param name="EmployeeFrom">First day of the employee window.</param>
/// <param name="EmployeeTo">The day after its last.</param>
/// <param name="CustomerFrom">First day of the customer window.</param>
/// <param name="CustomerTo">The day after its last.</param>
public sealed record Period(string Key, DateOnly EmployeeFrom, DateOnly EmployeeTo, DateOnly CustomerFrom, DateOnly CustomerTo)
{
    /// <summary>First day of a voice's window.</summary>
    public DateOnly From(Voice voice) => voice == Voice.Employee ? EmployeeFrom : CustomerFrom;

    /// <summary>The day after the last of a voice's window.</summary>
    public DateOnly To(Voice voice) => voice == Voice.Employee ? EmployeeTo : CustomerTo;
}

/// <summary>How periods are cut.</summary>
public enum CalendarKind
{
    /// <summary>Calendar months, <c>2026-09</c>.</summary>
    Month,

    /// <summary>Calendar quarters, <c>2026-Q3</c>.</summary>
    Quarter,

    /// <summary>Calendar half years, <c>2026-H2</c>.</summary>
    Half,

    /// <summary>Calendar years, <c>Y2026</c>.</summary>
    Year,

    /// <summary>A list of named windows with their own employee and customer dates.</summary>
    Named,
}

/// <summary>The store's one calendar: which period a day of a voice belongs to.</summary>
public sealed record Calendar
{
    private readonly Period[] windows;

    private Calendar(CalendarKind kind, Period[] windows) => (Kind, this.windows) = (kind, windows);

    /// <summary>How periods are cut.</summary>
    public CalendarKind Kind { get; }

    /// <summary>The named windows in order; empty for the calendar kinds.</summary>
    public IReadOnlyList<Period> Windows => windows;

    /// <summary>Calendar months, quarters, halves or years.</summary>
    /// <exception cref="ArgumentException"><paramref name="kind"/> is <see cref="CalendarKind.Named"/>.</exception>
    public static Calendar Of(CalendarKind kind) => kind == CalendarKind.Named
        ? throw new ArgumentException("named windows are listed", nameof(kind))
        : new Calendar(kind, []);

    /// <summary>Named windows. Windows of one voice must not overlap, names must not repeat.</summary>
    /// <exception cref="ArgumentException">A window is empty, overlaps another of its voice, or repeats a name; the message names it.</exception>
    public static Calendar Named(IEnumerable<Period> windows)
    {
        var sorted = windows.OrderBy(w => w.EmployeeFrom).ThenBy(w => w.Key, StringComparer.Ordinal).ToArray();
        if (sorted.Length == 0) throw new ArgumentException("at least one window is needed", nameof(windows));
        foreach (var voice in Voices.Both)
        {
            var previous = default(Period);
            foreach (var window in sorted.OrderBy(w => w.From(voice)))
            {
                if (window.To(voice) <= window.From(voice)) throw new ArgumentException($"window '{window.Key}': the {voice.Text()} window is empty", nameof(windows));
                if (previous is not null && window.From(voice) < previous.To(voice)) throw new ArgumentException($"windows '{previous.Key}' and '{window.Key}' overlap for {voice.Text()}", nameof(windows));
                previous = window;
            }
        }

        if (sorted.GroupBy(w => w.Key, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice) throw new ArgumentException($"window '{twice.Key}' is named twice", nameof(windows));
        if (sorted.FirstOrDefault(w => w.Key.All(char.IsAsciiDigit)) is { } number) throw new ArgumentException($"window '{number.Key}' looks like a number; give it a letter", nameof(windows));
        return new Calendar(CalendarKind.Named, sorted);
    }

    /// <summary>The period a day of a voice belongs to; null where no named window holds it.</summary>
    public Period? PeriodOf(Voice voice, DateOnly day)
    {
        if (Kind == CalendarKind.Named) return Array.Find(windows, w => day >= w.From(voice) && day < w.To(voice));
        return Kind switch
        {
            CalendarKind.Month => Cut($"{day.Year:D4}-{day.Month:D2}", day.Year, day.Month, 1),
            CalendarKind.Quarter => Cut($"{day.Year:D4}-Q{((day.Month - 1) / 3) + 1}", day.Year, ((day.Month - 1) / 3 * 3) + 1, 3),
            CalendarKind.Half => Cut($"{day.Year:D4}-H{((day.Month - 1) / 6) + 1}", day.Year, ((day.Month - 1) / 6 * 6) + 1, 6),
            _ => Cut($"Y{day.Year:D4}", day.Year, 1, 12),
        };
    }

    /// <summary>Reads a period's label as people write it (<c>2026-Q3</c>, <c>2026 q3</c>, <c>Q3 2026</c>, <c>2026T3</c>, <c>2026-09</c>, <c>2026H2</c>, <c>2026S2</c>, <c>2026</c>) or a named window's.</summary>
    /// <returns>The period; null where the text is no label of this calendar.</returns>
    public Period? Parse(string label)
    {
        var text = label.Trim();
        if (Kind == CalendarKind.Named) return Array.Find(windows, w => string.Equals(TextKey.Of(w.Key), TextKey.Of(text), StringComparison.Ordinal));
        var compact = TextKey.Of(text).Replace(" ", "", StringComparison.Ordinal);
        var (marks, months, parts) = Kind switch
        {
            CalendarKind.Quarter => ("qt", 3, 4),
            CalendarKind.Half => ("hs", 6, 2),
            CalendarKind.Month => ("m", 1, 12),
            _ => ("y", 12, 1),
        };
        if (Kind == CalendarKind.Year)
            return int.TryParse(compact.TrimStart('y'), NumberStyles.None, CultureInfo.InvariantCulture, out var y) && y is >= 1900 and <= 9998 ? PeriodOf(Voice.Employee, new DateOnly(y, 1, 1)) : null;
        if (Split(text, compact, marks) is not { } cut || cut.Part < 1 || cut.Part > parts || cut.Year is < 1900 or > 9998) return null;
        return PeriodOf(Voice.Employee, new DateOnly(cut.Year, ((cut.Part - 1) * months) + 1, 1));
    }

    /// <summary>Every period from one to another, both included, in order.</summary>
    public IReadOnlyList<Period> Between(Period first, Period last)
    {
        if (Kind == CalendarKind.Named) return [.. windows.SkipWhile(w => w != first).TakeWhile(w => w.EmployeeFrom <= last.EmployeeFrom)];
        var periods = new List<Period>();
        for (var period = first; period.EmployeeFrom <= last.EmployeeFrom; period = PeriodOf(Voice.Employee, period.EmployeeTo)!) periods.Add(period);
        return periods;
    }

    private static Period Cut(string key, int year, int month, int months)
    {
        var from = new DateOnly(year, month, 1);
        var to = from.AddMonths(months);
        return new Period(key, from, to, from, to);
    }

    private static (int Year, int Part)? Split(string text, string compact, string marks)
    {
        var at = compact.IndexOfAny(marks.ToCharArray());
        if (at < 0)
        {
            // A month may stand without a mark: 2026-09.
            var pieces = text.Split('-', '/', ' ', '.');
            return marks == "m" && pieces.Length == 2 && int.TryParse(pieces[0], out var y) && int.TryParse(pieces[1], out var m)
                ? pieces[0].Length == 4 ? (y, m) : (m, y)
                : null;
        }

        var left = compact[..at];
        var right = compact[(at + 1)..];
        if (left.Length == 4 && int.TryParse(left, out var year) && int.TryParse(right, out var part)) return (year, part);
        if (left.Length == 0 && right.Length >= 5 && int.TryParse(right[..^4], out part) && int.TryParse(right[^4..], out year)) return (year, part);
        return null;
    }
}
