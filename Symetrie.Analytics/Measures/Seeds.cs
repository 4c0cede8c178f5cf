using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Symetrie.Analytics.Measures;

/// <summary>Where the random sequence of a row or block starts: derived from what it is about, so that no other row and no thread moves it.</summary>
internal static class Seeds
{
    /// <summary>The seed of a subject of a measure.</summary>
    public static ulong Of(AnalysisSettings settings, string measure, params ReadOnlySpan<string> subject)
    {
        var text = new StringBuilder(FormattableString.Invariant($"{settings.Seed}\t{measure}"));
        foreach (var part in subject) text.Append('\t').Append(part);
        return BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
