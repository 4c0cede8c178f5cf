using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Tests.Disclosure;

/// <summary>The master test: whatever the withheld answers are, as long as the released cells are what they are, every byte a reader can get is the same.</summary>
internal sealed class MasterTests
{
    private const int PairsEach = 10;
    private static readonly int Pairs = Amount.Of(1000, 5000);

    [Test]
    public void Permuting_withheld_answers_changes_no_byte_of_any_row_nor_the_snapshot_s_id()
    {
        var (differing, changed, moved, plainly) = (0, 0, 0, 0);
        for (var i = 0; i < Pairs / PairsEach; i++)
        {
            var made = Permutation.Heard(Organisation.Random(10_000 + i, attributes: i % 3));
            var analysis = made.Analyse();
            var (plain, published) = (Organisation.Everything(analysis), PlainPublication.Of(made).Text);
            var patterns = Permutation.Patterns(made, analysis);
            for (var pair = 0; pair < PairsEach; pair++)
            {
                var random = new Random((i * PairsEach) + pair);
                var other = made.With(pair % 2 == 0 ? Permutation.Shuffled(made, patterns, random) : Permutation.Balanced(made, patterns, random, ref moved));
                if (!other.Answers.SequenceEqual(made.Answers)) changed++;
                if (PlainPublication.Of(other).Text != published) plainly++;
                if (!string.Equals(Organisation.Everything(other.Analyse()), plain, StringComparison.Ordinal)) differing++;
            }
        }

        TestContext.Out.WriteLine($"{Pairs} pairs, {changed} with other answers ({moved} by moves across groups that cancel in every published sum): {differing} with a differing byte");
        AttackTable.Add(new AttackLine("master test on the rows of Analysis: pairs with other withheld answers", "3-6 departments of 2-6 teams, log-normal, median 6.5, 0-2 attributes; 1-13 customers a team") { Tried = Pairs, Plain = plainly, Here = differing });
        changed.ShouldBeGreaterThan(Pairs / 2);
        moved.ShouldBeGreaterThan(Pairs / 50);
        differing.ShouldBe(0);
    }

    [Test]
    public void Other_answers_of_a_released_team_do_change_bytes()
    {
        var made = Permutation.Heard(Organisation.Of("org(a:9 b:3)"));
        var other = made.With(made.Answers.Select(a => a.Team == "a" ? a with { Score = 100 * ScorePoints.UnitsPerPoint } : a));
        Organisation.Everything(other.Analyse()).ShouldNotBe(Organisation.Everything(made.Analyse()));
    }
}
