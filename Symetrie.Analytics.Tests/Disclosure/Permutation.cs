using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Tests.Disclosure;

/// <summary>Other answers that leave every released cell what it is: exchanged within what no published row tells apart, moved so that all published sums stay, or
/// given by members of other withheld teams.</summary>
internal static class Permutation
{
    // Customers too, and no answer low enough for the floor, which would change what is released.
    public static Organisation Heard(Organisation made)
    {
        var random = new Random(made.Answers.Count);
        var customers = made.Teams.Where(t => made.Below(t.Key).Count == 1).SelectMany((t, i) => Enumerable.Range(0, random.Next(1, 14)).Select(j => new Answer(100_000 + (100 * i) + j, t.Key, random.Next(1, 5) * 25.0) with { Voice = Voice.Customer }));
        return made.With([.. made.Answers.Select(a => a with { Score = Math.Max(a.Score, 25 * ScorePoints.UnitsPerPoint) }), .. customers]);
    }

    /// <summary>In which published rows each answer lies.</summary>
    public static Dictionary<(Voice, long), string> Patterns(Organisation made, Analysis analysis)
    {
        var patterns = made.Answers.ToDictionary(a => (a.Voice, a.Number), _ => "");
        foreach (var voice in Voices.Both)
        {
            var rows = Organisation.Scores(analysis).Where(r => r.Voice == voice).Select(r => r.Team).ToHashSet(StringComparer.Ordinal);
            foreach (var row in rows.Order(StringComparer.Ordinal))
            {
                var teams = made.TeamsOf(row, rows);
                foreach (var answer in made.Answers.Where(a => a.Voice == voice && teams.Contains(a.Team))) patterns[(voice, answer.Number)] += row + ";";
            }
        }

        return patterns;
    }

    // Answers that lie in the same rows change places; those that lie in none are anything.
    public static List<Answer> Shuffled(Organisation made, Dictionary<(Voice, long), string> patterns, Random random)
    {
        var answers = new List<Answer>();
        foreach (var group in made.Answers.GroupBy(a => (a.Voice, Pattern: patterns[(a.Voice, a.Number)])))
        {
            var scores = group.Select(a => a.Score).ToArray();
            random.Shuffle(scores);
            answers.AddRange(group.Select((a, i) => a with { Score = group.Key.Pattern.Length == 0 ? random.Next(5) * 25 * ScorePoints.UnitsPerPoint : scores[i] }));
        }

        return answers;
    }

    // One answer up and one down in each of two rests, so that both the rests and the attribute cells keep their sums.
    public static List<Answer> Balanced(Organisation made, Dictionary<(Voice, long), string> patterns, Random random, ref int moved)
    {
        var answers = Shuffled(made, patterns, random);
        var parts = Enumerable.Range(0, answers.Count).Where(i => patterns[(answers[i].Voice, answers[i].Number)].Contains("rest-of", StringComparison.Ordinal))
            .GroupBy(i => (answers[i].Voice, Pattern: patterns[(answers[i].Voice, answers[i].Number)])).ToList();
        foreach (var a in parts)
            foreach (var b in parts.Where(p => p.Key.Voice == a.Key.Voice && Tree(p.Key.Pattern) == Tree(a.Key.Pattern) && p.Key.Pattern != a.Key.Pattern))
                foreach (var c in parts.Where(p => p.Key.Voice == a.Key.Voice && Tree(p.Key.Pattern) != Tree(a.Key.Pattern) && Cells(p.Key.Pattern) == Cells(a.Key.Pattern)))
                    foreach (var d in parts.Where(p => p.Key.Voice == a.Key.Voice && Tree(p.Key.Pattern) == Tree(c.Key.Pattern) && Cells(p.Key.Pattern) == Cells(b.Key.Pattern)))
                        if (Move(answers, [a, d], [b, c]))
                        {
                            moved++;
                            return answers;
                        }

        return answers;

        static string Tree(string pattern) => string.Join(';', pattern.Split(';').Where(r => !r.StartsWith("attribute", StringComparison.Ordinal)));
        static string Cells(string pattern) => string.Join(';', pattern.Split(';').Where(r => r.StartsWith("attribute", StringComparison.Ordinal)));
    }

    // Both go between the same two neighbouring scores: totals with a spread keep theirs.
    private static bool Move(List<Answer> answers, IEnumerable<int>[] up, IEnumerable<int>[] down)
    {
        for (var low = 1; low < 4; low++)
        {
            var score = low * 25 * ScorePoints.UnitsPerPoint;
            var raised = up.Select(g => g.Where(i => answers[i].Score == score).Select(i => (int?)i).FirstOrDefault()).ToList();
            var lowered = down.Select(g => g.Where(i => answers[i].Score == score + (25 * ScorePoints.UnitsPerPoint)).Select(i => (int?)i).FirstOrDefault()).ToList();
            if (raised.Contains(null) || lowered.Contains(null)) continue;
            foreach (var i in raised) answers[i!.Value] = answers[i.Value] with { Score = score + (25 * ScorePoints.UnitsPerPoint) };
            foreach (var i in lowered) answers[i!.Value] = answers[i.Value] with { Score = score };
            return true;
        }

        return false;
    }

    /// <summary>Some answers change places between teams, all that is released staying the same: tried a few times, null where none was found.</summary>
    public static List<Answer>? Moved(Organisation made, Analysis analysis, Dictionary<(Voice, long), string> patterns, Random random)
    {
        var released = analysis.Panel.Released.Versions().ToList();
        var groups = made.Answers.Where(a => patterns[(a.Voice, a.Number)].Contains("rest-of", StringComparison.Ordinal)).GroupBy(a => (a.Voice, patterns[(a.Voice, a.Number)]))
            .Where(g => g.Select(a => a.Team).Distinct().Count() > 1).Select(g => g.ToArray()).ToArray();
        for (var tries = 0; tries < 5 && groups.Length > 0; tries++)
        {
            var group = groups[random.Next(groups.Length)];
            var (mover, team) = (group[random.Next(group.Length)], group[random.Next(group.Length)].Team);
            if (mover.Team == team) continue;
            var answers = made.Answers.ConvertAll(a => a == mover ? a with { Team = team } : a);
            if (made.With(answers).Analyse().Panel.Released.Versions().SequenceEqual(released)) return answers;
        }

        return null;
    }
}
