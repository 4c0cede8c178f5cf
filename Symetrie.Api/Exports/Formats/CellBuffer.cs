using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Symetrie.Api.Exports.Formats;

/// <summary>The cells of one row of a file that is no text, as UTF-8, parted by tabs so that the row can be told as a whole.</summary>
/// <param name="line">Tells the current line, for refusals.</param>
internal sealed class CellBuffer(Func<long> line)
{
    private const int Widest = 3 * RawRows.LongestRow;

    // Up to here every whole number has a double of its own.
    private const double LargestWhole = 1L << 53;
    private byte[] bytes = new byte[4096];
    private int[] ends = new int[64];
    private int length;

    /// <summary>How many cells were closed.</summary>
    public int Count { get; private set; }

    /// <summary>The row, its cells parted by tabs.</summary>
    public ReadOnlySpan<byte> Row => bytes.AsSpan(0, Math.Max(0, length - 1));

    /// <summary>Begins a row.</summary>
    public void Clear() => (length, Count) = (0, 0);

    /// <summary>A closed cell; empty beyond the last.</summary>
    public ReadOnlySpan<byte> Cell(int index) => (uint)index >= (uint)Count ? [] : bytes.AsSpan(index == 0 ? 0 : ends[index - 1], ends[index] - 1 - (index == 0 ? 0 : ends[index - 1]));

    /// <summary>Adds bytes to the open cell.</summary>
    /// <exception cref="ExportRefused">There is a NUL in them.</exception>
    public void Add(ReadOnlySpan<byte> text)
    {
        if (text.Contains((byte)0)) throw new ExportRefused("nul-byte", $"line {line()}: a NUL byte; this is no text", line());
        text.CopyTo(Room(text.Length));
        length += text.Length;
    }

    /// <summary>Adds a text to the open cell.</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        if (text.Contains('\0')) throw new ExportRefused("nul-byte", $"line {line()}: a NUL character; this is no text", line());
        length += Encoding.UTF8.GetBytes(text, Room(Encoding.UTF8.GetMaxByteCount(text.Length)));
    }

    /// <summary>Adds a number to the open cell: whole ones in full, others to the 15 digits that a double holds for sure.</summary>
    public void Add(double number)
    {
        var room = Room(40);
        var whole = Math.Abs(number) < LargestWhole && number == Math.Truncate(number);
        var written = 0;
        if (whole) Utf8Formatter.TryFormat((long)number, room, out written);
        else number.TryFormat(room, out written, "G15", CultureInfo.InvariantCulture);
        length += written;
    }

    /// <summary>Adds a moment to the open cell as ISO 8601: the day alone, or with its time.</summary>
    public void Add(DateTime moment, bool dayOnly)
    {
        moment.TryFormat(Room(40), out var written, dayOnly ? "yyyy-MM-dd" : moment.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-ddTHH:mm:ss" : "yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
        length += written;
    }

    /// <summary>Takes back white space at the end of the open cell.</summary>
    public void TrimEnd()
    {
        var start = Count == 0 ? 0 : ends[Count - 1];
        while (length > start && bytes[length - 1] is 0x20 or 0) length--;
    }

    /// <summary>Closes the open cell.</summary>
    public void Close()
    {
        Room(1)[0] = (byte)'\t';
        if (Count == ends.Length) Array.Resize(ref ends, 2 * Count);
        ends[Count++] = ++length;
    }

    private Span<byte> Room(int more)
    {
        if (length + more > Widest) throw new ExportRefused("line-too-long", $"line {line()}: longer than {RawRows.LongestRow:N0} characters", line());
        if (length + more > bytes.Length) Array.Resize(ref bytes, Math.Max(2 * bytes.Length, length + more));
        return bytes.AsSpan(length);
    }
}
