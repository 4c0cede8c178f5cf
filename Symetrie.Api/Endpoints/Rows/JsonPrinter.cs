using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using Symetrie.Analytics.Measures;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Endpoints.Rows;

/// <summary><c>{"snapshot":…,"data":[flat rows],"nextCursor":…,"nextLink":…}</c>, every key on every row.</summary>
internal sealed class JsonPrinter(IBufferWriter<byte> output, IReadOnlyList<Field> fields) : IRowPrinter, IDisposable
{
    private readonly Utf8JsonWriter writer = new(output, new JsonWriterOptions { Encoder = Replies.Encoder, SkipValidation = true });
    private readonly byte[] digits = new byte[40];

    public void Begin(string? snapshot)
    {
        writer.WriteStartObject();
        writer.WriteString("snapshot", snapshot);
        writer.WriteStartArray("data");
    }

    public void Row(IRowReader row)
    {
        writer.WriteStartObject();
        foreach (var field in fields)
        {
            writer.WritePropertyName(field.Encoded);
            if (row.IsNull(field.Place)) writer.WriteNullValue();
            else Value(row, field);
        }

        writer.WriteEndObject();
        if (writer.BytesPending > 1 << 15) writer.Flush();
    }

    // The writer holds a piece of the buffer, which is no longer its own once the buffer is sent.
    public void Pause() => writer.Flush();

    public void End(NextPage? next)
    {
        writer.WriteEndArray();
        writer.WriteString("nextCursor", next?.Cursor);
        writer.WriteString("nextLink", next?.Link);
        writer.WriteEndObject();
        writer.Flush();
    }

    public void Dispose() => writer.Dispose();

    private void Value(IRowReader row, Field field)
    {
        switch (field.Kind)
        {
            case ColumnKind.Text: writer.WriteStringValue(row.Text(field.Place)); break;
            case ColumnKind.Integer: writer.WriteNumberValue(row.Integer(field.Place)); break;
            case ColumnKind.Boolean: writer.WriteBooleanValue(row.Integer(field.Place) != 0); break;
            default: Real(row.Real(field.Place)!.Value); break;
        }
    }

    private void Real(double value)
    {
        if (!double.IsFinite(value)) writer.WriteNullValue();
        else writer.WriteRawValue(Figures.Format(value, digits), skipInputValidation: true);
    }
}

/// <summary>How a double is written.</summary>
internal static class Figures
{
    /// <summary>The shortest text that reads back as the same double, with <c>.0</c> where it looks like an integer: readers that guess types
    /// from a page must not guess another on the next.</summary>
    public static ReadOnlySpan<byte> Format(double value, Span<byte> digits)
    {
        Utf8Formatter.TryFormat(value, digits, out var length);
        if (digits[..length].IndexOfAny((byte)'.', (byte)'E', (byte)'e') >= 0) return digits[..length];
        ".0"u8.CopyTo(digits[length..]);
        return digits[..(length + 2)];
    }
}
