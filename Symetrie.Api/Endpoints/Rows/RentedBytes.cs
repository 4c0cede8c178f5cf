using System.Buffers;

namespace Symetrie.Api.Endpoints.Rows;

/// <summary>Bytes that are gathered in rented memory and given back: a page is too large to be thrown away for every question.</summary>
internal sealed class RentedBytes : IBufferWriter<byte>, IDisposable
{
    private byte[] held = ArrayPool<byte>.Shared.Rent(1 << 16);
    private int used;

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> Written => held.AsMemory(0, used);

    /// <summary>Forgets what was written.</summary>
    public void Clear() => used = 0;

    /// <inheritdoc/>
    public void Advance(int count) => used += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (held.Length - used >= Math.Max(1, sizeHint)) return held.AsMemory(used);
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(held.Length * 2, used + sizeHint));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(held);
        held = larger;
        return held.AsMemory(used);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(held);
        held = [];
    }
}
