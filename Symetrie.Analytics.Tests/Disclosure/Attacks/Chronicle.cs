using Shouldly;
using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tallies;

namespace Symetrie.Analytics.Tests.Disclosure.Attacks;

/// <summary>Everything ever published of one organisation, as the sets of contributions that each figure is the sum of: what an attacker keeps who misses no night.</summary>
/// <remarks>The ledger says whose answers a figure is made of, and is taken at its word only where the sums of distinct 40-bit scores agree. Such a sum also tells the
/// set again when the ledger has forgotten a person of it.</remarks>
internal sealed class Chronicle
{
    private readonly Dictionary<(long N, Int128 Sum), List<Member>> known = [];

    /// <summary>The sets, each once.</summary>
    public Dictionary<string, IReadOnlySet<long>> Published { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads a night's figures.</summary>
    public void Read(Analysis analysis, Period period)
    {
        var released = analysis.Panel.Released;
        if (released.EmployeeDimensions.Count == 0) return;
        var history = released.Ledger.History(new ColumnName(Voice.Employee, period.Key, "respect"))!;
        var tree = released.Tree;
        var atoms = history.Atoms.Select(a => (Atom: a, Home: Home(tree, a), Set: Checked(a.Figure, history.Classes.Where(c => a.Classes.Contains(c.Atom)), a.Name))).ToList();
        for (var t = 0; t < tree.Teams.Count; t++)
        {
            if (released.Cells(Voice.Employee, 0, 0)[t] is not { } cell) continue;
            var inside = atoms.Where(a => a.Home >= t && a.Home < tree.EndOf(t)).SelectMany(a => a.Set).ToList();
            Same(cell.Figure, inside, tree.Teams[t].Key);
            // Where an old version still counts a person who has moved to a renewed one, the node is a sum of its atoms and tells no more than they do.
            if (inside.DistinctBy(Id).Count() == inside.Count) Add(inside);
        }

        // The attacker is given every atom, also one of which only a sum is shown.
        foreach (var atom in atoms) Add(atom.Set);
        foreach (var group in released.Groups(Voice.Employee, 0, 0).Where(g => g.Key.StartsWith("attribute:", StringComparison.Ordinal)))
            Add(Checked(group.Cell.Figure, history.Classes.Where(c => ((c.Rows >> history.Cells.Single(x => group.Key == "attribute:" + x.Name).Row) & 1) != 0), group.Key));
    }

    public void Add(IEnumerable<IReadOnlySet<long>> sets)
    {
        foreach (var set in sets) Published[string.Join(',', set.Order())] = set;
    }

    public static long Id(Answer answer) => (answer.Score * 4001) ^ answer.Number;

    /// <summary>What plain n ≥ k publishes of a night.</summary>
    public static IEnumerable<IReadOnlySet<long>> Plain(Organisation made, int k) =>
        made.Teams.Select(t => made.Below(t.Key)).Select(teams => (IReadOnlySet<long>)made.Answers.Where(a => teams.Contains(a.Team)).Select(Id).ToHashSet()).Where(g => g.Count >= k);

    private static long Id(Member member) => (member.Score * 4001) ^ member.Number;

    // The lowest node that holds all its teams; the node above where they are no more.
    private static int Home(TeamTree tree, StandingAtom atom)
    {
        var places = atom.Teams.Select(tree.PlaceOf).Where(p => p >= 0).ToArray();
        if (places.Length == 0) return atom.Above.Length == 0 ? -1 : tree.PlaceOf(atom.Above);
        var home = places[0];
        while (home >= 0 && !Array.TrueForAll(places, p => p >= home && p < tree.EndOf(home))) home = tree.ParentOf(home);
        return home;
    }

    private void Add(IEnumerable<Member> members) => Add([members.Select(Id).ToHashSet()]);

    private List<Member> Checked(Tally figure, IEnumerable<HistoryClass> classes, string name)
    {
        if (known.TryGetValue((figure.N, figure.Sum), out var members)) return members;
        members = [.. classes.SelectMany(c => c.Members)];
        Same(figure, members, name);
        return known[(figure.N, figure.Sum)] = members;
    }

    private static void Same(Tally figure, List<Member> members, string name) =>
        (figure.N, figure.Sum).ShouldBe((members.Count, members.Aggregate((Int128)0, (s, m) => s + m.Score)), name);
}
