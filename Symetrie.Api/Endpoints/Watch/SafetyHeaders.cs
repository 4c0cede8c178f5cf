namespace Symetrie.Api.Endpoints.Watch;

/// <summary>Headers that keep a browser from taking an answer for what it is not. A page sets a policy of its own.</summary>
internal static class SafetyHeaders
{
    // An answer is no page: it loads nothing, runs nothing and stands in no frame.
    private const string Nothing = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>Adds them at the last moment: an error clears the headers set before it.</summary>
    public static Task Add(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers.XFrameOptions = "DENY";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            if (headers.ContentSecurityPolicy.Count == 0 && !IsPage(context.Response.ContentType)) headers.ContentSecurityPolicy = Nothing;
            return Task.CompletedTask;
        });
        return next(context);
    }

    private static bool IsPage(string? type) => type is not null && (type.StartsWith("text/html", StringComparison.Ordinal) || type.StartsWith("image/svg", StringComparison.Ordinal));
}
