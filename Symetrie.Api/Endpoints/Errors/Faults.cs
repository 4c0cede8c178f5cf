using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Endpoints.Errors;

/// <summary>Turns what ended a request into problem details.</summary>
internal sealed class Faults(IProblemDetailsService problems) : IExceptionHandler
{
    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested || IsGone(exception)) return true;
        var refusal = exception switch
        {
            Refusal known => known,
            BadHttpRequestException bad => new Refusal(Problem.Of(bad.StatusCode), bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? "the body is larger than this address takes" : bad.Message),
            StoreBusyException busy => new Refusal(Problem.Busy, busy.Message) { Headers = new Dictionary<string, string> { ["Retry-After"] = "5" } },
            UnfitTextException unfit => new Refusal(Problem.BadRequest, unfit.Message),
            _ when StoreFullException.Means(exception) => new Refusal(Problem.Full, "no space is left where the store lies; nothing of this was kept, and what was there is served on"),
            _ => null,
        };
        // Anything else is ours to mend: it is logged with its trace, and the client is told nothing but that.
        var problem = refusal?.Problem ?? Problem.Internal;
        httpContext.Response.StatusCode = problem.Status;
        foreach (var (name, value) in refusal?.Headers ?? new Dictionary<string, string>()) httpContext.Response.Headers[name] = value;
        var details = new ProblemDetails { Type = problem.Type, Title = problem.Title, Status = problem.Status, Detail = refusal?.Message ?? "something went wrong here; the log has it under this trace id" };
        foreach (var (name, value) in refusal?.Members ?? new Dictionary<string, object?>()) details.Extensions[name] = value;
        try
        {
            await problems.WriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = details });
        }
        catch (OperationCanceledException) when (httpContext.RequestAborted.IsCancellationRequested)
        {
            // The client went away meanwhile.
        }

        return true;
    }

    /// <summary>Whether an exception is the client's to mend, and nothing for the log.</summary>
    public static bool IsKnown(Exception exception) => exception is Refusal or BadHttpRequestException or StoreBusyException or UnfitTextException or OperationCanceledException || StoreFullException.Means(exception) || IsGone(exception);

    /// <summary>Whether the client is no more: nobody reads an answer.</summary>
    public static bool IsGone(Exception exception) => exception is ConnectionResetException or ConnectionAbortedException;
}
