using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Symetrie.Api.Stores;

/// <summary>Encrypts what is remembered of rows (AES-256-GCM) by a key of the store's secret: rows hold ids, and a plain hash of them could be guessed.</summary>
internal sealed class RowCipher : IDisposable
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int HeadSize = NonceSize + TagSize;
    private readonly AesGcm cipher;
    private readonly byte[] understanding;
    private byte[] closed = [];
    private byte[] opened = [];
    private byte[] before = [];

    /// <param name="key">The store's secret.</param>
    /// <param name="understanding">What decides what a row says: content of another one is not opened.</param>
    public RowCipher(SecretKey key, byte[] understanding)
    {
        this.understanding = understanding;
        cipher = new AesGcm(key.Hash("symetrie known rows"u8), TagSize);
        Seed = BinaryPrimitives.ReadInt64LittleEndian(key.Hash("symetrie seed of known rows"u8));
    }

    /// <summary>The seed of the rows' hashes.</summary>
    public long Seed { get; }

    /// <summary>Encrypts; the result is valid until the next.</summary>
    public ReadOnlySpan<byte> Close(ReadOnlySpan<byte> plain)
    {
        if (closed.Length < HeadSize + plain.Length) closed = GC.AllocateUninitializedArray<byte>(HeadSize + plain.Length + (plain.Length / 8));
        var content = closed.AsSpan(0, HeadSize + plain.Length);
        var nonce = content[..NonceSize];
        RandomNumberGenerator.Fill(nonce);
        cipher.Encrypt(nonce, plain, content[HeadSize..], content.Slice(NonceSize, TagSize), understanding);
        return content;
    }

    /// <summary>Decrypts; the result is valid until the one after the next. Null where the content is of another secret or another understanding, or was changed.</summary>
    public ArraySegment<byte>? Open(ReadOnlySpan<byte> content)
    {
        if (content.Length < HeadSize) return null;
        (opened, before) = (before, opened);
        if (opened.Length < content.Length) opened = GC.AllocateUninitializedArray<byte>(content.Length + (content.Length / 8));
        var plain = new ArraySegment<byte>(opened, 0, content.Length - HeadSize);
        try
        {
            cipher.Decrypt(content[..NonceSize], content[HeadSize..], content.Slice(NonceSize, TagSize), plain, understanding);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => cipher.Dispose();
}
