using Symetrie.Analytics.Statistics;

namespace Symetrie.Api.Imports.Proposals;

/// <summary>Finds reverse-keyed items: where the wording is negated and the answers go against those of the other items, both.</summary>
internal static class Keying
{
    /// <summary>Fewer complete pairs than this say nothing.</summary>
    public const int FewestPairs = 30;

    private const double Against = -0.1;
    private const double FarAgainst = -0.2;
    private static readonly HashSet<string> Negations = new(
        ("not never nobody none without lack lacks unable unfair unfairly ignored ignore ignores difficult hard reversed reverse inverse inversee inversed rev dissatisfied frustrated frustration frustrating stress stressed burned burnt burnout exhausted exhausting exhaustion harassment discrimination violence "
        + "conflict worry worried afraid quit leave complaint complaints isn doesn don didn wasn cannot can't jamais aucun aucune sans manque injuste injustement difficile ignoree epuise epuisee epuisement epuisant frustre fatigue stresse harcelement peur quitter inutile").Split(' '), StringComparer.Ordinal);

    /// <summary>Whether a wording is negated, or says of itself that it is reversed.</summary>
    public static bool IsNegated(string wording)
    {
        var words = HeaderWords.Key(wording).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Any(Negations.Contains) || (words.Any(w => w is "ne" or "n") && words.Any(w => w is "pas" or "plus" or "guere" or "rien"));
    }

    /// <summary>Judges every item against the others of its dimension, or against all others where it stands alone in it.</summary>
    public static void Judge(IReadOnlyList<ProposedItem> items)
    {
        var negated = items.Where(i => IsNegated(i.Wording)).ToHashSet();
        var all = new RestScores(items, negated);
        var groups = items.Where(i => i.Dimension is not null).GroupBy(i => i.Dimension!, StringComparer.Ordinal).Where(g => g.Count() > 1).ToDictionary(g => g.Key, g => new RestScores([.. g], negated), StringComparer.Ordinal);
        foreach (var item in items)
        {
            var peers = item.Dimension is { } dimension && groups.TryGetValue(dimension, out var mine) ? mine : all;
            var (rest, straight) = peers.Without(item);
            var r = rest is null ? null : Correlation(item.Answers, rest);
            // Where all others are negated, to go against them is to go the right way.
            Judge(item, negated.Contains(item), straight || negated.Contains(item) ? r : -r);
        }
    }

    /// <summary>The correlation of two items' answers; null where too few gave both.</summary>
    public static double? Correlation(double[] a, double[] b)
    {
        if (a.Length == 0 || a.Length != b.Length) return null;
        var found = Pearson.Compute(a, b);
        return found.N >= FewestPairs ? found.R : null;
    }

    private static void Judge(ProposedItem item, bool negated, double? rest)
    {
        if (item.Scale.Falls)
        {
            (item.Reversed, item.Keying) = (true, (0.9, "the codes of its labels run from the most to the least"));
            return;
        }

        if (item.Scale.HasOpenEnds)
        {
            (item.Keying, item.KeyingIsOpen) = ((0.3, "its codes do not tell which end is the favourable one"), true);
            return;
        }

        (item.Reversed, item.Keying, item.KeyingIsOpen) = (negated, rest) switch
        {
            (true, < Against) => (true, (Math.Round(Math.Min(0.98, 0.7 + (0.5 * -rest.Value)), 2), FormattableString.Invariant($"its wording is negated and its answers go against the other items (item-rest correlation {rest:0.00})")), false),
            (true, null) => (false, (0.4, "its wording is negated, and there are too few answers to see whether they go against the other items"), true),
            (true, _) => (false, (0.6, FormattableString.Invariant($"its wording is negated, but its answers go with the other items (item-rest correlation {rest:0.00}): it may have been recoded already")), true),
            (false, < FarAgainst) => (false, (0.5, FormattableString.Invariant($"its answers go against the other items (item-rest correlation {rest:0.00}), but its wording is not negated")), true),
            _ => (false, ((double, string)?)null, false),
        };
    }
}
