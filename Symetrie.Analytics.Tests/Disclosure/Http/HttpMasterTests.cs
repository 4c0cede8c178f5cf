using System.Collections.Concurrent;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Tests.Disclosure.Http;

/// <summary>The master test through the real program: two organisations whose released cells are the same are the same to a read key, in every byte.</summary>
internal sealed class HttpMasterTests
{
    private static readonly int Pairs = Amount.Of(12, 50);

    [Test]
    public async Task Other_withheld_answers_change_no_byte_that_a_read_key_can_get()
    {
        var results = new ConcurrentBag<(string Kind, bool Changed, bool Plain, IReadOnlyList<string> Differing, int Requests)>();
        await Parallel.ForAsync(0, Pairs, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (i, _) => results.Add(await Pair(i)));
        foreach (var kind in results.GroupBy(r => r.Kind).OrderBy(g => g.Key, StringComparer.Ordinal))
            TestContext.Out.WriteLine($"{kind.Key}: {kind.Count()} pairs, {kind.Count(r => r.Changed)} with other answers; plain n >= k differs in {kind.Count(r => r.Plain)}, here {kind.Count(r => r.Differing.Count > 0)}; {kind.Sum(r => r.Requests)} requests");
        AttackTable.Add(new AttackLine("master test through HTTP: pairs with other withheld answers", "3-6 departments of 2-6 teams, log-normal, median 6.5, 0-2 attributes; 1-13 customers a team")
        {
            Tried = results.Count,
            Plain = results.Count(r => r.Plain),
            Here = results.Count(r => r.Differing.Count > 0),
        });
        results.SelectMany(r => r.Differing).ShouldBeEmpty();
        results.Count.ShouldBe(Pairs);
        results.ShouldAllBe(r => r.Changed && r.Requests > 150);
        results.Count(r => r.Plain).ShouldBeGreaterThan(Pairs / 2, "the comparison can tell two organisations apart");
    }

    [Test]
    public async Task Another_released_answer_changes_bytes_at_many_addresses()
    {
        var made = Permutation.Heard(Organisation.Of("org(a:9 b:3 c:7)"));
        var other = made.With(made.Answers.Select((a, i) => i == 0 ? a with { Score = a.Score == 0 ? 25 * ScorePoints.UnitsPerPoint : a.Score - (25 * ScorePoints.UnitsPerPoint) } : a));
        (await Differences((made, ""), (other, ""), 0)).Differing.Count.ShouldBeGreaterThan(20);
    }

    private static async Task<(string, bool, bool, IReadOnlyList<string>, int)> Pair(int i)
    {
        var made = Invited(Permutation.Heard(Organisation.Random(70_000 + i, attributes: i % 3)), i);
        var (other, stray, kind) = Other(made, i);
        var (differing, requests) = await Differences((made, ""), (other, stray), i);
        var changed = stray.Length > 0 || !other.Answers.SequenceEqual(made.Answers);
        return (kind, changed, PlainPublication.Of(made).Text != PlainPublication.Of(other).Text, differing, requests);
    }

    private static (Organisation Other, string Stray, string Kind) Other(Organisation made, int i)
    {
        var (random, analysis, moved) = (new Random(i), made.Analyse(), 0);
        var patterns = Permutation.Patterns(made, analysis);
        var team = made.Teams.First(t => made.Below(t.Key).Count == 1).Key;
        switch (i % 4)
        {
            case 0: return (made.With(Permutation.Balanced(made, patterns, random, ref moved)), "", moved > 0 ? "moved across groups that cancel" : "exchanged within rests");
            case 1 when Permutation.Moved(made, analysis, patterns, random) is { } answers: return (made.With(answers), "", "given in another withheld team");
            case 2: return (made.With(Permutation.Shuffled(made, patterns, random)), "team,date,who,a\n" + string.Concat(Enumerable.Range(0, 1 + random.Next(4)).Select(n => $"{team},2026-05-1{n},late-{n},{1 + random.Next(5)}\n")), "and up to four in a quarter of their own");
            default: return (made.With(Permutation.Shuffled(made, patterns, random)), "", "exchanged within rests");
        }
    }

    private static Organisation Invited(Organisation made, int seed)
    {
        if (seed % 2 == 0) return made;
        var random = new Random(seed);
        foreach (var team in made.Teams.Where(t => made.Below(t.Key).Count == 1)) made.Invited[(team.Key, Voice.Employee)] = made.Answers.Count(a => a.Team == team.Key && a.Voice == Voice.Employee) + random.Next(0, 15);
        return made;
    }

    private static async Task<(IReadOnlyList<string> Differing, int Requests)> Differences((Organisation Made, string Stray) one, (Organisation Made, string Stray) other, int turn)
    {
        var crawls = new List<Crawl>();
        foreach (var (made, stray) in new[] { one, other })
        {
            await using var served = await ServedOrganisation.Start();
            await served.TakeIn(made, seed: (1000 * crawls.Count) + turn);
            if (stray.Length > 0) await served.Import(stray, "employee");
            await served.Publish();
            crawls.Add(await new Crawl(served.Reader).All(turn));
        }

        return (Crawl.Differences(crawls[0], crawls[1]), crawls[0].Seen.Count);
    }
}
