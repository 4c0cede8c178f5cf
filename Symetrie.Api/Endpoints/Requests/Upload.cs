using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Symetrie.Api.Endpoints.Errors;
using Symetrie.Api.Imports;
using Symetrie.Api.Stores;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Endpoints.Requests;

/// <summary>A body, laid down in a file beside the store that nobody else can read and that goes away with it.</summary>
internal sealed class Upload : IAsyncDisposable
{
    // What curl sends where nothing is said, and what tools send that do not know better.
    private static readonly string[] Untold = ["application/x-www-form-urlencoded", "application/octet-stream"];

    private bool released;

    private Upload(FileStream content, string? name) => (Content, Name) = (content, name);

    /// <summary>The bytes, from the beginning; it can seek.</summary>
    public FileStream Content { get; }

    /// <summary>The file's name as sent; null where none was.</summary>
    public string? Name { get; private set; }

    /// <summary>Receives a body: raw with one of these content types, or as the one file of a multipart form.</summary>
    /// <param name="context">The request.</param>
    /// <param name="kinds">The content types it may have; null for any.</param>
    /// <exception cref="Refusal">The content type or encoding is not taken, the body is too large, or the form holds no file.</exception>
    public static async Task<Upload> Receive(HttpContext context, IReadOnlyList<string>? kinds = null)
    {
        var request = context.Request;
        // What the decompression in front of us knows is unpacked by now, and the header is gone.
        if (request.Headers.ContentEncoding is [{ Length: > 0 } encoding, ..] && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
            throw new Refusal(Problem.UnsupportedMediaType, $"the content encoding '{encoding}' is not known; known are gzip, br and deflate") { Headers = new Dictionary<string, string> { ["Accept-Encoding"] = "gzip, br, deflate" } };
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed : null;
        if (type?.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true) return await OfForm(context, type);
        if (type is not null && kinds is not null && !kinds.Concat(Untold).Any(k => type.MediaType.Equals(k, StringComparison.OrdinalIgnoreCase)))
            throw new Refusal(Problem.UnsupportedMediaType, $"the content type '{type.MediaType}' is not taken here; taken are {string.Join(", ", kinds)}") { Headers = new Dictionary<string, string> { ["Accept"] = string.Join(", ", kinds) } };
        return await Spool(context, request.Body, null);
    }

    /// <summary>Receives a text.</summary>
    public static async Task<string> Text(HttpContext context, params IReadOnlyList<string> kinds)
    {
        await using var upload = await Receive(context, kinds);
        using var reader = new StreamReader(upload.Content, new System.Text.UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        try
        {
            return await reader.ReadToEndAsync(context.RequestAborted);
        }
        catch (System.Text.DecoderFallbackException)
        {
            throw new Refusal(Problem.InvalidContent, "the body is not UTF-8");
        }
    }

    /// <summary>Hands the file on: whoever takes it closes it.</summary>
    public FileStream Release()
    {
        released = true;
        return Content;
    }

    /// <summary>Receives a JSON text without ambiguities.</summary>
    public static async Task<string> Json(HttpContext context)
    {
        var text = await Text(context, "application/json");
        StrictJson.Check(System.Text.Encoding.UTF8.GetBytes(text));
        return text;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => released ? ValueTask.CompletedTask : Content.DisposeAsync();

    private static async Task<Upload> OfForm(HttpContext context, MediaTypeHeaderValue type)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary)) throw new Refusal(Problem.BadRequest, "the multipart form names no boundary in its content type");
        var reader = new MultipartReader(boundary, context.Request.Body);
        Upload? file = null;
        try
        {
            while (await reader.ReadNextSectionAsync(context.RequestAborted) is { } section)
            {
                var part = section.AsFileSection();
                if (part?.FileStream is null) throw new Refusal(Problem.BadRequest, $"part '{section.AsFormDataSection()?.Name}' of the form is no file; parameters go into the address");
                if (file is not null) throw new Refusal(Problem.BadRequest, $"part '{part.Name}' of the form is a second file; one import is one file");
                file = await Spool(context, part.FileStream, part.FileName);
            }

            return file ?? throw new Refusal(Problem.BadRequest, "the multipart form holds no file");
        }
        catch (Exception exception)
        {
            if (file is not null) await file.DisposeAsync();
            if (exception is (IOException or InvalidDataException) and not BadHttpRequestException && !StoreFullException.Means(exception)) throw new Refusal(Problem.BadRequest, $"the multipart form cannot be read: {exception.Message}");
            throw;
        }
    }

    private static async Task<Upload> Spool(HttpContext context, Stream body, string? name)
    {
        var limit = context.GetEndpoint()!.Metadata.GetMetadata<Route>()!.BodyLimit;
        var file = new SpoolFolder(context.RequestServices.GetRequiredService<Store>()).Create();
        try
        {
            var (buffer, total) = (new byte[1 << 16], 0L);
            for (int read; (read = await body.ReadAsync(buffer, context.RequestAborted)) > 0;)
            {
                // Counted after unpacking: a small archive may hold a large file.
                if ((total += read) > limit) throw new Refusal(Problem.TooLarge, $"the body may have at most {limit:N0} bytes, unpacked");
                if (context.Features.Get<PackedBody>() is { } packed && SpoolFolder.UnfoldsTooFar(packed.Passed, total) is { } far) throw new Refusal(Problem.TooLarge, far);
                await file.WriteAsync(buffer.AsMemory(0, read), context.RequestAborted);
            }

            file.Position = 0;
            return new Upload(file, name);
        }
        catch (Exception exception)
        {
            await file.DisposeAsync();
            // Of a client that is no more the rest of the body is not waited for.
            if (exception is OperationCanceledException || Faults.IsGone(exception)) context.Abort();
            // What the unpacking streams say of bytes that are not theirs: Brotli's says it in another way.
            if (exception is InvalidDataException or InvalidOperationException) throw new Refusal(Problem.BadRequest, $"the body cannot be unpacked: {exception.Message}");
            throw;
        }
    }
}
