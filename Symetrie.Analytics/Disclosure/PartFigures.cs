using Symetrie.Analytics.Tallies;

namespace Symetrie.Analytics.Disclosure;

/// <summary>The figures of atoms and attribute cells as sums of the parts that they have in common, so that what is published agrees with itself; raised to the floor
/// where the voice is the employees' (C7).</summary>
internal sealed class PartFigures
{
    private readonly Answered?[] units;
    private readonly IReadOnlyList<int[]> atoms;
    private readonly ulong[] masks;
    private readonly FloorPart[] parts;
    private readonly Dictionary<(int Atom, ulong Mask), int> index = [];

    /// <param name="units">What each team itself answered, by place.</param>
    /// <param name="atoms">The places of each atom's teams.</param>
    /// <param name="masks">The attribute cells each team lies in, a bit each, by place.</param>
    /// <param name="rows">How many attribute cells there are.</param>
    /// <param name="minimum">k.</param>
    /// <param name="guarded">Whether there is a floor.</param>
    public PartFigures(Answered?[] units, IReadOnlyList<int[]> atoms, ulong[] masks, int rows, int minimum, bool guarded)
    {
        (this.units, this.atoms, this.masks) = (units, atoms, masks);
        var found = new List<FloorPart>();
        var open = Enumerable.Range(0, units.Length).Where(t => units[t] is not null && masks[t] != 0).Except(atoms.SelectMany(a => a)).ToArray();
        for (var atom = -1; atom < atoms.Count; atom++)
        {
            if (atom >= 0 && atoms[atom] is [var alone])
            {
                index[(atom, masks[alone])] = found.Count;
                found.Add(new FloorPart(atom, masks[alone], guarded ? UnfavourableFloor.Raise([units[alone]!.Own], minimum)[0] : units[alone]!.Own));
                continue;
            }

            var groups = (atom < 0 ? open : atoms[atom]).GroupBy(t => masks[t]).OrderBy(g => g.Key).ToList();
            var figures = groups.Select(g => g.Count() == 1 ? units[g.First()]!.Own : Tally.Merge(g.Select(t => units[t]!.Own))).ToArray();
            if (guarded && atom >= 0) figures = UnfavourableFloor.Raise(figures, minimum);
            for (var g = 0; g < groups.Count; g++)
            {
                index[(atom, groups[g].Key)] = found.Count;
                found.Add(new FloorPart(atom, groups[g].Key, figures[g]));
            }
        }

        parts = [.. found];
        if (guarded && rows > 0) DerivableFloor.Raise(parts, rows, minimum);
    }

    /// <summary>The figure of an atom.</summary>
    public Tally OfAtom(int atom) => atoms[atom] is [var alone] ? parts[index[(atom, masks[alone])]].Figure : Tally.Merge(Masks(atoms[atom]).Select(m => parts[index[(atom, m)]].Figure));

    /// <summary>The figure of a cell: whole atoms as they stand, else their parts.</summary>
    /// <param name="places">The places of the cell's teams.</param>
    /// <param name="standing">The standing figure of an atom.</param>
    public Tally OfCell(IReadOnlyList<int> places, Func<int, Tally> standing)
    {
        var within = places.Where(t => units[t] is not null).ToHashSet();
        var figures = new List<Tally>();
        for (var a = 0; a < atoms.Count; a++)
        {
            var own = Array.FindAll(atoms[a], within.Contains);
            if (own.Length == 0) continue;
            if (own.Length == atoms[a].Length) figures.Add(standing(a));
            else figures.AddRange(Masks(own).Select(m => parts[index[(a, m)]].Figure));
            within.ExceptWith(own);
        }

        // What lies in no atom of the tree has parts of its own.
        return Tally.Merge(figures.Concat(Masks(within).Select(m => parts[index[(-1, m)]].Figure)));
    }

    private IEnumerable<ulong> Masks(IEnumerable<int> places) => places.Select(t => masks[t]).Distinct().Order();
}
