using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tallies;

namespace Symetrie.Analytics.Disclosure;

/// <summary>One voice, period and dimension: decides which groups stand, in which version, and what was released of them (C4, C5, C7, C9).</summary>
/// <param name="tree">The teams.</param>
/// <param name="units">What each team itself answered, by place; null for nothing.</param>
/// <param name="items">The keys of the column's items.</param>
/// <param name="breakdowns">The attribute cells, each with the places of its teams; names ascending.</param>
/// <param name="history">What was released before; changed here.</param>
/// <param name="minimum">k.</param>
/// <param name="guarded">Whether the voice is the employees': their floor holds, and a spread once split small is not shown again.</param>
/// <param name="today">The day of this run.</param>
internal sealed class ColumnRoom(
    TeamTree tree, Answered?[] units, string[] items, IReadOnlyList<(string Name, IReadOnlyList<int> Places)> breakdowns, ColumnHistory history, int minimum, bool guarded, DateOnly today)
{
    private readonly Refinement refinement = new(history, minimum);
    private readonly Head[] heads = [.. units.Select(u => u?.Head ?? default)];
    private readonly HashSet<(string Name, bool IsRest)> renewed = [];
    private bool[] chosen = [];

    /// <summary>How many groups have answers that are not released yet.</summary>
    public int Pending { get; private set; }

    /// <summary>Brings the history up to date; afterwards it holds what stands.</summary>
    /// <returns>The nodes that the rule of residues releases as the answers are now, by place.</returns>
    public bool[] Update()
    {
        var first = history.Atoms.Count == 0 && history.Classes.Count == 0;
        chosen = ResidualRule.Choose(tree, heads, minimum);
        var planned = Planned();
        if (first) Start(planned);
        else Renew(planned);
        if (breakdowns.Count > 0) Cells(first);
        Refigure();
        return chosen;
    }

    /// <summary>The planned atoms: the answering teams whose nearest released node, at or above, is the same.</summary>
    private List<Plan> Planned()
    {
        var (home, rests) = (new int[units.Length], new bool[units.Length]);
        for (var t = 0; t < units.Length; t++)
        {
            home[t] = chosen[t] ? t : tree.ParentOf(t) < 0 ? -1 : home[tree.ParentOf(t)];
            if (chosen[t] && tree.ParentOf(t) >= 0 && home[tree.ParentOf(t)] is >= 0 and var above) rests[above] = true;
        }

        return [.. Enumerable.Range(0, units.Length).Where(t => units[t] is not null && home[t] >= 0).GroupBy(t => home[t]).OrderBy(g => g.Key).Select(g => new Plan(g.Key, rests[g.Key], [.. g]))];
    }

    private void Start(List<Plan> planned)
    {
        if (!refinement.TryAtoms([.. planned.Select(p => MembersOf(p.Places))], out var classes, out _)) return;
        for (var i = 0; i < planned.Count; i++) Stand(planned[i], classes[i], detail: true);
    }

    private void Renew(List<Plan> planned)
    {
        var groups = AtomMatching.Groups(tree, [.. planned.Select(p => p.Places)], history.Atoms, i => refinement.TreeClasses(MembersOf(planned[i].Places)))
            .Select(g => (Plans: g.Planned.ConvertAll(i => planned[i]), Olds: g.Standing))
            .Where(g => g.Plans.Count != 1 || g.Olds.Count != 1 || !IsCurrent(g.Olds[0], g.Plans[0])).ToList();
        // All at once where that may be: one audit instead of many.
        var ready = groups.FindAll(g => g.Plans.Count > 0 && Keeps(g) && refinement.Suffices(g.Plans.ConvertAll(p => MembersOf(p.Places))));
        if (TryReplace(ready)) groups.RemoveAll(ready.Contains);
        foreach (var (plans, olds) in groups)
        {
            if (plans.Count > 0 && Keeps((plans, olds)) && TryReplace([(plans, olds)])) continue;
            Pending += Math.Max(plans.Count, 1);
            foreach (var old in olds)
            {
                // The new structure must wait; the old one may follow its answers where it can.
                var places = PlacesOf(old);
                var plan = new Plan(-1, old.IsRest, places);
                if (places.Length > 0 && !IsCurrent(old, plan) && HeadOf(places).Suffices(minimum) && Keeps(([plan], [old]))) TryReplace([([plan], [old])]);
            }
        }

        history.Atoms.RemoveAll(a => a.Teams.All(t => tree.PlaceOf(t) < 0) && (a.Above.Length == 0 || tree.PlaceOf(a.Above) < 0));
    }

    private bool Keeps((List<Plan> Plans, List<StandingAtom> Olds) group) => refinement.KeepsPersons(group.Olds, group.Plans.ConvertAll(p => MembersOf(p.Places)));

    private bool TryReplace(List<(List<Plan> Plans, List<StandingAtom> Olds)> groups)
    {
        if (!refinement.TryAtoms([.. groups.SelectMany(g => g.Plans).Select(p => MembersOf(p.Places))], out var classes, out var smallest)) return false;
        var at = 0;
        foreach (var (plans, olds) in groups)
        {
            var detail = olds.TrueForAll(o => o.Detail) && (!guarded || Enumerable.Range(at, plans.Count).All(i => smallest[i] >= AnalysisSettings.DetailFloor));
            history.Atoms.RemoveAll(a => olds.Exists(o => ReferenceEquals(o, a)));
            foreach (var plan in plans) Stand(plan.Home >= 0 ? plan : plan with { Keeps = olds[0] }, classes[at++], detail);
        }

        return true;
    }

    private void Stand(Plan plan, int[] classes, bool detail)
    {
        var above = plan.Home >= 0 ? tree.ParentOf(plan.Home) : -1;
        var name = plan.Keeps?.Name ?? tree.Teams[plan.Home].Key;
        renewed.Add((name, plan.IsRest));
        history.Atoms.Add(new StandingAtom(
            name, plan.IsRest, plan.Keeps?.Above ?? (plan.IsRest ? tree.Teams[plan.Home].Key : above >= 0 ? tree.Teams[above].Key : ""),
            KeysOf(plan.Places), classes, Tally.Empty, detail, today, StandingAtom.NoItems));
    }

    // Only cells whose every atom is up to date may be renewed, so that the cell is the sum of what its atoms released.
    private void Cells(bool first)
    {
        var stale = first ? [] : new HashSet<int>(history.Atoms.Where(a => !refinement.IsStanding(a, MembersOf(PlacesOf(a)))).SelectMany(PlacesOf));
        foreach (var (name, places) in breakdowns.OrderByDescending(b => HeadOf(b.Places).N).ThenBy(b => b.Name, StringComparer.Ordinal).Take(LinearAudit.RowLimit))
        {
            var answering = places.Where(t => units[t] is not null).ToArray();
            var standing = history.Cells.Find(c => string.Equals(c.Name, name, StringComparison.Ordinal));
            if (answering.Length < 2 || (!first && standing is null) || answering.Any(stale.Contains) || answering.Any(HasPublished) || !HeadOf(answering).Suffices(minimum)) continue;
            var members = MembersOf(answering);
            if ((standing is not null && refinement.IsStanding(standing.Row, members)) || !refinement.TryRow(members)) continue;
            history.Cells.RemoveAll(c => string.Equals(c.Name, name, StringComparison.Ordinal));
            history.Cells.Add(new StandingCell(name, history.Rows - 1, Tally.Empty, today));
        }
    }

    // Figures come last: the floor looks at what the admitted cells tell apart.
    private void Refigure()
    {
        if (history.Atoms.TrueForAll(a => a.Figure.N > 0) && history.Cells.TrueForAll(c => c.Figure.N > 0)) return;
        var (bit, places) = (1UL, breakdowns.ToDictionary(b => b.Name, b => b.Places, StringComparer.Ordinal));
        var masks = new ulong[units.Length];
        foreach (var cell in history.Cells.OrderBy(c => c.Name, StringComparer.Ordinal))
        {
            foreach (var place in places.GetValueOrDefault(cell.Name, [])) masks[place] |= bit;
            bit <<= 1;
        }

        // Without cells no atom has a part in common with another.
        int[][] atoms = [.. history.Atoms.Select(a => a.Figure.N == 0 || history.Cells.Count > 0 ? PlacesOf(a) : [])];
        var figures = new PartFigures(units, atoms, masks, history.Cells.Count, minimum, guarded);
        for (var a = 0; a < history.Atoms.Count; a++)
            if (history.Atoms[a].Figure.N == 0) history.Atoms[a] = history.Atoms[a] with { Figure = figures.OfAtom(a), Itemised = ItemsOf(atoms[a]) };
        for (var c = 0; c < history.Cells.Count; c++)
            if (history.Cells[c].Figure.N == 0) history.Cells[c] = history.Cells[c] with { Figure = figures.OfCell(places[history.Cells[c].Name], a => history.Atoms[a].Figure) };
    }

    // The same contributions as the figure, under the same floor.
    private Lazy<StandingItem[]> ItemsOf(int[] places)
    {
        if (!history.ByItems || Array.Exists(places, HasPublished)) return StandingAtom.NoItems;
        return new(() =>
        {
            var made = new StandingItem[items.Length];
            for (var i = 0; i < made.Length; i++) made[i] = new StandingItem(items[i], Floored(Tally.Merge(Array.ConvertAll(places, t => units[t]!.Items[i]))));
            return made;
        });
    }

    private Tally Floored(Tally tally) => guarded && UnfavourableFloor.IsBelow(tally.N, tally.Sum) ? UnfavourableFloor.Raise([tally], minimum)[0] : tally;

    /// <summary>Whether a contribution of now is part of what stands of an atom.</summary>
    public bool Stands(StandingAtom atom, Member member) => refinement.Holds(atom, member);

    /// <summary>Whether an atom stands as its answers are now: what an earlier run of the same day released may have answers that wait.</summary>
    public bool IsUpToDate(StandingAtom atom) => renewed.Contains((atom.Name, atom.IsRest)) || refinement.IsStanding(atom, MembersOf(PlacesOf(atom)));

    private bool IsCurrent(StandingAtom atom, Plan plan)
    {
        if (!atom.Teams.SequenceEqual(KeysOf(plan.Places), StringComparer.Ordinal)) return false;
        return Array.Exists(plan.Places, HasPublished)
            ? ReleasedTally.SameFigures(atom.Figure, Tally.Merge(PartsOfPublished(plan.Places)))
            : refinement.IsStanding(atom, MembersOf(plan.Places));
    }

    private IEnumerable<Tally> PartsOfPublished(int[] places) =>
        guarded ? UnfavourableFloor.Raise([Tally.Merge(places.Select(t => units[t]!.Own))], minimum) : places.Select(t => units[t]!.Own);

    private string[] KeysOf(int[] places) => places is [var alone] ? [tree.Teams[alone].Key] : [.. places.Select(t => tree.Teams[t].Key).Order(StringComparer.Ordinal)];

    private int[] PlacesOf(StandingAtom atom) => atom.Teams is [var alone] ? tree.PlaceOf(alone) is >= 0 and var place && units[place] is not null ? [place] : [] : [.. atom.Teams.Select(tree.PlaceOf).Where(t => t >= 0 && units[t] is not null).Order()];

    private bool HasPublished(int place) => units[place]!.HasPublished;

    private Head HeadOf(IReadOnlyList<int> places) => places.Aggregate(default(Head), (sum, t) => sum.Plus(heads[t]));

    // What came published is public already: an atom with such figures is not followed through time.
    private MemberSet MembersOf(int[] places) => Array.Exists(places, HasPublished) ? MemberSet.None : MemberSet.Union(Array.ConvertAll(places, t => units[t]!.Members));

    private sealed record Plan(int Home, bool IsRest, int[] Places, StandingAtom? Keeps = null);
}
