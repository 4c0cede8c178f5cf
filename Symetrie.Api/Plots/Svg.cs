using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Symetrie.Api.Plots;

/// <summary>Words of SVG, and how texts and numbers become part of it.</summary>
internal static class Svg
{
    /// <summary>The namespace.</summary>
    public static readonly XNamespace Space = "http://www.w3.org/2000/svg";

    /// <summary>A coordinate, to a hundredth of a pixel.</summary>
    public static string At(double value) => (Math.Round(value, 2) is var rounded && rounded == 0 ? 0 : rounded).ToString(CultureInfo.InvariantCulture);

    /// <summary>A path's points, joined by straight lines.</summary>
    public static string Points(IEnumerable<(double X, double Y)> points) => string.Join(' ', points.Select(p => $"{At(p.X)},{At(p.Y)}"));

    /// <summary>A text as XML may hold it and a line may show it: what XML forbids, and what would turn the direction of the words around it, becomes a replacement character.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\t' or '\n' or '\r' or 0x2028 or 0x2029) clean.Append(' ');
            else if (IsDirection(rune.Value) || (rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value)) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control) clean.Append('�');
            else clean.Append(rune);
        }

        return clean.ToString();
    }

    /// <summary>Roughly how wide a text is, in pixels: no font is known here, so that it is rather too wide.</summary>
    public static double WidthOf(string text, double size) => size * text.EnumerateRunes().Sum(r => r.Value switch
    {
        'i' or 'j' or 'l' or 'I' or '.' or ',' or ';' or ':' or '\'' or '’' or '!' or '|' or ' ' or '(' or ')' or '[' or ']' or 'f' or 't' or 'r' => 0.36,
        'm' or 'w' or 'M' or 'W' => 0.92,
        '+' or '−' or '=' or '±' => 0.84,
        >= 'A' and <= 'Z' => 0.7,
        >= '0' and <= '9' => 0.64,
        >= 0x1100 and < 0x2000 or >= 0x2E80 => 1.05,
        >= 0x2190 and < 0x2E80 => 0.9,
        _ => 0.6,
    });

    /// <summary>A text cut to a width, with an ellipsis where something was cut off.</summary>
    public static string Fit(string text, double size, double width)
    {
        if (WidthOf(text, size) <= width) return text;
        var runes = text.EnumerateRunes().ToList();
        while (runes.Count > 1 && WidthOf(string.Concat(runes) + "…", size) > width) runes.RemoveAt(runes.Count - 1);
        return string.Concat(runes).TrimEnd() + "…";
    }

    /// <summary>A text broken into lines of a width.</summary>
    public static IReadOnlyList<string> Wrap(string text, double size, double width)
    {
        var lines = new List<string>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && WidthOf(lines[^1] + " " + word, size) <= width) lines[^1] += " " + word;
            else lines.Add(Fit(word, size, width));
        }

        return lines;
    }

    private static bool IsDirection(int rune) => rune is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
