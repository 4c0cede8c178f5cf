using System.Text;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Exports.Cells;

/// <summary>Reads periods: a label of the store's calendar, or a date in one of its periods.</summary>
internal sealed class PeriodCells(Calendar calendar, Voice voice, DateCells dates)
{
    private readonly Utf8Cache<DateOnly> known = new(10_000);

    /// <summary>Reads the first day, in the voice's window, of the period a trimmed cell names.</summary>
    public bool TryRead(ReadOnlySpan<byte> cell, out DateOnly day)
    {
        if (known.TryGet(cell, out day)) return true;
        if (cell.Length > 200) return false;
        var period = calendar.Parse(Encoding.UTF8.GetString(cell));
        if (period is null && dates.TryRead(cell, out var date)) period = calendar.PeriodOf(voice, date);
        if (period is null) return false;
        day = known.Add(cell, period.From(voice));
        return true;
    }

    /// <summary>What a period looks like, for people.</summary>
    public string Expected => calendar.Kind switch
    {
        CalendarKind.Named => $"one of {string.Join(", ", calendar.Windows.Take(12).Select(w => w.Key))}",
        CalendarKind.Month => "a month such as 2026-09, or a date",
        CalendarKind.Quarter => "a quarter such as 2026-Q3, or a date",
        CalendarKind.Half => "a half year such as 2026-H2, or a date",
        _ => "a year such as 2026, or a date",
    };
}
