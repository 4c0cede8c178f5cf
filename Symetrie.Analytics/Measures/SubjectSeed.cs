using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Symetrie.Analytics.Measures;

/// <summary>Seeds of random draws: from the settings' seed and from what the draws are made for, so that no figure depends on which rows are
/// computed before it.</summary>
internal static class SubjectSeed
{
    /// <summary>The seed of a subject.</summary>
    /// <param name="seed">The settings' seed.</param>
    /// <param name="subject">The measure's name and the row's subject columns.</param>
    public static ulong Of(ulong seed, params ReadOnlySpan<string> subject)
    {
        var text = Encoding.UTF8.GetBytes($"{seed}\t{string.Join('\t', subject)}");
        return BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(text));
    }
}
