using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Symetrie.Analytics.Tallies;

namespace Symetrie.Analytics.Disclosure;

/// <summary>How the history of a column is written: what stands first, then the contributions (<see cref="ClassCode"/>), which are read only where they are wanted.</summary>
internal static class HistoryCode
{
    private const byte Version = 3;

    public static byte[] Write(ColumnHistory history)
    {
        using var writer = new ByteWriter(4096 + (history.Unread?.Length ?? history.Classes.Sum(c => c.Set.Count) * 10));
        writer.Put(Version);
        writer.Number(history.Minimum);
        writer.Number(history.TreeClasses);
        writer.Number(history.Rows);
        Each(writer, history.Atoms, WriteAtom);
        Each(writer, history.Cells, (w, cell) =>
        {
            w.Text(cell.Name);
            w.Number(cell.Row);
            WriteTally(w, cell.Figure);
            w.Number(cell.AsOf.DayNumber);
        });
        Each(writer, history.Shown, (w, key) => w.Text(key));
        Each(writer, history.Rosters, (w, roster) =>
        {
            w.Text(roster.Key);
            w.Number(roster.Value.N);
            w.Number(roster.Value.Invited);
        });
        writer.Put((byte)(history.ByItems ? 1 : 0));
        Each(writer, history.Blocks, (w, block) => w.Number(block));
        writer.Number(history.LastBlock);
        writer.Number(history.Extra.Length);
        writer.Bytes(history.Extra);
        if (history.Unread is { } unread) writer.Bytes(unread.Span);
        else ClassCode.Write(writer, history.Classes);
        return writer.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are of another version.</exception>
    public static ColumnHistory Read(byte[] content)
    {
        var stream = new MemoryStream(content, writable: false);
        using var reader = new BinaryReader(stream);
        // The version before knew no items: what it released is followed by scores, and stands.
        var version = reader.ReadByte();
        if (version is not (2 or Version)) throw new InvalidDataException("a stored release ledger has another version; it was written by another version of the program");
        var history = new ColumnHistory { Minimum = reader.Read7BitEncodedInt(), TreeClasses = reader.Read7BitEncodedInt(), Rows = reader.Read7BitEncodedInt() };
        history.Atoms = Each(reader, r => ReadAtom(r, version));
        history.Cells = Each(reader, r => new StandingCell(r.ReadString(), r.Read7BitEncodedInt(), ReadTally(r), DateOnly.FromDayNumber(r.Read7BitEncodedInt())));
        history.Shown = new SortedSet<string>(Each(reader, r => r.ReadString()), StringComparer.Ordinal);
        foreach (var (key, roster) in Each(reader, r => (r.ReadString(), new StandingRoster(r.Read7BitEncodedInt64(), r.Read7BitEncodedInt64())))) history.Rosters[key] = roster;
        history.ByItems = version > 2 && reader.ReadBoolean();
        if (version > 2)
        {
            history.Blocks.AddRange(Each(reader, r => r.Read7BitEncodedInt()));
            history.LastBlock = reader.Read7BitEncodedInt();
            history.Extra = reader.ReadBytes(reader.Read7BitEncodedInt());
        }

        history.Unread = content.AsMemory((int)stream.Position);
        return history;
    }

    private static void WriteAtom(ByteWriter writer, StandingAtom atom)
    {
        writer.Text(atom.Name);
        writer.Put((byte)(atom.IsRest ? 1 : 0));
        writer.Text(atom.Above);
        Each(writer, atom.Teams, (w, team) => w.Text(team));
        Each(writer, atom.Classes, (w, place) => w.Number(place));
        WriteTally(writer, atom.Figure);
        writer.Put((byte)(atom.Detail ? 1 : 0));
        writer.Number(atom.AsOf.DayNumber);
        Each(writer, atom.Items, (w, item) =>
        {
            w.Text(item.Key);
            WriteTally(w, item.Figure);
        });
    }

    private static StandingAtom ReadAtom(BinaryReader reader, byte version) => new(
        reader.ReadString(), reader.ReadBoolean(), reader.ReadString(), [.. Each(reader, r => r.ReadString())], [.. Each(reader, r => r.Read7BitEncodedInt())],
        ReadTally(reader), reader.ReadBoolean(), DateOnly.FromDayNumber(reader.Read7BitEncodedInt()), version == 2 ? StandingAtom.NoItems : new([.. Each(reader, r => new StandingItem(r.ReadString(), ReadTally(r)))]));

    private static void WriteTally(ByteWriter writer, Tally tally)
    {
        Span<byte> sums = stackalloc byte[32];
        BinaryPrimitives.WriteInt128LittleEndian(sums, tally.Sum);
        BinaryPrimitives.WriteInt128LittleEndian(sums[16..], tally.SumOfSquares);
        writer.Put((byte)((tally.HasCounts ? 1 : 0) | (tally.HasSpread ? 2 : 0)));
        writer.Number(tally.N);
        if (!tally.HasCounts) writer.Bytes(sums);
        writer.Number(tally.Values.Length);
        var previous = 0L;
        for (var i = 0; i < tally.Values.Length; i++)
        {
            writer.Number(tally.Values[i] - previous);
            writer.Number(tally.Counts[i]);
            previous = tally.Values[i];
        }
    }

    private static Tally ReadTally(BinaryReader reader)
    {
        var flags = reader.ReadByte();
        var n = reader.Read7BitEncodedInt64();
        var sums = (flags & 1) != 0 ? [] : reader.ReadBytes(32);
        var (values, counts) = (new long[reader.Read7BitEncodedInt()], default(long[]));
        counts = new long[values.Length];
        var previous = 0L;
        for (var i = 0; i < values.Length; i++) (values[i], counts[i]) = (previous += reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64());
        return sums.Length == 0
            ? Tally.OfCounts(values, counts)
            : Tally.OfSums(n, BinaryPrimitives.ReadInt128LittleEndian(sums), BinaryPrimitives.ReadInt128LittleEndian(sums.AsSpan(16)), (flags & 2) != 0);
    }

    private static void Each<T>(ByteWriter writer, IReadOnlyCollection<T> list, Action<ByteWriter, T> write)
    {
        writer.Number(list.Count);
        foreach (var one in list) write(writer, one);
    }

    private static List<T> Each<T>(BinaryReader reader, Func<BinaryReader, T> read)
    {
        var count = reader.Read7BitEncodedInt();
        var list = new List<T>(count);
        for (var i = 0; i < count; i++) list.Add(read(reader));
        return list;
    }
}

/// <summary>Bytes that grow: numbers take as many as they need (seven bits a byte), texts are UTF-8 behind their length.</summary>
internal sealed class ByteWriter(int likely) : IDisposable
{
    private byte[] bytes = ArrayPool<byte>.Shared.Rent(likely);
    private int count;

    public void Put(byte value)
    {
        Reserve(1);
        bytes[count++] = value;
    }

    public void Number(long value)
    {
        Reserve(10);
        var rest = (ulong)value;
        for (; rest > 0x7F; rest >>= 7) bytes[count++] = (byte)(rest | 0x80);
        bytes[count++] = (byte)rest;
    }

    public void Text(string text)
    {
        var encoded = Encoding.UTF8.GetBytes(text);
        Number(encoded.Length);
        Bytes(encoded);
    }

    public void Bytes(ReadOnlySpan<byte> added)
    {
        Reserve(added.Length);
        added.CopyTo(bytes.AsSpan(count));
        count += added.Length;
    }

    public byte[] ToArray() => bytes[..count];

    public void Dispose() => ArrayPool<byte>.Shared.Return(bytes);

    private void Reserve(int more)
    {
        if (bytes.Length - count >= more) return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(bytes.Length * 2, count + more));
        bytes.AsSpan(0, count).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}
