using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Symetrie.Api.Endpoints.Watch;

/// <summary>Writes the log as one JSON object a line. Of an exception stand its type and where it happened; never its message, which may repeat what was in an export.</summary>
internal sealed class JsonLines(TimeProvider clock) : ConsoleFormatter(Key)
{
    public const string Key = "json-lines";
    private const string Template = "{OriginalFormat}";
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        using var bytes = new MemoryStream(256);
        using (var line = new Utf8JsonWriter(bytes, Options))
        {
            line.WriteStartObject();
            line.WriteString("at", clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
            line.WriteString("level", logEntry.LogLevel.ToString().ToLowerInvariant());
            line.WriteString("source", logEntry.Category);
            line.WriteString("event", logEntry.EventId.Name ?? logEntry.EventId.Id.ToString());
            if (Activity.Current?.Id is { } trace) line.WriteString("traceId", trace);
            Members(line, logEntry.State, said: logEntry.EventId.Name != RequestWatch.Event);
            Failure(line, logEntry.Exception);
            line.WriteEndObject();
        }

        textWriter.WriteLine(System.Text.Encoding.UTF8.GetString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
    }

    // Our own messages are made of named values; of others, whose values we do not know, only the words around them.
    private static void Members<TState>(Utf8JsonWriter line, TState state, bool said)
    {
        if (state is not IReadOnlyList<KeyValuePair<string, object?>> members) return;
        foreach (var (name, value) in members)
        {
            if (name == Template && said) line.WriteString("message", value?.ToString());
            else if (value is int or long) line.WriteNumber(Camel(name), Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));
            else if (value is double number && double.IsFinite(number)) line.WriteNumber(Camel(name), number);
            else if (value is bool truth) line.WriteBoolean(Camel(name), truth);
            else if (name is "Method" or "Route" or "Key" or "Run" or "Snapshot" or "Posting" or "State" or "Date" or "Notice" or "Host" or "Reason") line.WriteString(Camel(name), value?.ToString());
        }
    }

    private static void Failure(Utf8JsonWriter line, Exception? failure)
    {
        if (failure is null) return;
        line.WriteStartArray("failure");
        for (var at = failure; at is not null; at = at.InnerException) line.WriteStringValue($"{at.GetType().FullName}{(at.StackTrace is { } stack ? "\n" + stack : "")}");
        line.WriteEndArray();
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
