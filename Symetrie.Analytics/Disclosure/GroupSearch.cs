namespace Symetrie.Analytics.Disclosure;

/// <summary>Finds every vector of a space on which each class is in the group (one) or not (zero) and that lies below the floor, exactly.</summary>
/// <remarks>A coordinate more stands for "one": a class is in where its form equals that coordinate. So every decision is a linear equation.</remarks>
/// <param name="classes">The form of each class on the space, and how many answered what.</param>
/// <param name="dimension">The dimension of the space.</param>
internal sealed class GroupSearch(IReadOnlyList<(long[] Form, (long N, Int128 Sum) Size)> classes, int dimension)
{
    private const int Most = 4096;
    private readonly List<int[]> found = [];
    private int steps;

    /// <summary>The groups, each as its classes; null where there are too many to look through.</summary>
    public List<int[]>? Find()
    {
        var forms = classes.Select(c => (long[])[.. c.Form, 0]).ToArray();
        var one = new long[dimension + 1];
        one[dimension] = 1;
        return Walk(forms, one) ? found : null;
    }

    private bool Walk(long[][] forms, long[] one)
    {
        if (++steps > Most) return false;
        if (Array.TrueForAll(one, v => v == 0)) return true;
        var inside = Enumerable.Range(0, forms.Length).Where(c => forms[c].AsSpan().SequenceEqual(one)).ToArray();
        if (!UnfavourableFloor.IsBelow(1, inside.Aggregate((Int128)0, (s, c) => s + classes[c].Size.Sum)) || inside.Sum(c => classes[c].Size.N) >= UnfavourableFloor.Limit) return true;
        var open = Array.FindIndex(forms, f => Array.Exists(f, v => v != 0) && !f.AsSpan().SequenceEqual(one));
        if (open < 0)
        {
            if (inside.Length > 0) found.Add(inside);
            return true;
        }

        return Narrow(forms, one, forms[open]) && Narrow(forms, one, [.. forms[open].Zip(one, (f, o) => checked(f - o))]);
    }

    private bool Narrow(long[][] forms, long[] one, long[] equation)
    {
        var span = new IntegerSpan(equation.Length);
        span.Add(equation);
        var basis = span.Kernel();
        return basis.Length == 0 || Walk([.. forms.Select(f => LinearAudit.Project(f, basis))], LinearAudit.Project(one, basis));
    }
}
