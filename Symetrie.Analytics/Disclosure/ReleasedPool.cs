using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Disclosure;

/// <summary>The answers of one voice in one period, all its leaf teams together, as far as they may be seen: sums of squares and products, never a team's own.</summary>
/// <remarks>It stands until at least the detail minimum (20) of contributions have come or gone, and is first made of 10 teams and 100 answers. Only the
/// disclosure room can make one.</remarks>
public sealed class ReleasedPool
{
    internal ReleasedPool(DateOnly asOf, IReadOnlyList<PooledDimension> dimensions, IReadOnlyList<PooledPair> pairs, string digest) =>
        (AsOf, Dimensions, Pairs, Digest) = (asOf, dimensions, pairs, digest);

    /// <summary>The day from which it stands.</summary>
    public DateOnly AsOf { get; }

    /// <summary>The dimensions that rest on enough.</summary>
    public IReadOnlyList<PooledDimension> Dimensions { get; }

    /// <summary>Pairs of these dimensions.</summary>
    public IReadOnlyList<PooledPair> Pairs { get; }

    /// <summary>A digest of all that it shows.</summary>
    public string Digest { get; }

    /// <summary>A dimension by its key; null where it rests on too little.</summary>
    public PooledDimension? Of(string dimension) => Dimensions.FirstOrDefault(d => string.Equals(d.Key, dimension, StringComparison.Ordinal));
}

/// <summary>One dimension of a pool: how its scores vary between and within leaf teams, and the moments of its items.</summary>
public sealed class PooledDimension
{
    internal PooledDimension(string key)
    {
        Key = key;
    }

    /// <summary>The dimension's key.</summary>
    public string Key { get; }

    /// <summary>How many leaf teams.</summary>
    public int Teams { get; internal init; }

    /// <summary>How many respondents with a score.</summary>
    public long N { get; internal init; }

    /// <summary>Σn² over teams.</summary>
    public double SquaredSizes { get; internal init; }

    /// <summary>Sum of squares of the team means around the mean, each as often as its team has respondents, in score points².</summary>
    public double Between { get; internal init; }

    /// <summary>Sum of squares of the scores around their team means, in score points².</summary>
    public double Within { get; internal init; }

    /// <summary>The keys of the items.</summary>
    public IReadOnlyList<string> Items { get; internal init; } = [];

    /// <summary>Means and covariances of the items in score points, over those who answered all of them; null where there are none.</summary>
    public ItemMoments? Moments { get; internal init; }

    /// <summary>For each item the variance within teams; null where it rests on too little.</summary>
    public IReadOnlyList<PooledVariance?> ItemVariances { get; internal init; } = [];
}

/// <summary>Two dimensions of a pool over those who have both scores: sums of squares and products between leaf teams and within, in score points².</summary>
public sealed class PooledPair
{
    internal PooledPair(string first, string second, int teams, long n, GroupedSums sums) => (First, Second, Teams, N, Sums) = (first, second, teams, n, sums);

    /// <summary>The first dimension's key.</summary>
    public string First { get; }

    /// <summary>The second dimension's key.</summary>
    public string Second { get; }

    /// <summary>How many leaf teams.</summary>
    public int Teams { get; }

    /// <summary>How many respondents.</summary>
    public long N { get; }

    /// <summary>The sums.</summary>
    public GroupedSums Sums { get; }
}
