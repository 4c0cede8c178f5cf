using System.IO.Compression;
using System.Text;

namespace Symetrie.Benchmarks.Fuzzing;

/// <summary>Damages files as transport, tools and people do: each kind of damage is drawn by the seed, so that a run can be run again.</summary>
internal sealed class Mutation(Random random)
{
    private const int LongestField = 1_200_000;
    private static readonly byte[][] Marks = [[(byte)'"'], [0], [(byte)'\r'], [(byte)'\n'], [(byte)';'], [(byte)','], [(byte)'\t'], [0xFF], [0xC3], [0xE2, 0x80], [0xEF, 0xBB, 0xBF], "<![CDATA["u8.ToArray(), "]}"u8.ToArray(), "-99"u8.ToArray()];
    private static readonly int[] Numbers = [0, 1, -1, int.MaxValue, int.MinValue, 0x7FFF, 0x10000, 255, 999];

    /// <summary>The file with one to three damages. What is packed is damaged inside as often as outside.</summary>
    public byte[] Of(byte[] file)
    {
        if (file.AsSpan().StartsWith("PK"u8) && random.Next(10) < 7) return InZip(file);
        if (file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) && random.Next(2) == 0) return Packed(Of(Unpacked(file)));
        for (var times = random.Next(1, 4); times > 0; times--) file = Once(file);
        return file;
    }

    /// <summary>Packs a file with gzip.</summary>
    public static byte[] Packed(byte[] file)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(file);
        return packed.ToArray();
    }

    private static byte[] Unpacked(byte[] file)
    {
        using var gzip = new GZipStream(new MemoryStream(file), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }

    private byte[] InZip(byte[] file)
    {
        using var old = new ZipArchive(new MemoryStream(file));
        using var made = new MemoryStream();
        var chosen = random.Next(old.Entries.Count);
        using (var zip = new ZipArchive(made, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var i = 0; i < old.Entries.Count; i++)
            {
                using var from = old.Entries[i].Open();
                using var part = new MemoryStream();
                from.CopyTo(part);
                using var to = zip.CreateEntry(old.Entries[i].FullName, CompressionLevel.Fastest).Open();
                to.Write(i == chosen ? Once(part.ToArray()) : part.ToArray());
            }
        }

        return made.ToArray();
    }

    private byte[] Once(byte[] file)
    {
        if (file.Length == 0) return Marks[random.Next(Marks.Length)];
        var bytes = (byte[])file.Clone();
        switch (random.Next(10))
        {
            case 0:
                for (var times = random.Next(1, 9); times > 0; times--) bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                return bytes[..random.Next(bytes.Length)];
            case 2:
                var (one, other) = (random.Next(bytes.Length), random.Next(bytes.Length));
                (bytes[one], bytes[other]) = (bytes[other], bytes[one]);
                return bytes;
            case 3:
                return With(bytes, "\""u8);
            case 4:
                return With(bytes, Encoding.ASCII.GetBytes(new string((char)random.Next(32, 127), random.Next(LongestField))));
            case 5:
                return InAnotherEncoding(bytes);
            case 6:
                return With(bytes, Part(bytes));
            case 7:
                var cut = random.Next(bytes.Length);
                return [.. bytes[..cut], .. bytes[Math.Min(bytes.Length, cut + random.Next(1, 200))..]];
            case 8:
                if (bytes.Length >= 4) BitConverter.TryWriteBytes(bytes.AsSpan(random.Next(bytes.Length - 3)), Numbers[random.Next(Numbers.Length)]);
                return bytes;
            default:
                return With(bytes, Marks[random.Next(Marks.Length)]);
        }
    }

    private byte[] With(byte[] bytes, ReadOnlySpan<byte> more)
    {
        var at = random.Next(bytes.Length + 1);
        return [.. bytes[..at], .. more, .. bytes[at..]];
    }

    private byte[] Part(byte[] bytes)
    {
        var from = random.Next(bytes.Length);
        return bytes[from..Math.Min(bytes.Length, from + random.Next(1, 4_000))];
    }

    private byte[] InAnotherEncoding(byte[] bytes)
    {
        Encoding[] encodings = [Encoding.UTF8, Encoding.Latin1, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32];
        var (from, to) = (encodings[random.Next(encodings.Length)], encodings[random.Next(encodings.Length)]);
        return [.. random.Next(2) == 0 ? to.Preamble.ToArray() : [], .. to.GetBytes(from.GetString(bytes))];
    }
}
