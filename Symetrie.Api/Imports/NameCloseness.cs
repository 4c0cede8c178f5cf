using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Imports;

/// <summary>Finds the names nearest to a name: words are compared after normalisation, and a word that many names hold ("NHS", "agence") weighs little.</summary>
internal sealed class NameCloseness
{
    private const double SameWord = 0.9;
    private const int PrefixLength = 3;
    private readonly Dictionary<string, double> weights;

    /// <param name="names">All names there are: they tell how rare each word is.</param>
    public NameCloseness(IReadOnlyCollection<string> names)
    {
        var counts = names.SelectMany(n => Words(n)).GroupBy(w => w, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        weights = counts.ToDictionary(c => c.Key, c => Math.Log(1 + ((double)names.Count / c.Value)), StringComparer.Ordinal);
    }

    /// <summary>How near two sets of names are, 0 to 1: the nearest pair of them.</summary>
    public double Of(IReadOnlyList<string[]> mine, IReadOnlyList<string[]> others)
    {
        var best = 0.0;
        foreach (var a in mine)
            foreach (var b in others) best = Math.Max(best, SoftDice.Compute(a, b, w => weights.GetValueOrDefault(w, 1), SameWord));
        return best;
    }

    /// <summary>The words of a name, each once; saints are written out.</summary>
    public static string[] Words(string name) =>
        [.. TextKey.Of(name).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w switch { "st" => "saint", "ste" => "sainte", _ => w }).Distinct(StringComparer.Ordinal)];

    /// <summary>The beginnings of the words by which names are looked up; those of words that most names hold tell nothing and are left out.</summary>
    public IEnumerable<string> Marks(IEnumerable<string[]> names) =>
        names.SelectMany(n => n).Where(w => weights.Count < 100 || weights.GetValueOrDefault(w, 1) > Math.Log(1 + 5)).Select(w => w.Length <= PrefixLength ? w : w[..PrefixLength]).Distinct(StringComparer.Ordinal);
}
