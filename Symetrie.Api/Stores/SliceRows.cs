using System.Data.Common;
using Dapper;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Stores;

/// <summary>What a store remembers of when answers changed.</summary>
internal static class SliceRows
{
    /// <summary>Notes that the answers of a unit in a month changed; forgets the month where none are left.</summary>
    public static void Touch(Store store, DbConnection connection, long unit, long month, long revision)
    {
        var (from, to) = (Months.First(month).DayNumber, Months.First(month + 1).DayNumber);
        var left = connection.ExecuteScalar<long>(store.Sql("count-answers-of-month"), new { unit, month, from, to }) > 0;
        connection.Execute(store.Sql(left ? "put-slice" : "drop-slice"), new { unit, month, revision });
    }
}

/// <summary>Calendar months as numbers: the grain at which a store remembers what changed.</summary>
internal static class Months
{
    public static long Of(DateOnly day) => (day.Year * 12L) + day.Month - 1;

    public static DateOnly First(long month) => new((int)(month / 12), (int)(month % 12) + 1, 1);

    /// <summary>The periods that a month falls into: one of a calendar's; named windows may cut it, or leave it out.</summary>
    public static IEnumerable<Period> Periods(Calendar calendar, Voice voice, long month)
    {
        var (from, to) = (First(month), First(month + 1));
        return calendar.Kind == CalendarKind.Named
            ? calendar.Windows.Where(w => w.From(voice) < to && w.To(voice) > from)
            : [calendar.PeriodOf(voice, from)!];
    }
}
