using System.Runtime.InteropServices;
using System.Text;

namespace Symetrie.Api.Stores;

/// <summary>Rows that are remembered together: the marks, the numbers of the responses, and what the rows say of their teams, one array after the other.</summary>
internal sealed class RowPart : IDisposable
{
    /// <summary>The most rows of one part.</summary>
    public const int Most = 1 << 14;

    private readonly ulong[] high = new ulong[Most];
    private readonly uint[] low = new uint[Most];
    private readonly int[] numbers = new int[Most];
    private readonly ushort[] groups = new ushort[Most];
    private readonly Dictionary<ushort, ushort> places = [];
    private readonly List<RowGroup> said = [];
    private readonly MemoryStream bytes = new();

    /// <summary>How many rows.</summary>
    public int Count { get; private set; }

    /// <summary>How many bytes the rows have.</summary>
    public long Length { get; private set; }

    /// <summary>Adds a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="number">The number of its response.</param>
    /// <param name="all">What the rows of its batch say of their teams.</param>
    public void Add(in MarkedRow row, long number, IReadOnlyList<RowGroup> all)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, row.Group, out var isKnown);
        if (!isKnown)
        {
            place = (ushort)said.Count;
            said.Add(all[row.Group]);
        }

        (high[Count], low[Count], numbers[Count], groups[Count]) = (row.High, row.Low, checked((int)number), place);
        Count++;
        Length += row.Length;
    }

    /// <summary>Forgets the rows, to be filled again.</summary>
    public void Clear()
    {
        (Count, Length) = (0, 0);
        places.Clear();
        said.Clear();
    }

    /// <summary>The bytes; valid until the next are written.</summary>
    public ReadOnlySpan<byte> Write()
    {
        bytes.SetLength(0);
        using var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true);
        writer.Write(Count);
        writer.Write(MemoryMarshal.AsBytes(high.AsSpan(0, Count)));
        writer.Write(MemoryMarshal.AsBytes(low.AsSpan(0, Count)));
        writer.Write(MemoryMarshal.AsBytes(numbers.AsSpan(0, Count)));
        writer.Write(MemoryMarshal.AsBytes(groups.AsSpan(0, Count)));
        writer.Write(said.Count);
        foreach (var group in said) Write(writer, group);
        writer.Flush();
        return bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
    }

    /// <inheritdoc/>
    public void Dispose() => bytes.Dispose();

    /// <summary>Reads bytes that were written.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="groups">Given what the rows say of their teams.</param>
    /// <returns>The rows, valid as long as the bytes are.</returns>
    public static RowPartView Read(ArraySegment<byte> bytes, List<RowGroup> groups)
    {
        var (count, at) = (BitConverter.ToInt32(bytes), sizeof(int));
        var rows = new RowPartView
        {
            High = Take<ulong>(bytes, ref at, count),
            Low = Take<uint>(bytes, ref at, count),
            Numbers = Take<int>(bytes, ref at, count),
            Groups = Take<ushort>(bytes, ref at, count),
        };
        using var reader = new BinaryReader(new MemoryStream(bytes.Array!, bytes.Offset + at, bytes.Count - at), Encoding.UTF8);
        for (var left = reader.ReadInt32(); left > 0; left--) groups.Add(Group(reader));
        return rows;
    }

    private static ReadOnlySpan<T> Take<T>(ReadOnlySpan<byte> bytes, scoped ref int at, int count)
        where T : unmanaged
    {
        var taken = MemoryMarshal.Cast<byte, T>(bytes[at..])[..count];
        at += MemoryMarshal.AsBytes(taken).Length;
        return taken;
    }

    private static RowGroup Group(BinaryReader reader)
    {
        var (team, name, month) = (reader.ReadString(), Text(reader), DateOnly.FromDayNumber(reader.ReadInt32()));
        return new RowGroup(team, name, [.. Enumerable.Range(0, reader.Read7BitEncodedInt()).Select(_ => Text(reader))], month);
    }

    private static void Write(BinaryWriter writer, RowGroup group)
    {
        writer.Write(group.Team);
        Write(writer, group.Name);
        writer.Write(group.Month.DayNumber);
        writer.Write7BitEncodedInt(group.Attributes.Count);
        foreach (var attribute in group.Attributes) Write(writer, attribute);
    }

    private static void Write(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null) writer.Write(text);
    }

    private static string? Text(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;
}

/// <summary>The rows of a part as it was written, one array after the other.</summary>
internal readonly ref struct RowPartView
{
    /// <summary>The first eight bytes of each row's mark.</summary>
    public required ReadOnlySpan<ulong> High { get; init; }

    /// <summary>The next four.</summary>
    public required ReadOnlySpan<uint> Low { get; init; }

    /// <summary>The numbers of their responses.</summary>
    public required ReadOnlySpan<int> Numbers { get; init; }

    /// <summary>The places of what they say of their teams.</summary>
    public required ReadOnlySpan<ushort> Groups { get; init; }
}
