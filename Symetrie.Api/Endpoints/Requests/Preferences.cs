using System.Globalization;
using System.Security.Claims;
using Symetrie.Api.Endpoints.Errors;

namespace Symetrie.Api.Endpoints.Requests;

/// <summary>How a client wants its answer: how long it waits (RFC 7240), and under which key it may ask again.</summary>
internal static class Preferences
{
    public const string IdempotencyKey = "Idempotency-Key";
    private const int LongestWait = 600;
    private const int LongestKey = 255;

    /// <summary>How long a request waits where it does not say.</summary>
    public static TimeSpan UsualWait { get; } = TimeSpan.FromSeconds(10);

    /// <summary>How long to wait for what takes its time: as <c>Prefer: wait=n</c> says (up to ten minutes), not at all with <c>respond-async</c>. What cannot be read is passed over, as the standard wants it.</summary>
    /// <returns>The time, and the preference that was followed; null where none was.</returns>
    public static (TimeSpan Wait, string? Applied) Wait(this HttpRequest request)
    {
        var preferences = request.Headers["Prefer"].SelectMany(h => h?.Split(',', ';') ?? []).Select(p => p.Trim()).ToArray();
        foreach (var preference in preferences)
        {
            if (!preference.StartsWith("wait=", StringComparison.OrdinalIgnoreCase) || !int.TryParse(preference[5..].Trim('"', ' '), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) continue;
            var applied = Math.Min(seconds, LongestWait);
            return (TimeSpan.FromSeconds(applied), $"wait={applied}");
        }

        return preferences.Contains("respond-async", StringComparer.OrdinalIgnoreCase) ? (TimeSpan.Zero, "respond-async") : (UsualWait, null);
    }

    /// <summary>The key under which a request may be sent again; null where it names none.</summary>
    public static string? Key(this HttpRequest request)
    {
        if (!request.Headers.TryGetValue(IdempotencyKey, out var values)) return null;
        if (values is not [{ Length: > 0 and <= LongestKey } key] || !key.All(c => c is > ' ' and <= '~'))
            throw new Refusal(Problem.BadValue, $"header '{IdempotencyKey}': one key of 1 to {LongestKey} visible ASCII characters is expected") { Members = new Dictionary<string, object?> { ["parameter"] = IdempotencyKey } };
        return key;
    }

    /// <summary>The id of the API key a request came with.</summary>
    public static string Sender(this HttpContext context) => context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? "";
}
