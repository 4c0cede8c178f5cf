using System.Text.Json;
using System.Text.Unicode;

namespace Symetrie.Api.Exports.Formats.Json;

/// <summary>The values of one JSON response as text cells.</summary>
/// <param name="columns">The columns, which grow as keys are met.</param>
internal sealed class JsonCells(JsonColumns columns)
{
    private byte[] text = new byte[4096];
    private int length;
    private (int Start, int Length, long Row)[] ranges = new (int, int, long)[64];
    private byte[] name = new byte[256];
    private long row;

    /// <summary>A cell of the current response; empty where it has no such value.</summary>
    public ReadOnlySpan<byte> Cell(int index) => index < ranges.Length && ranges[index].Row == row ? text.AsSpan(ranges[index].Start, ranges[index].Length) : [];

    /// <summary>Takes the current object as the current response.</summary>
    /// <exception cref="ExportRefused">A key is there twice, or a text is none.</exception>
    public void Read(JsonObjects objects)
    {
        row++;
        length = 0;
        if (text.Length < objects.Current.Length) text = new byte[2 * objects.Current.Length];
        var reader = new Utf8JsonReader(objects.Current, new JsonReaderOptions { MaxDepth = objects.Depth });
        reader.Read();
        ReadObject(ref reader, columns.Root, objects);
    }

    private void ReadObject(ref Utf8JsonReader reader, JsonKey above, JsonObjects objects)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (name.Length < reader.ValueSpan.Length) name = new byte[2 * reader.ValueSpan.Length];
            var key = columns.Key(above, name.AsSpan(0, Copy(ref reader, name, objects)), objects);
            if (key.SeenIn == row) throw objects.Bad("duplicate-key", reader.TokenStartIndex, $"the key '{key.Path}' is there twice in one response");
            key.SeenIn = row;
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject) ReadObject(ref reader, key, objects);
            else if (reader.TokenType != JsonTokenType.Null) ReadValue(ref reader, key, objects);
        }
    }

    private void ReadValue(ref Utf8JsonReader reader, JsonKey key, JsonObjects objects)
    {
        var start = length;
        if (reader.TokenType == JsonTokenType.StartArray) ReadArray(ref reader, objects);
        else Add(ref reader, objects);
        var column = columns.Place(key, objects);
        if (column >= ranges.Length) Array.Resize(ref ranges, Math.Max(2 * ranges.Length, column + 1));
        ranges[column] = (start, length - start, row);
    }

    // Choices of one question are joined as survey tools join them; what is no list of plain values stays as it is.
    private void ReadArray(ref Utf8JsonReader reader, JsonObjects objects)
    {
        var (from, start, isPlain) = ((int)reader.TokenStartIndex, length, true);
        for (var depth = 1; depth > 0 && reader.Read();)
        {
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject) (depth, isPlain) = (depth + 1, false);
            else if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject) depth--;
            if (!isPlain || depth == 0 || reader.TokenType == JsonTokenType.Null) continue;
            if (length > start) text[length++] = (byte)';';
            Add(ref reader, objects);
        }

        if (isPlain) return;
        var whole = objects.Current[from..(int)reader.BytesConsumed];
        if (!Utf8.IsValid(whole)) throw BadText(ref reader, objects);
        whole.CopyTo(text.AsSpan(start));
        length = start + whole.Length;
    }

    private void Add(ref Utf8JsonReader reader, JsonObjects objects) => length += Copy(ref reader, text.AsSpan(length), objects);

    private static int Copy(ref Utf8JsonReader reader, Span<byte> to, JsonObjects objects)
    {
        var value = reader.ValueSpan;
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || !reader.ValueIsEscaped)
        {
            if (!Utf8.IsValid(value)) throw BadText(ref reader, objects);
            value.CopyTo(to);
            return value.Length;
        }

        try
        {
            var count = reader.CopyString(to);
            return to[..count].Contains((byte)0) ? throw objects.Bad("nul-byte", reader.TokenStartIndex, "a NUL character; this is no text") : count;
        }
        catch (InvalidOperationException)
        {
            throw BadText(ref reader, objects);
        }
    }

    private static ExportRefused BadText(ref Utf8JsonReader reader, JsonObjects objects) => objects.Bad("bad-encoding", reader.TokenStartIndex, "a text that is no UTF-8, or half of a surrogate pair");
}
