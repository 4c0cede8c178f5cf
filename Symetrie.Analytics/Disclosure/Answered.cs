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
/// <remarks>Counted only where a figure is made of it: most of what is answered was released long ago.</remarks>
internal sealed class Answered
{
    private readonly AnswerSheet sheet = AnswerSheet.Blank;
    private readonly int dimension;
    private readonly int[] places = [];
    private Tally? own;
    private Tally[]? items;

    /// <param name="members">The contributions; none for figures that came published.</param>
    /// <param name="head">Who stands behind it.</param>
    /// <param name="own">The tally.</param>
    public Answered(MemberSet members, Head head, Tally own) => (Members, Head, this.own, items) = (members, head, own, []);

    private Answered(MemberSet members, Head head, AnswerSheet sheet, int dimension, int[] places) =>
        (Members, Head, this.sheet, this.dimension, this.places) = (members, head, sheet, dimension, places);

    /// <summary>The contributions; none for figures that came published.</summary>
    public MemberSet Members { get; }

    /// <summary>Who stands behind it.</summary>
    public Head Head { get; }

    /// <summary>Whether figures that came published are part of it.</summary>
    public bool HasPublished => Head.N > Members.Count;

    /// <summary>The tally.</summary>
    public Tally Own => own ??= sheet.Tally(dimension);

    /// <summary>A tally for each item of the column, over those who have a score; none where figures came published.</summary>
    public Tally[] Items => items ??= HasPublished ? [] : Array.ConvertAll(places, i => TallyOf(sheet, sheet.Scores(dimension), i));

    /// <summary>The answers of a sheet to a dimension; null where there are none.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="dimension">The dimension's place.</param>
    /// <param name="items">The places of the dimension's items; none where contributions are told apart by scores alone.</param>
    /// <param name="repeated">Whether a person is counted in another team; null where nobody is.</param>
    public static Answered? Of(AnswerSheet sheet, int dimension, int[] items, Func<long, bool>? repeated)
    {
        var (published, count, once) = (0L, 0L, 0L);
        foreach (var cell in sheet.Published)
            if (cell.Dimension == dimension) published += cell.N;
        var scores = sheet.Scores(dimension);
        for (var i = 0; i < scores.Length; i++)
        {
            if (scores[i] < 0) continue;
            count++;
            if (repeated?.Invoke(sheet.Persons[i]) != true) once++;
        }

        if (count + published == 0) return null;
        var members = new SheetMembers(sheet, dimension, items, Head.Of(count, once), count + published == 1 && count == 1, repeated);
        return new Answered(members, Head.Of(count + published, once + published), sheet, dimension, items);
    }

    /// <summary>The respondents of a sheet, whatever they answered; null where there are none.</summary>
    public static Answered? Present(AnswerSheet sheet, Func<long, bool>? repeated)
    {
        var (count, once) = (sheet.PersonCount, 0L);
        if (count == 0) return null;
        foreach (var person in sheet.Persons)
            if (repeated?.Invoke(person) != true) once++;
        var head = Head.Of(count, once);
        return new Answered(new SheetMembers(sheet, -1, [], head, head.Lone, repeated), head, Tally.OfCounts([0], [count]));
    }

    // Counted before they are turned into units: few values occur.
    private static Tally TallyOf(AnswerSheet sheet, ReadOnlySpan<long> scores, int item)
    {
        var answers = sheet.Items(item);
        var few = new ValueCounts(stackalloc long[ValueCounts.Places], stackalloc long[ValueCounts.Places]);
        for (var person = 0; person < answers.Length; person++)
            if (scores[person] >= 0 && answers[person] >= 0 && !few.Add(answers[person])) return TallyOfMany(scores, answers);
        var (values, counts) = few.Sorted();
        for (var i = 0; i < values.Length; i++) values[i] = ItemGrain.ToUnits((int)values[i]);
        return values.Length == 0 ? Tally.Empty : Tally.OfCounts(values, counts);
    }

    private static Tally TallyOfMany(ReadOnlySpan<long> scores, ReadOnlySpan<int> answers)
    {
        var counts = new SortedDictionary<int, long>();
        for (var person = 0; person < answers.Length; person++)
            if (scores[person] >= 0 && answers[person] >= 0) counts[answers[person]] = counts.GetValueOrDefault(answers[person]) + 1;
        return Tally.OfCounts([.. counts.Keys.Select(ItemGrain.ToUnits)], [.. counts.Values]);
    }
}
