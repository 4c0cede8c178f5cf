using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tallies;

namespace Symetrie.Analytics.Disclosure;

/// <summary>Which response rates may be seen: those who kept silent are protected like those who answered (C14).</summary>
/// <param name="tree">The teams.</param>
/// <param name="sheets">The sheets by place: they carry the rosters.</param>
/// <param name="answered">How many answered in each team itself.</param>
/// <param name="history">The history of participation; its rosters are brought up to date.</param>
internal sealed class RosterRoom(TeamTree tree, AnswerSheet?[] sheets, long[] answered, ColumnHistory history)
{
    /// <summary>How many were invited, by place; null where the rate may not be seen.</summary>
    /// <param name="shown">The released participation.</param>
    public long?[] Show(ReleasedTally?[] shown)
    {
        var (total, invited, silent) = (new long[answered.Length], new long?[answered.Length], new Head[answered.Length]);
        var whole = new bool[answered.Length];
        for (var t = answered.Length - 1; t >= 0; t--)
        {
            (total[t], invited[t], whole[t]) = (answered[t], sheets[t]?.Invited, answered[t] == 0 || sheets[t]?.Invited is not null);
            var below = false;
            foreach (var child in Children(t))
            {
                total[t] += total[child];
                whole[t] &= whole[child] || total[child] == 0;
                below |= invited[child] is not null;
                if (invited[child] is { } more) invited[t] = (invited[t] ?? 0) + more;
            }

            // A roster may be kept at a node for all the teams below it together.
            if (!below && invited[t] is not null) whole[t] = true;
            var own = below ? (sheets[t]?.Invited ?? 0) - answered[t] : (invited[t] ?? total[t]) - total[t];
            if (invited[t] is null) own = 0;
            whole[t] &= own >= 0;
            silent[t] = Head.Of(Math.Max(own, 0), Math.Max(own, 0)) with { Lone = false };
        }

        var released = ResidualRule.Choose(tree, silent, history.Minimum, t => shown[t] is { } cell && invited[t] is not null && whole[t] && cell.N == total[t]);
        return Follow(shown, invited, released, silent);
    }

    // Nobody silent in the whole subtree is a rate of 100 %, and says nothing of anybody who kept silent.
    private long?[] Follow(ReleasedTally?[] shown, long?[] invited, bool[] released, Head[] silent)
    {
        var rosters = new long?[shown.Length];
        var (standing, quiet) = (new SortedDictionary<string, StandingRoster>(StringComparer.Ordinal), Totals(silent));
        for (var t = 0; t < rosters.Length; t++)
        {
            if (shown[t] is not { } cell) continue;
            if (released[t] || (quiet[t] == 0 && invited[t] == cell.N)) rosters[t] = invited[t];
            else if (history.Rosters.TryGetValue(tree.Teams[t].Key, out var old) && old.N == cell.N) rosters[t] = old.Invited;
            if (rosters[t] is { } known) standing[tree.Teams[t].Key] = new StandingRoster(cell.N, known);
        }

        history.Rosters = standing;
        return rosters;
    }

    private long[] Totals(Head[] silent)
    {
        var totals = new long[silent.Length];
        for (var t = silent.Length - 1; t >= 0; t--) totals[t] = silent[t].N + Children(t).Sum(c => totals[c]);
        return totals;
    }

    private IEnumerable<int> Children(int place)
    {
        for (var child = place + 1; child < tree.EndOf(place); child = tree.EndOf(child)) yield return child;
    }
}
