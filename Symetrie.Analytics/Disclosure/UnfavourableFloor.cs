using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tallies;

namespace Symetrie.Analytics.Disclosure;

/// <summary>The floor under near-unanimous unfavourable answers (C7): a group of fewer than 20 employees whose mean lies below 100/n enters every
/// figure as if each of its answers were 100/n, so that "everybody said the worst" cannot be told from "nearly everybody".</summary>
/// <remarks>Here the atoms of the tree and the parts of k or more that cells cut them into; the other groups are those of <see cref="DerivableFloor"/>.</remarks>
internal static class UnfavourableFloor
{
    /// <summary>From this many answers on there is no floor.</summary>
    public const long Limit = 20;

    /// <summary>The least sum that a group below the limit may have: one answer of 100 points among answers of nothing.</summary>
    public const long Whole = 100 * ScorePoints.UnitsPerPoint;

    /// <summary>Raises the parts of an atom: each part of k or more first, then the atom itself.</summary>
    /// <param name="parts">What the released groups tell apart inside the atom.</param>
    /// <param name="minimum">k.</param>
    public static Tally[] Raise(IReadOnlyList<Tally> parts, int minimum)
    {
        if (parts is [var only] && !IsBelow(only.N, only.Sum)) return [only];
        var raised = parts.Select(p => p.N >= minimum && IsBelow(p.N, p.Sum) ? Level([p])[0] : p).ToArray();
        return IsBelow(parts.Sum(p => p.N), SumOf(raised)) ? Level(parts) : raised;
    }

    /// <summary>Whether a group lies below the floor.</summary>
    public static bool IsBelow(long n, Int128 sum) => n is > 0 and < Limit && sum < Whole;

    /// <summary>The parts of a group as if each of its n answers were 100/n; together exactly 100.</summary>
    public static Tally[] Level(IReadOnlyList<Tally> parts)
    {
        var (value, left) = Math.DivRem(Whole, parts.Sum(p => p.N));
        var level = new Tally[parts.Count];
        for (var i = 0; i < level.Length; i++) level[i] = Flat(parts[i], value, ref left);
        return level;
    }

    /// <summary>A part as if each of its answers had one score.</summary>
    public static Tally Flat(Tally part, long value)
    {
        var left = 0L;
        return Flat(part, value, ref left);
    }

    /// <summary>The sum of tallies.</summary>
    public static Int128 SumOf(IEnumerable<Tally> parts) => parts.Aggregate((Int128)0, (sum, p) => sum + p.Sum);

    // What rounding left is given to the first answers, a unit each.
    private static Tally Flat(Tally part, long value, ref long left)
    {
        var more = Math.Min(left, part.N);
        left -= more;
        if (!part.HasCounts) return Tally.OfPublished(part.N, more == 0 ? value : value + 1, null);
        if (more == 0) return Tally.OfCounts([value], [part.N]);
        return more == part.N ? Tally.OfCounts([value + 1], [part.N]) : Tally.OfCounts([value, value + 1], [part.N - more, more]);
    }
}
