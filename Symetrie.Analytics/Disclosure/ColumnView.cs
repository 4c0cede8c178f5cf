using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tallies;

namespace Symetrie.Analytics.Disclosure;

/// <summary>What of a column is seen: every figure is a sum of standing atoms, so nodes say nothing that their atoms do not (C9).</summary>
internal sealed class ColumnView
{
    private readonly TeamTree tree;
    private readonly ColumnHistory history;
    private readonly int minimum;
    private readonly bool[] blocked;
    private readonly bool[] waiting;
    private readonly bool[] plain;
    private readonly Head[] own;
    private readonly DateOnly?[] asOf;
    private readonly Tally[] figures;
    private readonly List<StandingAtom>?[] placed;

    /// <param name="tree">The teams.</param>
    /// <param name="history">What stands.</param>
    /// <param name="units">What each team itself answered, by place.</param>
    /// <param name="chosen">The nodes that the rule of residues releases as the answers are now; they are shown where their atoms stand.</param>
    /// <param name="minimum">k.</param>
    public ColumnView(TeamTree tree, ColumnHistory history, Answered?[] units, bool[] chosen, int minimum)
    {
        (this.tree, this.history, this.minimum) = (tree, history, minimum);
        (blocked, plain, waiting) = (new bool[units.Length], new bool[units.Length], [.. units.Select(u => u is not null)]);
        (own, asOf, figures) = (new Head[units.Length], new DateOnly?[units.Length], new Tally[units.Length]);
        placed = new List<StandingAtom>?[units.Length];
        foreach (var atom in history.Atoms)
            if (Place(atom) is >= 0 and var home) (placed[home] ??= new(1)).Add(atom);
        for (var t = figures.Length - 1; t >= 0; t--) Sum(t, AtomsAt(t));
        Cells = new ReleasedTally?[units.Length];
        Show(chosen);
    }

    /// <summary>The shown cells by place, without detail.</summary>
    public ReleasedTally?[] Cells { get; }

    /// <summary>Gives the cells their detail: only where what is left between detailed nodes is nobody or at least the detail minimum, so that no
    /// spread of fewer can be worked out (C2).</summary>
    public void Detail(int detailMinimum, bool freely)
    {
        bool May(int t) => Cells[t] is { } cell && cell.N >= detailMinimum && !plain[t];
        if (!Enumerable.Range(0, Cells.Length).Any(May)) return;
        var detailed = freely
            ? [.. Enumerable.Range(0, Cells.Length).Select(May)]
            : ResidualRule.Choose(tree, own, detailMinimum, May);
        for (var t = 0; t < Cells.Length; t++)
            if (detailed[t] && Cells[t] is { } cell) Cells[t] = new ReleasedTally(cell.Figure, detailed: true, cell.AsOf);
    }

    /// <summary>The atoms that lie at a node itself.</summary>
    public IReadOnlyList<StandingAtom> AtomsAt(int place) => placed[place] ?? (IReadOnlyList<StandingAtom>)[];

    /// <summary>The atoms of a node and all below it.</summary>
    public IReadOnlyList<StandingAtom> AtomsBelow(int place) => tree.IsLeaf(place) ? AtomsAt(place) : [.. Enumerable.Range(place, tree.EndOf(place) - place).SelectMany(AtomsAt)];

    /// <summary>The named rests of shown nodes.</summary>
    public IEnumerable<ReleasedGroup> Rests()
    {
        foreach (var atom in history.Atoms)
            if (atom.IsRest && tree.PlaceOf(atom.Name) is >= 0 and var parent && Cells[parent] is not null && atom.Figure.N >= minimum)
                yield return ReleasedGroup.Rest(tree, parent, new ReleasedTally(atom.Figure, detailed: false, atom.AsOf));
    }

    /// <summary>The shown nodes, as figures about holders of posts.</summary>
    public IEnumerable<ReleasedGroup> Posts(Surveys.Respondents respondents) => Enumerable.Range(0, Cells.Length).Where(t => Cells[t] is not null).Select(t => ReleasedGroup.Posts(tree, t, Cells[t]!, respondents));

    /// <summary>The attribute cells.</summary>
    public IEnumerable<ReleasedGroup> Attributes() =>
        history.Cells.Where(c => c.Figure.N >= minimum).OrderBy(c => c.Name, StringComparer.Ordinal).Select(c => ReleasedGroup.Attribute(tree, c.Name, new ReleasedTally(c.Figure, detailed: false, c.AsOf)));

    // The lowest node that holds all teams of an atom; the nodes that hold only some of them cannot be shown.
    private int Place(StandingAtom atom)
    {
        if (atom.Teams is [var alone] && tree.PlaceOf(alone) is >= 0 and var only)
        {
            waiting[only] = false;
            return only;
        }

        var places = atom.Teams.Select(tree.PlaceOf).Where(t => t >= 0).ToArray();
        if (places.Length == 0) return atom.Above.Length == 0 ? -1 : tree.PlaceOf(atom.Above);
        foreach (var place in places) waiting[place] = false;
        var home = places[0];
        while (home >= 0 && !Array.TrueForAll(places, p => p >= home && p < tree.EndOf(home))) home = tree.ParentOf(home);
        foreach (var place in places)
            for (var t = place; t >= 0 && t != home; t = tree.ParentOf(t)) blocked[t] = true;
        return home;
    }

    private void Sum(int place, IReadOnlyList<StandingAtom> atoms)
    {
        var parts = new List<Tally>(Math.Max(1, atoms.Count));
        foreach (var atom in atoms)
        {
            parts.Add(atom.Figure);
            own[place] = own[place].Plus(new Head(atom.Figure.N, atom.Figure.N, Lone: false));
            plain[place] |= !atom.Detail;
            if (asOf[place] is null || atom.AsOf > asOf[place]) asOf[place] = atom.AsOf;
        }

        foreach (var child in Children(place))
        {
            if (figures[child].N > 0) parts.Add(figures[child]);
            (plain[place], waiting[place]) = (plain[place] || plain[child], waiting[place] || waiting[child]);
            if (asOf[place] is null || asOf[child] > asOf[place]) asOf[place] = asOf[child];
        }

        figures[place] = parts is [var single] ? single : Tally.Merge(parts);
    }

    private void Show(bool[] chosen)
    {
        var shown = new SortedSet<string>(StringComparer.Ordinal);
        for (var t = 0; t < figures.Length; t++)
        {
            if (blocked[t] || asOf[t] is not { } day || figures[t].N < minimum) continue;
            var key = tree.Teams[t].Key;
            if (!history.Shown.Contains(key) && (!chosen[t] || waiting[t])) continue;
            shown.Add(key);
            Cells[t] = new ReleasedTally(figures[t], detailed: false, day);
        }

        history.Shown = shown;
    }

    private IEnumerable<int> Children(int place)
    {
        for (var child = place + 1; child < tree.EndOf(place); child = tree.EndOf(child)) yield return child;
    }
}
