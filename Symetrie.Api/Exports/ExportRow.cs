using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Exports;

/// <summary>What reading needs to know of the store.</summary>
/// <param name="Calendar">The store's calendar.</param>
/// <param name="TimeZone">The store's time zone: a moment with an offset belongs to the day it is there.</param>
/// <param name="Day">The day of all responses of an export without a date column.</param>
public sealed record ExportSettings(Calendar Calendar, TimeZoneInfo TimeZone, DateOnly? Day = null);

/// <summary>What the sender says of a file, where what it holds does not tell.</summary>
/// <param name="Sheet">The sheet's name, or its number from 1; null to find it.</param>
/// <param name="HeaderLine">The line, or the sheet's row, on which the header stands, from 1; null to find it.</param>
public sealed record ExportOptions(string? Sheet = null, long? HeaderLine = null)
{
    /// <summary>Nothing is said.</summary>
    public static ExportOptions None { get; } = new();
}

/// <summary>What a row of an export says was done: an action or a count of practice.</summary>
/// <param name="Line">The physical line on which it begins.</param>
/// <param name="Action">The action.</param>
/// <param name="Practice">The count.</param>
public sealed record ExportDeed(long Line, RitualAction? Action, PracticeCount? Practice);

/// <summary>What became of one row of an export: exactly one of the five.</summary>
/// <param name="Response">The response it gave.</param>
/// <param name="Rejection">Why it was not taken.</param>
/// <param name="Blank">Whether there was nothing to take: every cell empty, or a figure its publisher suppressed.</param>
public readonly record struct ExportRow(Response? Response, Rejection? Rejection, bool Blank)
{
    /// <summary>A row with nothing to take.</summary>
    public static ExportRow Nothing { get; } = new(null, null, true);

    /// <summary>A row that came before.</summary>
    public static ExportRow Known { get; } = new() { IsKnown = true };

    /// <summary>Whether the row came before in the same bytes: it was not read again.</summary>
    public bool IsKnown { get; init; }

    /// <summary>What it says was done; null in the layouts of answers and figures.</summary>
    public ExportDeed? Deed { get; init; }
}
