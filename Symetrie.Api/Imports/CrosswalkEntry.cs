using Symetrie.Analytics.Surveys;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Imports;

/// <summary>A row of the crosswalk as texts.</summary>
/// <param name="Voice">The voice; null for both.</param>
/// <param name="Unit">The unit's key or name as exports write it.</param>
/// <param name="Team">The team's key; several joined by <c>|</c>.</param>
/// <param name="ValidFrom">The first day; null where it has always held.</param>
/// <param name="ValidTo">The day after the last; null where it still holds.</param>
public sealed record CrosswalkEntry(string? Voice, string Unit, string Team, DateOnly? ValidFrom, DateOnly? ValidTo)
{
    /// <summary>The rows of a store.</summary>
    public static IReadOnlyList<CrosswalkEntry> Of(Store store) => [.. store.Crosswalk.Read().Rows.Select(r => new CrosswalkEntry(
        r.Voice?.Text(), r.Text, r.Team, r.From == DateOnly.MinValue ? null : r.From, r.To == DateOnly.MaxValue ? null : r.To))];
}
