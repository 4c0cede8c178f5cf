using System.Text.Json;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Stores;

/// <summary>A calendar as JSON: <c>{"kind":"quarter"}</c>, or <c>{"kind":"named","windows":[…]}</c>.</summary>
public static class CalendarJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow };

    /// <summary>Writes a calendar.</summary>
    public static string Write(Calendar calendar) => JsonSerializer.Serialize(
        new CalendarText(calendar.Kind.ToString().ToLowerInvariant(), calendar.Kind == CalendarKind.Named ? [.. calendar.Windows] : null), Options);

    /// <summary>Reads a calendar; null for null.</summary>
    /// <exception cref="ArgumentException">The text is no calendar; the message says why.</exception>
    public static Calendar? Read(string? json)
    {
        if (json is null) return null;
        try
        {
            var text = JsonSerializer.Deserialize<CalendarText>(json, Options);
            if (text is null || !Enum.TryParse<CalendarKind>(text.Kind, ignoreCase: true, out var kind) || int.TryParse(text.Kind, out _))
                throw new ArgumentException($"kind must be one of {string.Join(", ", Enum.GetNames<CalendarKind>()).ToLowerInvariant()}", nameof(json));
            return kind == CalendarKind.Named ? Calendar.Named(text.Windows ?? []) : Calendar.Of(kind);
        }
        catch (JsonException problem)
        {
            throw new ArgumentException($"not a calendar: {problem.Message}", nameof(json), problem);
        }
    }

    private sealed record CalendarText(string Kind, List<Period>? Windows);
}
