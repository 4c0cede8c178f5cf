using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tests.Disclosure.Attacks;

namespace Symetrie.Analytics.Tests.Disclosure;

/// <summary>The audit against the oracle that tries every small set, on systems larger and odder than organisations give; and the choice of residues against all choices.</summary>
internal sealed class LinearAuditTests
{
    private const int K = 5;

    [Test]
    public void The_audit_says_what_trying_every_set_says()
    {
        var (safe, broken) = (0, 0);
        for (var seed = 0; seed < 4000; seed++)
        {
            var random = new Random(seed);
            var (atoms, rows) = (random.Next(1, 6), random.Next(1, 5));
            var parts = new List<(Part Part, long[] Answers)>();
            var number = 0L;
            for (var i = random.Next(3, 12); i > 0; i--)
            {
                // Groups of two or more: one-person groups have a rule of their own.
                var answers = Enumerable.Range(0, random.Next(2, 9)).Select(_ => ++number).ToArray();
                parts.Add((new Part(random.Next(-1, atoms), (ulong)random.Next(1 << rows), Head.Of(answers.Length, answers.Length)), answers));
            }

            var published = Enumerable.Range(0, atoms).Select(a => parts.Where(p => p.Part.Atom == a)).Concat(Enumerable.Range(0, rows).Select(r => parts.Where(p => ((p.Part.Rows >> r) & 1) == 1)))
                .Select(group => (IReadOnlySet<long>)group.SelectMany(p => p.Answers).ToHashSet()).Where(g => g.Count > 0).ToList();
            // The audit takes for granted that every atom is large enough: the rule of residues sees to that.
            if (published.Take(atoms).Any(g => g.Count < K) || Enumerable.Range(0, atoms).Any(a => parts.Where(p => p.Part.Atom == a).Sum(p => p.Answers.Length) is > 0 and < K)) continue;
            var expected = LinearOracle.Smallest(published, K) is null;
            LinearAudit.Holds([.. parts.Select(p => p.Part)], rows, K).ShouldBe(expected, $"seed {seed}");
            if (expected) safe++;
            else broken++;
        }

        TestContext.Out.WriteLine($"{safe} systems safe, {broken} not; the audit and the oracle agree on all");
        safe.ShouldBeGreaterThan(200);
        broken.ShouldBeGreaterThan(200);
    }

    [Test]
    public void The_choice_of_residues_is_the_best_of_all_choices()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var text = $"org({string.Join(' ', Enumerable.Range(0, random.Next(1, 4)).Select(d => $"d{d}({string.Join(' ', Enumerable.Range(0, random.Next(1, 4)).Select(t => $"d{d}t{t}:{random.Next(0, 9)}"))})"))})";
            var made = Organisation.Of(text);
            var tree = TeamTree.Of(made.Teams);
            var own = tree.Teams.Select(t => Head.Of(made.NumbersOf(t.Key).Length, made.NumbersOf(t.Key).Length)).ToArray();
            var chosen = ResidualRule.Choose(tree, own, K);
            Holds(tree, own, chosen).ShouldBeTrue(text);
            var best = Enumerable.Range(0, 1 << own.Length).Select(bits => Enumerable.Range(0, own.Length).Select(t => ((bits >> t) & 1) == 1).ToArray()).Where(c => Holds(tree, own, c)).Max(c => Worth(tree, own, c));
            Worth(tree, own, chosen).ShouldBe(best, text);
        }
    }

    private static (long Groups, long Respondents) Worth(TeamTree tree, Head[] own, bool[] chosen)
    {
        var released = Enumerable.Range(0, chosen.Length).Where(t => chosen[t]).ToList();
        return (released.Sum(t => 1L << (2 * Height(tree, t))), released.Sum(t => Whole(tree, own, t)));
    }

    private static bool Holds(TeamTree tree, Head[] own, bool[] chosen)
    {
        for (var v = 0; v < chosen.Length; v++)
        {
            if (!chosen[v]) continue;
            if (Whole(tree, own, v) == 0) return false;
            var rest = default(Head);
            for (var t = v; t < tree.EndOf(v);)
            {
                if (t != v && chosen[t])
                {
                    t = tree.EndOf(t);
                    continue;
                }

                rest = rest.Plus(own[t++]);
            }

            if (!rest.Holds(K)) return false;
        }

        return true;
    }

    private static long Whole(TeamTree tree, Head[] own, int place) => Enumerable.Range(place, tree.EndOf(place) - place).Sum(t => own[t].N);

    private static int Height(TeamTree tree, int place) => Enumerable.Range(place, tree.EndOf(place) - place).Max(tree.DepthOf) - tree.DepthOf(place);
}
