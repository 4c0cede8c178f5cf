using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Npgsql;

namespace Symetrie.Api.Stores.Engines;

// Rows wait in the form in which binary COPY takes them: a copy blocks its connection, so each is done in one go.
internal sealed class PostgresRowWriter : IRowWriter
{
    private const int MostWaiting = 4 << 20;

    // The signature, flags, and the length of an extension.
    private static readonly byte[] Head = [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00, 0, 0, 0, 0, 0, 0, 0, 0];
    private readonly NpgsqlConnection connection;
    private readonly string statement;
    private readonly short width;
    private readonly ArrayBufferWriter<byte> waiting = new();

    public PostgresRowWriter(NpgsqlConnection connection, string table, IReadOnlyList<string> columns)
    {
        (this.connection, width) = (connection, (short)columns.Count);
        statement = $"copy {table} ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) from stdin (format binary)";
        BeginRow();
    }

    public void Add(long? value)
    {
        if (value is not { } number) Length(-1);
        else
        {
            var bytes = waiting.GetSpan(12);
            BinaryPrimitives.WriteInt32BigEndian(bytes, 8);
            BinaryPrimitives.WriteInt64BigEndian(bytes[4..], number);
            waiting.Advance(12);
        }
    }

    public void Add(double? value)
    {
        if (value is not { } number) Length(-1);
        else if (!double.IsFinite(number)) throw new ArgumentOutOfRangeException(nameof(value), value, "NaN and infinity are no figures");
        else
        {
            var bytes = waiting.GetSpan(12);
            BinaryPrimitives.WriteInt32BigEndian(bytes, 8);
            BinaryPrimitives.WriteDoubleBigEndian(bytes[4..], number);
            waiting.Advance(12);
        }
    }

    public void Add(string? value)
    {
        if (value is null)
        {
            Length(-1);
            return;
        }

        var bytes = waiting.GetSpan(4 + (3 * value.Length));
        var length = Encoding.UTF8.GetBytes(value, bytes[4..]);
        BinaryPrimitives.WriteInt32BigEndian(bytes, length);
        waiting.Advance(4 + length);
    }

    public void Add(ReadOnlySpan<byte> value)
    {
        Length(value.Length);
        waiting.Write(value);
    }

    public void EndRow()
    {
        BeginRow();
        if (waiting.WrittenCount > MostWaiting) Flush();
    }

    public void Flush()
    {
        // Two bytes are the beginning of a row that has not come.
        if (waiting.WrittenCount <= 2) return;
        var stream = connection.BeginRawBinaryCopy(statement);
        try
        {
            stream.Write(Head);
            stream.Write(waiting.WrittenSpan[..^2]);
            stream.Write([0xFF, 0xFF]);
        }
        catch
        {
            stream.Cancel();
            throw;
        }
        finally
        {
            waiting.ResetWrittenCount();
            BeginRow();
        }

        stream.Dispose();
    }

    public void Dispose()
    {
        try
        {
            Flush();
        }
        catch (Exception failure) when (PostgresFailure.IsOver(failure, connection))
        {
            // The transaction is lost, and whoever lost it says why.
        }
    }

    private void BeginRow()
    {
        BinaryPrimitives.WriteInt16BigEndian(waiting.GetSpan(2), width);
        waiting.Advance(2);
    }

    private void Length(int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(waiting.GetSpan(4), length);
        waiting.Advance(4);
    }
}
