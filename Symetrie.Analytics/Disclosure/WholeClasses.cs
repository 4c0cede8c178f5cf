namespace Symetrie.Analytics.Disclosure;

/// <summary>Finds the class of contributions that is exactly a given set, told by its first one: from one night to the next that is what nearly every team's answers are.</summary>
internal sealed class WholeClasses
{
    private readonly ColumnHistory history;
    private readonly Dictionary<(long Number, long Score), int> byFirst = [];

    public WholeClasses(ColumnHistory history)
    {
        this.history = history;
        for (var c = 0; c < history.Classes.Count; c++)
            if (history.Classes[c].Members is [var first, ..]) byFirst[first.Key] = c;
    }

    /// <summary>The class; null where there is none with these contributions in this order.</summary>
    public HistoryClass? Of(MemberSet members)
    {
        if (members.Count == 0 || !byFirst.TryGetValue(members.All[0].Key, out var place)) return null;
        var known = history.Classes[place];
        return known.Gone == 0 && IsSame(known.Members, members.All) ? known : null;
    }

    private static bool IsSame(ReadOnlySpan<Member> a, ReadOnlySpan<Member> b)
    {
        if (a.Length != b.Length) return false;
        for (var i = 0; i < a.Length; i++)
            if (a[i].Key != b[i].Key) return false;
        return true;
    }
}
