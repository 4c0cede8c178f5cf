using System.Buffers.Binary;
using Symetrie.Analytics.Tallies;

namespace Symetrie.Analytics.Disclosure;

/// <summary>How the history of a column is written: what stands first, then the contributions (<see cref="ClassCode"/>), which are read only where they are wanted.</summary>
internal static class HistoryCode
{
    private const byte Version = 3;

    public static LedgerColumn Write(ColumnHistory history)
    {
        using var writer = new ByteWriter(1 << 16);
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
        return LedgerColumn.Of(writer.ToArray(), history.Unread?.Members ?? Classes(history));
    }

    /// <summary>A column's history; whose contributions it is is read where it is asked for.</summary>
    /// <exception cref="InvalidDataException">The bytes are of another version.</exception>
    public static ColumnHistory Read(LedgerColumn column)
    {
        var reader = new ByteReader(column.Head);
        var history = Read(ref reader);
        history.Unread = column;
        return history;
    }

    /// <summary>How many of the bytes say what stands, where both parts are in one piece.</summary>
    public static int LengthOfHead(byte[] content)
    {
        var reader = new ByteReader(content);
        _ = Read(ref reader);
        return reader.At;
    }

    private static byte[] Classes(ColumnHistory history)
    {
        using var writer = new ByteWriter(4096 + (history.Classes.Sum(c => c.Set.Count) * 10));
        ClassCode.Write(writer, history.Classes);
        return writer.ToArray();
    }

    private static ColumnHistory Read(ref ByteReader reader)
    {
        // The version before knew no items: what it released is followed by scores, and stands.
        var version = reader.Byte();
        if (version is not (2 or Version)) throw new InvalidDataException("a stored release ledger has another version; it was written by another version of the program");
        var history = new ColumnHistory { Minimum = reader.Place(), TreeClasses = reader.Place(), Rows = reader.Place() };
        history.Atoms = version == 2 ? Each(ref reader, ReadBareAtom) : Each(ref reader, ReadAtom);
        history.Cells = Each(ref reader, (ref r) => new StandingCell(r.Text(), r.Place(), ReadTally(ref r), DateOnly.FromDayNumber(r.Place())));
        history.Shown = new SortedSet<string>(Each(ref reader, (ref r) => r.Text()), StringComparer.Ordinal);
        foreach (var (key, roster) in Each(ref reader, (ref r) => (r.Text(), new StandingRoster(r.Number(), r.Number())))) history.Rosters[key] = roster;
        history.ByItems = version > 2 && reader.Byte() != 0;
        if (version > 2)
        {
            history.Blocks.AddRange(Each(ref reader, (ref r) => r.Place()));
            history.LastBlock = reader.Place();
            history.Extra = reader.Bytes(reader.Place()).ToArray();
        }

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

    private static StandingAtom ReadBareAtom(ref ByteReader reader) => new(
        reader.Text(), reader.Byte() != 0, reader.Text(), [.. Each(ref reader, (ref r) => r.Text())], [.. Each(ref reader, (ref r) => r.Place())],
        ReadTally(ref reader), reader.Byte() != 0, DateOnly.FromDayNumber(reader.Place()), StandingAtom.NoItems);

    // Most items of a column that is carried over are never asked for: they are passed over, and read when they are.
    private static StandingAtom ReadAtom(ref ByteReader reader)
    {
        var atom = ReadBareAtom(ref reader);
        var (content, from) = (reader.Content, reader.At);
        for (var left = reader.Place(); left > 0; left--)
        {
            _ = reader.Bytes(reader.Place());
            PassTally(ref reader);
        }

        return atom with { Itemised = new(() => ItemsAt(content, from)) };
    }

    private static StandingItem[] ItemsAt(byte[] content, int from)
    {
        var reader = new ByteReader(content) { At = from };
        return [.. Each(ref reader, (ref r) => new StandingItem(r.Text(), ReadTally(ref r)))];
    }

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

    private static Tally ReadTally(ref ByteReader reader)
    {
        var flags = reader.Byte();
        var n = reader.Number();
        var sums = (flags & 1) != 0 ? [] : reader.Bytes(32);
        var values = new long[reader.Place()];
        var counts = new long[values.Length];
        var previous = 0L;
        for (var i = 0; i < values.Length; i++) (values[i], counts[i]) = (previous += reader.Number(), reader.Number());
        return sums.IsEmpty
            ? Tally.OfCounts(values, counts)
            : Tally.OfSums(n, BinaryPrimitives.ReadInt128LittleEndian(sums), BinaryPrimitives.ReadInt128LittleEndian(sums[16..]), (flags & 2) != 0);
    }

    private static void PassTally(ref ByteReader reader)
    {
        var flags = reader.Byte();
        reader.PassNumbers(1);
        if ((flags & 1) == 0) _ = reader.Bytes(32);
        reader.PassNumbers(2 * reader.Place());
    }

    private static void Each<T>(ByteWriter writer, IReadOnlyCollection<T> list, Action<ByteWriter, T> write)
    {
        writer.Number(list.Count);
        foreach (var one in list) write(writer, one);
    }

    private static List<T> Each<T>(ref ByteReader reader, ByteRead<T> read)
    {
        var count = reader.Place();
        var list = new List<T>(count);
        for (var i = 0; i < count; i++) list.Add(read(ref reader));
        return list;
    }
}
