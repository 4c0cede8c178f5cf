using System.Numerics;

namespace Symetrie.Analytics.Tallies;

/// <summary>The scores of one voice, team, period and dimension as counts of distinct values: exact, mergeable, order-free.</summary>
/// <remarks>Scores are integers in units of 1e-10 points and sums are 128-bit integers, so no figure depends on the order in which rows
/// arrived or tallies were merged. A published aggregate (n, mean, perhaps a standard deviation) is a tally without counts.</remarks>
public sealed class Tally
{
    private readonly long[] values;
    private readonly long[] counts;

    private Tally(long[] values, long[] counts, long n, Int128 sum, Int128 sumOfSquares, bool hasCounts, bool hasSpread)
    {
        (this.values, this.counts, N, Sum, SumOfSquares) = (values, counts, n, sum, sumOfSquares);
        (HasCounts, HasSpread) = (hasCounts, hasSpread);
    }

    /// <summary>The tally of nobody.</summary>
    public static Tally Empty { get; } = new([], [], 0, 0, 0, hasCounts: true, hasSpread: true);

    /// <summary>How many scores.</summary>
    public long N { get; }

    /// <summary>Their sum in units.</summary>
    public Int128 Sum { get; }

    /// <summary>The sum of their squares in units²; meaningless without <see cref="HasSpread"/>.</summary>
    public Int128 SumOfSquares { get; }

    /// <summary>Whether the distribution is known.</summary>
    public bool HasCounts { get; }

    /// <summary>Whether the variance is known.</summary>
    public bool HasSpread { get; }

    /// <summary>The distinct scores in units, ascending; empty without <see cref="HasCounts"/>.</summary>
    public ReadOnlySpan<long> Values => values;

    /// <summary>How often each of <see cref="Values"/> occurs.</summary>
    public ReadOnlySpan<long> Counts => counts;

    /// <summary>Tallies scores; negative ones stand for "no answer" and are left out.</summary>
    public static Tally Of(ReadOnlySpan<long> scores)
    {
        var few = new ValueCounts(stackalloc long[ValueCounts.Places], stackalloc long[ValueCounts.Places]);
        foreach (var score in scores)
            if (score >= 0 && !few.Add(score)) return OfMany(scores);
        var (values, counts) = few.Sorted();
        return values.Length == 0 ? Empty : OfCounts(values, counts);
    }

    private static Tally OfMany(ReadOnlySpan<long> scores)
    {
        var sorted = scores.ToArray();
        Array.Sort(sorted);
        var start = 0;
        while (start < sorted.Length && sorted[start] < 0) start++;
        var distinct = 1;
        for (var i = start + 1; i < sorted.Length; i++)
            if (sorted[i] != sorted[i - 1]) distinct++;
        var (scored, times) = (new long[distinct], new long[distinct]);
        var at = -1;
        for (var i = start; i < sorted.Length; i++)
        {
            if (i == start || sorted[i] != sorted[i - 1]) scored[++at] = sorted[i];
            times[at]++;
        }

        return OfCounts(scored, times);
    }

    /// <summary>The tally of a published figure.</summary>
    /// <param name="n">How many answers it rests on; above 0.</param>
    /// <param name="mean">The mean in units.</param>
    /// <param name="sd">The standard deviation (divisor n − 1) in units; null where it was not published.</param>
    public static Tally OfPublished(long n, long mean, long? sd)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(n);
        var squares = ((Int128)mean * mean * n) + (sd is { } s ? (Int128)s * s * (n - 1) : 0);
        return new Tally([], [], n, (Int128)mean * n, squares, hasCounts: false, hasSpread: sd is not null);
    }

    /// <summary>Pools tallies: a parent's tally is the sum of its children's.</summary>
    public static Tally Merge(IEnumerable<Tally> tallies)
    {
        if (tallies is IReadOnlyList<Tally> and [var only]) return only;
        Tally[] filled = [.. tallies.Where(t => t.N > 0)];
        if (filled.Length < 2) return filled.Length == 0 ? Empty : filled[0];
        var (merged, n, sum, squares) = (new Dictionary<long, long>(), 0L, (Int128)0, (Int128)0);
        var (hasCounts, hasSpread) = (true, true);
        foreach (var tally in filled)
        {
            (n, sum, squares) = (n + tally.N, sum + tally.Sum, squares + tally.SumOfSquares);
            (hasCounts, hasSpread) = (hasCounts && tally.HasCounts, hasSpread && tally.HasSpread);
            for (var i = 0; i < tally.values.Length; i++) merged[tally.values[i]] = merged.GetValueOrDefault(tally.values[i]) + tally.counts[i];
        }

        if (!hasCounts) return new Tally([], [], n, sum, squares, hasCounts: false, hasSpread);
        var distinct = merged.Keys.ToArray();
        Array.Sort(distinct);
        return new Tally(distinct, [.. distinct.Select(v => merged[v])], n, sum, squares, hasCounts: true, hasSpread: true);
    }

    /// <summary>The mean in score points; null for nobody.</summary>
    public double? Mean => N == 0 ? null : (double)Sum / N / Surveys.ScorePoints.UnitsPerPoint;

    /// <summary>The variance (divisor n − 1) in score points²; null below two scores or without <see cref="HasSpread"/>.</summary>
    public double? Variance => N < 2 || !HasSpread ? null : CentredSquares / (N - 1);

    /// <summary>Σ(x − mean)² in score points², computed exactly and rounded once.</summary>
    public double CentredSquares
    {
        get
        {
            if (N == 0) return 0;
            // 100 points are 1e12 units: up to a million scores the products stay below 2^127.
            var numerator = N <= 1_000_000 ? (double)((SumOfSquares * N) - (Sum * Sum)) : (double)(((BigInteger)SumOfSquares * N) - ((BigInteger)Sum * Sum));
            return numerator / N / ((double)Surveys.ScorePoints.UnitsPerPoint * Surveys.ScorePoints.UnitsPerPoint);
        }
    }

    /// <summary>How many scores are at or above a bound in units; null without <see cref="HasCounts"/>.</summary>
    public long? CountFrom(long bound)
    {
        if (!HasCounts) return null;
        var (total, i) = (0L, values.Length);
        while (--i >= 0 && values[i] >= bound) total += counts[i];
        return total;
    }

    /// <summary>The tally of sums without counts.</summary>
    internal static Tally OfSums(long n, Int128 sum, Int128 squares, bool hasSpread) => new([], [], n, sum, squares, hasCounts: false, hasSpread);

    /// <summary>The tally of counts; values ascending.</summary>
    internal static Tally OfCounts(long[] values, long[] counts)
    {
        var (n, sum, squares) = (0L, (Int128)0, (Int128)0);
        for (var i = 0; i < values.Length; i++)
        {
            n += counts[i];
            sum += Math.BigMul(values[i], counts[i]);
            // 2^40 units are above 100 points: the first product stays below 2^62.
            squares += (ulong)values[i] < 1UL << 40 && (ulong)counts[i] < 1UL << 22 ? Math.BigMul(values[i], values[i] * counts[i]) : (Int128)values[i] * values[i] * counts[i];
        }

        return new Tally(values, counts, n, sum, squares, hasCounts: true, hasSpread: true);
    }
}
