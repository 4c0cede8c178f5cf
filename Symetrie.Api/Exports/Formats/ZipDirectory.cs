using System.Buffers.Binary;

namespace Symetrie.Api.Exports.Formats;

/// <summary>Looks at the directory of a ZIP archive before the library does, which takes every entry of it into memory.</summary>
internal static class ZipDirectory
{
    private const int Largest = 8 << 20;
    private const int EndLength = 22;

    /// <summary>Finds out that there is a directory, and that it is short enough.</summary>
    /// <param name="stream">The archive; where it stands afterwards is not said.</param>
    /// <param name="from">Where the archive begins.</param>
    /// <exception cref="ExportRefused">There is none, or it is too long.</exception>
    public static void Check(Stream stream, long from)
    {
        var length = stream.Length - from;
        var tail = new byte[(int)Math.Min(length, ushort.MaxValue + EndLength)];
        stream.Position = stream.Length - tail.Length;
        stream.ReadExactly(tail);
        var end = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        if (end < 0 || tail.Length - end < EndLength) throw new ExportRefused("truncated", "the ZIP archive has no directory: the file was cut off");
        var start = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        if (length - tail.Length + end - start is < 0 or > Largest) throw new ExportRefused("too-large", $"the directory of the ZIP archive does not have a length between 0 and {Largest:N0} bytes");
    }
}
