using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tallies;

namespace Symetrie.Analytics.Disclosure;

/// <summary>Of which teams and nodes of a column the items are seen (C16): of those whose items, set against all composites and all items ever released,
/// single nobody out and no group below k.</summary>
/// <remarks>
/// Every version of composite and items is a union of the tree's classes, and composites are known for single classes at most. Say items are known for a
/// block B of contributions only as a whole. A public combination is then b·(sums of the items of B) + Σ a(c)·(composite of class c), and the answers of a person who
/// answered r of m items vanish in it only where all b are equal and a(c) = −r·b. If the b are not equal, those who answered all items stay: at least k. If they are, then in
/// each class those who answered some one number of items can vanish, and no others; so what stays is at least
/// Σ over classes of (contributions − those of the most frequent r), which must be nobody or at least k. Blocks share no contribution, so
/// combinations over several blocks hold at least as many as over one. Only numbers of answers decide, never answers (C6).
/// </remarks>
internal sealed class ItemRoom
{
    private readonly TeamTree tree;
    private readonly ColumnHistory history;
    private readonly ColumnView view;
    private readonly int items;
    private readonly int minimum;
    private Parts[]? spans;
    private readonly Dictionary<int, HashSet<int>> blocks;

    /// <param name="tree">The teams.</param>
    /// <param name="history">The column; its blocks are brought up to date.</param>
    /// <param name="view">What of it is seen.</param>
    /// <param name="items">How many items the dimension has.</param>
    /// <param name="minimum">k.</param>
    public ItemRoom(TeamTree tree, ColumnHistory history, ColumnView view, int items, int minimum)
    {
        (this.tree, this.history, this.view, this.items, this.minimum) = (tree, history, view, items, minimum);
        if (history.TreeClasses > 0) history.Inherit(history.TreeClasses - 1, -1);
        blocks = history.Blocks.Index().GroupBy(b => b.Item, b => b.Index).ToDictionary(g => g.Key, g => g.ToHashSet());
    }

    // Contributions are read only where something new is to be decided.
    private Parts[] Spans
    {
        get
        {
            if (spans is not null) return spans;
            spans = new Parts[history.TreeClasses];
            foreach (var known in history.Classes)
                if (known.Atom >= 0) spans[known.Atom] = spans[known.Atom].Plus(SpanOf(known));
            return spans;
        }
    }

    /// <summary>The items that are seen, by item and team place.</summary>
    public ReleasedTally?[][] Show(IReadOnlyList<string> keys, int detailMinimum) => Show(keys, detailMinimum, TryOpen);

    /// <summary>The items that are seen of a column in which nothing is to be decided any more.</summary>
    public ReleasedTally?[][] ShowStanding(IReadOnlyList<string> keys, int detailMinimum) => Show(keys, detailMinimum, IsOpen);

    private ReleasedTally?[][] Show(IReadOnlyList<string> keys, int detailMinimum, Func<HashSet<int>, bool> opens)
    {
        var shown = new bool[tree.Teams.Count];
        var cells = keys.Select(_ => new ReleasedTally?[shown.Length]).ToArray();
        if (!history.ByItems || items is 0 or > ItemProfile.MostItems) return cells;
        for (var t = shown.Length - 1; t >= 0; t--)
            shown[t] = view.Cells[t] is not null && HasItems(view.AtomsBelow(t), keys) && (minimum <= 1 || opens([.. view.AtomsBelow(t).SelectMany(a => a.Classes)]));
        var detailed = Detailed(shown, detailMinimum);
        for (var t = 0; t < shown.Length; t++)
        {
            if (!shown[t]) continue;
            var atoms = view.AtomsBelow(t);
            for (var i = 0; i < keys.Count; i++)
            {
                var tally = Tally.Merge([.. atoms.Select(a => FigureOf(a, keys[i]))]);
                if (tally.N >= Math.Max(1, minimum)) cells[i][t] = new ReleasedTally(tally, detailed[t] && tally.N >= detailMinimum, view.Cells[t]!.AsOf);
            }
        }

        return cells;
    }

    private static bool HasItems(IReadOnlyList<StandingAtom> atoms, IReadOnlyList<string> keys)
    {
        foreach (var atom in atoms)
            foreach (var key in keys)
                if (!Array.Exists(atom.Items, i => i.Key == key)) return false;
        return true;
    }

    private static Tally FigureOf(StandingAtom atom, string key)
    {
        foreach (var item in atom.Items)
            if (item.Key == key) return item.Figure;
        throw new InvalidOperationException($"an atom is shown without its item '{key}'");
    }

    // Spreads of items as those of scores: what is left between detailed nodes is nobody or at least the detail minimum, of those who answered every item; of
    // these there are at least as many as are left when everybody who is missing in some item is another person.
    private bool[] Detailed(bool[] shown, int detailMinimum)
    {
        bool May(int t) => shown[t] && view.Cells[t]!.HasDetail;
        if (minimum <= 1) return [.. Enumerable.Range(0, shown.Length).Select(May)];
        if (!Enumerable.Range(0, shown.Length).Any(May)) return new bool[shown.Length];
        var own = new Head[shown.Length];
        for (var t = 0; t < own.Length; t++)
            foreach (var atom in view.AtomsAt(t)) own[t] = own[t].Plus(new Head(atom.Figure.N, Math.Max(0, atom.Figure.N - atom.Items.Sum(i => atom.Figure.N - i.Figure.N)), Lone: false));
        return ResidualRule.Choose(tree, own, detailMinimum, May);
    }

    // Whether some classes are whole blocks that were opened.
    private bool IsOpen(HashSet<int> chosen) =>
        chosen.Count > 0 && chosen.GroupBy(c => history.Blocks[c]).All(block => block.Key > 0 && block.Count() == blocks[block.Key].Count);

    /// <summary>Releases the items of some classes where they may be; a set that was released before may be again.</summary>
    private bool TryOpen(HashSet<int> chosen)
    {
        if (chosen.Count == 0) return false;
        var cuts = new List<(int Block, List<int> Inside)>();
        foreach (var block in chosen.GroupBy(c => history.Blocks[c]))
        {
            var inside = block.ToList();
            if (block.Key > 0 && inside.Count == blocks[block.Key].Count) continue;
            if (!Holds(inside) || (block.Key > 0 && !Holds(blocks[block.Key].Where(c => !chosen.Contains(c))))) return false;
            cuts.Add((block.Key, inside));
        }

        foreach (var (block, inside) in cuts)
        {
            blocks[block].ExceptWith(inside);
            blocks[++history.LastBlock] = [.. inside];
            foreach (var place in inside) history.Blocks[place] = history.LastBlock;
        }

        return true;
    }

    private bool Holds(IEnumerable<int> classes)
    {
        var whole = classes.Aggregate(default(Parts), (sum, c) => sum.Plus(Spans[c]));
        var least = minimum + (whole.Lone ? 1 : 0);
        // Of the erased nobody knows any more what they left out: then nobody who left something out is not to be had.
        var (partial, rest) = (whole.Partial - whole.Repeated, whole.Rest - whole.Repeated);
        return ItemRule.Holds(whole.Complete, whole.Partial == 0 && whole.Gone == 0 ? 0 : Math.Max(1, partial), least) && ((whole.Rest == 0 && whole.Gone == 0) || rest >= least);
    }

    private Parts SpanOf(HistoryClass known)
    {
        Span<long> some = stackalloc long[ItemProfile.Uneven + 1], once = stackalloc long[ItemProfile.Uneven + 1];
        known.Set.CountAnswered(some, once);
        var (n, persons, most) = (known.Set.Count, 0L, 0L);
        foreach (var count in once) persons += count;
        foreach (var count in some[..ItemProfile.Uneven]) most = Math.Max(most, count);
        return new Parts(once[items], n - some[items], n - most, n - persons, known.Gone, known.Set.Head.Lone);
    }

    /// <summary>What a set of contributions comes to.</summary>
    /// <param name="Complete">Persons who answered every item.</param>
    /// <param name="Partial">Contributions that left something out.</param>
    /// <param name="Rest">Contributions that stay when each class loses its most frequent number of answers.</param>
    /// <param name="Repeated">Contributions whose person is counted elsewhere.</param>
    /// <param name="Gone">Contributions of the erased.</param>
    /// <param name="Lone">Whether one is alone in its team.</param>
    private readonly record struct Parts(long Complete, long Partial, long Rest, long Repeated, long Gone, bool Lone)
    {
        public Parts Plus(Parts other) => new(Complete + other.Complete, Partial + other.Partial, Rest + other.Rest, Repeated + other.Repeated, Gone + other.Gone, Lone || other.Lone);
    }
}
