using System.Diagnostics;
using System.Security.Claims;

namespace Symetrie.Api.Endpoints.Watch;

/// <summary>Notes each request when it is answered: one line in the log, and the meter. Neither holds what was asked for, only the pattern of the address.</summary>
/// <param name="next">What answers.</param>
/// <param name="meter">The meter.</param>
/// <param name="log">The log.</param>
internal sealed partial class RequestWatch(RequestDelegate next, RequestMeter meter, ILogger<RequestWatch> log)
{
    // What matched nothing may hold anything.
    private const string Unknown = "none";

    /// <summary>The event of a request that was answered.</summary>
    public const string Event = "request";

    public async Task InvokeAsync(HttpContext context)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            var time = Stopwatch.GetElapsedTime(began);
            var route = context.Features.Get<Seen>()?.Route ?? Unknown;
            var method = HttpMethods.IsGet(context.Request.Method) || context.Request.Method is "HEAD" or "POST" or "PUT" or "DELETE" or "OPTIONS" ? context.Request.Method : "other";
            meter.Note(method, route, context.Response.StatusCode, time);
            Answered(log, method, route, context.Response.StatusCode, Math.Round(time.TotalMilliseconds, 3), context.User.FindFirstValue(ClaimTypes.NameIdentifier));
        }
    }

    /// <summary>Remembers the pattern of the address once it is known: an error forgets it.</summary>
    public static Task See(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is RouteEndpoint endpoint && endpoint.Metadata.GetMetadata<Route>() is not null) context.Features.Set(new Seen(endpoint.RoutePattern.RawText!));
        return next(context);
    }

    [LoggerMessage(Level = LogLevel.Information, EventName = Event, Message = "{Method} {Route} {Status} in {Ms} ms for {Key}")]
    private static partial void Answered(ILogger log, string method, string route, int status, double ms, string? key);

    private sealed record Seen(string Route);
}
