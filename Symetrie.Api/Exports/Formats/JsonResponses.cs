using Symetrie.Api.Exports.Formats.Json;

namespace Symetrie.Api.Exports.Formats;

/// <summary>Responses as JSON: an array of objects, <c>{"responses":[…]}</c>, or objects one after another, a line each (NDJSON).</summary>
internal sealed class JsonResponses : IExportContainer
{
    private const int Looked = 4096;

    /// <inheritdoc/>
    public string Key => "json";

    /// <inheritdoc/>
    public bool Recognises(ExportSource source)
    {
        var head = source.Head.Span;
        var mark = TextEncoding.MarkOf(head);
        var text = (mark?.Decoder ?? System.Text.Encoding.UTF8).GetString(head[..Math.Min(head.Length, Looked)]).AsSpan().TrimStart('\uFEFF').TrimStart();

        // A header may begin with a bracket, too, but not with two that belong together.
        return text switch
        {
            ['{', .. var rest] => rest.TrimStart() is ['"', ..] or ['}', ..],
            ['[', .. var rest] => rest.TrimStart() is ['{', ..] || rest.Trim() is "]",
            _ => false,
        };
    }

    /// <inheritdoc/>
    public RawRows Open(ExportSource source) => new JsonRows(source);
}
