using System.Net;

namespace Symetrie.Api.Endpoints;

/// <summary>How the store is served; none of it changes a figure. Validated when made.</summary>
public sealed record ServeSettings
{
    private readonly int requestsPerMinute = 6_000;
    private readonly IReadOnlyList<string> origins = [];
    private readonly IReadOnlyList<string> proxies = [];
    private readonly double? oldestHours;

    /// <summary>Requests a minute for each key, and how many of them may come at once; 0 for no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 0.</exception>
    public int RequestsPerMinute
    {
        get => requestsPerMinute;
        init => requestsPerMinute = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "requests a minute are 0 (no limit) or more");
    }

    /// <summary>The origins (<c>https://bi.example.org</c>) whose pages may ask; none by default.</summary>
    /// <exception cref="ArgumentException">One is no origin.</exception>
    public IReadOnlyList<string> Origins
    {
        get => origins;
        init => origins = value.All(IsOrigin) ? value : throw new ArgumentException($"'{value.First(o => !IsOrigin(o))}' is no origin such as https://bi.example.org; a star is none", nameof(value));
    }

    /// <summary>The addresses or networks (<c>10.0.0.0/8</c>) of reverse proxies whose forwarded headers are believed; none by default.</summary>
    /// <exception cref="ArgumentException">One is neither.</exception>
    public IReadOnlyList<string> Proxies
    {
        get => proxies;
        init => proxies = value.All(IsProxy) ? value : throw new ArgumentException($"'{value.First(p => !IsProxy(p))}' is neither an address nor a network such as 10.0.0.0/8", nameof(value));
    }

    /// <summary>How old the last snapshot may be, in hours, before the program says that it is not ready; null for as old as it likes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">0 or below.</exception>
    public double? OldestHours
    {
        get => oldestHours;
        init => oldestHours = value is null or > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "the age of a snapshot is above 0 hours");
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && text == uri.GetLeftPart(UriPartial.Authority);

    private static bool IsProxy(string text) => IPAddress.TryParse(text, out _) || IPNetwork.TryParse(text, out _);
}
