using System.Buffers.Binary;
using Symetrie.Analytics.Tallies;

namespace Symetrie.Analytics.Disclosure;

/// <summary>How the history of a column is written: persons as differences, scores as places in a list of the distinct ones.</summary>
internal static class HistoryCode
{
    private const byte Version = 2;

    public static byte[] Write(ColumnHistory history)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Version);
        writer.Write7BitEncodedInt(history.Minimum);
        writer.Write7BitEncodedInt(history.TreeClasses);
        writer.Write7BitEncodedInt(history.Rows);
        WriteClasses(writer, history.Classes);
        Each(writer, history.Atoms, WriteAtom);
        Each(writer, history.Cells, (w, cell) =>
        {
            w.Write(cell.Name);
            w.Write7BitEncodedInt(cell.Row);
            WriteTally(w, cell.Figure);
            w.Write7BitEncodedInt(cell.AsOf.DayNumber);
        });
        Each(writer, history.Shown, (w, key) => w.Write(key));
        Each(writer, history.Rosters, (w, roster) =>
        {
            w.Write(roster.Key);
            w.Write7BitEncodedInt64(roster.Value.N);
            w.Write7BitEncodedInt64(roster.Value.Invited);
        });
        writer.Write(history.ByItems);
        Each(writer, history.Blocks, (w, block) => w.Write7BitEncodedInt(block));
        writer.Write7BitEncodedInt(history.LastBlock);
        writer.Write7BitEncodedInt(history.Extra.Length);
        writer.Write(history.Extra);
        writer.Flush();
        return stream.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are of another version.</exception>
    public static ColumnHistory Read(byte[] content)
    {
        using var reader = new BinaryReader(new MemoryStream(content, writable: false));
        // The first version knew no items: what it released is followed by scores, and stands.
        var version = reader.ReadByte();
        if (version is not (1 or Version)) throw new InvalidDataException("a stored release ledger has another version; it was written by another version of the program");
        var history = new ColumnHistory { Minimum = reader.Read7BitEncodedInt(), TreeClasses = reader.Read7BitEncodedInt(), Rows = reader.Read7BitEncodedInt() };
        ReadClasses(reader, history.Classes);
        history.Atoms = Each(reader, r => ReadAtom(r, version));
        history.Cells = Each(reader, r => new StandingCell(r.ReadString(), r.Read7BitEncodedInt(), ReadTally(r), DateOnly.FromDayNumber(r.Read7BitEncodedInt())));
        history.Shown = new SortedSet<string>(Each(reader, r => r.ReadString()), StringComparer.Ordinal);
        foreach (var (key, roster) in Each(reader, r => (r.ReadString(), new StandingRoster(r.Read7BitEncodedInt64(), r.Read7BitEncodedInt64())))) history.Rosters[key] = roster;
        history.ByItems = version > 1 && reader.ReadBoolean();
        if (version == 1) return history;
        history.Blocks.AddRange(Each(reader, r => r.Read7BitEncodedInt()));
        history.LastBlock = reader.Read7BitEncodedInt();
        history.Extra = reader.ReadBytes(reader.Read7BitEncodedInt());
        return history;
    }

    private static void WriteClasses(BinaryWriter writer, List<HistoryClass> classes)
    {
        var scores = new Dictionary<long, int>();
        foreach (var member in classes.SelectMany(c => c.Members)) scores.TryAdd(member.Score, scores.Count);
        Each(writer, scores.Keys, (w, score) => w.Write7BitEncodedInt64(score));
        Each(writer, classes, (w, known) =>
        {
            w.Write7BitEncodedInt(known.Atom + 1);
            w.Write7BitEncodedInt64((long)known.Rows);
            w.Write7BitEncodedInt64(known.Gone);
            var previous = 0L;
            Each(w, known.Members.OrderBy(m => m.Number).ThenBy(m => m.Score).ToArray(), (inner, member) =>
            {
                inner.Write7BitEncodedInt64(member.Number - previous);
                inner.Write7BitEncodedInt((scores[member.Score] << 2) | (member.Repeated ? 2 : 0) | (member.Lone ? 1 : 0));
                previous = member.Number;
            });
        });
    }

    private static void ReadClasses(BinaryReader reader, List<HistoryClass> classes)
    {
        var scores = Each(reader, r => r.Read7BitEncodedInt64());
        classes.AddRange(Each(reader, r =>
        {
            var known = new HistoryClass { Atom = r.Read7BitEncodedInt() - 1, Rows = (ulong)r.Read7BitEncodedInt64(), Gone = r.Read7BitEncodedInt64() };
            var previous = 0L;
            known.Members = Each(r, inner =>
            {
                previous += inner.Read7BitEncodedInt64();
                var code = inner.Read7BitEncodedInt();
                return new Member(previous, scores[code >> 2], (code & 2) != 0, (code & 1) != 0);
            });
            return known;
        }));
    }

    private static void WriteAtom(BinaryWriter writer, StandingAtom atom)
    {
        writer.Write(atom.Name);
        writer.Write(atom.IsRest);
        writer.Write(atom.Above);
        Each(writer, atom.Teams, (w, team) => w.Write(team));
        Each(writer, atom.Classes, (w, place) => w.Write7BitEncodedInt(place));
        WriteTally(writer, atom.Figure);
        writer.Write(atom.Detail);
        writer.Write7BitEncodedInt(atom.AsOf.DayNumber);
        Each(writer, atom.Items, (w, item) =>
        {
            w.Write(item.Key);
            WriteTally(w, item.Figure);
        });
    }

    private static StandingAtom ReadAtom(BinaryReader reader, byte version) => new(
        reader.ReadString(), reader.ReadBoolean(), reader.ReadString(), [.. Each(reader, r => r.ReadString())], [.. Each(reader, r => r.Read7BitEncodedInt())],
        ReadTally(reader), reader.ReadBoolean(), DateOnly.FromDayNumber(reader.Read7BitEncodedInt()), version == 1 ? [] : [.. Each(reader, r => new StandingItem(r.ReadString(), ReadTally(r)))]);

    private static void WriteTally(BinaryWriter writer, Tally tally)
    {
        Span<byte> sums = stackalloc byte[32];
        BinaryPrimitives.WriteInt128LittleEndian(sums, tally.Sum);
        BinaryPrimitives.WriteInt128LittleEndian(sums[16..], tally.SumOfSquares);
        writer.Write((byte)((tally.HasCounts ? 1 : 0) | (tally.HasSpread ? 2 : 0)));
        writer.Write7BitEncodedInt64(tally.N);
        if (!tally.HasCounts) writer.Write(sums);
        writer.Write7BitEncodedInt(tally.Values.Length);
        var previous = 0L;
        for (var i = 0; i < tally.Values.Length; i++)
        {
            writer.Write7BitEncodedInt64(tally.Values[i] - previous);
            writer.Write7BitEncodedInt64(tally.Counts[i]);
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

    private static void Each<T>(BinaryWriter writer, IReadOnlyCollection<T> list, Action<BinaryWriter, T> write)
    {
        writer.Write7BitEncodedInt(list.Count);
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
