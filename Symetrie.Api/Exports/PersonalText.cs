using System.Net;
using System.Text.RegularExpressions;

namespace Symetrie.Api.Exports;

/// <summary>Texts that tell who somebody is, known by their form: an e-mail address, an IP address, a telephone number, a place on the map.</summary>
internal static partial class PersonalText
{
    /// <summary>The kind of a text; null where its form tells nothing.</summary>
    public static string? KindOf(string text)
    {
        text = text.Trim();
        if (text.Length is < 5 or > 320) return null;
        if (Mail().IsMatch(text)) return PersonalColumn.Mail;
        if (IsAddress(text)) return PersonalColumn.Address;
        if (Phone().IsMatch(text) && text.Count(char.IsAsciiDigit) is >= 9 and <= 15) return PersonalColumn.Phone;
        return Place().IsMatch(text) ? PersonalColumn.Place : null;
    }

    /// <summary>A text without the e-mail addresses, IP addresses and telephone numbers that stand in it.</summary>
    public static string Without(string text) => Within().Replace(text, "[removed]");

    // "4" and "3.5" are addresses to the parser of the framework: what has no three dots or no two colons is none here.
    private static bool IsAddress(string text) =>
        (text.Count(c => c == '.') == 3 || text.Count(c => c == ':') >= 2) && !text.Contains(' ') && IPAddress.TryParse(text, out _) && !Clock().IsMatch(text);

    [GeneratedRegex(@"^[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Mail();

    // With a plus or a leading nought: a number of ten digits alone may be any id.
    [GeneratedRegex(@"^(\+|00)[1-9][\d .()/-]{7,18}$|^0[1-9](([ .-]\d\d){4}|\d{8})$|^\(\d{3}\) ?\d{3}[ .-]\d{4}$|^\d{3}[.-]\d{3}[.-]\d{4}$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Phone();

    [GeneratedRegex(@"^-?\d{1,3}\.\d{3,}( *[,;] *| +)-?\d{1,3}\.\d{3,}( -?\d+(\.\d+)?){0,2}$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Place();

    [GeneratedRegex(@"^\d{1,2}:\d{2}(:\d{2})?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Clock();

    [GeneratedRegex(@"[^@\s'"",;<>]{1,64}@[^@\s'"",;<>.]+(\.[^@\s'"",;<>.]+)+|\b\d{1,3}(\.\d{1,3}){3}\b|(\+|\b00)[1-9][\d .()-]{7,18}\d|\b0[1-9](([ .-]\d\d){4}|\d{8})\b", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Within();
}
