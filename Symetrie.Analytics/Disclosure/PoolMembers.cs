using Symetrie.Analytics.Tallies;

namespace Symetrie.Analytics.Disclosure;

/// <summary>The contributions to a pool: a person with all answers each.</summary>
internal sealed class PoolMembers : MemberSet
{
    private readonly AnswerSheet?[] sheets;
    private readonly List<(int Place, bool[] Persons)> chosen;
    private readonly Func<long, int, bool>? isRepeated;

    /// <param name="sheets">The sheets by place.</param>
    /// <param name="chosen">The persons of each team, by their place in the sheet.</param>
    /// <param name="isRepeated">Whether a person is counted in another team than the one at a place; null where nobody is.</param>
    public PoolMembers(AnswerSheet?[] sheets, List<(int Place, bool[] Persons)> chosen, Func<long, int, bool>? isRepeated)
        : base(chosen.Sum(c => c.Persons.Count(p => p)), HeadOf(sheets, chosen, isRepeated))
    {
        (this.sheets, this.chosen, this.isRepeated) = (sheets, chosen, isRepeated);
        foreach (var (place, persons) in chosen)
        {
            var (sheet, digests) = (sheets[place]!, DigestsOf(sheets[place]!));
            for (var person = 0; person < persons.Length; person++)
                if (persons[person]) Fingerprint = unchecked(Fingerprint + ItemProfile.Mix(ItemProfile.Mix((ulong)sheet.Persons[person]) ^ (digests[person] >> 24)));
        }
    }

    /// <summary>Tells whether anything changed at all, whatever the order of persons.</summary>
    public ulong Fingerprint { get; }

    protected override Member[] List()
    {
        var (members, at) = (new Member[Count], 0);
        foreach (var (place, persons) in chosen)
        {
            var (sheet, digests) = (sheets[place]!, DigestsOf(sheets[place]!));
            for (var person = 0; person < persons.Length; person++)
                if (persons[person]) members[at++] = new Member(sheet.Persons[person], (long)(digests[person] >> 24), isRepeated?.Invoke(sheet.Persons[person], place) == true, Lone: false);
        }

        return members;
    }

    private static Head HeadOf(AnswerSheet?[] sheets, List<(int Place, bool[] Persons)> chosen, Func<long, int, bool>? isRepeated)
    {
        var (n, once) = (0L, 0L);
        foreach (var (place, persons) in chosen)
            for (var person = 0; person < persons.Length; person++)
            {
                if (!persons[person]) continue;
                n++;
                if (isRepeated?.Invoke(sheets[place]!.Persons[person], place) != true) once++;
            }

        return new Head(n, once, Lone: false);
    }

    // All that a person said; 40 bits are enough to notice a change. Question after question, so that one person's digest need not wait for another's.
    private static ulong[] DigestsOf(AnswerSheet sheet)
    {
        var digests = new ulong[sheet.PersonCount];
        for (var c = 0; c < sheet.ColumnCount; c++)
        {
            var scores = sheet.Scores(c);
            for (var person = 0; person < digests.Length; person++) digests[person] = ItemProfile.Mix(digests[person] ^ (ulong)scores[person]);
        }

        for (var i = 0; i < sheet.ItemCount; i++)
        {
            var answers = sheet.Items(i);
            for (var person = 0; person < digests.Length; person++) digests[person] = ItemProfile.Mix(digests[person] ^ (uint)answers[person]);
        }

        return digests;
    }
}
