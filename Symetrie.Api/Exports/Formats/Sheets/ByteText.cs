using System.Globalization;
using System.Text;

namespace Symetrie.Api.Exports.Formats.Sheets;

/// <summary>A text that is put together from pieces of UTF-8, up to a length.</summary>
/// <param name="most">The most bytes.</param>
internal sealed class ByteText(int most = 3 * RawRows.LongestRow)
{
    private byte[] bytes = new byte[256];

    /// <summary>How many bytes there are.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Bytes => bytes.AsSpan(0, Length);

    /// <summary>Begins anew.</summary>
    public void Clear() => Length = 0;

    /// <summary>Adds a piece.</summary>
    /// <exception cref="ExportRefused">The text becomes too long.</exception>
    public void Add(ReadOnlySpan<byte> piece)
    {
        if (piece.Length > most - Length) throw new ExportRefused("too-large", $"the workbook has a text, or texts in all, of more than {most:N0} bytes");
        if (Length + piece.Length > bytes.Length) Array.Resize(ref bytes, Math.Max(2 * bytes.Length, Length + piece.Length));
        piece.CopyTo(bytes.AsSpan(Length));
        Length += piece.Length;
    }

    /// <summary>Replaces what spreadsheets write for letters that XML cannot hold, from a place on: <c>_x000D_</c> is a carriage return.</summary>
    public void Unescape(int from)
    {
        if (bytes.AsSpan(from, Length - from).IndexOf("_x"u8) < 0) return;
        var text = Encoding.UTF8.GetString(bytes.AsSpan(from, Length - from));
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text.Length - at >= 7 && text[at] == '_' && text[at + 1] == 'x' && text[at + 6] == '_' && ushort.TryParse(text.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var letter))
            {
                plain.Append((char)letter);
                at += 6;
            }
            else
            {
                plain.Append(text[at]);
            }
        }

        Length = from;
        Add(Encoding.UTF8.GetBytes(plain.ToString()));
    }
}
