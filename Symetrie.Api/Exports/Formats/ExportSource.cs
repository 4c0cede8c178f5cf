namespace Symetrie.Api.Exports.Formats;

/// <summary>The bytes of an export, with what was found out about them so far.</summary>
internal sealed class ExportSource
{
    private const int HeadLength = 64 * 1024;
    private static readonly (byte[] Mark, string Kind)[] Marks =
    [
        ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive (an .xlsx workbook is one)"), ([0xD0, 0xCF, 0x11, 0xE0], "an old Office file (.xls)"), ([0x1F, 0x8B], "gzip-compressed"),
        ("%PDF"u8.ToArray(), "a PDF"), ("$FL"u8.ToArray(), "an SPSS file"), ([0x89, 0x50, 0x4E, 0x47], "a PNG picture"), ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
        ("SQLite format 3"u8.ToArray(), "an SQLite database"), ("PAR1"u8.ToArray(), "a Parquet file"), ([0x28, 0xB5, 0x2F, 0xFD], "zstd-compressed"),
    ];

    private readonly long start;
    private TextEncoding? encoding;

    /// <summary>A source that begins where the stream stands.</summary>
    /// <param name="stream">The bytes.</param>
    /// <param name="options">What the sender says of the file.</param>
    /// <exception cref="ArgumentException">The stream cannot seek.</exception>
    public ExportSource(Stream stream, ExportOptions? options = null)
    {
        Options = options ?? ExportOptions.None;
        if (!stream.CanSeek) throw new ArgumentException("an export is read from a stream that can seek", nameof(stream));
        (Stream, start) = (stream, stream.Position);
        var head = new byte[HeadLength];
        Head = head.AsMemory(0, stream.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false));
        Rewind();
    }

    /// <summary>The bytes.</summary>
    public Stream Stream { get; }

    /// <summary>What the sender says of the file.</summary>
    public ExportOptions Options { get; }

    /// <summary>The first 64 KiB.</summary>
    public ReadOnlyMemory<byte> Head { get; }

    /// <summary>Whether the head is the whole file.</summary>
    public bool IsWhole => Head.Length < HeadLength;

    /// <summary>Bytes passed since the beginning.</summary>
    public long Passed => Stream.Position - start;

    /// <summary>The text encoding, found out by looking at every byte once.</summary>
    /// <exception cref="ExportRefused">The bytes are partly UTF-8 and partly not.</exception>
    public TextEncoding Encoding => encoding ??= TextEncoding.Of(this);

    /// <summary>Where the file begins in its stream.</summary>
    public long Start => start;

    /// <summary>How many bytes there are.</summary>
    public long Length => Stream.Length - start;

    /// <summary>Back to the beginning, or to a place after it.</summary>
    public void Rewind(long place = 0) => Stream.Position = start + place;

    /// <summary>What the file is by the marks at its beginning, where it is no text; null where it may be text.</summary>
    public string? Kind()
    {
        var head = Head.Span;
        foreach (var (mark, kind) in Marks)
            if (head.StartsWith(mark)) return kind;
        if (TextEncoding.MarkOf(head) is not null) return null;

        // A stray control character is the reader's to find, with its line; a file full of them has no lines.
        if (Controls(head) is var controls && (controls <= 4 || controls <= head.Length / 20)) return null;
        return head.Count((byte)0) > head.Length / 5 ? "no text (every other byte is NUL, as in UTF-16 without a byte order mark)" : "no text (it is full of control characters)";
    }

    /// <summary>The head as text, cut after its last whole line.</summary>
    public string HeadText()
    {
        var text = Encoding.Decoder.GetString(Head.Span).TrimStart('\uFEFF');
        if (IsWhole) return text;
        var last = text.LastIndexOfAny(['\n', '\r']);
        return last > 0 ? text[..last] : text;
    }

    private static int Controls(ReadOnlySpan<byte> head)
    {
        var count = 0;
        foreach (var value in head)
            if (value < 0x20 && value is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0B or 0x0C or 0x1A)) count++;
        return count;
    }
}
