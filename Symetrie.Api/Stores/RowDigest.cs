using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Symetrie.Analytics;
using Symetrie.Analytics.Measures;
using Symetrie.Api.Stores.Engines;

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

    /// <summary>A digest of the columns that a measure's digests cover.</summary>
    public static string Shape(Measure measure) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', measure.Columns.Select(c => $"{c.Name} {c.Kind}"))))[..6]);

    /// <summary>The digest of stored rows: that of <see cref="Of(MeasureRows)"/> where they are what was written.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="rows">The rows in order, its columns in theirs.</param>
    public static string Of(Measure measure, IRowReader rows)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new ArrayBufferWriter<byte>(1 << 16);
        foreach (var column in measure.Columns) Text(buffer, column.Name);
        while (rows.Next())
        {
            for (var i = 0; i < measure.Columns.Count; i++)
            {
                if (measure.Columns[i].Kind == ColumnKind.Text) Text(buffer, rows.Text(i));
                else if (rows.IsNull(i)) Number(buffer, null);
                else Number(buffer, measure.Columns[i].Kind == ColumnKind.Real ? BitConverter.DoubleToInt64Bits(rows.Real(i)!.Value) : rows.Integer(i));
            }

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
