using System.Security.Cryptography;
using System.Text;

namespace Symetrie.Api.Stores;

/// <summary>The secret of a store's keyed hashes: in a file beside the store, never inside it.</summary>
/// <remarks>The store keeps a check value only, so that a lost or exchanged file is noticed before anybody is counted twice.</remarks>
public sealed class SecretKey
{
    private const int Size = 32;
    private readonly byte[] secret;

    private SecretKey(byte[] secret) => this.secret = secret;

    /// <summary>Reads the store's key; makes one for a store that has none yet.</summary>
    /// <exception cref="InvalidOperationException">The file is gone or is another store's.</exception>
    public static SecretKey Of(Store store)
    {
        var file = store.Engine.KeyFile;
        return store.Engine.Write(connection =>
        {
            var check = store.Setting(connection, "key-check");
            if (!File.Exists(file))
            {
                if (check is not null) throw new InvalidOperationException($"the key file {file} is missing; without it, respondents cannot be recognised. Put it back from your backup.");
                Make(file);
            }

            var key = new SecretKey(Convert.FromHexString(File.ReadAllText(file).Trim()));
            var own = Convert.ToHexStringLower(key.Hash("symetrie key check"u8));
            if (check is null) store.Put(connection, "key-check", own);
            else if (check != own) throw new InvalidOperationException($"the key file {file} belongs to another store. Put this store's file back from your backup.");
            return key;
        });
    }

    /// <summary>HMAC-SHA-256 of bytes.</summary>
    public byte[] Hash(ReadOnlySpan<byte> text) => HMACSHA256.HashData(secret, text);

    /// <summary>HMAC-SHA-256 of texts, kept apart from each other.</summary>
    public void Hash(Span<byte> hash, params ReadOnlySpan<string> texts)
    {
        var length = texts.Length;
        foreach (var text in texts) length += Encoding.UTF8.GetMaxByteCount(text.Length);
        var bytes = length <= 1024 ? stackalloc byte[length] : new byte[length];
        var at = 0;
        foreach (var text in texts)
        {
            at += Encoding.UTF8.GetBytes(text, bytes[at..]);
            bytes[at++] = 0;
        }

        HMACSHA256.HashData(secret, bytes[..at], hash);
    }

    private static void Make(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(new FileStream(file, options));
        writer.WriteLine(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Size)));
    }
}
