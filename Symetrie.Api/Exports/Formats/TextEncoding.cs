using System.Buffers;
using System.Text;

namespace Symetrie.Api.Exports.Formats;

/// <summary>A text encoding that was recognised.</summary>
/// <param name="Name">Its name, as reports carry it.</param>
/// <param name="Decoder">The encoding.</param>
internal sealed record TextEncoding(string Name, Encoding Decoder)
{
    private static readonly TextEncoding Utf8 = new("utf-8", new UTF8Encoding(false));
    private static readonly TextEncoding Windows1252 = new("windows-1252", CodePagesEncodingProvider.Instance.GetEncoding(1252)!);

    /// <summary>The encoding a byte order mark tells; null where there is none.</summary>
    public static TextEncoding? MarkOf(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return Utf8;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0])) return new TextEncoding("utf-32", new UTF32Encoding(false, true));
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return new TextEncoding("utf-16", new UnicodeEncoding(false, true));
        return head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? new TextEncoding("utf-16be", new UnicodeEncoding(true, true)) : null;
    }

    /// <summary>The encoding of a file: its byte order mark's; else UTF-8 where every byte of it is; else Windows-1252.</summary>
    /// <exception cref="ExportRefused">Most of the file is UTF-8 and some of it is not: neither reading would be right.</exception>
    public static TextEncoding Of(ExportSource source)
    {
        var marked = MarkOf(source.Head.Span);
        if (marked is not null && marked != Utf8) return marked;
        var count = CountSequences(source);
        if (count.Wrong == 0) return Utf8;
        if (marked is null && count.Right <= count.Wrong) return Windows1252;
        throw new ExportRefused("bad-encoding", $"line {count.WrongLine}: a byte that is no UTF-8, in a file that otherwise is; save it again as UTF-8", count.WrongLine);
    }

    // Every byte is looked at: the first accent of a long export may come after any head one would care to read.
    private static (long Right, long Wrong, long WrongLine) CountSequences(ExportSource source)
    {
        var (right, wrong, wrongLine, line, kept) = (0L, 0L, 1L, 1L, 0);
        var buffer = new byte[256 * 1024];
        source.Rewind();
        while (true)
        {
            var read = source.Stream.ReadAtLeast(buffer.AsSpan(kept), 1, throwOnEndOfStream: false);
            var chunk = buffer.AsSpan(0, kept + read);
            if (chunk.Length == 0) break;
            var whole = read == 0 ? chunk.Length : WholeSequences(chunk);
            var text = chunk[..whole];
            if (!Ascii.IsValid(text)) Count(text, line, ref right, ref wrong, ref wrongLine);
            line += text.Count((byte)'\n');
            chunk[whole..].CopyTo(buffer);
            kept = chunk.Length - whole;
        }

        source.Rewind();
        return (right, wrong, wrongLine);
    }

    private static void Count(ReadOnlySpan<byte> text, long line, ref long right, ref long wrong, ref long wrongLine)
    {
        while (text.IndexOfAnyExceptInRange((byte)0, (byte)0x7F) is >= 0 and var at)
        {
            line += text[..at].Count((byte)'\n');
            text = text[at..];
            if (Rune.DecodeFromUtf8(text, out _, out var length) == OperationStatus.Done)
            {
                right++;
            }
            else
            {
                if (wrong++ == 0) wrongLine = line;
            }

            text = text[length..];
        }
    }

    // A chunk may end within a sequence: its last bytes then wait for the next.
    private static int WholeSequences(ReadOnlySpan<byte> chunk)
    {
        for (var back = 1; back <= Math.Min(3, chunk.Length); back++)
        {
            var value = chunk[^back];
            if (value < 0x80) return chunk.Length;
            if (value < 0xC0) continue;
            var needed = value >= 0xF0 ? 4 : value >= 0xE0 ? 3 : 2;
            return needed > back ? chunk.Length - back : chunk.Length;
        }

        return chunk.Length;
    }
}
