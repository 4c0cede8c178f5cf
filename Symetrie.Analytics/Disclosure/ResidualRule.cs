using System.Buffers;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Disclosure;

/// <summary>How many stand behind a group.</summary>
/// <param name="N">How many answers.</param>
/// <param name="Persons">How many distinct persons at least: a person who answered in several teams is counted in one of them.</param>
/// <param name="Lone">Whether a one-person group is part of it: that person knows one answer, so it needs one more.</param>
internal readonly record struct Head(long N, long Persons, bool Lone)
{
    public static Head Of(long n, long persons) => new(n, persons, n == 1);

    public Head Plus(Head other) => new(N + other.N, Persons + other.Persons, Lone || other.Lone);

    /// <summary>Nobody, or enough (C4).</summary>
    public bool Holds(int minimum) => N == 0 || Suffices(minimum);

    public bool Suffices(int minimum) => Persons >= minimum + (Lone ? 1 : 0);
}

/// <summary>The residual rule on the team tree (C4): what is left of a released group after its maximal released descendants is nobody, or enough.</summary>
/// <remarks>Repeatedly withholding the smallest released descendant arrives at one choice that keeps the rule; this finds the best one, by
/// dynamic programming over the tree with the size of the open residue as state. Best is: most groups (a node counts four times as much as
/// one a level below, so a total is not given up for a part), then most respondents, then the first in the order of the tree. Counts and structure only (C6).</remarks>
internal sealed class ResidualRule
{
    private const int Empty = 0;
    private readonly TeamTree tree;
    private readonly Head[] own;
    private readonly int minimum;
    private readonly Func<int, bool>? eligible;
    private readonly int states;

    // A table of states a node: the best score so far, −1 where a state cannot be; and for a node that was merged into its parent's table, from
    // which two states each state of it came. In one piece each, for there are many thousands of such tables in a run.
    private readonly long[] best;
    private readonly int[] from;
    private readonly int[] closing;
    private readonly bool[] released;

    private ResidualRule(TeamTree tree, Head[] own, int minimum, Func<int, bool>? eligible)
    {
        (this.tree, this.own, this.minimum, this.eligible) = (tree, own, minimum, eligible);
        states = 1 + (2 * (minimum + 2));
        (best, from) = (ArrayPool<long>.Shared.Rent(own.Length * states), ArrayPool<int>.Shared.Rent(own.Length * states));
        (closing, released) = (new int[own.Length], new bool[own.Length]);
    }

    /// <summary>Which groups to release, by team place.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="own">Who stands behind each team itself, without its children.</param>
    /// <param name="minimum">k.</param>
    /// <param name="eligible">Groups that may be released at all; null for every one.</param>
    public static bool[] Choose(TeamTree tree, Head[] own, int minimum, Func<int, bool>? eligible = null)
    {
        var rule = new ResidualRule(tree, own, minimum, eligible);
        rule.Fill();
        for (var t = 0; t < own.Length; t = tree.EndOf(t)) rule.Trace(t, Best(rule.Table(t)));
        ArrayPool<long>.Shared.Return(rule.best);
        ArrayPool<int>.Shared.Return(rule.from);
        return rule.released;
    }

    private Span<long> Table(int place) => best.AsSpan(place * states, states);

    private Span<int> From(int child) => from.AsSpan(child * states, states);

    private void Fill()
    {
        var (height, heads) = (new int[own.Length], (Head[])own.Clone());
        var merged = new long[states];
        for (var t = own.Length - 1; t >= 0; t--)
        {
            var table = Table(t);
            table.Fill(-1);
            table[StateOf(own[t])] = 0;
            for (var child = t + 1; child < tree.EndOf(t); child = tree.EndOf(child))
            {
                Merge(table, child, merged);
                merged.CopyTo(table);
                (height[t], heads[t]) = (Math.Max(height[t], height[child] + 1), heads[t].Plus(heads[child]));
            }

            Close(t, table, heads[t], (1L << (40 + (2 * Math.Min(height[t], 6)))) + Math.Min(heads[t].N, 1 << 24));
        }
    }

    private void Merge(ReadOnlySpan<long> table, int child, Span<long> merged)
    {
        var origin = From(child);
        var more = Table(child);
        merged.Fill(-1);
        for (var a = 0; a < states; a++)
        {
            if (table[a] < 0) continue;
            for (var b = 0; b < states; b++)
            {
                if (more[b] < 0) continue;
                var (state, score) = (Join(a, b), table[a] + more[b]);
                if (score <= merged[state]) continue;
                (merged[state], origin[state]) = (score, (a * states) + b);
            }
        }
    }

    // Releasing a group closes its residue.
    private void Close(int place, Span<long> table, Head whole, long worth)
    {
        closing[place] = -1;
        if (whole.N == 0 || (eligible is not null && !eligible(place))) return;
        var score = table[Empty];
        for (var state = 0; state < states; state++)
        {
            if (table[state] < 0 || !Closes(state) || table[state] + worth <= score) continue;
            (score, closing[place]) = (table[state] + worth, state);
        }

        if (closing[place] >= 0) table[Empty] = score;
    }

    private void Trace(int place, int state)
    {
        if (state == Empty && closing[place] >= 0) (released[place], state) = (true, closing[place]);
        var children = new Stack<int>();
        for (var child = place + 1; child < tree.EndOf(place); child = tree.EndOf(child)) children.Push(child);
        foreach (var child in children)
        {
            var origin = From(child)[state];
            Trace(child, origin % states);
            state = origin / states;
        }
    }

    private static int Best(ReadOnlySpan<long> table)
    {
        var found = 0;
        for (var state = 1; state < table.Length; state++)
            if (table[state] > table[found]) found = state;
        return found;
    }

    // A state is nobody, or the persons up to k + 1 (more make no difference) with or without a one-person group.
    private int StateOf(Head head) => head.N == 0 ? Empty : 1 + (2 * (int)Math.Min(head.Persons, minimum + 1)) + (head.Lone ? 1 : 0);

    private int Join(int a, int b)
    {
        if (a == Empty || b == Empty) return a + b;
        return 1 + (2 * Math.Min(((a - 1) / 2) + ((b - 1) / 2), minimum + 1)) + (((a - 1) | (b - 1)) & 1);
    }

    private bool Closes(int state) => state == Empty || (state - 1) / 2 >= minimum + ((state - 1) & 1);
}
