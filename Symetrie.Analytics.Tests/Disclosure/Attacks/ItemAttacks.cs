using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tallies;

namespace Symetrie.Analytics.Tests.Disclosure.Attacks;

/// <summary>Composites minus items: a reader who knows every published sum of both combines them linearly, to single out fewer than k respondents (C16).</summary>
internal sealed class ItemAttacks
{
    private const int K = 5;
    private const int Items = 3;
    private const int Organisations = 10;

    [Test]
    public void No_combination_of_composites_and_items_rests_on_fewer_than_k([Values(0.03, 0.12)] double omission)
    {
        var (published, possible, broken) = (0, 0, 0);
        for (var seed = 1; seed <= Organisations; seed++)
        {
            var made = Questioned.Random(seed, omission);
            var panel = Analysis.Of(made.Undisclosed(), Settings, ReleaseLedger.Empty, Organisation.Closed).Panel;
            var composites = ScoreRow.Rows(panel, Settings, 0).Where(r => r.Status == RowStatus.Ok && r.Voice == Voice.Employee).Select(r => r.Team).ToHashSet();
            var rows = ItemRow.Rows(panel, Settings, 0).Where(r => r.Status == RowStatus.Ok && r.Voice == Voice.Employee && r.Team != "all-teams").ToArray();
            foreach (var team in rows.GroupBy(r => r.Team)) team.Count().ShouldBe(Items, "all or none");
            var shown = rows.Select(r => r.Team).ToHashSet();
            made.SmallestFound(composites, shown, K).ShouldBeNull($"seed {seed}");
            (published, possible) = (published + shown.Count, possible + composites.Count(c => !c.StartsWith("rest-of:", StringComparison.Ordinal)));
            // The same reader against items of every cell of k: the attack itself works.
            if (made.SmallestFound(composites, [.. composites.Where(c => !c.StartsWith("rest-of:", StringComparison.Ordinal))], K) is not null) broken++;
        }

        TestContext.Out.WriteLine($"items of {published} of {possible} cells; a plain minimum gives somebody away in {broken} of {Organisations}");
        published.ShouldBeGreaterThan(possible / (omission < 0.1 ? 4 : 10));
        broken.ShouldBeGreaterThan(Organisations / 2);
    }

    [Test]
    public void A_late_answer_moves_neither_items_nor_what_is_made_of_all_teams()
    {
        var made = Questioned.Of(12, 30);
        var first = Analysis.Of(made.Undisclosed(), Settings, ReleaseLedger.Empty, Organisation.Closed);
        first.Panel.Released.Pool(Voice.Employee, 0).ShouldNotBeNull();
        var late = made.With("t3", 4);
        var second = Analysis.Of(late.Undisclosed(), Settings, first.Panel.Released.Ledger, Organisation.Closed.AddDays(1));
        second.SnapshotId.ShouldBe(first.SnapshotId);
        // Five are enough for their team, not for a figure that uses spreads of all teams.
        var third = Analysis.Of(made.With("t3", 5).Undisclosed(), Settings, first.Panel.Released.Ledger, Organisation.Closed.AddDays(1));
        third.SnapshotId.ShouldNotBe(first.SnapshotId);
        ItemRow.Rows(third.Panel, Settings, 0).First(r => r.Team == "t3").N.ShouldBe(35);
        third.Panel.Released.Pool(Voice.Employee, 0)!.Digest.ShouldBe(first.Panel.Released.Pool(Voice.Employee, 0)!.Digest);
    }

    [Test]
    public void An_answer_to_one_item_that_is_made_up_for_by_another_is_another_contribution()
    {
        var made = Questioned.Of(3, 30);
        var first = Analysis.Of(made.Undisclosed(), Settings, ReleaseLedger.Empty, Organisation.Closed);
        var person = made.People.Find(p => p.Answers[0] is > 0 and < 4 && p.Answers[1] is > 0 and < 4)!;
        var turned = made.People.ConvertAll(p => p.Number == person.Number ? p with { Answers = [p.Answers[0] + 1, p.Answers[1] - 1, p.Answers[2]] } : p);
        var second = Analysis.Of(new Questioned(made.Teams, turned).Undisclosed(), Settings, first.Panel.Released.Ledger, Organisation.Closed);
        second.SnapshotId.ShouldBe(first.SnapshotId, "the one score is the same, and the items wait");
    }

    [Test]
    public void A_pool_of_large_teams_is_renewed_by_twenty_and_holds_nobody_who_waits()
    {
        var made = Questioned.Of(12, 30);
        var first = Analysis.Of(made.Undisclosed(), Settings, ReleaseLedger.Empty, Organisation.Closed);
        var second = Analysis.Of(made.With("t3", 20).Undisclosed(), Settings, first.Panel.Released.Ledger, Organisation.Closed.AddDays(1));
        var pool = second.Panel.Released.Pool(Voice.Employee, 0)!;
        (pool.Dimensions[0].N, pool.AsOf).ShouldBe((380, Organisation.Closed.AddDays(1)));
        // Four more wait in their team; the pool stays as it is.
        var third = Analysis.Of(made.With("t3", 24).Undisclosed(), Settings, second.Panel.Released.Ledger, Organisation.Closed.AddDays(2));
        third.Panel.Released.Pool(Voice.Employee, 0)!.Digest.ShouldBe(pool.Digest);
        // Nothing is put together of fewer than ten teams.
        Analysis.Of(Questioned.Of(9, 30).Undisclosed(), Settings, ReleaseLedger.Empty, Organisation.Closed).Panel.Released.Pool(Voice.Employee, 0).ShouldBeNull();
    }

    [Test]
    public void A_rest_too_small_for_a_spread_keeps_the_pool_from_being_made()
    {
        // The root's own spread is seen; leaf teams without the 9 of the rest would leave the spread of 9.
        var rest = Questioned.Of(12, 30).With("t12", 4).With("t13", 5);
        var panel = Analysis.Of(rest.Undisclosed(), Settings, ReleaseLedger.Empty, Organisation.Closed).Panel;
        panel.Cell(Voice.Employee, 0, 0, panel.Tree.PlaceOf("org"))!.HasDetail.ShouldBeTrue();
        panel.Released.Pool(Voice.Employee, 0).ShouldBeNull();
    }

    private static readonly AnalysisSettings Settings = new() { Threads = 1 };

    /// <summary>One person's answers to three items, as steps; −1 where there is none.</summary>
    private sealed record Person(long Number, string Team, int[] Answers)
    {
        public int Answered => Answers.Count(a => a >= 0);

        public bool IsScored => Answered >= 2;
    }

    private sealed class Questioned(List<Team> teams, List<Person> people)
    {
        public List<Team> Teams => teams;

        public List<Person> People => people;

        public static Questioned Random(int seed, double omission)
        {
            var (made, random) = (Organisation.Random(seed), new Random(seed));
            return new Questioned(made.Teams, [.. made.Answers.Select(a => new Person(a.Number, a.Team, [.. Enumerable.Range(0, Items).Select(_ => random.NextDouble() < omission ? -1 : random.Next(1, 5))]))]);
        }

        public static Questioned Of(int count, int size)
        {
            var (organisation, random, number) = (new Organisation(), new Random(4), 0L);
            organisation.Add("org", null);
            var people = new List<Person>();
            for (var t = 0; t < count; t++)
            {
                organisation.Add($"t{t}", "org");
                for (var i = 0; i < size; i++) people.Add(new Person(++number, $"t{t}", [.. Enumerable.Range(0, Items).Select(_ => random.Next(5))]));
            }

            return new Questioned(organisation.Teams, people);
        }

        public Questioned With(string team, int more)
        {
            var random = new Random(20);
            var grown = teams.Exists(t => t.Key == team) ? teams : [.. teams, new Team(team, team, "org", new Dictionary<string, IReadOnlyList<DatedValue>>())];
            return new Questioned(grown, [.. people, .. Enumerable.Range(0, more).Select(i => new Person(10_000 + people.Count + i, team, [.. Enumerable.Range(0, Items).Select(_ => random.Next(5))]))]);
        }

        public Undisclosed Undisclosed()
        {
            var (tree, sheets) = (TeamTree.Of(teams), new Dictionary<SheetName, AnswerSheet>());
            foreach (var team in people.GroupBy(p => p.Team))
            {
                var builder = new SheetBuilder(1, Items);
                foreach (var person in team)
                    builder.Add(person.Number, person.Number, [person.IsScored ? ScorePoints.OfRatio(person.Answers.Where(a => a >= 0).Sum(), person.Answered * 4) : -1], [.. person.Answers.Select(a => ItemGrain.OfStep(a, 4, false))]);
                sheets[new SheetName(Voice.Employee, tree.PlaceOf(team.Key), 0)] = builder.Build();
            }

            var dimension = new Dimension("respect", new LocalText("Respect", "Respect"));
            return new Undisclosed
            {
                Tree = tree,
                Periods = [Organisation.Quarter],
                EmployeeDimensions = [dimension],
                CustomerDimensions = [],
                EmployeeItems = [.. Enumerable.Range(0, Items).Select(i => new AskedItem($"q{i}", 0, 5))],
                Sheets = sheets,
            };
        }

        /// <summary>The fewest respondents below k on whom some combination of published sums rests alone; null where there is none. Of every set of groups of like respondents it is
        /// asked whether the rank of the published rows falls when their columns are taken out.</summary>
        public int? SmallestFound(HashSet<string> composites, HashSet<string> items, int k)
        {
            var organisation = new Organisation { Teams = teams };
            var below = composites.ToDictionary(c => c, c => organisation.TeamsOf(c, composites));
            var groups = people.Where(p => p.IsScored).GroupBy(p => (p.Team, Pattern: string.Concat(p.Answers.Select(a => a >= 0 ? '1' : '0')))).ToArray();
            // Sums of composites are in sixths of an item, so that every weight is whole: 6/r for each of r answered items.
            var rows = composites.Select(c => (Teams: below[c], Item: -1)).Concat(items.SelectMany(t => Enumerable.Range(0, Items).Select(i => (Teams: below[t], Item: i)))).ToArray();
            var columns = groups.Select(g => Enumerable.Range(0, Items).Where(i => g.Key.Pattern[i] == '1')
                .Select(i => rows.Select(r => !r.Teams.Contains(g.Key.Team) ? 0L : r.Item < 0 ? 6 / g.First().Answered : r.Item == i ? 1 : 0).ToArray()).ToArray()).ToArray();
            // What is known of groups of k or more hides what it can: the rest is looked at modulo their columns.
            var large = new Basis();
            foreach (var column in groups.Index().Where(g => g.Item.Count() >= k).SelectMany(g => columns[g.Index])) large.Add(column);
            var left = columns.Select(c => c.Select(large.Reduce).Where(v => v.Any(x => x != 0)).ToArray()).ToArray();
            var small = Enumerable.Range(0, groups.Length).Where(g => groups[g].Count() < k && left[g].Length > 0).ToArray();
            var full = Rank(small.SelectMany(g => left[g]));
            int? found = null;
            foreach (var set in Sets(groups.Select(g => g.Count()).ToArray(), small, 0, k - 1))
            {
                var persons = set.Sum(g => groups[g].Count());
                if ((found is null || persons < found) && Rank(small.Where(g => !set.Contains(g)).SelectMany(g => left[g])) < full) found = persons;
            }

            return found;
        }

        // Sets of up to three groups of like respondents: beyond that this search does not look.
        private IEnumerable<int[]> Sets(int[] sizes, int[] small, int from, int budget, int depth = 3)
        {
            for (var i = from; i < small.Length; i++)
            {
                if (sizes[small[i]] > budget) continue;
                yield return [small[i]];
                if (depth == 1) continue;
                foreach (var more in Sets(sizes, small, i + 1, budget - sizes[small[i]], depth - 1)) yield return [small[i], .. more];
            }
        }

        private static int Rank(IEnumerable<long[]> vectors)
        {
            var basis = new Basis();
            foreach (var vector in vectors) basis.Add(vector);
            return basis.Rank;
        }
    }

    /// <summary>A span of vectors, modulo the prime 2³¹ − 1.</summary>
    private sealed class Basis
    {
        private const long Prime = int.MaxValue;
        private readonly List<(int Pivot, long[] Row)> rows = [];

        public int Rank => rows.Count;

        public long[] Reduce(long[] vector)
        {
            var left = (long[])vector.Clone();
            foreach (var (pivot, row) in rows)
                if (left[pivot] is not 0 and var factor)
                    for (var c = 0; c < left.Length; c++) left[c] = (left[c] + ((Prime - factor) * row[c])) % Prime;
            return left;
        }

        public void Add(long[] vector)
        {
            var left = Reduce(vector);
            var lead = Array.FindIndex(left, v => v != 0);
            if (lead < 0) return;
            var inverse = (long)System.Numerics.BigInteger.ModPow(left[lead], Prime - 2, Prime);
            for (var c = 0; c < left.Length; c++) left[c] = left[c] * inverse % Prime;
            rows.Add((lead, left));
        }
    }
}
