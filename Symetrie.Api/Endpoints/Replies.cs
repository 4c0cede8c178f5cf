using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Symetrie.Api.Endpoints;

/// <summary>Replies that are one object.</summary>
internal static class Replies
{
    /// <summary>How texts stand in JSON: letters of every language as they are; what a browser or a script could take for markup or for a text's end as
    /// <c>\u003C</c>. Answers repeat texts of exports and of requests.</summary>
    public static JavaScriptEncoder Encoder { get; } = JavaScriptEncoder.Create(UnicodeRanges.All);

    /// <summary>How objects become JSON: camelCase, enums as text, every member there.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = Encoder,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>Writes an object.</summary>
    public static Task Write(HttpContext context, object value, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(value, value.GetType(), Json, "application/json; charset=utf-8", context.RequestAborted);
    }

    /// <summary>Writes a JSON text of ours as it is.</summary>
    public static Task Text(HttpContext context, string json, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(json, context.RequestAborted);
    }

    /// <summary>Writes a JSON text that somebody sent: its texts escaped as those of every answer.</summary>
    public static async Task Sent(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        using var document = JsonDocument.Parse(json);
        await using var writer = new Utf8JsonWriter(context.Response.BodyWriter, new JsonWriterOptions { Encoder = Encoder, Indented = true, NewLine = "\n" });
        document.WriteTo(writer);
    }
}
