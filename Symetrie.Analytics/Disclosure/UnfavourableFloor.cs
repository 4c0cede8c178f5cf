using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tallies;

namespace Symetrie.Analytics.Disclosure;

/// <summary>The floor under near-unanimous unfavourable answers (C7): an employee atom of fewer than 20 whose mean lies below 100/n enters every
/// figure as if each of its answers were 100/n, so that "everybody said the worst" cannot be told from "nearly everybody".</summary>
internal static class UnfavourableFloor
{
    private const long Limit = 20;
    private const long Whole = 100 * ScorePoints.UnitsPerPoint;

    /// <summary>Raises the parts of an atom: each part of k or more first, then the atom itself.</summary>
    /// <param name="parts">What the released groups tell apart inside the atom.</param>
    /// <param name="minimum">k.</param>
    public static Tally[] Raise(IReadOnlyList<Tally> parts, int minimum)
    {
        var raised = parts.Select(p => p.N >= minimum && IsBelow(p.N, p.Sum) ? Spread(p, p.N) : p).ToArray();
        var (n, sum) = (parts.Sum(p => p.N), (Int128)0);
        foreach (var part in raised) sum += part.Sum;
        if (!IsBelow(n, sum)) return raised;
        raised = [.. parts.Select(p => Spread(p, n))];
        // The floor of the whole is exact: what rounding left goes to the first part.
        var left = (long)(Whole - raised.Aggregate((Int128)0, (s, p) => s + p.Sum));
        raised[0] = Spread(parts[0], n, left);
        return raised;
    }

    private static bool IsBelow(long n, Int128 sum) => n is > 0 and < Limit && sum < Whole;

    private static Tally Spread(Tally part, long n, long? left = null)
    {
        var (value, more) = (Whole / n, left ?? (part.N == n ? Whole % n : 0));
        if (!part.HasCounts) return Tally.OfPublished(part.N, value, null);
        return more == 0 ? Tally.OfCounts([value], [part.N]) : more >= part.N ? Tally.OfCounts([value + 1], [part.N]) : Tally.OfCounts([value, value + 1], [part.N - more, more]);
    }
}
