using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Symetrie.Api.Access;

/// <summary>A token bucket for each key, and one for each address that sends none. Probes are never turned away: a refused one would stop the program.</summary>
public static class RateLimits
{
    private const string Probes = "/health";

    /// <summary>Adds the limits.</summary>
    /// <param name="services">The services.</param>
    /// <param name="perMinute">Requests a minute, which is also how many may come at once; 0 for no limit.</param>
    public static IServiceCollection AddLimits(this IServiceCollection services, int perMinute) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = (rejected, _) => Refuse(rejected, perMinute);
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            perMinute == 0 || context.Request.Path.StartsWithSegments(Probes, StringComparison.Ordinal) ? RateLimitPartition.GetNoLimiter("") : RateLimitPartition.GetTokenBucketLimiter(Caller(context), _ => Bucket(perMinute)));
    });

    // Refilled every second where that is a whole number of requests, else every so often that it is one.
    private static TokenBucketRateLimiterOptions Bucket(int perMinute) => new()
    {
        TokenLimit = perMinute,
        TokensPerPeriod = Math.Max(1, perMinute / 60),
        ReplenishmentPeriod = TimeSpan.FromMinutes(Math.Max(1, perMinute / 60) / (double)perMinute),
        AutoReplenishment = true,
        QueueLimit = 0,
    };

    private static string Caller(HttpContext context) => context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? $"address {context.Connection.RemoteIpAddress}";

    private static async ValueTask Refuse(OnRejectedContext rejected, int perMinute)
    {
        var http = rejected.HttpContext;
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : 1;
        http.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        var detail = $"more than {perMinute:N0} requests a minute; try again in {wait} s";
        await http.RequestServices.GetRequiredService<IProblemDetailsService>().WriteAsync(new ProblemDetailsContext
        {
            HttpContext = http,
            ProblemDetails = new ProblemDetails { Status = StatusCodes.Status429TooManyRequests, Detail = detail },
        });
    }
}
