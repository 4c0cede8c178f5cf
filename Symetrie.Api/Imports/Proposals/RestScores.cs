namespace Symetrie.Api.Imports.Proposals;

/// <summary>The mean of each respondent's answers to a group of items, less any one of them: what an item is held against. Items whose wording is negated are left out of it
/// as long as there are others.</summary>
internal sealed class RestScores
{
    private readonly HashSet<ProposedItem> straight;
    private readonly (double[] Sums, int[] Counts) ofStraight;
    private readonly (double[] Sums, int[] Counts) ofNegated;
    private readonly int straightCount;
    private readonly int negatedCount;

    /// <param name="items">The group.</param>
    /// <param name="negated">The items whose wording is negated.</param>
    public RestScores(IReadOnlyCollection<ProposedItem> items, IReadOnlySet<ProposedItem> negated)
    {
        var answered = items.Where(i => i.Answers.Length > 0).ToArray();
        straight = [.. answered.Where(i => !negated.Contains(i))];
        (straightCount, negatedCount) = (straight.Count, answered.Length - straight.Count);
        (ofStraight, ofNegated) = (Sum(straight), Sum([.. answered.Where(negated.Contains)]));
    }

    /// <summary>The means without an item, NaN where nobody else was answered; whether they are those of straight items. Null where no other item is left.</summary>
    public (double[]? Means, bool Straight) Without(ProposedItem item)
    {
        var own = straight.Contains(item);
        var useStraight = straightCount - (own ? 1 : 0) > 0;
        if (item.Answers.Length == 0 || (!useStraight && negatedCount - (own ? 0 : 1) <= 0)) return (null, useStraight);
        var (sums, counts) = useStraight ? ofStraight : ofNegated;
        var means = new double[sums.Length];
        for (var i = 0; i < means.Length; i++)
        {
            var mine = own == useStraight && !double.IsNaN(item.Answers[i]);
            var count = counts[i] - (mine ? 1 : 0);
            means[i] = count == 0 ? double.NaN : (sums[i] - (mine ? item.Answers[i] : 0)) / count;
        }

        return (means, useStraight);
    }

    /// <summary>The means of some items.</summary>
    public static double[] Means(IReadOnlyCollection<ProposedItem> items)
    {
        var (sums, counts) = Sum(items);
        return [.. sums.Select((s, i) => counts[i] == 0 ? double.NaN : s / counts[i])];
    }

    private static (double[] Sums, int[] Counts) Sum(IReadOnlyCollection<ProposedItem> items)
    {
        var length = items.Count == 0 ? 0 : items.Max(i => i.Answers.Length);
        var (sums, counts) = (new double[length], new int[length]);
        foreach (var item in items)
        {
            for (var i = 0; i < item.Answers.Length; i++)
            {
                if (double.IsNaN(item.Answers[i])) continue;
                sums[i] += item.Answers[i];
                counts[i]++;
            }
        }

        return (sums, counts);
    }
}
