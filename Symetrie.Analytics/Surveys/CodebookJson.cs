using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Symetrie.Analytics.Surveys;

/// <summary>Codebooks as JSON: read with every problem named by its JSON path, written in one canonical form.</summary>
public static class CodebookJson
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a codebook. Names and mirrored questions of dimensions are the mirror's where it has them.</summary>
    /// <returns>The codebook, or every problem of the text.</returns>
    public static Reading<Codebook> Read(string json, Mirror mirror) => JsonPlace.ReadAll(json, root => new CodebookFields(root, mirror).Read());

    /// <summary>Writes a codebook as JSON that reads back as the same codebook; equal codebooks give equal texts.</summary>
    /// <remarks>Of a dimension with mirrored questions only that it is comparable is written: the rest is the mirror's. Scales are named by their bounds.</remarks>
    public static string Write(Codebook codebook)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Indented))
        {
            writer.WriteStartObject();
            writer.WriteString("key", codebook.Key);
            writer.WriteString("voice", codebook.Voice.Text());
            if (codebook.Respondents != Respondents.Team) writer.WriteString("respondents", codebook.Respondents == Respondents.Leaders ? "leaders" : "managers");
            writer.WriteString("layout", Layouts.Text(codebook.Layout));
            writer.WriteString("title", codebook.Title);
            WriteColumns(writer, codebook.Columns);
            writer.WriteString("dateFormat", codebook.DateFormat);
            writer.WriteStartArray("missing");
            foreach (var text in codebook.Missing) writer.WriteStringValue(text);
            writer.WriteEndArray();
            WriteTexts(writer, "keep", codebook.Keep);
            writer.WriteNumber("answeredShare", codebook.AnsweredShare);
            var scales = NamedScales(codebook.Items);
            WriteScales(writer, scales.Values);
            WriteDimensions(writer, codebook);
            WriteItems(writer, codebook.Items, scales);
            MetricJson.Write(writer, codebook.Metrics);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    // Not there where empty, so that the text of a codebook that has none is what it was.
    private static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0) return;
        writer.WriteStartArray(name);
        foreach (var text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private static void WriteColumns(Utf8JsonWriter writer, ColumnRoles columns)
    {
        writer.WriteStartObject("columns");
        foreach (var (role, column) in Layouts.Roles(columns)) writer.WriteString(role, column);
        foreach (var (role, column) in Layouts.RareRoles(columns))
            if (column is not null) writer.WriteString(role, column);
        writer.WriteStartObject("attributes");
        foreach (var (name, column) in columns.Attributes) writer.WriteString(name, column);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static Dictionary<string, (string Name, ResponseScale Scale)> NamedScales(IReadOnlyList<Item> items)
    {
        var named = new Dictionary<string, (string Name, ResponseScale Scale)>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var scale in items.Select(i => i.Scale))
        {
            var fingerprint = ScaleJson.Fingerprint(scale);
            if (named.ContainsKey(fingerprint)) continue;
            var bounds = $"{ScaleJson.Text(scale.Min)} to {ScaleJson.Text(scale.Max)}";
            var name = bounds;
            for (var i = 2; !names.Add(name); i++) name = $"{bounds} ({i})";
            named.Add(fingerprint, (name, scale));
        }

        return named;
    }

    private static void WriteScales(Utf8JsonWriter writer, IEnumerable<(string Name, ResponseScale Scale)> scales)
    {
        writer.WriteStartObject("scales");
        foreach (var (name, scale) in scales)
        {
            writer.WritePropertyName(name);
            ScaleJson.Write(writer, scale);
        }

        writer.WriteEndObject();
    }

    private static void WriteDimensions(Utf8JsonWriter writer, Codebook codebook)
    {
        writer.WriteStartArray("dimensions");
        foreach (var dimension in codebook.Dimensions)
        {
            var (isOwn, isComparable) = (dimension is { EmployeeQuestion: null, CustomerQuestion: null }, codebook.Comparable.Contains(dimension.Key));
            var pools = codebook.PoolsOtherVoice.Contains(dimension.Key);
            if (!isOwn && !isComparable && !pools) continue;
            writer.WriteStartObject();
            writer.WriteString("key", dimension.Key);
            if (isOwn) WriteName(writer, dimension.Name);
            writer.WriteBoolean("comparable", isComparable);
            if (pools) writer.WriteBoolean("poolsOtherVoice", true);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteName(Utf8JsonWriter writer, LocalText name)
    {
        writer.WriteStartObject("name");
        writer.WriteString("en", name.En);
        writer.WriteString("fr", name.Fr);
        writer.WriteEndObject();
    }

    private static void WriteItems(Utf8JsonWriter writer, IReadOnlyList<Item> items, Dictionary<string, (string Name, ResponseScale Scale)> scales)
    {
        writer.WriteStartArray("items");
        foreach (var item in items)
        {
            writer.WriteStartObject();
            writer.WriteString("key", item.Key);
            writer.WriteString("column", item.Column);
            writer.WriteString("dimension", item.Dimension);
            writer.WriteString("scale", scales[ScaleJson.Fingerprint(item.Scale)].Name);
            writer.WriteBoolean("reversed", item.Reversed);
            WriteTexts(writer, "formerly", item.Formerly);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
