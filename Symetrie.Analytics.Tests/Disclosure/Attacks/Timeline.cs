using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Tests.Disclosure.Attacks;

/// <summary>An organisation on one night.</summary>
/// <param name="Made">Its teams and answers then, of one period.</param>
/// <param name="Erased">Who was erased before it.</param>
internal sealed record Night(Organisation Made, IReadOnlyList<long> Erased)
{
    public Night(Organisation made)
        : this(made, [])
    {
    }
}

/// <summary>What happens to an organisation from one night to the next: answers come, go and change, persons move and are erased, teams are split, merged, renamed and
/// moved, the calendar changes.</summary>
/// <param name="random">Draws what happens.</param>
internal sealed class Timeline(Random random)
{
    private long number = 1_000_000;

    /// <summary>A late answer in one team.</summary>
    public Night Joiner(Organisation last) => new(last.With(last.Answers.Append(new Answer(++number, Leaf(last), Score()))));

    /// <summary>One answer taken back.</summary>
    public Night Leaver(Organisation last) => new(last.Minus(Anybody(last)));

    /// <summary>One to four persons erased.</summary>
    public Night Erasure(Organisation last)
    {
        var erased = Enumerable.Range(0, random.Next(1, 5)).Select(_ => Anybody(last)).Distinct().ToArray();
        return new Night(last.Minus(erased), erased);
    }

    /// <summary>Some of a team become a team of their own.</summary>
    public Night Split(Organisation last)
    {
        var key = Leaf(last);
        var team = last.Teams.Single(t => t.Key == key);
        var half = $"{team.Key}x{++number}";
        var chosen = last.NumbersOf(team.Key).Where(_ => random.Next(2) == 0).ToHashSet();
        return new Night(Of(last, [.. last.Teams, Named(team, half, team.Parent)], a => chosen.Contains(a.Number) ? half : a.Team));
    }

    /// <summary>Two teams become one.</summary>
    public Night Merge(Organisation last)
    {
        var (one, other) = (Leaf(last), Leaf(last));
        return one == other ? new Night(last) : new Night(Of(last, [.. last.Teams.Where(t => t.Key != other)], a => a.Team == other ? one : a.Team));
    }

    /// <summary>A team gets another key.</summary>
    public Night Rename(Organisation last)
    {
        var (old, key) = (Leaf(last), $"n{++number}");
        return new Night(Of(last, [.. last.Teams.Select(t => t.Key == old ? Named(t, key, t.Parent) : t)], a => a.Team == old ? key : a.Team));
    }

    /// <summary>A team goes to another department.</summary>
    public Night Move(Organisation last)
    {
        var (team, departments) = (Leaf(last), last.Teams.Where(t => t.Parent == "org" && last.Below(t.Key).Count > 1).Select(t => t.Key).ToArray());
        if (departments.Length == 0) return new Night(last);
        var parent = departments[random.Next(departments.Length)];
        return new Night(Of(last, [.. last.Teams.Where(t => t.Key != team), .. last.Teams.Where(t => t.Key == team).Select(t => Named(t, t.Key, parent))], a => a.Team));
    }

    /// <summary>The quarter is cut in three months; each answer was given in one of them.</summary>
    public IEnumerable<Night> Months(Organisation last)
    {
        for (var month = 0; month < 3; month++)
        {
            var (from, here) = (Organisation.Quarter.EmployeeFrom.AddMonths(month), month);
            var period = new Period($"2026-0{month + 1}", from, from.AddMonths(1), from, from.AddMonths(1));
            yield return new Night(new Organisation { Teams = last.Teams, Answers = last.Answers.FindAll(a => a.Number * 2654435761 % 3 == here), Period = period });
        }
    }

    /// <summary>A few of the small changes that every night brings, in one or more teams.</summary>
    public Night Changes(Organisation last, IReadOnlyList<Night> before)
    {
        var answers = last.Answers.ToList();
        for (var changes = random.Next(1, 5); changes > 0; changes--) Change(last, answers);
        // The answers of an earlier night come back now and then.
        return new Night(random.Next(5) == 0 && before.Count > 1 && before[^2].Made.Teams == last.Teams
            ? last.With(before[^2].Made.Answers.Concat(answers.Where(a => a.Number > 1_000_000)).DistinctBy(a => a.Number))
            : last.With(answers));
    }

    private void Change(Organisation last, List<Answer> answers)
    {
        // One person, or a handful; in one team.
        var (team, many) = (Leaf(last), random.Next(2) == 0 ? 1 : random.Next(1, 12));
        var own = answers.Where(a => a.Team == team).Take(many).ToHashSet();
        var other = Leaf(last);
        switch (random.Next(4))
        {
            case 0:
                for (; many > 0; many--) answers.Add(new Answer(++number, team, Score()));
                break;
            case 1:
                answers.RemoveAll(own.Contains);
                break;
            case 2:
                for (var i = 0; i < answers.Count; i++)
                    if (own.Contains(answers[i])) answers[i] = answers[i] with { Score = Score() };
                break;
            default:
                for (var i = 0; i < answers.Count; i++)
                    if (own.Contains(answers[i])) answers[i] = answers[i] with { Team = other };
                break;
        }
    }

    private static Organisation Of(Organisation last, List<Team> teams, Func<Answer, string> team) =>
        new() { Teams = teams, Answers = last.Answers.ConvertAll(a => a with { Team = team(a) }), Period = last.Period };

    private static Team Named(Team team, string key, string? parent) => new(key, key.ToUpperInvariant(), parent, team.Attributes);

    private string Leaf(Organisation made)
    {
        var leaves = made.Teams.Where(t => t.Parent is not null && !made.Teams.Exists(c => c.Parent == t.Key)).ToArray();
        return leaves[random.Next(leaves.Length)].Key;
    }

    private long Anybody(Organisation made) => made.Answers[random.Next(made.Answers.Count)].Number;

    private long Score() => (random.NextInt64(20, 100) * 10_000_000_000) + random.NextInt64(9_999_999_999);
}
