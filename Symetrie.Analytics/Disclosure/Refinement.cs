using System.Runtime.InteropServices;

namespace Symetrie.Analytics.Disclosure;

/// <summary>Adds versions to the history of a column where they may be added (C5, C9).</summary>
/// <param name="history">The history; changed only by versions that are admitted.</param>
/// <param name="minimum">k.</param>
internal sealed class Refinement(ColumnHistory history, int minimum)
{
    private readonly MemberPlaces places = new(history);

    private long[]? sizes;

    private WholeClasses? wholes;

    private long[] Sizes => sizes ??= SizesOf();

    private WholeClasses Wholes => wholes ??= new(history);

    /// <summary>Whether a standing atom holds exactly these contributions.</summary>
    public bool IsStanding(StandingAtom atom, MemberSet members)
    {
        var own = atom.Classes.ToHashSet();
        if (own.Sum(c => Sizes[c]) != members.Count) return false;
        if (own.Count == 1 && Wholes.Of(members) is { } whole) return whole.Atom == atom.Classes[0];
        var known = places.Of(members);
        foreach (var member in members.All)
            if (known.Of(member) is not (>= 0 and var place) || !own.Contains(history.Classes[place].Atom)) return false;
        return true;
    }

    /// <summary>Whether a standing atom holds this contribution.</summary>
    public bool Holds(StandingAtom atom, Member member) => places.All.Of(member) is >= 0 and var place && Array.IndexOf(atom.Classes, history.Classes[place].Atom) >= 0;

    /// <summary>The tree's classes that some contributions lie in.</summary>
    public IEnumerable<int> TreeClasses(MemberSet members)
    {
        if (Wholes.Of(members) is { Atom: >= 0 } whole) return [whole.Atom];
        var known = places.Of(members);
        return members.All.Select(m => known.Of(m) is >= 0 and var place ? history.Classes[place].Atom : -1).Where(c => c >= 0).Distinct();
    }

    /// <summary>Whether a version of an attribute cell holds exactly these contributions.</summary>
    public bool IsStanding(int row, MemberSet members)
    {
        var known = places.Of(members);
        foreach (var member in members.All)
            if (known.Of(member) is not (>= 0 and var place) || ((history.Classes[place].Rows >> row) & 1) == 0) return false;
        return history.Classes.Where(c => ((c.Rows >> row) & 1) != 0).Sum(c => c.Head.N) == members.Count;
    }

    /// <summary>Adds new versions of atoms, all or none: every class of contributions that they and all earlier versions tell apart must be nobody or at least k.</summary>
    /// <param name="sets">The contributions of each atom; no two share one.</param>
    /// <param name="classes">The tree's classes that each is made of.</param>
    /// <param name="smallest">For each, the smallest class that was newly told apart; the largest number where none was.</param>
    public bool TryAtoms(IReadOnlyList<MemberSet> sets, out int[][] classes, out long[] smallest)
    {
        (classes, smallest) = ([], []);
        var owner = OwnersOf(sets);
        var pieces = Pieces(sets, owner);
        if (!HoldsSizes(pieces)) return false;
        if (history.Rows > 0 && pieces.Split.Count > 0 && !LinearAudit.Holds([.. PartsOf(owner, pieces)], history.Rows, minimum)) return false;
        if (pieces.Split.Count > 0) Commit(sets, owner, pieces);
        var (bySet, least) = (new List<(int Atom, int Set)>?[sets.Count], new Dictionary<int, long>());
        foreach (var (key, head) in pieces.Heads)
        {
            if (key.Set >= 0) (bySet[key.Set] ??= new(1)).Add(key);
            if (key.Atom >= 0 && pieces.Split.Contains(key.Atom)) least[key.Atom] = Math.Min(least.GetValueOrDefault(key.Atom, long.MaxValue), head.N);
        }

        (classes, smallest) = (new int[sets.Count][], new long[sets.Count]);
        for (var s = 0; s < bySet.Length; s++)
        {
            classes[s] = bySet[s] switch { null => [], [var only] => [pieces.Names[only]], { } several => [.. several.Select(k => pieces.Names[k]).Distinct().Order()] };
            smallest[s] = long.MaxValue;
            foreach (var key in bySet[s] ?? []) smallest[s] = Math.Min(smallest[s], key.Atom >= 0 ? least.GetValueOrDefault(key.Atom, long.MaxValue) : pieces.Heads[key].N);
        }

        return true;
    }

    /// <summary>Whether new versions of atoms cut no class too small: the part of <see cref="TryAtoms"/> that is quickly told.</summary>
    public bool Suffices(IReadOnlyList<MemberSet> sets) => HoldsSizes(Pieces(sets, OwnersOf(sets)));

    /// <summary>Whether of the persons behind standing atoms and those that take their place nobody or at least k have gone, and nobody or at least k have come.</summary>
    /// <remarks>Contributions alone do not tell after a new codebook: every score is another then, and whoever left between the two could be worked out from the
    /// old figure, converted, minus the new one (C11).</remarks>
    public bool KeepsPersons(IReadOnlyList<StandingAtom> olds, IReadOnlyList<MemberSet> sets)
    {
        if (olds.Count == 0) return true;
        var classes = olds.SelectMany(o => o.Classes).ToHashSet();
        var known = history.Classes.FindAll(c => classes.Contains(c.Atom));
        var (gone, come) = PersonsApart.Count(known.ConvertAll(c => c.Members), [.. sets.Select(s => s.All)]);
        gone += known.Sum(c => c.Gone);
        return (gone == 0 || gone >= minimum) && (come == 0 || come >= minimum);
    }

    private MemberIndex OwnersOf(IReadOnlyList<MemberSet> sets)
    {
        var owner = new MemberIndex(history.Classes.Count > 0 ? sets.Sum(s => s.Count) : 0);
        for (var s = 0; s < sets.Count && history.Classes.Count > 0; s++)
            foreach (var member in sets[s].All) owner.Set(member, s);
        return owner;
    }

    private bool HoldsSizes(Cut pieces) => pieces.Heads.All(p => !pieces.Split.Contains(p.Key.Atom) || p.Value.Persons >= minimum);

    /// <summary>Adds a version of an attribute cell where no group below the minimum could be worked out with it.</summary>
    public bool TryRow(MemberSet set)
    {
        if (history.Rows >= LinearAudit.RowLimit) return false;
        var (bit, inside, parts) = (1UL << history.Rows, new List<Member>?[history.Classes.Count], new List<Part>());
        var (fresh, lying) = (new List<Member>(), places.Of(set));
        foreach (var member in set.All)
        {
            if (lying.Of(member) is >= 0 and var place) (inside[place] ??= []).Add(member);
            else fresh.Add(member);
        }

        for (var c = 0; c < inside.Length; c++)
        {
            var (known, chosen) = (history.Classes[c], inside[c]);
            if (chosen is null) parts.Add(new Part(known.Atom, known.Rows, known.Head));
            else
            {
                var within = Member.HeadOf(CollectionsMarshal.AsSpan(chosen));
                parts.Add(new Part(known.Atom, known.Rows | bit, within));
                var whole = known.Head;
                if (whole.N > within.N) parts.Add(new Part(known.Atom, known.Rows, new Head(whole.N - within.N, whole.Persons - within.Persons, whole.Lone)));
            }
        }

        if (fresh.Count > 0) parts.Add(new Part(-1, bit, Member.HeadOf(CollectionsMarshal.AsSpan(fresh))));
        if (!LinearAudit.Holds(parts, history.Rows + 1, minimum)) return false;
        for (var c = 0; c < inside.Length; c++)
            if (inside[c] is { } chosen) Carve(c, chosen).Rows |= bit;
        if (fresh.Count > 0) Append(new HistoryClass { Rows = bit, Members = [.. fresh] });
        history.Rows++;
        return true;
    }

    private long[] SizesOf()
    {
        var found = new long[history.TreeClasses];
        foreach (var known in history.Classes.Where(c => c.Atom >= 0)) found[known.Atom] += known.Gone + known.Set.Count;
        return found;
    }

    // Into which pieces the sets cut each class of the tree; set −1 is what is left, class −1 what never lay in an atom.
    private Cut Pieces(IReadOnlyList<MemberSet> sets, MemberIndex owner)
    {
        var cut = new Cut();
        var touched = new HashSet<int>();
        for (var s = 0; s < sets.Count && history.Classes.Count == 0; s++)
            if (sets[s].Count > 0) cut.AddFresh(s, sets[s].Head);
        for (var s = 0; s < sets.Count && history.Classes.Count > 0; s++)
        {
            var found = places.Of(sets[s]);
            foreach (var member in sets[s].All)
            {
                var atom = found.Of(member) is >= 0 and var place ? history.Classes[place].Atom : -1;
                var head = new Head(1, member.Repeated ? 0 : 1, member.Lone);
                if (atom < 0)
                {
                    cut.AddFresh(s, head);
                    continue;
                }

                cut.Add(atom, s, head);
                touched.Add(atom);
            }
        }

        foreach (var known in history.Classes.Where(c => touched.Contains(c.Atom)))
        {
            var left = Array.FindAll(known.Members, m => owner.Of(m) < 0);
            var head = Member.HeadOf(left).Plus(new Head(known.Gone, known.Gone, Lone: false));
            if (head.N > 0) cut.Add(known.Atom, -1, head);
        }

        foreach (var pieces in cut.Heads.Keys.Where(k => k.Atom >= 0).GroupBy(k => k.Atom).Where(g => g.Count() > 1)) cut.Split.Add(pieces.Key);
        Name(cut);
        return cut;
    }

    // The first piece of a class keeps its name.
    private void Name(Cut cut)
    {
        var next = history.TreeClasses;
        var kept = new HashSet<int>();
        foreach (var key in cut.Heads.Keys.OrderBy(k => k.Atom).ThenBy(k => k.Set)) cut.Names[key] = key.Atom >= 0 && kept.Add(key.Atom) ? key.Atom : next++;
        cut.Next = next;
    }

    private IEnumerable<Part> PartsOf(MemberIndex owner, Cut cut)
    {
        foreach (var known in history.Classes)
            foreach (var piece in known.Members.GroupBy(m => owner.Of(m)))
                yield return new Part(cut.Names.GetValueOrDefault((known.Atom, piece.Key), known.Atom), known.Rows, Member.HeadOf([.. piece]));
        foreach (var known in history.Classes.Where(c => c.Gone > 0)) yield return new Part(cut.Names.GetValueOrDefault((known.Atom, -1), known.Atom), known.Rows, new Head(known.Gone, known.Gone, Lone: false));
        // New contributions have an atom to themselves and lie in no earlier row: they can only be large parts.
    }

    private void Commit(IReadOnlyList<MemberSet> sets, MemberIndex owner, Cut cut)
    {
        var known = history.Classes.Count;
        var fresh = sets.Select(set => known == 0 ? set : New(set)).ToList();
        for (var c = 0; c < known; c++)
        {
            var old = history.Classes[c];
            if (old.Atom >= 0 ? !cut.Split.Contains(old.Atom) : !cut.Split.Contains(-1)) continue;
            var atom = old.Atom;
            foreach (var piece in old.Members.GroupBy(m => owner.Of(m)).Where(g => g.Key >= 0).ToList())
                Carve(c, [.. piece]).Atom = cut.Names[(atom, piece.Key)];
            if (old.Atom >= 0 && cut.Names.TryGetValue((atom, -1), out var left) && history.Classes[c].Atom == atom) history.Classes[c].Atom = left;
        }

        for (var s = 0; s < sets.Count; s++)
            if (fresh[s].Count > 0) Append(new HistoryClass { Atom = cut.Names[(-1, s)], Set = fresh[s] });
        var pieces = cut.Names.ToLookup(n => n.Key.Atom, n => n.Value);
        foreach (var atom in history.Atoms.Where(a => a.Classes.Any(cut.Split.Contains)))
            atom.Classes = [.. atom.Classes.Concat(atom.Classes.SelectMany(c => pieces[c])).Distinct().Order()];
        foreach (var (piece, name) in cut.Names) history.Inherit(name, piece.Atom);
        history.TreeClasses = cut.Next;
        (sizes, wholes) = (null, null);
    }

    private MemberSet New(MemberSet set)
    {
        var known = places.Of(set);
        return MemberSet.Of(Array.FindAll(set.All, m => known.Of(m) < 0));
    }

    // Takes members out of a class into one of their own; the class itself where they are all of it.
    private HistoryClass Carve(int place, List<Member> chosen)
    {
        var old = history.Classes[place];
        if (old.Gone == 0 && chosen.Count == old.Members.Length) return old;
        var wanted = chosen.Select(m => m.Key).ToHashSet();
        var carved = new HistoryClass { Atom = old.Atom, Rows = old.Rows, Members = Array.FindAll(old.Members, m => wanted.Contains(m.Key)) };
        old.Members = Array.FindAll(old.Members, m => !wanted.Contains(m.Key));
        Append(carved);
        return carved;
    }

    private void Append(HistoryClass added)
    {
        history.Classes.Add(added);
        wholes = null;
        places.Added(added, history.Classes.Count - 1);
    }

    private sealed class Cut
    {
        public Dictionary<(int Atom, int Set), Head> Heads { get; } = [];

        public Dictionary<(int Atom, int Set), int> Names { get; } = [];

        public HashSet<int> Split { get; } = [];

        public int Next { get; set; }

        // What never lay in an atom is cut out of nothing, and must be large enough by itself.
        public void AddFresh(int set, Head head)
        {
            Add(-1, set, head);
            Split.Add(-1);
        }

        public void Add(int atom, int set, Head head) => Heads[(atom, set)] = Heads.GetValueOrDefault((atom, set)).Plus(head);
    }
}
