using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Imports.Proposals;

/// <summary>Texts that usually mean that nothing was answered.</summary>
internal static class MissingTexts
{
    private static readonly HashSet<string> Known = new(
        "na|n/a|n.a.|n.r.|nr|nan|null|#null!|none given|not applicable|don't know|dont know|dk|do not know|no opinion|no answer|noanswer|not answered|prefer not to say|prefer not to answer|no basis for evaluation|refused|unfamiliar (n/a)|unfamiliar|unsure|not sure|other|"
        .Split('|').Concat("ne sait pas|nsp|nspp|sans opinion|sans objet|sans réponse|non réponse|non concerné|non concernée|ne se prononce pas|ne souhaite pas répondre|je ne sais pas|pas de réponse|s.o.".Split('|')).Select(TextKey.Of).Where(k => k.Length > 0),
        StringComparer.Ordinal);

    /// <summary>Whether a text means that nothing was answered.</summary>
    public static bool Holds(string text) => text is "." or "-" or "--" or "?" || (text.Length <= 40 && Known.Contains(TextKey.Of(text)));

    /// <summary>Whether a number is one that survey tools use for "not answered": beyond any scale of answers.</summary>
    public static bool Holds(decimal number) => number is -1 or -2 or -3 or -7 or -8 or -9 or -77 or -88 or -98 or -99 or -999 or 98 or 99 or 998 or 999 or 9999;
}
