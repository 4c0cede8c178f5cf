using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace Symetrie.Api.Endpoints.Errors;

/// <summary>Writes RFC 9457 problem details, whatever the request accepts: a client that asked for CSV must not get an empty error.</summary>
internal sealed class ProblemWriter : IProblemDetailsWriter
{
    private const string ContentType = "application/problem+json";

    /// <inheritdoc/>
    public bool CanWrite(ProblemDetailsContext context) => true;

    /// <inheritdoc/>
    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var (http, problem) = (context.HttpContext, context.ProblemDetails);
        problem.Status ??= http.Response.StatusCode;
        var kind = Problem.Of(problem.Status.Value);
        problem.Type ??= kind.Type;
        problem.Title ??= kind.Title;
        problem.Detail ??= DetailOf(problem.Status.Value, http);
        problem.Instance = null;
        problem.Extensions["traceId"] = Activity.Current?.Id ?? http.TraceIdentifier;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.ContentType = ContentType;
        await http.Response.WriteAsync(JsonSerializer.Serialize(problem, Replies.Json), http.RequestAborted);
    }

    private static string DetailOf(int status, HttpContext http) => status switch
    {
        StatusCodes.Status404NotFound => $"there is nothing at {http.Request.Path}; the addresses are listed at /openapi.json",
        StatusCodes.Status405MethodNotAllowed => $"{http.Request.Method} is not possible at {http.Request.Path}; possible: {http.Response.Headers.Allow}",
        StatusCodes.Status413PayloadTooLarge => $"the body may have at most {http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize:N0} bytes",
        _ => Problem.Of(status).Title,
    };
}
