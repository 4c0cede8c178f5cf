using System.Globalization;
using System.Text;

namespace Symetrie.Benchmarks.Samples;

/// <summary>Texts of the sample exports: labels of points, spellings of names, remarks of customers.</summary>
public static class SampleLabels
{
    private static readonly string[] French = ["Très insatisfait", "Plutôt insatisfait", "Ni satisfait ni insatisfait", "Plutôt satisfait", "Très satisfait"];
    private static readonly string[] English = ["Very dissatisfied", "Rather dissatisfied", "Neither satisfied nor dissatisfied", "Rather satisfied", "Very satisfied"];

    private static readonly string[] Remarks =
    [
        "Accueil très agréable", "Attente un peu longue ; mais le sourire était là", "On m'a dit « bonjour » et « merci »",
        "Le café \"du moment\" est excellent", "Deux visites dans la semaine.\r\nLa seconde bien meilleure", "Personne ne répond au téléphone", "RAS",
    ];

    /// <summary>The label of a point of the five-point satisfaction scale.</summary>
    public static string Satisfaction(int point, bool english) => (english ? English : French)[point - 1];

    /// <summary>A customer's remark; mostly none.</summary>
    public static string Remark(SampleRandom random) => random.Happens(0.02) ? Remarks[random.Below(Remarks.Length)] : "";

    /// <summary>A name as tills and people write it: without accents, in capitals, with no-break spaces, without hyphens. All read as the same text.</summary>
    public static string Spelling(string name, SampleRandom random) => random.Below(10) switch
    {
        0 => name.ToUpperInvariant(),
        1 => WithoutAccents(name),
        2 => name.Replace(' ', '\u00A0'),
        3 => name.Replace('-', ' ').Replace('’', '\''),
        4 => WithoutAccents(name).ToUpperInvariant().Replace(" ", "  ", StringComparison.Ordinal),
        _ => name,
    };

    private static string WithoutAccents(string name) =>
        string.Concat(name.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark));
}
