using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tallies;

namespace Symetrie.Analytics.Disclosure;

/// <summary>A column of a period after it was brought up to date.</summary>
/// <param name="Key">The dimension's key.</param>
/// <param name="Dimension">The dimension's place.</param>
/// <param name="History">What stands.</param>
/// <param name="View">What is seen.</param>
/// <param name="Room">The room that did it.</param>
/// <param name="Units">What each team itself answered.</param>
internal sealed record OpenedColumn(string Key, int Dimension, ColumnHistory History, ColumnView View, ColumnRoom Room, Answered?[] Units)
{
    private StandingAtom?[]? leaves;

    private StandingAtom?[] Leaves => leaves ??= [.. Units.Select((unit, place) => View.Cells[place] is not null && unit is { HasPublished: false } && View.AtomsAt(place).ToList() is [var atom] ? atom : null)];

    /// <summary>What stands of a leaf team itself; null where it is withheld or came published.</summary>
    public StandingAtom? Leaf(int place) => Leaves[place];
}

/// <summary>Puts all leaf teams of a voice and period together for figures over teams (C8), as one released group with a history of its own.</summary>
/// <remarks>
/// It holds persons of whom every answer to a released dimension stands as it is now, in leaf teams whose cell is released: nothing of a withheld cell, and nobody
/// whose late answer waits. Because its figures use spreads, the detail minimum takes the place of k in all that follows. (1) In time: over all its versions every class of
/// contributions (a person with all answers), and the persons who come and go, are nobody or at least 20; until then the old version stands. Teams of a dimension
/// that come or go hold nobody or at least 20, too. (2) Beside the cells: own spreads of detailed nodes are public, so with blocks of what
/// lies between detailed nodes the pool must share all or nothing with each, or Σ min(shared, not shared) must be at least 20, or else a spread of fewer would be left. (3) Where
/// employees' cells were cut smaller than that after they were released, no later version is made. (4) 10 teams and 100 answers a dimension.
/// </remarks>
internal sealed class PoolRoom(TeamTree tree, AnswerSheet?[] sheets, IReadOnlyList<OpenedColumn> columns, IReadOnlyList<AskedItem> items, int detailMinimum, bool open, Func<long, int, bool>? isRepeated, DateOnly today)
{
    private const int Teams = 10;
    private const int Answers = 100;

    /// <summary>Brings the pool up to date.</summary>
    /// <param name="known">The figure that stands, as the ledger has it; null where nothing was ever released.</param>
    /// <param name="members">Whose it is, read only where something has changed.</param>
    /// <returns>What stands now, and whose it is where that has changed.</returns>
    public (byte[]? Figure, ColumnHistory? Members) Update(byte[]? known, Func<ColumnHistory?> members)
    {
        var chosen = tree.Leaves.Where(t => sheets[t] is not null).Select(t => (Place: t, Persons: PersonsOf(t))).Where(c => Array.Exists(c.Persons, p => p)).ToList();
        var made = new PoolFigure(today, [.. columns.Select(c => Dimension(c, chosen)).OfType<PoolFigure.Part>()]);
        if (made.Parts.Count == 0) return (known, null);
        var old = known is null ? null : PoolFigure.Read(known);
        ColumnHistory? history = null;
        if (!open)
        {
            var all = new PoolMembers(sheets, chosen, isRepeated);
            made = made with { Fingerprint = all.Fingerprint };
            if (old is not null && old.Fingerprint == made.Fingerprint) return (known, null);
            history = members() ?? new ColumnHistory();
            if (!Renew(history, old, made, all)) return (known, null);
        }

        using var sums = new PoolSums(sheets, items, columns, chosen);
        made.Add(sums);
        return old is not null && open && old.At(today).Write().AsSpan().SequenceEqual(made.Write()) ? (known, null) : (made.Write(), history);
    }

    private bool Renew(ColumnHistory history, PoolFigure? old, PoolFigure made, MemberSet members)
    {
        var refinement = new Refinement(history, detailMinimum);
        if (history.Atoms is [var standing])
        {
            if (refinement.IsStanding(standing, members)) return false;
            if (columns.Any(c => c.History.Atoms.Exists(a => !a.Detail)) || !refinement.KeepsPersons([standing], [members]) || old?.Keeps(made, detailMinimum) == false) return false;
        }
        else if (columns.Any(c => c.History.Atoms.Exists(a => !a.Detail)))
        {
            return false;
        }

        if (!refinement.TryAtoms([members], out var classes, out _)) return false;
        history.Minimum = detailMinimum;
        history.Atoms = [new StandingAtom("*", IsRest: false, "", [], classes[0], Tally.Empty, Detail: true, today, StandingAtom.NoItems)];
        return true;
    }

    // Persons who answered something that is released, and of whom nothing waits.
    private bool[] PersonsOf(int place)
    {
        var sheet = sheets[place]!;
        var (some, waits) = (new bool[sheet.PersonCount], new bool[sheet.PersonCount]);
        foreach (var column in columns)
        {
            if (column.Leaf(place) is not { } atom) continue;
            var scores = sheet.Scores(column.Dimension);
            var (at, whole) = (0, open || column.Room.IsUpToDate(atom));
            var members = whole ? [] : column.Units[place]!.Members.All;
            for (var person = 0; person < scores.Length; person++)
            {
                if (scores[person] < 0) continue;
                some[person] = true;
                if (!whole && !column.Room.Stands(atom, members[at])) waits[person] = true;
                at++;
            }
        }

        for (var person = 0; person < some.Length; person++) some[person] &= !waits[person];
        return some;
    }

    private PoolFigure.Part? Dimension(OpenedColumn column, List<(int Place, bool[] Persons)> chosen)
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var shared = new long[tree.Teams.Count];
        foreach (var (place, persons) in chosen)
        {
            if (column.Leaf(place) is null) continue;
            var scores = sheets[place]!.Scores(column.Dimension);
            for (var person = 0; person < persons.Length; person++)
                if (persons[person] && scores[person] >= 0) shared[place]++;
            if (shared[place] > 0) counts[tree.Teams[place].Key] = shared[place];
        }

        if (counts.Count < Teams || counts.Values.Sum() < Answers) return null;
        return open || LeavesEnough(column, shared) ? new PoolFigure.Part(column.Key, counts) : null;
    }

    private bool LeavesEnough(OpenedColumn column, long[] shared)
    {
        var (blocks, rest) = (new Dictionary<int, (long In, long Out)>(), 0L);
        for (var t = 0; t < shared.Length; t++)
        {
            var detailed = t;
            while (detailed >= 0 && column.View.Cells[detailed] is not { HasDetail: true }) detailed = tree.ParentOf(detailed);
            if (detailed < 0) rest += shared[t];
            else blocks[detailed] = (blocks.GetValueOrDefault(detailed).In + shared[t], blocks.GetValueOrDefault(detailed).Out + column.View.AtomsAt(t).Sum(a => a.Figure.N) - shared[t]);
        }

        rest += blocks.Values.Sum(b => Math.Min(b.In, Math.Max(0, b.Out)));
        return rest == 0 || rest >= detailMinimum;
    }
}
