using Symetrie.Analytics.Tallies;

namespace Symetrie.Analytics.Disclosure;

/// <summary>A smallest part that released groups have in common, with what it enters figures as.</summary>
/// <param name="Atom">The atom of the tree it belongs to; −1 where its team lies in none.</param>
/// <param name="Rows">The attribute cells it lies in, a bit each.</param>
/// <param name="Figure">What was answered, or what the floor made of it.</param>
internal readonly record struct FloorPart(int Atom, ulong Rows, Tally Figure);

/// <summary>The floor (C7) under groups that only attribute cells make derivable: a cell itself, what is left of it beside released teams, or any other set of parts.</summary>
/// <remarks>
/// A union of atoms needs nothing: each atom of fewer than 20 is at 100 or more already. A derivable group is a set of parts whose indicator w is a combination
/// c(atom) + Σ d(cell) of published sums. If it lies below the floor, every part in it is poor (fewer than 20 answers, less than 100 points together), so w vanishes on
/// all others: these are linear equations, which leave few free coordinates; mostly none. What is left is searched for vectors of zeros and ones whose parts are together
/// below the floor, and each is levelled, the smallest first; then the search begins again, until it finds none.
/// Where it would take too long, or 64 bits do not suffice, each part that could be in such a group is raised to 100/k an answer instead: a derivable group
/// has at least k answers (C5), so it reaches 100.
/// </remarks>
internal static class DerivableFloor
{
    private const int Rounds = 16;

    /// <summary>Raises parts in place.</summary>
    /// <param name="parts">The parts of all atoms, already raised atom by atom, and those in no atom.</param>
    /// <param name="rows">How many attribute cells there are.</param>
    /// <param name="minimum">k.</param>
    public static void Raise(FloorPart[] parts, int rows, int minimum)
    {
        int[][] classes = [];
        try
        {
            var touched = new HashSet<int>();
            for (var round = 0; round < Rounds; round++)
            {
                var (found, space) = Classes(parts, rows);
                classes = [.. found.Select(c => c.Parts)];
                if (classes.Length == 0) return;
                if (new GroupSearch([.. found.Select(c => (c.Form, Size(parts, c.Parts)))], space).Find() is not { } groups) break;
                if (groups.Count == 0) return;
                Level(parts, groups.ConvertAll(g => g.SelectMany(c => classes[c]).Order().ToArray()), touched);
            }
        }
        catch (OverflowException)
        {
            // The safe way, below.
            classes = [];
        }

        var all = classes.Length > 0 ? classes.SelectMany(c => c) : Enumerable.Range(0, parts.Length).Where(i => IsPoor(parts[i]));
        foreach (var i in all)
            if (parts[i].Figure.Sum * minimum < (Int128)UnfavourableFloor.Whole * parts[i].Figure.N) parts[i] = parts[i] with { Figure = UnfavourableFloor.Flat(parts[i].Figure, (UnfavourableFloor.Whole / minimum) + 1) };
    }

    // A part that was levelled once only rises.
    private static void Level(FloorPart[] parts, List<int[]> groups, HashSet<int> touched)
    {
        foreach (var group in groups.OrderBy(g => g.Sum(i => parts[i].Figure.N)).ThenBy(g => string.Join(',', g), StringComparer.Ordinal))
        {
            var (n, sum) = Size(parts, group);
            if (!UnfavourableFloor.IsBelow(n, sum)) continue;
            var level = UnfavourableFloor.Level([.. group.Select(i => parts[i].Figure)]);
            for (var i = 0; i < group.Length; i++)
                if (touched.Add(group[i]) || level[i].Sum > parts[group[i]].Figure.Sum) parts[group[i]] = parts[group[i]] with { Figure = level[i] };
        }
    }

    private static bool IsPoor(FloorPart part) => UnfavourableFloor.IsBelow(part.Figure.N, part.Figure.Sum);

    private static (long N, Int128 Sum) Size(FloorPart[] parts, int[] chosen) => (chosen.Sum(i => parts[i].Figure.N), UnfavourableFloor.SumOf(chosen.Select(i => parts[i].Figure)));

    // Poor parts with one form are in a group together or not at all; a class that is not poor is in none, which is one more equation.
    private static (List<(long[] Form, int[] Parts)> Classes, int Space) Classes(FloorPart[] parts, int rows)
    {
        var poor = Enumerable.Range(0, parts.Length).Where(i => IsPoor(parts[i])).ToArray();
        if (poor.Length == 0) return ([], 0);
        var (forms, width) = Forms(parts, rows);
        var equations = new IntegerSpan(width);
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < parts.Length; i++)
            if (!IsPoor(parts[i]) && Array.Exists(forms[i], v => v != 0) && known.Add(string.Join(',', forms[i]))) equations.Add(forms[i]);
        while (poor.Length > 0 && equations.Rank < width)
        {
            var basis = equations.Kernel();
            var classes = poor.Select(i => (Form: LinearAudit.Project(forms[i], basis), Part: i)).Where(p => Array.Exists(p.Form, v => v != 0))
                .GroupBy(p => string.Join(',', p.Form), StringComparer.Ordinal).Select(g => (g.First().Form, Parts: g.Select(p => p.Part).ToArray())).ToList();
            var rich = classes.FindAll(c => Size(parts, c.Parts) is var (n, sum) && !UnfavourableFloor.IsBelow(n, sum));
            if (rich.Count == 0) return (classes, basis.Length);
            foreach (var one in rich) equations.Add(forms[one.Parts[0]]);
            poor = [.. classes.Except(rich).SelectMany(c => c.Parts).Order()];
        }

        return ([], 0);
    }

    // Where an atom has a part that is not poor, its c is settled by it; another atom's is a coordinate of its own.
    private static (long[][] Forms, int Width) Forms(FloorPart[] parts, int rows)
    {
        var (settled, free) = (new Dictionary<int, ulong> { [-1] = 0 }, new Dictionary<int, int>());
        foreach (var part in parts.Where(p => !IsPoor(p))) settled.TryAdd(part.Atom, part.Rows);
        foreach (var part in parts.Where(p => !settled.ContainsKey(p.Atom))) free.TryAdd(part.Atom, rows + free.Count);
        return ([.. parts.Select(p => Form(p.Rows, settled.GetValueOrDefault(p.Atom), free.GetValueOrDefault(p.Atom, -1), rows, rows + free.Count))], rows + free.Count);
    }

    private static long[] Form(ulong plus, ulong minus, int own, int rows, int width)
    {
        var form = new long[width];
        for (var r = 0; r < rows; r++) form[r] = (long)((plus >> r) & 1) - (long)((minus >> r) & 1);
        if (own >= 0) form[own] = 1;
        return form;
    }
}
