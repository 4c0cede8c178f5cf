using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Symetrie.Analytics.Surveys;

/// <summary>Referentials as JSON, in one canonical form: equal referentials give equal texts.</summary>
public static class ReferentialJson
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a referential as JSON that reads back as the same.</summary>
    public static string Write(Referential referential)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Indented))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("dimensions");
            foreach (var promise in referential.Promises) Write(writer, promise);
            writer.WriteEndArray();
            writer.WriteStartArray("rituals");
            foreach (var ritual in referential.Rituals) Write(writer, ritual);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    private static void Write(Utf8JsonWriter writer, Promise promise)
    {
        writer.WriteStartObject();
        writer.WriteString("key", promise.Dimension.Key);
        Write(writer, "name", promise.Dimension.Name);
        Write(writer, "employee", promise.Dimension.EmployeeQuestion);
        Write(writer, "customer", promise.Dimension.CustomerQuestion);
        writer.WriteStartObject("promise");
        Write(writer, "customer", promise.ToCustomers);
        Write(writer, "employee", promise.ToEmployees);
        writer.WriteEndObject();
        writer.WriteStartObject("moments");
        Write(writer, "customer", promise.CustomerMoments);
        Write(writer, "employee", promise.EmployeeMoments);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Ritual ritual)
    {
        writer.WriteStartObject();
        writer.WriteString("key", ritual.Key);
        Write(writer, "title", ritual.Title);
        writer.WriteString("level", ritual.Level.Text());
        writer.WriteString("dimension", ritual.Dimension);
        writer.WriteString("direction", ritual.Direction.ToString().ToLowerInvariant());
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string member, IReadOnlyList<LocalText> texts)
    {
        writer.WriteStartArray(member);
        foreach (var text in texts) Write(writer, null, text);
        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, string? member, LocalText? text)
    {
        if (text is null) return;
        if (member is null) writer.WriteStartObject();
        else writer.WriteStartObject(member);
        writer.WriteString("en", text.En);
        writer.WriteString("fr", text.Fr);
        writer.WriteEndObject();
    }
}
