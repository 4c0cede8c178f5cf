using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Imports.Proposals;

/// <summary>Which dimension of the mirror a question's wording is near to, in English or French: by its name, or by the words of the mirrored questions.</summary>
internal sealed class WordingCloseness
{
    private const double SameWord = 0.94;
    private static readonly HashSet<string> Empty = new(
        ("a an the and or of to in on at for by with as is are was were be been i my me we our us you your they them their it its this that these those all have has had do does did can could would will here there when where who whom which what how not no very more most than so if from about into out up down any some each "
        + "q question item score rate please le la les l un une des du de d et ou en au aux pour par avec sans sur dans que qui qu ce cet cette ces je j me mon ma mes nous notre nos vous votre vos on il elle ils elles leur leurs est sont ai as a avons ont ete etre avoir ne n pas plus tres se s y si comme mais ex cx").Split(' '), StringComparer.Ordinal);

    private readonly (Dimension Dimension, string[] Names, string[][] Questions)[] dimensions;
    private readonly Dictionary<string, double> weights;

    /// <param name="mirror">The dimensions.</param>
    /// <param name="voice">The voice whose questions count; null for both.</param>
    public WordingCloseness(Mirror mirror, Voice? voice)
    {
        dimensions = [.. mirror.Dimensions.Select(d => (d, Names(d), Questions(d, voice).Select(Words).ToArray()))];
        var texts = dimensions.SelectMany(d => d.Questions).ToArray();
        weights = texts.SelectMany(t => t).Distinct(StringComparer.Ordinal).ToDictionary(w => w, w => Math.Log(1 + ((double)texts.Length / texts.Count(t => t.Contains(w)))), StringComparer.Ordinal);
    }

    /// <summary>How near each dimension is, nearest first, 0 to 1.</summary>
    /// <param name="wording">Header and wording.</param>
    public IReadOnlyList<(Dimension Dimension, double Score, string Reason)> Of(string wording)
    {
        var all = HeaderWords.Key(wording).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var words = Words(wording);
        return [.. dimensions.Select(d => Of(d, all, words)).OrderByDescending(d => d.Score)];
    }

    /// <summary>The words that carry the meaning, each once.</summary>
    public static string[] Words(string text) => [.. HeaderWords.Key(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length is > 2 and <= 40 && !Empty.Contains(w) && !char.IsAsciiDigit(w[0])).Distinct(StringComparer.Ordinal).Take(60)];

    private (Dimension Dimension, double Score, string Reason) Of((Dimension Dimension, string[] Names, string[][] Questions) known, string[] all, string[] words)
    {
        var named = known.Names.Select(n => Named(n, all, words)).Max();
        var asked = known.Questions.Select(q => SoftDice.Compute(words, q, w => weights.GetValueOrDefault(w, 1.5), SameWord)).DefaultIfEmpty(0).Max();
        return named >= asked ? (known.Dimension, named, "its wording names the dimension") : (known.Dimension, asked, "its wording is near the mirrored question");
    }

    // A short header that is the name says more than a long question in which the word comes along.
    private static double Named(string name, string[] all, string[] words)
    {
        var parts = name.Split(' ').Where(p => !Empty.Contains(p)).ToArray();
        if (parts.Length == 0 || words.Length == 0) return 0;
        if (parts.All(p => words.Any(w => IsSame(w, p)))) return Math.Max(0.35, 0.97 - (0.08 * (words.Length - parts.Length)));
        return parts.Length == 1 && all.Length <= 2 && words.Any(w => w.Length is >= 4 and < 9 && parts[0].Length > w.Length && parts[0].StartsWith(w, StringComparison.Ordinal)) ? 0.6 : 0;
    }

    // "équipe" is not "équité": beside spelling variants only endings may differ.
    private static bool IsSame(string a, string b) =>
        JaroWinkler.Compute(a, b) >= 0.96 || (Math.Min(a.Length, b.Length) >= 5 && Math.Abs(a.Length - b.Length) <= 3 && (a.StartsWith(b, StringComparison.Ordinal) || b.StartsWith(a, StringComparison.Ordinal)));

    private static string[] Names(Dimension dimension) => [.. new[] { dimension.Key, dimension.Name.En, dimension.Name.Fr }.Concat(Synonyms(dimension.Key)).Select(HeaderWords.Key).Distinct(StringComparer.Ordinal)];

    // Words that people use for the dimensions that come with the program.
    private static string[] Synonyms(string key) => key switch
    {
        "overall" => ["satisfaction", "overall", "globale", "overall experience", "expérience globale", "ensemble"],
        "recommendation" => ["recommend", "recommander", "nps", "recommandation", "recommanderiez", "recommanderais"],
        "respect" => ["dignity", "dignité", "considération"],
        "equity" => ["equity", "équité", "fairness", "fair treatment", "justice"],
        "empowerment" => ["autonomy", "autonomie", "empowerment", "autonomous"],
        "recognition" => ["recognised", "recognized", "valued", "reconnu"],
        "belonging" => ["belonging", "appartenance", "accueil", "welcome"],
        "information" => ["informed", "informé", "informations"],
        "communication" => ["communicate", "écoute", "listening"],
        "participation" => ["involvement", "implication", "participate"],
        _ => [],
    };

    private static IEnumerable<string> Questions(Dimension dimension, Voice? voice)
    {
        if (voice is not Voice.Customer && dimension.EmployeeQuestion is { } employee) yield return employee.En;
        if (voice is not Voice.Customer && dimension.EmployeeQuestion is { } employe) yield return employe.Fr;
        if (voice is not Voice.Employee && dimension.CustomerQuestion is { } customer) yield return customer.En;
        if (voice is not Voice.Employee && dimension.CustomerQuestion is { } client) yield return client.Fr;
    }
}
