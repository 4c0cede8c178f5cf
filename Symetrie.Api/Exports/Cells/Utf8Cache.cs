using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Symetrie.Api.Exports.Cells;

/// <summary>What was made of a cell's bytes before: most columns of a survey repeat a few texts.</summary>
/// <typeparam name="T">What a cell becomes.</typeparam>
/// <param name="limit">The most texts kept; beyond them nothing is added, so that memory does not grow with the file.</param>
internal sealed class Utf8Cache<T>(int limit)
{
    private readonly Dictionary<byte[], T> known = new(Utf8Comparer.Instance);

    /// <summary>What the bytes became before.</summary>
    public bool TryGet(ReadOnlySpan<byte> cell, [MaybeNullWhen(false)] out T value) => known.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(cell, out value);

    /// <summary>Remembers what the bytes became.</summary>
    public T Add(ReadOnlySpan<byte> cell, T value)
    {
        if (known.Count < limit && cell.Length <= 200) known[cell.ToArray()] = value;
        return value;
    }
}

/// <summary>Compares byte arrays with spans by content. The hash is seeded anew in each process, so that no file can be made to collide.</summary>
internal sealed class Utf8Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    public static Utf8Comparer Instance { get; } = new();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

    public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        var hash = default(HashCode);
        hash.AddBytes(alternate);
        return hash.ToHashCode();
    }
}

/// <summary>One string for all cells of the same text.</summary>
internal sealed class TextPool
{
    private readonly Utf8Cache<string> known = new(100_000);

    /// <summary>The text of a cell.</summary>
    public string Of(ReadOnlySpan<byte> cell) => known.TryGet(cell, out var text) ? text : known.Add(cell, Encoding.UTF8.GetString(cell));
}
