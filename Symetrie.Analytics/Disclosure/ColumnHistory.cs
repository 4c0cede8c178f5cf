using Symetrie.Analytics.Tallies;

namespace Symetrie.Analytics.Disclosure;

/// <summary>The contributions that lie in the same released groups, over all versions ever released (C9).</summary>
internal sealed class HistoryClass
{
    /// <summary>The tree's class it belongs to: what no version of an atom ever told apart; −1 where it never lay in an atom.</summary>
    public int Atom { get; set; } = -1;

    /// <summary>The versions of attribute cells it lies in, a bit each.</summary>
    public ulong Rows { get; set; }

    /// <summary>Contributions whose owners were erased: they count, and nobody knows any more who they were.</summary>
    public long Gone { get; set; }

    /// <summary>Never changed in place: a class may share them with the answers they came from.</summary>
    public MemberSet Set { get; set; } = MemberSet.None;

    public Member[] Members
    {
        get => Set.All;
        set => Set = MemberSet.Of(value);
    }

    public Head Head => Set.Head.Plus(new Head(Gone, Gone, Lone: false));
}

/// <summary>A smallest published group of the tree as it stands: a released team, or the rest of a node.</summary>
/// <param name="Name">The team's key, or the parent's for a rest.</param>
/// <param name="IsRest">Whether it is a rest.</param>
/// <param name="Above">The node above, for the day when the team itself is no more; empty for none.</param>
/// <param name="Teams">The keys of the teams whose own answers it holds.</param>
/// <param name="Classes">The tree's classes it is made of.</param>
/// <param name="Figure">What was released of it.</param>
/// <param name="Detail">Whether figures of it may use the spread.</param>
/// <param name="AsOf">The day from which it stands.</param>
/// <param name="Itemised">Its items, of the same contributions, counted when they are first asked for; none where they are not known.</param>
internal sealed record StandingAtom(string Name, bool IsRest, string Above, string[] Teams, int[] Classes, Tally Figure, bool Detail, DateOnly AsOf, Lazy<StandingItem[]> Itemised)
{
    /// <summary>No items.</summary>
    public static Lazy<StandingItem[]> NoItems { get; } = new([]);

    /// <summary>Its items.</summary>
    public StandingItem[] Items => Itemised.Value;

    /// <summary>The tree's classes it is made of; more of them where a version of another atom has told some of its contributions apart.</summary>
    public int[] Classes { get; set; } = Classes;
}

/// <summary>An item of an atom as it stands.</summary>
/// <param name="Key">The item's key.</param>
/// <param name="Figure">Its tally.</param>
internal readonly record struct StandingItem(string Key, Tally Figure);

/// <summary>An attribute cell as it stands.</summary>
/// <param name="Name">Attribute and value, <c>region=North</c>.</param>
/// <param name="Row">The bit of its version.</param>
/// <param name="Figure">What was released of it.</param>
/// <param name="AsOf">The day from which it stands.</param>
internal sealed record StandingCell(string Name, int Row, Tally Figure, DateOnly AsOf);

/// <summary>A roster count as it stands.</summary>
/// <param name="N">How many had answered.</param>
/// <param name="Invited">How many were invited.</param>
internal readonly record struct StandingRoster(long N, long Invited);

/// <summary>All that was ever released of one voice, period and dimension.</summary>
/// <remarks>Every version of every atom is a union of the tree's classes, so the classes alone say what all versions together tell apart.</remarks>
internal sealed class ColumnHistory
{
    private List<HistoryClass> classes = [];

    /// <summary>The minimum the column was first released under: only raised later (C3).</summary>
    public int Minimum { get; set; }

    public int TreeClasses { get; set; }

    /// <summary>Whether contributions are told apart by their items; a column that an earlier version of the program released is not, and shows no items.</summary>
    public bool ByItems { get; set; } = true;

    /// <summary>For each of the tree's classes the block it belongs to: what no released version of items ever told apart. 0 is what no such version held.</summary>
    public List<int> Blocks { get; } = [];

    public int LastBlock { get; set; }

    /// <summary>What else was released with it, in bytes of its own.</summary>
    public byte[] Extra { get; set; } = [];

    public int Rows { get; set; }

    /// <summary>What holds the contributions as they were written, where nobody has asked for them yet: a column in which nothing happened is carried over unread.</summary>
    public LedgerColumn? Unread { get; set; }

    public List<HistoryClass> Classes
    {
        get
        {
            if (Unread is { } unread) (classes, Unread) = (ClassCode.Read(unread.Members), null);
            return classes;
        }
    }

    public List<StandingAtom> Atoms { get; set; } = [];

    public List<StandingCell> Cells { get; set; } = [];

    /// <summary>The nodes that are shown.</summary>
    public SortedSet<string> Shown { get; set; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, StandingRoster> Rosters { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Where each contribution lies.</summary>
    public MemberIndex Index()
    {
        var index = new MemberIndex(Classes.Sum(c => c.Members.Length));
        for (var c = 0; c < Classes.Count; c++)
            foreach (var member in Classes[c].Members) index.Set(member, c);
        return index;
    }

    /// <summary>A class cut off from another lies in the same block.</summary>
    public void Inherit(int place, int from)
    {
        while (Blocks.Count <= Math.Max(place, from)) Blocks.Add(0);
        if (from >= 0) Blocks[place] = Blocks[from];
    }

    /// <summary>Makes the contributions of some persons nobody's: they still count in their classes, and the figures stand (C10).</summary>
    public bool Forget(IReadOnlySet<long> persons)
    {
        var some = false;
        foreach (var known in Classes)
        {
            var left = Array.FindAll(known.Members, m => !persons.Contains(m.Number));
            var gone = known.Members.Length - left.Length;
            (known.Members, known.Gone) = (left, known.Gone + gone);
            some |= gone > 0;
        }

        return some;
    }
}
