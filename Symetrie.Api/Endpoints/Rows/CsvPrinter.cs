using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Symetrie.Analytics.Measures;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Endpoints.Rows;

/// <summary>RFC 4180, or what a French Excel opens by a double click. Texts that a spreadsheet would take for a formula are escaped.</summary>
internal sealed class CsvPrinter(IBufferWriter<byte> output, IReadOnlyList<Field> fields, bool french) : IRowPrinter
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",;\"\r\n");
    private readonly byte delimiter = (byte)(french ? ';' : ',');
    private readonly byte[] digits = new byte[40];

    public void Begin(string? snapshot)
    {
        if (french) output.Write("\uFEFF"u8);
        for (var i = 0; i < fields.Count; i++)
        {
            if (i > 0) Byte(delimiter);
            Text(fields[i].Name);
        }

        output.Write("\r\n"u8);
    }

    public void Row(IRowReader row)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (i > 0) Byte(delimiter);
            if (!row.IsNull(fields[i].Place)) Value(row, fields[i]);
        }

        output.Write("\r\n"u8);
    }

    public void Pause()
    {
    }

    // A table has no place for a cursor: it stands in the headers.
    public void End(NextPage? next)
    {
    }

    private void Value(IRowReader row, Field field)
    {
        switch (field.Kind)
        {
            case ColumnKind.Text:
                Text(row.Text(field.Place)!);
                break;
            case ColumnKind.Integer:
                Utf8Formatter.TryFormat(row.Integer(field.Place), digits, out var length);
                output.Write(digits.AsSpan(0, length));
                break;
            case ColumnKind.Boolean:
                output.Write(row.Integer(field.Place) != 0 ? "true"u8 : "false"u8);
                break;
            default:
                Real(row.Real(field.Place)!.Value);
                break;
        }
    }

    private void Real(double value)
    {
        if (!double.IsFinite(value)) return;
        var text = Figures.Format(value, digits);
        if (french) digits.AsSpan(0, text.Length).Replace((byte)'.', (byte)',');
        output.Write(text);
    }

    private void Text(string text)
    {
        if (text.Length > 0 && (text[0] is '=' or '+' or '-' or '@' || char.IsControl(text[0]))) text = "'" + text;
        if (!text.AsSpan().ContainsAny(Quoted) && !char.IsWhiteSpace(text.Length > 0 ? text[0] : 'x'))
        {
            Encoding.UTF8.GetBytes(text, output);
            return;
        }

        Byte((byte)'"');
        Encoding.UTF8.GetBytes(text.Replace("\"", "\"\"", StringComparison.Ordinal), output);
        Byte((byte)'"');
    }

    private void Byte(byte value)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }
}
