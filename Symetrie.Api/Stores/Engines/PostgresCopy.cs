using System.Buffers.Binary;
using System.Text;
using Npgsql;

namespace Symetrie.Api.Stores.Engines;

// Rows as binary COPY gives them, looked at where they arrived: nothing is made of a cell before it is asked for.
internal sealed class PostgresCopy : IRowReader
{
    private const int HeadSize = 19;
    private readonly NpgsqlRawCopyStream stream;
    private byte[] buffer = new byte[1 << 17];
    private (int From, int Length)[] cells = [];
    private int row;
    private int at;
    private int end;
    private bool done;

    public PostgresCopy(NpgsqlConnection connection, string query)
    {
        stream = connection.BeginRawBinaryCopy($"copy ({query}) to stdout (format binary)");
        Want(HeadSize);
        at += HeadSize;
    }

    /// <summary>Integers as they stand in a statement: COPY takes no parameters.</summary>
    public static string Literal(object value) => value is long[] list ? $"'{{{string.Join(',', list)}}}'::bigint[]" : FormattableString.Invariant($"{value}::bigint");

    public bool Next()
    {
        if (done) return false;
        row = at;
        Want(2);
        var width = BinaryPrimitives.ReadInt16BigEndian(buffer.AsSpan(at));
        at += 2;
        if (width < 0)
        {
            done = true;
            // The end is behind the last row: it has to be read, too.
            while (stream.Read(buffer, 0, buffer.Length) > 0) end = 0;
            return false;
        }

        if (cells.Length != width) cells = new (int, int)[width];
        for (var i = 0; i < width; i++)
        {
            Want(4);
            var length = BinaryPrimitives.ReadInt32BigEndian(buffer.AsSpan(at));
            at += 4;
            if (length > 0) Want(length);
            cells[i] = (at - row, length);
            at += Math.Max(0, length);
        }

        return true;
    }

    public long Integer(int column) => Bytes(column) is var cell && cell.Length == 8 ? BinaryPrimitives.ReadInt64BigEndian(cell) : cell.Length == 4 ? BinaryPrimitives.ReadInt32BigEndian(cell) : 0;

    public ReadOnlySpan<byte> Bytes(int column) => buffer.AsSpan(row + cells[column].From, Math.Max(0, cells[column].Length));

    public ReadOnlySpan<byte> Utf8(int column) => Bytes(column);

    public string? Text(int column) => IsNull(column) ? null : Encoding.UTF8.GetString(Bytes(column));

    public double? Real(int column) => IsNull(column) ? null : BinaryPrimitives.ReadDoubleBigEndian(Bytes(column));

    public bool IsNull(int column) => cells[column].Length < 0;

    public void Dispose() => stream.Dispose();

    // So many bytes from here on; what is known of the row moves with it.
    private void Want(int count)
    {
        if (end - at >= count) return;
        var needed = at - row + count;
        var room = needed > buffer.Length ? new byte[Math.Max(needed, 2 * buffer.Length)] : buffer;
        Buffer.BlockCopy(buffer, row, room, 0, end - row);
        (buffer, at, end, row) = (room, at - row, end - row, 0);
        while (end - at < count)
        {
            var read = stream.Read(buffer, end, buffer.Length - end);
            if (read == 0) throw new EndOfStreamException("the rows of a copy broke off");
            end += read;
        }
    }
}
