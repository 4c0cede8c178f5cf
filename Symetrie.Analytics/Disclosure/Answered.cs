using Symetrie.Analytics.Tallies;

namespace Symetrie.Analytics.Disclosure;

/// <summary>A contribution as disclosure follows it through time.</summary>
/// <param name="Number">The person's number: unlike that of a response it is the same when an export is taken back and posted again (where the export names persons).</param>
/// <param name="Score">What was said (<see cref="ItemProfile"/>): a changed answer is another contribution, also where the score stays the same.</param>
/// <param name="Repeated">Whether the person is counted in another team of the period (C1).</param>
/// <param name="Lone">Whether it is the only one of its team.</param>
internal readonly record struct Member(long Number, long Score, bool Repeated, bool Lone)
{
    /// <summary>What it is known again by; a person's answers in two teams are two contributions.</summary>
    public (long Number, long Score) Key => (Number, Repeated ? ~Score : Score);

    /// <summary>Who stands behind some contributions.</summary>
    public static Head HeadOf(ReadOnlySpan<Member> members)
    {
        var (persons, lone) = (0L, false);
        foreach (var member in members)
        {
            if (!member.Repeated) persons++;
            lone |= member.Lone;
        }

        return new Head(members.Length, persons, lone);
    }
}

/// <summary>What the answers of one team itself, without its children, are to one column.</summary>
/// <param name="Members">The contributions; none for figures that came published.</param>
/// <param name="Head">Who stands behind it.</param>
/// <param name="Own">The tally.</param>
/// <param name="Items">A tally for each item of the column, over those who have a score; none where figures came published.</param>
internal sealed record Answered(Member[] Members, Head Head, Tally Own, Tally[] Items)
{
    /// <summary>The answers of a sheet to a dimension; null where there are none.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="dimension">The dimension's place.</param>
    /// <param name="items">The places of the dimension's items; none where contributions are told apart by scores alone.</param>
    /// <param name="repeated">Whether a person is counted in another team; null where nobody is.</param>
    public static Answered? Of(AnswerSheet sheet, int dimension, int[] items, Func<long, bool>? repeated)
    {
        var published = 0L;
        foreach (var cell in sheet.Published)
            if (cell.Dimension == dimension) published += cell.N;
        var scores = sheet.Scores(dimension);
        var members = MembersOf(sheet, scores, published, repeated);
        if (members.Length + published == 0) return null;
        if (items.Length > 0) Profile(sheet, scores, items, members);
        return new Answered(members, HeadOf(members, published), sheet.Tally(dimension), published > 0 ? [] : Array.ConvertAll(items, i => TallyOf(sheet, sheet.Scores(dimension), i)));
    }

    /// <summary>The respondents of a sheet, whatever they answered; null where there are none.</summary>
    public static Answered? Present(AnswerSheet sheet, Func<long, bool>? repeated)
    {
        var nothing = new long[sheet.PersonCount];
        var members = MembersOf(sheet, nothing, 0, repeated);
        return members.Length == 0 ? null : new Answered(members, HeadOf(members, 0), Tally.Of(nothing), []);
    }

    private static void Profile(AnswerSheet sheet, ReadOnlySpan<long> scores, int[] items, Member[] members)
    {
        Span<int> answers = stackalloc int[items.Length];
        for (int person = 0, at = 0; person < scores.Length; person++)
        {
            if (scores[person] < 0) continue;
            for (var i = 0; i < items.Length; i++) answers[i] = sheet.Item(items[i], person);
            members[at] = members[at] with { Score = ItemProfile.Of(scores[person], answers, sheet.IsUneven(person)) };
            at++;
        }
    }

    // Counted before they are turned into units: few values occur.
    private static Tally TallyOf(AnswerSheet sheet, ReadOnlySpan<long> scores, int item)
    {
        var answers = sheet.Items(item);
        Span<int> sorted = answers.Length <= 1024 ? stackalloc int[answers.Length] : new int[answers.Length];
        var n = 0;
        for (var person = 0; person < answers.Length; person++)
            if (scores[person] >= 0 && answers[person] >= 0) sorted[n++] = answers[person];
        if (n == 0) return Tally.Empty;
        sorted[..n].Sort();
        var (values, counts) = (new List<long>(), new List<long>());
        for (var i = 0; i < n; i++)
        {
            if (i == 0 || sorted[i] != sorted[i - 1])
            {
                values.Add(ItemGrain.ToUnits(sorted[i]));
                counts.Add(0);
            }

            counts[^1]++;
        }

        return Tally.OfCounts([.. values], [.. counts]);
    }

    private static Head HeadOf(Member[] members, long published)
    {
        var once = published;
        foreach (var member in members)
            if (!member.Repeated) once++;
        return Head.Of(members.Length + published, once);
    }

    private static Member[] MembersOf(AnswerSheet sheet, ReadOnlySpan<long> scores, long published, Func<long, bool>? repeated)
    {
        var count = 0;
        foreach (var score in scores)
            if (score >= 0) count++;
        var members = new Member[count];
        for (int i = 0, at = 0; i < scores.Length; i++)
            if (scores[i] >= 0) members[at++] = new Member(sheet.Persons[i], scores[i], repeated?.Invoke(sheet.Persons[i]) == true, count + published == 1);
        return members;
    }
}
