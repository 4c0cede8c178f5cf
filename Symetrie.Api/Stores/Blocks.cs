namespace Symetrie.Api.Stores;

/// <summary>A list in blocks: it grows without copying, and no block is so large that the collector would leave it where it lies.</summary>
/// <typeparam name="T">What it holds: up to 80 bytes each.</typeparam>
internal sealed class Blocks<T>
{
    private const int Shift = 10;
    private const int Size = 1 << Shift;
    private readonly List<T[]> blocks = [];

    /// <summary>How many.</summary>
    public int Count { get; private set; }

    /// <summary>The one at a place.</summary>
    public ref T this[int place] => ref blocks[place >> Shift][place & (Size - 1)];

    /// <summary>Adds one.</summary>
    public void Add(in T value)
    {
        if (Count == blocks.Count << Shift) blocks.Add(new T[Size]);
        this[Count++] = value;
    }

    /// <summary>Empties it, to be filled again.</summary>
    public void Clear() => Count = 0;
}
