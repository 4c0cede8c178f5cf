using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Symetrie.Analytics;
using Symetrie.Analytics.Measures;

namespace Symetrie.Api.Stores;

/// <summary>A digest of the rows of a part: two parts with one digest are one part.</summary>
internal static class RowDigest
{
    public static string Of(MeasureRows block)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new ArrayBufferWriter<byte>(1 << 16);
        foreach (var column in block.Measure.Columns) Text(buffer, column.Name);
        foreach (var row in block.Rows!)
        {
            foreach (var column in block.Measure.Columns) Value(buffer, column, row);
            if (buffer.WrittenCount < 1 << 15) continue;
            hash.AppendData(buffer.WrittenSpan);
            buffer.ResetWrittenCount();
        }

        hash.AppendData(buffer.WrittenSpan);
        return Convert.ToHexStringLower(hash.GetHashAndReset()[..16]);
    }

    private static void Value(ArrayBufferWriter<byte> buffer, Column column, IRow row)
    {
        if (column.Kind == ColumnKind.Text) Text(buffer, column.Text(row));
        else Number(buffer, column.Kind == ColumnKind.Real ? column.Real(row) is { } real ? BitConverter.DoubleToInt64Bits(real) : null : column.Integer(row));
    }

    private static void Number(ArrayBufferWriter<byte> buffer, long? value)
    {
        var span = buffer.GetSpan(9);
        span[0] = (byte)(value is null ? 0 : 1);
        BinaryPrimitives.WriteInt64LittleEndian(span[1..], value ?? 0);
        buffer.Advance(9);
    }

    private static void Text(ArrayBufferWriter<byte> buffer, string? text)
    {
        var span = buffer.GetSpan(4 + (3 * (text?.Length ?? 0)));
        var length = text is null ? -1 : Encoding.UTF8.GetBytes(text, span[4..]);
        BinaryPrimitives.WriteInt32LittleEndian(span, length);
        buffer.Advance(4 + Math.Max(0, length));
    }
}
