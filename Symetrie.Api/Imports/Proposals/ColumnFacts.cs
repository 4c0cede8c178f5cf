using System.Text;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports.Cells;
using Symetrie.Api.Exports.Profiles;

namespace Symetrie.Api.Imports.Proposals;

/// <summary>What a column's texts are: numbers, dates, periods, a few categories, each row another.</summary>
internal sealed class ColumnFacts
{
    // A code for "not answered" stands among the first texts of a column, and periods are few.
    private const int MostLookedUp = 2_000;
    private const int MostPeriods = 500;
    private static readonly NumberCells Either = new(null);
    private static readonly Calendar[] Calendars = [Calendar.Of(CalendarKind.Quarter), Calendar.Of(CalendarKind.Month), Calendar.Of(CalendarKind.Half), Calendar.Of(CalendarKind.Year)];

    /// <param name="profile">The column.</param>
    /// <param name="place">Its place in the file.</param>
    public ColumnFacts(ColumnProfile profile, int place)
    {
        (Profile, Place) = (profile, place);
        Words = new HeaderWords(profile.Column);
        Numbers = [.. profile.Values.Select(NumberOf)];
        MissingValues = [.. profile.Values.Select((v, i) => i < MostLookedUp && Numbers[i] is null && MissingTexts.Holds(v))];
        Answered = profile.Counts.Where((_, i) => !MissingValues[i]).Sum() + profile.Others;
        Distinct = MissingValues.Count(m => !m);
        NumberShare = Share(i => Numbers[i] is not null);
        WholeShare = Share(i => Numbers[i] is { } n && n == decimal.Truncate(n));
        DateShare = Share(i => IsDate(profile.Values[i]));
        PeriodShare = profile.Values.Count > MostPeriods ? 0 : Share(i => profile.Values[i].Length <= 20 && Array.Exists(Calendars, c => c.Parse(profile.Values[i]) is not null));
    }

    /// <summary>The column as it was read.</summary>
    public ColumnProfile Profile { get; }

    /// <summary>Its place in the file, from 0.</summary>
    public int Place { get; }

    /// <summary>What its header and wording say.</summary>
    public HeaderWords Words { get; }

    /// <summary>The number each distinct text is; null where it is none.</summary>
    public decimal?[] Numbers { get; }

    /// <summary>Which of the distinct texts mean that there is nothing.</summary>
    public bool[] MissingValues { get; }

    /// <summary>How many rows have something there that is no missing code.</summary>
    public int Answered { get; }

    /// <summary>How many different texts, missing codes left out.</summary>
    public int Distinct { get; }

    /// <summary>The share of the answered rows that hold a number.</summary>
    public double NumberShare { get; }

    /// <summary>The share that hold a whole number.</summary>
    public double WholeShare { get; }

    /// <summary>The share that hold a date.</summary>
    public double DateShare { get; }

    /// <summary>The share that hold the label of a period.</summary>
    public double PeriodShare { get; }

    /// <summary>How many rows there are for each different text.</summary>
    public double Repeats => Distinct == 0 ? 0 : (Answered - Profile.Others) / (double)Distinct;

    /// <summary>Whether nearly every row has a text of its own.</summary>
    public bool IsUnique => Profile.Others > Answered / 2 || (Answered > 0 && Distinct >= 0.98 * Answered);

    /// <summary>The least number; null where there is none.</summary>
    public decimal? Least => Numbers.Min();

    /// <summary>The greatest number.</summary>
    public decimal? Most => Numbers.Max();

    /// <summary>Whether some text looks like an address or a long sentence: then none is repeated anywhere.</summary>
    public bool IsFree => Profile.Others > 0 || Profile.Values.Any(v => v.Contains('@', StringComparison.Ordinal)) || Profile.Values.Count(v => v.Length > 100) > Profile.Values.Count / 20;

    private static decimal? NumberOf(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (Either.TryRead(bytes, out var number)) return number;
        return NumberCells.TryReadCount(bytes, out var count) ? count : null;
    }

    private static bool IsDate(string text) => text.Length is >= 8 and <= 40 && DateText.Of(text) is { } date && (date.Day(DayOrder.DayFirst) ?? date.Day(DayOrder.MonthFirst)) is not null;

    private double Share(Func<int, bool> holds) => Answered == 0 ? 0 : Profile.Counts.Where((_, i) => !MissingValues[i] && holds(i)).Sum() / (double)Answered;
}
