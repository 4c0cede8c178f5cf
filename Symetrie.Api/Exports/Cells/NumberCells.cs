using System.Buffers.Text;
using System.Globalization;

namespace Symetrie.Api.Exports.Cells;

/// <summary>Reads numbers. Only a decimal mark may stand between digits, never a thousands mark: <c>3,7</c> is 3.7 or nothing, and never 37.</summary>
/// <param name="mark">The file's decimal mark; null where no number told, and then each number may have either.</param>
internal sealed class NumberCells(char? mark)
{
    private const int Longest = 64;
    private static readonly NumberCells Either = new(null);

    /// <summary>The file's decimal mark; null where no number told.</summary>
    public char? Mark { get; } = mark;

    /// <summary>The decimal mark of a cell that is a number with one; null of any other cell.</summary>
    public static char? MarkOf(scoped ReadOnlySpan<byte> cell)
    {
        Span<byte> compact = stackalloc byte[Longest];
        if (IsGrouped(cell) && TryCompact(cell, compact, out var compacted)) cell = compact[..compacted];
        var at = cell.IndexOfAny((byte)'.', (byte)',');
        return at > 0 && IsDigits(cell[(cell[0] == '-' ? 1 : 0)..at]) && IsDigits(cell[(at + 1)..]) ? (char)cell[at] : null;
    }

    /// <summary>Whether a cell looks like a number in either notation: then it is no label.</summary>
    public static bool LooksLikeNumber(ReadOnlySpan<byte> cell) => Either.TryRead(cell, out _);

    /// <summary>Reads a number: an optional sign, digits (perhaps in groups of three apart by spaces), an optional decimal part and exponent; a percent sign after it says nothing of its size.</summary>
    public bool TryRead(scoped ReadOnlySpan<byte> cell, out decimal number)
    {
        number = 0;
        if (cell.Length is 0 or > Longest) return false;
        Span<byte> compact = stackalloc byte[Longest];
        if (IsGrouped(cell))
        {
            if (!TryCompact(cell, compact, out var compacted)) return false;
            cell = compact[..compacted];
        }

        Span<byte> plain = stackalloc byte[Longest];
        var seen = false;
        for (var i = 0; i < cell.Length; i++)
        {
            var letter = cell[i];
            var isMark = letter is (byte)'.' or (byte)',';
            if (isMark && (seen || (Mark is { } only && letter != only) || i + 1 == cell.Length || !char.IsAsciiDigit((char)cell[i + 1]))) return false;
            var known = isMark || char.IsAsciiDigit((char)letter) || letter is (byte)'e' or (byte)'E' || (letter is (byte)'-' or (byte)'+' && (i == 0 || cell[i - 1] is (byte)'e' or (byte)'E'));
            if (!known) return false;
            seen |= isMark;
            plain[i] = isMark ? (byte)'.' : letter;
        }

        return decimal.TryParse(plain[..cell.Length], NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>Reads a whole number ≥ 0: digits, perhaps in groups of three apart by spaces, perhaps with the single decimal 0 that data frames add.</summary>
    public static bool TryReadCount(ReadOnlySpan<byte> cell, out long count)
    {
        if (cell is [.. var digits, (byte)'.' or (byte)',', (byte)'0']) cell = digits;
        count = 0;
        Span<byte> plain = stackalloc byte[Longest];
        var length = 0;
        while (cell.Length > 0 && length < Longest)
        {
            var run = cell.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            if (run < 0) run = cell.Length;
            if (run == 0 || length + run > Longest || (length > 0 && run != 3)) return false;
            cell[..run].CopyTo(plain[length..]);
            length += run;
            cell = cell[run..];
            if (cell.Length == 0) break;
            var gap = cell switch { [0x20, ..] => 1, [0xC2, 0xA0, ..] => 2, [0xE2, 0x80, 0xAF, ..] => 3, _ => 0 };
            if (gap == 0 || gap == cell.Length || (length == run && run > 3)) return false;
            cell = cell[gap..];
        }

        return length > 0 && Utf8Parser.TryParse(plain[..length], out count, out var read) && read == length;
    }

    private static bool IsGrouped(ReadOnlySpan<byte> cell) => cell.Length > 0 && (cell[^1] == (byte)'%' || cell.IndexOfAny((byte)' ', (byte)0xC2, (byte)0xE2) >= 0);

    // Without the percent sign, and without the spaces between groups of three digits, which may be no-break spaces.
    private static bool TryCompact(scoped ReadOnlySpan<byte> cell, scoped Span<byte> into, out int length)
    {
        length = 0;
        if (cell is [.. var number, (byte)'%']) cell = Utf8.Trim(number);
        if (cell.Length == 0 || cell.Length > into.Length) return false;
        var end = cell.IndexOfAny((byte)'.', (byte)',');
        var whole = end < 0 ? cell : cell[..end];
        if (whole is [(byte)'-', ..])
        {
            into[length++] = (byte)'-';
            whole = whole[1..];
        }

        if (whole.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            if (!TryReadCount(whole, out var count) || !Utf8Formatter.TryFormat(count, into[length..], out var written)) return false;
            length += written;
        }
        else
        {
            whole.CopyTo(into[length..]);
            length += whole.Length;
        }

        var rest = end < 0 ? [] : cell[end..];
        rest.CopyTo(into[length..]);
        length += rest.Length;
        return length > 0;
    }

    private static bool IsDigits(ReadOnlySpan<byte> text) => text.Length > 0 && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
