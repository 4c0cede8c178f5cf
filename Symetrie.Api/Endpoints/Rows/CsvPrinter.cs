using System.Buffers;
using System.Text;
using Symetrie.Analytics.Measures;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Endpoints.Rows;

/// <summary>RFC 4180, or what a French Excel opens by a double click. Texts that a spreadsheet would take for a formula are escaped.</summary>
internal sealed class CsvPrinter(IBufferWriter<byte> output, IReadOnlyList<Field> fields, bool french) : IRowPrinter
{
    private static readonly SearchValues<byte> Quoted = SearchValues.Create(",;\"\r\n"u8);
    private readonly RowBuffer buffer = new(output);
    private readonly byte delimiter = (byte)(french ? ';' : ',');

    public void Begin(string? snapshot)
    {
        if (french) buffer.Add("\uFEFF"u8);
        for (var i = 0; i < fields.Count; i++)
        {
            if (i > 0) buffer.Add(delimiter);
            Text(Encoding.UTF8.GetBytes(fields[i].Name));
        }

        buffer.Add("\r\n"u8);
    }

    public void Row(IRowReader row)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (i > 0) buffer.Add(delimiter);
            Value(row, fields[i]);
        }

        buffer.Add("\r\n"u8);
    }

    public void Pause() => buffer.Hand();

    // A table has no place for a cursor: it stands in the headers.
    public void End(NextPage? next) => buffer.Hand();

    private void Value(IRowReader row, Field field)
    {
        if (field.Kind == ColumnKind.Real)
        {
            if (row.Real(field.Place) is { } number) Real(number);
            return;
        }

        if (field.Kind == ColumnKind.Text) Text(row.Utf8(field.Place));
        else if (row.IsNull(field.Place)) return;
        else if (field.Kind == ColumnKind.Boolean) buffer.Add(row.Integer(field.Place) != 0 ? "true"u8 : "false"u8);
        else buffer.Advance(Figures.Format(row.Integer(field.Place), buffer.Room(Figures.Longest)));
    }

    private void Real(double value)
    {
        if (!double.IsFinite(value)) return;
        var room = buffer.Room(Figures.Longest);
        var length = Figures.Format(value, room).Length;
        if (french) room[..length].Replace((byte)'.', (byte)',');
        buffer.Advance(length);
    }

    private void Text(ReadOnlySpan<byte> text)
    {
        if (text.Length == 0) return;
        // The first character may be one of several bytes: a blank or a control character beyond ASCII counts as one.
        Rune.DecodeFromUtf8(text, out var first, out _);
        var formula = first.Value is '=' or '+' or '-' or '@' || Rune.IsControl(first);
        if (!text.ContainsAny(Quoted) && (formula || !Rune.IsWhiteSpace(first)))
        {
            if (formula) buffer.Add((byte)'\'');
            buffer.Add(text);
            return;
        }

        buffer.Add((byte)'"');
        if (formula) buffer.Add((byte)'\'');
        for (int quote; (quote = text.IndexOf((byte)'"')) >= 0; text = text[(quote + 1)..])
        {
            buffer.Add(text[..(quote + 1)]);
            buffer.Add((byte)'"');
        }

        buffer.Add(text);
        buffer.Add((byte)'"');
    }
}
