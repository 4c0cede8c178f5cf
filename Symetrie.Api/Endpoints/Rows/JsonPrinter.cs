using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Symetrie.Analytics.Measures;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Endpoints.Rows;

/// <summary><c>{"snapshot":…,"data":[flat rows],"nextCursor":…,"nextLink":…}</c>, every key on every row.</summary>
internal sealed class JsonPrinter(IBufferWriter<byte> output, IReadOnlyList<Field> fields) : IRowPrinter
{
    private readonly RowBuffer buffer = new(output);
    private bool began;

    public void Begin(string? snapshot)
    {
        buffer.Add("{\"snapshot\":"u8);
        Text(snapshot);
        buffer.Add(",\"data\":["u8);
    }

    public void Row(IRowReader row)
    {
        if (began) buffer.Add((byte)',');
        began = true;
        buffer.Add((byte)'{');
        for (var i = 0; i < fields.Count; i++)
        {
            if (i > 0) buffer.Add((byte)',');
            buffer.Add(fields[i].NameAndColon);
            Value(row, fields[i]);
        }

        buffer.Add((byte)'}');
    }

    public void Pause() => buffer.Hand();

    public void End(NextPage? next)
    {
        buffer.Add("],\"nextCursor\":"u8);
        Text(next?.Cursor);
        buffer.Add(",\"nextLink\":"u8);
        Text(next?.Link);
        buffer.Add((byte)'}');
        buffer.Hand();
    }

    private void Value(IRowReader row, Field field)
    {
        if (field.Kind == ColumnKind.Real)
        {
            if (row.Real(field.Place) is { } number && double.IsFinite(number)) buffer.Advance(Figures.Format(number, buffer.Room(Figures.Longest)).Length);
            else buffer.Add("null"u8);
            return;
        }

        if (field.Kind == ColumnKind.Text && row.Utf8(field.Place) is { Length: > 0 } text) Text(text);
        else if (row.IsNull(field.Place)) buffer.Add("null"u8);
        else if (field.Kind == ColumnKind.Text) Text("");
        else if (field.Kind == ColumnKind.Boolean) buffer.Add(row.Integer(field.Place) != 0 ? "true"u8 : "false"u8);
        else buffer.Advance(Figures.Format(row.Integer(field.Place), buffer.Room(Figures.Longest)));
    }

    private void Text(string? text)
    {
        if (text is null) buffer.Add("null"u8);
        else Text(Encoding.UTF8.GetBytes(text));
    }

    private void Text(ReadOnlySpan<byte> text)
    {
        buffer.Add((byte)'"');
        if (Replies.Encoder.FindFirstCharacterToEncodeUtf8(text) < 0)
        {
            buffer.Add(text);
        }
        else
        {
            Replies.Encoder.EncodeUtf8(text, buffer.Room(text.Length * Replies.Encoder.MaxOutputCharactersPerInputCharacter), out _, out var written);
            buffer.Advance(written);
        }

        buffer.Add((byte)'"');
    }
}

/// <summary>How numbers are written.</summary>
internal static class Figures
{
    /// <summary>More bytes than any number takes.</summary>
    public const int Longest = 40;

    /// <summary>The shortest text that reads back as the same double, with <c>.0</c> where it looks like an integer: readers that guess types
    /// from a page must not guess another on the next.</summary>
    public static ReadOnlySpan<byte> Format(double value, Span<byte> digits)
    {
        value.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        if (digits[..length].IndexOfAny((byte)'.', (byte)'E', (byte)'e') >= 0) return digits[..length];
        ".0"u8.CopyTo(digits[length..]);
        return digits[..(length + 2)];
    }

    /// <summary>A whole number; how many bytes it took.</summary>
    public static int Format(long value, Span<byte> digits) => Utf8Formatter.TryFormat(value, digits, out var length) ? length : throw new ArgumentException("no room for a number", nameof(digits));
}
