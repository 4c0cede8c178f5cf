namespace Symetrie.Analytics.Disclosure;

/// <summary>A smallest part that released groups have in common: the answers that lie in the same of them.</summary>
/// <param name="Atom">The atom of the tree it belongs to, whose sum is public; −1 where its team lies in none.</param>
/// <param name="Rows">The other released groups it lies in, a bit each.</param>
/// <param name="Head">Who stands behind it.</param>
internal readonly record struct Part(int Atom, ulong Rows, Head Head);

/// <summary>The linear audit (C5): can a group of fewer than k be worked out of sums that are public together?</summary>
/// <remarks>What can be worked out are the combinations w = c(atom) + Σ d(row) of the public sums; a group is told apart where w is not zero and
/// vanishes outside parts of fewer than k persons together, which is the same as those parts' rows in a kernel basis being linearly dependent.
/// So w must vanish on every part of k persons or more: that settles c wherever an atom has such a part and leaves few free d. What is left is
/// searched: each small part either vanishes (one dimension less) or is paid for (at most k − 1 times). All arithmetic is in integers of 64 bits,
/// checked; where they do not suffice the answer is "not safe", so the audit errs towards withholding only.</remarks>
internal static class LinearAudit
{
    /// <summary>The most released groups beside the tree.</summary>
    public const int RowLimit = 64;

    /// <summary>Whether no group below the minimum can be worked out.</summary>
    /// <param name="parts">The parts, with one or more answers each.</param>
    /// <param name="rows">How many rows there are beside the atoms.</param>
    /// <param name="minimum">k.</param>
    public static bool Holds(IReadOnlyCollection<Part> parts, int rows, int minimum)
    {
        try
        {
            return HoldsChecked(Joined(parts), rows, minimum);
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private static bool HoldsChecked(List<Part> parts, int rows, int minimum)
    {
        var (free, constraints, small) = (new List<List<Term>>(), new IntegerSpan(rows), new List<(ulong Plus, ulong Minus, Head Head)>());
        var known = new HashSet<(ulong, ulong)>();
        foreach (var atom in parts.GroupBy(p => p.Atom))
        {
            var large = atom.Where(p => p.Head.Suffices(minimum)).ToList();
            if (atom.Key >= 0 && large.Count == 0)
            {
                free.Add([.. atom.Select(p => new Term(Vector(p.Rows, 0, rows), p.Head))]);
                continue;
            }

            var settled = atom.Key < 0 ? 0 : large[0].Rows;
            foreach (var part in large)
                if (part.Rows != settled && known.Add((part.Rows & ~settled, settled & ~part.Rows))) constraints.Add(Vector(part.Rows, settled, rows));
            small.AddRange(atom.Where(p => !p.Head.Suffices(minimum)).Select(p => (p.Rows, settled, p.Head)));
        }

        if (constraints.Rank == rows) return true;
        var basis = constraints.Kernel();
        var groups = small.Select(s => new List<Term> { new(new long[basis.Length], default), new(Project(Vector(s.Plus, s.Minus, rows), basis), s.Head) })
            .Concat(free.Select(g => g.Select(t => t with { Form = Project(t.Form, basis) }).ToList()));
        return new SupportSearch(minimum).Holds([.. groups.Select((g, i) => (g, Anchored: i < small.Count))], basis.Length);
    }

    private static List<Part> Joined(IEnumerable<Part> parts) =>
        Merged(parts).OrderBy(p => p.Atom).ThenBy(p => p.Rows).ToList();

    private static IEnumerable<Part> Merged(IEnumerable<Part> parts)
    {
        var heads = new Dictionary<(int Atom, ulong Rows), Head>();
        foreach (var part in parts) heads[(part.Atom, part.Rows)] = heads.GetValueOrDefault((part.Atom, part.Rows)).Plus(part.Head);
        return heads.Select(h => new Part(h.Key.Atom, h.Key.Rows, h.Value));
    }

    private static long[] Vector(ulong plus, ulong minus, int rows)
    {
        var vector = new long[rows];
        for (var r = 0; r < rows; r++) vector[r] = (long)((plus >> r) & 1) - (long)((minus >> r) & 1);
        return vector;
    }

    /// <summary>The form on the coordinates of a basis.</summary>
    internal static long[] Project(long[] form, long[][] basis)
    {
        var projected = new long[basis.Length];
        for (var b = 0; b < basis.Length; b++)
            for (var r = 0; r < form.Length; r++) projected[b] = checked(projected[b] + (form[r] * basis[b][r]));
        return projected;
    }

    /// <summary>A linear form of the free coordinates, and who stands behind the part it belongs to.</summary>
    internal readonly record struct Term(long[] Form, Head Head);
}
