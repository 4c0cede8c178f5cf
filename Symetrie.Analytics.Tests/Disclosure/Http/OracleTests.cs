using NUnit.Framework;
using Shouldly;

namespace Symetrie.Analytics.Tests.Disclosure.Http;

/// <summary>Orders, filters, pages, tags, ids and lengths as oracles: a withheld team with nobody, one or four respondents is the same to all of them.</summary>
internal sealed class OracleTests
{
    // Nobody, one, four; the rest of the parent has eight in every case.
    private static readonly int[][] Sizes = [[0, 4, 4], [1, 4, 3], [4, 4, 0]];

    private static readonly (string Name, Func<PlainPublication, string> Plain, Func<string, bool> Address)[] Oracles =
    [
        ("sorting as an oracle", p => string.Join('\n', p.Rows.Select(r => r.Key)), a => a.Contains("sort=", StringComparison.Ordinal)),
        ("filtering by a figure as an oracle", p => $"{p.Hidden.Count(n => n == 4)} rows of n = 4, {p.Hidden.Count(n => n == 1)} of n = 1", a => a.Contains("?n=", StringComparison.Ordinal) || a.Contains("?mean=", StringComparison.Ordinal)),
        ("pages as an oracle", p => string.Join('\n', p.Rows.Chunk(2).Select(c => c[0].Key)), a => a.Contains("limit=", StringComparison.Ordinal)),
        ("ETag and snapshot id as an oracle", p => p.Version, _ => true),
        ("byte length as an oracle", p => $"{p.Text.Length}", _ => true),
    ];

    [Test]
    public async Task A_withheld_team_of_nobody_one_or_four_looks_alike()
    {
        var lines = Oracles.Select(o => new AttackLine(o.Name + ", over HTTP", "teams of 9, 12 and three that have 8 together, of whom one is looked at: it has 0, 1 or 4")).ToArray();
        for (var seed = 0; seed < 3; seed++)
        {
            var variants = Sizes.Select(s => Variant(s, seed)).ToArray();
            var crawls = new List<Crawl>();
            foreach (var made in variants)
            {
                await using var served = await ServedOrganisation.Start(made, seed: 10 + crawls.Count);
                var crawl = await new Crawl(served.Reader).All(10 * seed);
                crawls.Add(seed == 0 ? await crawl.Orders() : crawl);
            }

            var differing = crawls.Skip(1).SelectMany(c => Crawl.Differences(crawls[0], c)).ToArray();
            for (var o = 0; o < Oracles.Length; o++) lines[o].Count(variants.Select(v => Oracles[o].Plain(PlainPublication.Of(v))).Distinct().Count() > 1, differing.Any(Oracles[o].Address));
            differing.ShouldBeEmpty();
            crawls[0].Seen.Keys.Count(k => k.Contains("sort=", StringComparison.Ordinal)).ShouldBeGreaterThan(20);
            if (seed == 0) Withheld(crawls[0]);
        }

        foreach (var line in lines)
        {
            AttackTable.Add(line);
            line.Here.ShouldBe(0);
            line.Plain!.Value.ShouldBeGreaterThan(0, $"{line.Attack} can succeed");
        }
    }

    [Test]
    public async Task Late_answers_below_k_are_seen_in_nothing()
    {
        var line = new AttackLine("one to four late answers, night by night, over HTTP", "teams of 9, 12, 4 and 4");
        var made = Variant(Sizes[0], 7);
        await using var served = await ServedOrganisation.Start(made, seed: 1);
        var first = await new Crawl(served.Reader).All(0);
        var tag = (await served.Reader.GetAsync("/v1/scores")).Headers.ETag!;
        for (var late = 1; late <= 4; late++)
        {
            await served.Import($"team,date,who,a\nfew,2026-02-1{late},late-{late},{late}\n", "employee");
            await served.Publish();
            var now = await new Crawl(served.Reader).All(0);
            // That a run took place is no secret; that it found nothing to publish is all it says.
            var differing = Crawl.Differences(first, now).Where(a => !a.StartsWith("/v1/runs", StringComparison.Ordinal) && a != "/v1/status").ToArray();
            var after = made.Plus("few", [.. Enumerable.Range(0, late).Select(i => 5000L + i)]);
            line.Count(PlainPublication.Of(after).Text != PlainPublication.Of(made).Text, differing.Length > 0);
            differing.ShouldBeEmpty($"night {late}");
            using var again = new HttpRequestMessage(HttpMethod.Get, "/v1/scores");
            again.Headers.IfNoneMatch.Add(tag);
            ((int)(await served.Reader.SendAsync(again)).StatusCode).ShouldBe(304);
        }

        AttackTable.Add(line);
        line.Plain.ShouldBe(4);
        await served.Import("team,date,who,a\nfew,2026-02-20,late-5,3\n", "employee");
        await served.Publish();
        Crawl.Differences(first, await new Crawl(served.Reader).All(0)).ShouldContain("/v1/scores", "the fifth makes the team enough");
    }

    // No filter on a figure is taken at all, and rows without figures stand last, whichever way.
    private static void Withheld(Crawl crawl)
    {
        var filters = crawl.Seen.Where(s => s.Key.EndsWith("=4", StringComparison.Ordinal) && !s.Key.Contains('&')).ToArray();
        filters.Length.ShouldBeGreaterThan(20);
        filters.ShouldAllBe(s => s.Value.StartsWith("400\n", StringComparison.Ordinal) && s.Value.Contains("/problems/unknown-parameter", StringComparison.Ordinal));
        foreach (var sign in new[] { "", "-" })
        {
            var pages = crawl.Seen.Where(s => s.Key.Split("&cursor")[0] == $"/v1/scores?limit=7&sort={sign}mean").Select(s => s.Value);
            var rows = string.Concat(pages.Select(p => p[p.IndexOf("\n\n", StringComparison.Ordinal)..]));
            rows.LastIndexOf("\"status\":\"ok\"", StringComparison.Ordinal).ShouldBeLessThan(rows.IndexOf("\"status\":\"withheld\"", StringComparison.Ordinal), $"sort={sign}mean");
        }
    }

    private static Organisation Variant(int[] sizes, int seed)
    {
        var made = Organisation.Of("org(a:9 b:12 few f2 f3)", seed);
        var random = new Random(seed);
        var teams = new[] { "few", "f2", "f3" }.SelectMany((t, i) => Enumerable.Repeat(t, sizes[i]));
        return made.With(made.Answers.Concat(teams.Select((team, i) => new Answer(100 + i, team, 25.0 * random.Next(1, 5)))));
    }
}
