namespace Symetrie.Analytics.Disclosure;

/// <summary>Searches a vector on which forms differ for fewer than k persons together, exactly.</summary>
/// <remarks>Each group is an atom: its forms must agree, all but those that are paid for. An anchored group holds the zero form, which is never paid
/// for; a free one chooses which of its forms the others must agree with.</remarks>
/// <param name="minimum">k.</param>
internal sealed class SupportSearch(int minimum)
{
    /// <summary>Whether there is no such vector.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="dimension">How many coordinates a vector has.</param>
    public bool Holds(List<(List<LinearAudit.Term> Terms, bool Anchored)> groups, int dimension)
    {
        var differences = groups.SelectMany((g, i) => Differences(g, i)).Where(d => Array.Exists(d.Form, v => v != 0))
            .OrderByDescending(d => d.Floor.Persons).ThenBy(d => d.Group).ToList();
        return !Found(groups, [.. Enumerable.Range(0, dimension).Select(i => Unit(i, dimension))], differences, 0, new Dictionary<int, long>());
    }

    // Paid: per group the fewest persons that the differences found so far must cost.
    private bool Found(List<(List<LinearAudit.Term> Terms, bool Anchored)> groups, long[][] space, List<Difference> differences, int from, Dictionary<int, long> paid)
    {
        // A group with a one-person group in it needs one more: k persons are beyond the budget only where k + 1 are.
        if (space.Length == 0 || paid.Values.Sum() > minimum) return false;
        if (space.Length == 1) return Breaches(groups, space[0], null);
        for (var i = from; i < differences.Count; i++)
        {
            var form = LinearAudit.Project(differences[i].Form, space);
            if (Array.TrueForAll(form, v => v == 0)) continue;
            var span = new IntegerSpan(space.Length);
            span.Add(form);
            var narrower = span.Kernel().Select(y => Combine(y, space)).ToArray();
            if (Found(groups, narrower, differences, i + 1, paid)) return true;
            var more = new Dictionary<int, long>(paid);
            more[differences[i].Group] = Math.Max(more.GetValueOrDefault(differences[i].Group), differences[i].Floor.Persons);
            return Found(groups, space, differences, i + 1, more);
        }

        // Every difference that is left is paid for: some vector of the space has exactly those.
        return Breaches(groups, null, space);
    }

    // Each group at its cheapest: which of its forms agree is told by their values at the vector, or on the whole space for its generic vector.
    private bool Breaches(List<(List<LinearAudit.Term> Terms, bool Anchored)> groups, long[]? vector, long[][]? space)
    {
        var cost = default(Head);
        foreach (var (terms, anchored) in groups)
        {
            var classes = terms.GroupBy(t => string.Join(',', LinearAudit.Project(t.Form, vector is null ? space! : [vector])), StringComparer.Ordinal)
                .Select(c => c.Aggregate(default(Head), (sum, t) => sum.Plus(t.Head))).ToList();
            if (classes.Count > 1) cost = cost.Plus(anchored ? terms[1].Head : Cheapest(classes));
        }

        return cost.N > 0 && !cost.Suffices(minimum);
    }

    // All but one class. Of choices that cost nearly the same the worst is assumed: a one-person group tips the scale by one.
    private static Head Cheapest(List<Head> classes)
    {
        var choices = classes.Select((_, kept) => classes.Where((_, i) => i != kept).Aggregate(default(Head), (sum, h) => sum.Plus(h))).ToList();
        var least = choices.Min(c => c.Persons);
        return new Head(choices.Max(c => c.N), least, choices.Exists(c => c.Lone && c.Persons <= least + 1));
    }

    private static IEnumerable<Difference> Differences((List<LinearAudit.Term> Terms, bool Anchored) group, int place)
    {
        for (var i = 0; i < group.Terms.Count; i++)
            for (var j = i + 1; j < group.Terms.Count; j++)
            {
                var (a, b) = (group.Terms[i], group.Terms[j]);
                var floor = group.Anchored ? b.Head : a.Head.Persons < b.Head.Persons ? a.Head : b.Head;
                yield return new Difference([.. a.Form.Zip(b.Form, (x, y) => checked(x - y))], floor, place);
                if (group.Anchored) break;
            }
    }

    private static long[] Combine(long[] y, long[][] space)
    {
        var combined = new long[space[0].Length];
        for (var s = 0; s < space.Length; s++)
            for (var i = 0; i < combined.Length; i++) combined[i] = checked(combined[i] + (y[s] * space[s][i]));
        return combined;
    }

    private static long[] Unit(int place, int dimension)
    {
        var unit = new long[dimension];
        unit[place] = 1;
        return unit;
    }

    private readonly record struct Difference(long[] Form, Head Floor, int Group);
}
