using Symetrie.Analytics.Tallies;

namespace Symetrie.Analytics.Disclosure;

/// <summary>Some contributions, listed one by one only where somebody asks: a first release needs no more than their number until the ledger is written.</summary>
internal abstract class MemberSet
{
    private Member[]? all;

    protected MemberSet(int count, Head head) => (Count, Head) = (count, head);

    /// <summary>No contributions.</summary>
    public static MemberSet None { get; } = new Listed([]);

    public int Count { get; }

    /// <summary>Who stands behind them.</summary>
    public Head Head { get; }

    /// <summary>The contributions; never changed in place.</summary>
    public Member[] All => all ??= List();

    public static MemberSet Of(Member[] members) => new Listed(members);

    /// <summary>Several sets, no two of which share a contribution, one after the other.</summary>
    public static MemberSet Union(MemberSet[] sets) => sets.Length == 1 ? sets[0] : new Joined(sets);

    /// <summary>The contributions, not kept for the next who asks.</summary>
    public Member[] Listing() => all ?? List();

    /// <summary>Counts them by how many items they answered (<see cref="ItemProfile.Answered"/>).</summary>
    /// <param name="some">Receives how many answered so many items.</param>
    /// <param name="once">The same of those whose person is counted here.</param>
    public virtual void CountAnswered(Span<long> some, Span<long> once)
    {
        foreach (var member in All)
        {
            var answered = ItemProfile.Answered(member.Score);
            some[answered]++;
            if (!member.Repeated) once[answered]++;
        }
    }

    protected abstract Member[] List();

    private sealed class Listed(Member[] members) : MemberSet(members.Length, Member.HeadOf(members))
    {
        protected override Member[] List() => members;
    }

    private sealed class Joined(MemberSet[] sets) : MemberSet(sets.Sum(s => s.Count), sets.Aggregate(default(Head), (sum, s) => sum.Plus(s.Head)))
    {
        public override void CountAnswered(Span<long> some, Span<long> once)
        {
            foreach (var set in sets) set.CountAnswered(some, once);
        }

        protected override Member[] List() => [.. sets.SelectMany(s => s.Listing())];
    }
}

/// <summary>The contributions of a sheet to a dimension, or of its respondents whatever they answered.</summary>
/// <param name="sheet">The sheet.</param>
/// <param name="dimension">The dimension's place; −1 for all respondents.</param>
/// <param name="items">The places of the dimension's items; none where contributions are told apart by scores alone.</param>
/// <param name="head">How many there are, and who stands behind them.</param>
/// <param name="lone">Whether one of them is all that its team has.</param>
/// <param name="repeated">Whether a person is counted in another team; null where nobody is.</param>
internal sealed class SheetMembers(AnswerSheet sheet, int dimension, int[] items, Head head, bool lone, Func<long, bool>? repeated) : MemberSet((int)head.N, head with { Lone = lone })
{
    public override void CountAnswered(Span<long> some, Span<long> once)
    {
        if (dimension < 0)
        {
            base.CountAnswered(some, once);
            return;
        }

        var scores = sheet.Scores(dimension);
        for (var person = 0; person < scores.Length; person++)
        {
            if (scores[person] < 0) continue;
            var answered = 0;
            foreach (var item in items)
                if (sheet.Item(item, person) >= 0) answered++;
            if (answered is 0 or > ItemProfile.MostItems || sheet.IsUneven(person)) answered = ItemProfile.Uneven;
            some[answered]++;
            if (repeated?.Invoke(sheet.Persons[person]) != true) once[answered]++;
        }
    }

    protected override Member[] List()
    {
        var (members, at) = (new Member[Count], 0);
        var scores = dimension < 0 ? [] : sheet.Scores(dimension);
        Span<int> answers = stackalloc int[items.Length];
        for (var person = 0; person < sheet.PersonCount; person++)
        {
            var score = dimension < 0 ? 0 : scores[person];
            if (score < 0) continue;
            for (var i = 0; i < items.Length; i++) answers[i] = sheet.Item(items[i], person);
            var number = sheet.Persons[person];
            members[at++] = new Member(number, items.Length == 0 ? score : ItemProfile.Of(score, answers, sheet.IsUneven(person)), repeated?.Invoke(number) == true, Head.Lone);
        }

        return members;
    }
}
