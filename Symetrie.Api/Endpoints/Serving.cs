using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Symetrie.Api.Access;
using Symetrie.Api.Endpoints.Requests;
using Symetrie.Api.Endpoints.Watch;

namespace Symetrie.Api.Endpoints;

/// <summary>What stands around every address: limits, origins, proxies, and who takes note.</summary>
internal static class Serving
{
    private static readonly string[] Asked = [KeyText.Header, "Authorization", "Accept", "Content-Type", "Content-Encoding", "If-None-Match", "If-Modified-Since", "Prefer", Preferences.IdempotencyKey];
    private static readonly string[] Told = ["ETag", "Last-Modified", "Link", "X-Next-Cursor", "Location", "Content-Location", "Retry-After", "Preference-Applied", "WWW-Authenticate"];

    /// <summary>Adds it.</summary>
    public static IServiceCollection AddServing(this IServiceCollection services, ServeSettings serving)
    {
        services.AddSingleton<RequestMeter>().AddLimits(serving.RequestsPerMinute);
        // Keys are no cookies: a page sends them itself, so that credentials need not be allowed.
        services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.WithOrigins([.. serving.Origins]).WithMethods("GET", "HEAD", "POST", "PUT", "DELETE").WithHeaders(Asked).WithExposedHeaders(Told).SetPreflightMaxAge(TimeSpan.FromHours(1))));
        return services.Configure<ForwardedHeadersOptions>(options => Believe(options, serving.Proxies));
    }

    // Whoever is not named is not believed, however many stand in between.
    private static void Believe(ForwardedHeadersOptions options, IReadOnlyList<string> proxies)
    {
        options.ForwardedHeaders = ForwardedHeaders.All;
        options.ForwardLimit = null;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            if (IPAddress.TryParse(proxy, out var address)) options.KnownProxies.Add(address);
            else options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
        }
    }
}
