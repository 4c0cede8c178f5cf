using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Symetrie.Api.Endpoints.Pages;

/// <summary>A file of the explorer page, as it lies in the program.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ContentType">Its content type.</param>
/// <param name="Bytes">Its bytes.</param>
internal sealed record PageFile(string Name, string ContentType, byte[] Bytes)
{
    /// <summary>Names these very bytes.</summary>
    public EntityTagHeaderValue Tag { get; } = new($"\"{Convert.ToHexStringLower(SHA256.HashData(Bytes))[..20]}\"", isWeak: true);
}

/// <summary>The explorer page: plain files, open to everybody; what they show wants a key.</summary>
internal static class PageEndpoints
{
    private const string Folder = "wwwroot/";
    private const string Start = "index.html";

    // Nothing from elsewhere, nothing inline, nowhere inside another page.
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    private static readonly FrozenDictionary<string, PageFile> Files = Read();

    /// <summary>Maps the page's files; the page itself stands at the root, for browsers.</summary>
    public static void MapPage(this IEndpointRouteBuilder app)
    {
        foreach (var file in Files.Values.Where(f => f.Name != Start))
            app.MapMethods($"/page/{file.Name}", [HttpMethods.Get, HttpMethods.Head], (RequestDelegate)(context => Write(context, file))).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>Whether a request comes from somebody who wants to look, not from a tool: it asks for HTML, and not as much for JSON.</summary>
    public static bool IsWanted(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)) return false;
        double Quality(string type) => accepted.Where(a => a.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)).Select(a => a.Quality ?? 1).DefaultIfEmpty(0).Max();
        return Quality("text/html") is > 0 and var html && html > Quality("application/json");
    }

    /// <summary>Answers with the page.</summary>
    public static Task Write(HttpContext context) => Write(context, Files[Start]);

    private static async Task Write(HttpContext context, PageFile file)
    {
        var (request, response) = (context.Request, context.Response);
        var headers = response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = "no-referrer";
        headers.XFrameOptions = "DENY";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers.CacheControl = "no-cache";
        headers.Vary = file.Name == Start ? "Accept, Accept-Encoding" : "Accept-Encoding";
        response.GetTypedHeaders().ETag = file.Tag;
        if (request.GetTypedHeaders().IfNoneMatch.Any(t => t.Equals(EntityTagHeaderValue.Any) || t.Compare(file.Tag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = file.ContentType;
        response.ContentLength = file.Bytes.Length;
        if (!HttpMethods.IsHead(request.Method)) await response.Body.WriteAsync(file.Bytes, context.RequestAborted);
    }

    private static FrozenDictionary<string, PageFile> Read()
    {
        var assembly = typeof(PageEndpoints).Assembly;
        return assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)).Select(resource =>
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return new PageFile(resource[Folder.Length..], TypeOf(resource), bytes);
        }).ToFrozenDictionary(f => f.Name, StringComparer.Ordinal);
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => throw new NotSupportedException($"the page has a file '{name}' of an unknown kind"),
    };
}
