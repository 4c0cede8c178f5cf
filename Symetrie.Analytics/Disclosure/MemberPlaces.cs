namespace Symetrie.Analytics.Disclosure;

/// <summary>In which class of a history contributions lie: of few by looking for them, of many by an index of all.</summary>
/// <param name="history">The history; of classes that are added to it, <see cref="Added"/> must be told.</param>
internal sealed class MemberPlaces(ColumnHistory history)
{
    private readonly HashSet<MemberSet> looked = [];
    private readonly MemberIndex found = new(0);
    private MemberIndex? all;
    private long wanted;

    /// <summary>Where any contribution lies.</summary>
    public MemberIndex All => all ??= history.Index();

    /// <summary>Where the contributions of a set lie; not to be asked for others.</summary>
    public MemberIndex Of(MemberSet set)
    {
        if (all is not null) return all;
        if (looked.Contains(set)) return found;
        wanted += set.Count;
        if (4 * wanted > history.Classes.Sum(c => (long)c.Set.Count)) return All;
        Look(set);
        looked.Add(set);
        return found;
    }

    /// <summary>Takes note of a class that was added.</summary>
    public void Added(HistoryClass added, int place)
    {
        foreach (var member in added.Members)
        {
            all?.Set(member, place);
            if (looked.Count > 0) found.Set(member, place);
        }
    }

    private void Look(MemberSet set)
    {
        var few = new MemberIndex(set.Count);
        foreach (var member in set.All) few.Set(member, 0);
        for (var c = 0; c < history.Classes.Count; c++)
            foreach (var member in history.Classes[c].Members)
                if (few.Of(member) == 0) found.Set(member, c);
    }
}
