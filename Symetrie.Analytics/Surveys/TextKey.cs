using System.Globalization;
using System.Text;

namespace Symetrie.Analytics.Surveys;

/// <summary>The form in which names, keys and labels are compared.</summary>
public static class TextKey
{
    /// <summary>Normalises for comparison: NFKD (a no-break space becomes a space, ﬁ becomes fi), lower case, no accents, and every run of
    /// punctuation, symbols and white space as one space; <c>&amp;</c> reads as "and". <c>"Saint-Étienne  (CHU)"</c> and <c>"saint etienne chu"</c> are the same text.</summary>
    /// <returns>The key; empty where the text holds no letter and no digit.</returns>
    public static string Of(string text)
    {
        if (IsPlain(text)) return text;
        var decomposed = Repaired(text).Normalize(NormalizationForm.FormKD).ToLowerInvariant();
        var key = new StringBuilder(decomposed.Length);
        var gap = false;
        foreach (var letter in decomposed)
        {
            if (letter is '\'' or '\u2019' or '\u02BC') continue;
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format) continue;
            if (letter == '&')
            {
                key.Append(key.Length > 0 ? " and" : "and");
                gap = true;
            }
            else if (!char.IsLetterOrDigit(letter) && !char.IsSurrogate(letter))
            {
                gap = true;
            }
            else
            {
                if (gap && key.Length > 0) key.Append(' ');
                gap = false;
                key.Append(letter is 'ß' ? "ss" : letter is 'œ' ? "oe" : letter is 'æ' ? "ae" : letter is 'ø' ? "o" : letter.ToString());
            }
        }

        return key.ToString();
    }

    // Lower-case ASCII letters and digits are their own key: most team codes take this way.
    private static bool IsPlain(string text)
    {
        foreach (var letter in text)
            if (letter is not ((>= 'a' and <= 'z') or (>= '0' and <= '9'))) return false;
        return true;
    }

    // Normalisation throws on half a surrogate pair and on the code points that are no characters (U+FFFF); a cell may hold either.
    private static string Repaired(string text)
    {
        var broken = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') >= 0 || text.AsSpan().IndexOfAny('\uFFFE', '\uFFFF') >= 0;
        if (!broken) return text;
        var repaired = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) repaired.Append((rune.Value & 0xFFFE) == 0xFFFE ? Rune.ReplacementChar : rune);
        return repaired.ToString();
    }
}
