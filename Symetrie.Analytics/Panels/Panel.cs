using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Panels;

/// <summary>A dimension that both voices rate.</summary>
/// <param name="Dimension">The dimension.</param>
/// <param name="Employee">Its place among the employee voice's dimensions.</param>
/// <param name="Customer">Its place among the customer voice's dimensions.</param>
/// <param name="Comparable">Whether both voices are asked it as the mirror has it, so that their means may be set against one another.</param>
/// <param name="Recommendation">Whether both are asked how likely they are to recommend, from 0 to 10.</param>
public readonly record struct MirroredDimension(Dimension Dimension, int Employee, int Customer, bool Comparable, bool Recommendation);

/// <summary>Which voices of a team were heard in a period.</summary>
public enum Pairing
{
    /// <summary>Employees and customers.</summary>
    Both,

    /// <summary>Employees alone.</summary>
    EmployeeOnly,

    /// <summary>Customers alone.</summary>
    CustomerOnly,
}

/// <summary>All released tallies, paired by team, period and dimension.</summary>
public sealed class Panel
{
    private readonly int[][] periodsOf;
    private readonly string?[][][] strata;
    private readonly bool[][][] asked;
    private readonly PanelMemo memo = new();

    /// <summary>Pairs what was released.</summary>
    /// <param name="released">The released cells.</param>
    public Panel(Released released)
    {
        Released = released;
        Mirrored = [.. released.EmployeeDimensions
            .Select((d, i) => (Employee: i, Customer: released.CustomerDimensions.ToList().FindIndex(c => string.Equals(c.Key, d.Key, StringComparison.Ordinal))))
            .Where(m => m.Customer >= 0).Select(m => Mirror(released, m.Employee, m.Customer))];
        asked = [.. Voices.Both.Select(voice => Enumerable.Range(0, released.Periods.Count)
            .Select(p => Enumerable.Range(0, released.Dimensions(voice).Count).Select(d => IsAsked(released, voice, p, d)).ToArray()).ToArray())];
        periodsOf = [.. Voices.Both.Select(voice => Enumerable.Range(0, released.Periods.Count).Where(p => asked[(int)voice][p].Contains(true)).ToArray())];
        strata = [.. released.Tree.AttributeNames.Select(name => released.Periods.Select(period => released.Tree.Teams.Select(t => t.Attribute(name, period)).ToArray()).ToArray())];
    }

    private Panel(Panel whole, Released released) =>
        (Released, Deeds, Mirrored, periodsOf, strata, asked, memo) = (released, whole.Deeds, whole.Mirrored, whole.periodsOf, whole.strata, whole.asked, whole.memo);

    /// <summary>The released cells.</summary>
    public Released Released { get; }

    /// <summary>What was done beside what was said. No answer is in it.</summary>
    public Deeds Deeds { get; private init; } = Deeds.None;

    /// <summary>The registered teams.</summary>
    public TeamTree Tree => Released.Tree;

    /// <summary>The periods in order.</summary>
    public IReadOnlyList<Period> Periods => Released.Periods;

    /// <summary>The dimensions that both voices rate, in the order of the employee voice.</summary>
    public IReadOnlyList<MirroredDimension> Mirrored { get; }

    /// <summary>What teams are known by besides answers.</summary>
    public ReleasedOutcomes Outcomes => Released.Outcomes;

    /// <summary>The same cells, beside what was done.</summary>
    public Panel With(Deeds deeds) => new(this, Released) { Deeds = deeds };

    /// <summary>The same panel, of which only the cells of some periods may be looked at: another period's throw. Structure may always be read.</summary>
    /// <param name="periods">Their places.</param>
    /// <param name="voices">The voices whose cells may be looked at; null for both.</param>
    public Panel Seeing(IEnumerable<int> periods, IReadOnlyList<Voice>? voices = null) => new(this, Released.Seeing(periods, voices));

    /// <summary>What several measures make of the cells of the periods up to one: made once, and kept until another of its kind is asked for. What makes it sees no other period's cells, and
    /// who may not look at all of them gets an exception.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="key">What it is made of besides cells.</param>
    /// <param name="last">The place of the last period.</param>
    /// <param name="make">Makes it; never changed afterwards.</param>
    internal T Shared<T>(string kind, object key, int last, Func<Panel, T> make)
        where T : class
    {
        int[] periods = [.. Enumerable.Range(0, last + 1)];
        foreach (var period in periods) Released.RefuseUnseen(period);
        // Of the voices that who asks may look at.
        return memo.Of(kind, key, () => make(Seeing(periods, Released.SeenVoices)));
    }

    /// <summary>The places of the periods in which at least one cell of a voice is released, in order.</summary>
    public IReadOnlyList<int> PeriodsOf(Voice voice) => periodsOf[(int)voice];

    /// <summary>Whether a dimension of a voice has a released cell in a period. Where none has, no row speaks of it: that depends on released cells alone.</summary>
    public bool Asked(Voice voice, int period, int dimension) => asked[(int)voice][period][dimension];

    /// <summary>The released groups that are no teams: rests of nodes and attribute cells. They are never paired.</summary>
    public IReadOnlyList<ReleasedGroup> Groups(Voice voice, int period, int dimension) => Released.Groups(voice, period, dimension);

    /// <summary>A released cell; null where withheld or absent.</summary>
    public ReleasedTally? Cell(Voice voice, int period, int dimension, int team) => Released.Cells(voice, period, dimension)[team];

    /// <summary>The strata of a period: all teams, and each value of each team attribute; every stratum with the leaf teams in it.</summary>
    public IEnumerable<(string Stratum, IReadOnlyList<int> Leaves)> Strata(int period)
    {
        yield return ("all", Tree.Leaves);
        for (var a = 0; a < strata.Length; a++)
        {
            var values = strata[a][period];
            foreach (var group in Tree.Leaves.Where(t => values[t] is not null).GroupBy(t => values[t]!, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
                yield return ($"{Tree.AttributeNames[a]}={group.Key}", [.. group]);
        }
    }

    /// <summary>The leaf teams of a period parted by one attribute: its values as <see cref="Strata"/> names them, teams without a value left out; all teams together
    /// without an attribute.</summary>
    public IEnumerable<(string Stratum, IReadOnlyList<int> Leaves)> StrataBy(string? attribute, int period) =>
        Strata(period).Where(s => attribute is null ? s.Stratum == "all" : s.Stratum.StartsWith(attribute + "=", StringComparison.Ordinal));

    /// <summary>Whether one of two dimensions pools the other voice in, as a codebook declares: then they go together by construction.</summary>
    public bool IsPartWhole(int employee, int customer) => Released.Form(Voice.Employee, employee).PoolsOtherVoice || Released.Form(Voice.Customer, customer).PoolsOtherVoice;

    /// <summary>Which voices of a team were heard in a period, as far as released cells tell; null where neither was.</summary>
    public Pairing? PairingOf(int period, int team)
    {
        var employees = HasCell(Voice.Employee, period, team);
        var customers = HasCell(Voice.Customer, period, team);
        return (employees, customers) switch
        {
            (true, true) => Pairing.Both,
            (true, false) => Pairing.EmployeeOnly,
            (false, true) => Pairing.CustomerOnly,
            _ => null,
        };
    }

    /// <summary>The day of the newest released cell of a team in a period; null where none is released.</summary>
    public DateOnly? AsOf(int period, int team) =>
        Voices.Both.SelectMany(voice => Enumerable.Range(0, Released.Dimensions(voice).Count).Select(d => Cell(voice, period, d, team)?.AsOf)).Max();

    private static MirroredDimension Mirror(Released released, int employee, int customer)
    {
        var (e, c) = (released.Form(Voice.Employee, employee), released.Form(Voice.Customer, customer));
        return new(released.EmployeeDimensions[employee], employee, customer, e.Comparable && c.Comparable, e.Recommendation && c.Recommendation);
    }

    private bool HasCell(Voice voice, int period, int team)
    {
        for (var d = 0; d < Released.Dimensions(voice).Count; d++)
            if (Released.Cells(voice, period, d)[team] is not null) return true;
        return false;
    }

    private static bool IsAsked(Released released, Voice voice, int period, int dimension) =>
        released.Groups(voice, period, dimension).Count > 0 || released.Cells(voice, period, dimension).Any(c => c is not null);
}
