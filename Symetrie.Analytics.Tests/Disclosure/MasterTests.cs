using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Tests.Disclosure;

/// <summary>The master test: whatever the withheld answers are, as long as the released cells are what they are, every byte a reader can get is the same.</summary>
internal sealed class MasterTests
{
    private const int Pairs = 5000;
    private const int PairsEach = 10;

    [Test]
    public void Permuting_withheld_answers_changes_no_byte_of_any_row_nor_the_snapshot_s_id()
    {
        var (differing, changed, moved) = (0, 0, 0);
        for (var i = 0; i < Pairs / PairsEach; i++)
        {
            var made = Heard(Organisation.Random(10_000 + i, attributes: i % 3));
            var analysis = made.Analyse();
            var plain = Organisation.Everything(analysis);
            var patterns = Patterns(made, analysis);
            for (var pair = 0; pair < PairsEach; pair++)
            {
                var random = new Random((i * PairsEach) + pair);
                var other = made.With(pair % 2 == 0 ? Shuffled(made, patterns, random) : Balanced(made, patterns, random, ref moved));
                if (!other.Answers.SequenceEqual(made.Answers)) changed++;
                if (!string.Equals(Organisation.Everything(other.Analyse()), plain, StringComparison.Ordinal)) differing++;
            }
        }

        TestContext.Out.WriteLine($"{Pairs} pairs, {changed} with other answers ({moved} by moves across groups that cancel in every published sum): {differing} with a differing byte");
        changed.ShouldBeGreaterThan(Pairs / 2);
        moved.ShouldBeGreaterThan(100);
        differing.ShouldBe(0);
    }

    [Test]
    public void Other_answers_of_a_released_team_do_change_bytes()
    {
        var made = Heard(Organisation.Of("org(a:9 b:3)"));
        var other = made.With(made.Answers.Select(a => a.Team == "a" ? a with { Score = 100 * ScorePoints.UnitsPerPoint } : a));
        Organisation.Everything(other.Analyse()).ShouldNotBe(Organisation.Everything(made.Analyse()));
    }

    // Customers too, and no answer low enough for the floor, which would change what is released.
    private static Organisation Heard(Organisation made)
    {
        var random = new Random(made.Answers.Count);
        var customers = made.Teams.Where(t => made.Below(t.Key).Count == 1).SelectMany((t, i) => Enumerable.Range(0, random.Next(1, 14)).Select(j => new Answer(100_000 + (100 * i) + j, t.Key, random.Next(1, 5) * 25.0) with { Voice = Voice.Customer }));
        return made.With([.. made.Answers.Select(a => a with { Score = Math.Max(a.Score, 25 * ScorePoints.UnitsPerPoint) }), .. customers]);
    }

    /// <summary>In which published rows each answer lies.</summary>
    private static Dictionary<(Voice, long), string> Patterns(Organisation made, Analysis analysis)
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
    private static List<Answer> Shuffled(Organisation made, Dictionary<(Voice, long), string> patterns, Random random)
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
    private static List<Answer> Balanced(Organisation made, Dictionary<(Voice, long), string> patterns, Random random, ref int moved)
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
}
