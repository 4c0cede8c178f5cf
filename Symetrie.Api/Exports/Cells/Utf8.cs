using System.Text;

namespace Symetrie.Api.Exports.Cells;

/// <summary>Cells as they come: UTF-8 bytes, which become a string only where one is kept.</summary>
internal static class Utf8
{
    /// <summary>The longest text of a cell that a rejection repeats, in characters.</summary>
    public const int LongestTold = 200;

    /// <summary>A cell without white space around it, no-break spaces included.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> cell)
    {
        if (cell.Length == 0 || (cell[0] is > 0x20 and < 0x80 && cell[^1] is > 0x20 and < 0x80)) return cell;
        while (LeadingSpace(cell) is > 0 and var length) cell = cell[length..];
        while (TrailingSpace(cell) is > 0 and var length) cell = cell[..^length];
        return cell;
    }

    /// <summary>A cell as text, cut where it is long.</summary>
    public static string Told(ReadOnlySpan<byte> cell)
    {
        // Four bytes are the longest character; one more tells whether anything was cut.
        var text = Encoding.UTF8.GetString(cell[..Math.Min(cell.Length, (4 * LongestTold) + 1)]);
        if (text.Length <= LongestTold) return text;
        return char.IsHighSurrogate(text[LongestTold - 1]) ? text[..(LongestTold - 1)] : text[..LongestTold];
    }

    private static int LeadingSpace(ReadOnlySpan<byte> cell) => cell switch
    {
        [<= 0x20, ..] => 1,
        [0xC2, 0xA0, ..] => 2,
        [0xE2, 0x80, 0xAF, ..] => 3,
        _ => 0,
    };

    private static int TrailingSpace(ReadOnlySpan<byte> cell) => cell switch
    {
        [.., <= 0x20] => 1,
        [.., 0xC2, 0xA0] => 2,
        [.., 0xE2, 0x80, 0xAF] => 3,
        _ => 0,
    };
}
