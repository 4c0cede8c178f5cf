namespace Symetrie.Analytics.Statistics;

/// <summary>The similarity of two sets of words by Dice's coefficient, softened: Σ weight of each word × how near its best counterpart is, over both sets, divided by all
/// weights. A word counts as found in the other set where the two are near by <see cref="JaroWinkler"/>.</summary>
/// <remarks>With weights of 1 and exact words it is Dice's 2|A∩B|/(|A|+|B|). 0 where nothing agrees or a set is empty, 1 for equal sets.</remarks>
public static class SoftDice
{
    /// <summary>Compares two sets of words.</summary>
    /// <param name="a">The words of the one.</param>
    /// <param name="b">The words of the other.</param>
    /// <param name="weight">What a word weighs, above 0: rare ones more than frequent ones.</param>
    /// <param name="near">From which similarity on two words are the same word, 0 to 1.</param>
    public static double Compute(IReadOnlyCollection<string> a, IReadOnlyCollection<string> b, Func<string, double> weight, double near)
    {
        Guard.ProbabilityOrBound(near, nameof(near));
        var (found, all) = (0.0, 0.0);
        foreach (var (mine, other) in new[] { (a, b), (b, a) })
        {
            foreach (var word in mine)
            {
                var worth = weight(word);
                all += worth;
                found += worth * Best(word, other, near);
            }
        }

        return a.Count == 0 || b.Count == 0 || all <= 0 ? 0 : found / all;
    }

    private static double Best(string word, IReadOnlyCollection<string> others, double near)
    {
        var best = 0.0;
        foreach (var other in others)
        {
            var similarity = JaroWinkler.Compute(word, other);
            if (similarity >= near && similarity > best) best = similarity;
        }

        return best;
    }
}
