using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tallies;

namespace Symetrie.Analytics.Tests.Disclosure.Attacks;

/// <summary>Two, three and four snapshots of one organisation in which answers are added, removed and changed, come back, and persons move between teams; the attacker
/// keeps them all. The same attacker breaks nightly figures under plain n ≥ k, and under k with the residual rule alone.</summary>
internal sealed class TimeAttacks
{
    private const int K = 5;

    [Test]
    public void No_group_below_k_can_be_worked_out_of_several_snapshots()
    {
        var fresh = Environment.TickCount & 0xFFFFFF;
        var totals = Enumerable.Range(2, 3).Select(snapshots => Attack(snapshots, fresh, 200)).ToList();
        TestContext.Out.WriteLine($"fresh seed {fresh}; organisations as in the other attack, one attribute in every second; k = {K}");
        foreach (var (snapshots, plain, alone, here, renewed) in totals)
            TestContext.Out.WriteLine($"{snapshots} snapshots: 200 organisations; plain n >= k broken in {plain}, residual rule and audit without a ledger in {alone}, here in {here}; figures renewed in {renewed}");
        totals.ShouldAllBe(t => t.Here == 0);
        totals.ShouldAllBe(t => t.Plain > 150 && t.Alone > 150 && t.Renewed > 20);
    }

    private static (int Snapshots, int Plain, int Alone, int Here, int Renewed) Attack(int snapshots, int fresh, int organisations)
    {
        var (plain, alone, here, renewed) = (0, 0, 0, 0);
        for (var i = 0; i < organisations; i++)
        {
            var seed = i == 0 ? fresh : 50_000 + (1000 * snapshots) + i;
            var versions = Versions(Organisation.Random(seed, attributes: i % 2, distinctScores: true), snapshots, seed);
            if (Breaks(versions.SelectMany(Plain))) plain++;
            if (Breaks(versions.SelectMany(v => Read(v.Analyse())))) alone++;
            var (ledger, published) = (ReleaseLedger.Empty, new List<IReadOnlySet<long>>());
            var ids = new HashSet<string>(StringComparer.Ordinal);
            for (var v = 0; v < versions.Count; v++)
            {
                var analysis = versions[v].Analyse(ledger, Organisation.Closed.AddDays(v));
                ledger = analysis.Panel.Released.Ledger;
                ids.Add(analysis.SnapshotId);
                published.AddRange(Read(analysis));
            }

            if (ids.Count > 1) renewed++;
            var breach = LinearOracle.Smallest(Distinct(published), K);
            breach.ShouldBeNull($"seed {seed}, {snapshots} snapshots");
            if (breach is not null) here++;
        }

        return (snapshots, plain, alone, here, renewed);
    }

    private static bool Breaks(IEnumerable<IReadOnlySet<long>> published) => LinearOracle.Smallest(Distinct(published), K) is not null;

    private static List<IReadOnlySet<long>> Distinct(IEnumerable<IReadOnlySet<long>> published) => [.. published.DistinctBy(p => string.Join(',', p.Order()))];

    private static IEnumerable<IReadOnlySet<long>> Plain(Organisation made) =>
        made.Teams.Select(t => Contributions(made, made.Below(t.Key))).Where(g => g.Count >= K);

    // A contribution is a number and a score: a changed answer is another.
    private static HashSet<long> Contributions(Organisation made, IReadOnlySet<string> teams) => [.. made.Answers.Where(a => teams.Contains(a.Team)).Select(Id)];

    private static long Id(Answer answer) => (answer.Score * 4001) ^ answer.Number;

    private static long Id(Member member) => (member.Score * 4001) ^ member.Number;

    /// <summary>Whose answers each published figure is a sum of. The ledger says so, and is taken at its word only where the sums of distinct 40-bit scores agree.</summary>
    private static List<IReadOnlySet<long>> Read(Analysis analysis)
    {
        var (found, released) = (new List<IReadOnlySet<long>>(), analysis.Panel.Released);
        if (released.EmployeeDimensions.Count == 0) return found;
        var history = released.Ledger.History(new ColumnName(Voice.Employee, Organisation.Quarter.Key, "respect"))!;
        var atoms = history.Atoms.Select(a => (a.Teams, Set: Checked(a.Figure, history.Classes.Where(c => a.Classes.Contains(c.Atom)), a.Name))).ToList();
        for (var t = 0; t < released.Tree.Teams.Count; t++)
        {
            if (released.Cells(Voice.Employee, 0, 0)[t] is not { } cell) continue;
            var inside = atoms.Where(a => a.Teams.All(k => released.Tree.PlaceOf(k) is var p && p >= t && p < released.Tree.EndOf(t))).SelectMany(a => a.Set).ToList();
            Same(cell.Figure, inside, released.Tree.Teams[t].Key);
            // Where an old version still counts a person who has moved to a renewed one, the node is a sum of its atoms and tells no more than they do.
            if (inside.DistinctBy(Id).Count() == inside.Count) found.Add(inside.Select(Id).ToHashSet());
        }

        // The attacker is given every atom, also one of which only a sum is shown.
        found.AddRange(atoms.Select(a => a.Set.Select(Id).ToHashSet()));

        foreach (var group in released.Groups(Voice.Employee, 0, 0))
            found.Add((group.Key.StartsWith("attribute:", StringComparison.Ordinal)
                ? Checked(group.Cell.Figure, history.Classes.Where(c => ((c.Rows >> history.Cells.Single(x => group.Key.EndsWith(x.Name, StringComparison.Ordinal)).Row) & 1) != 0), group.Key)
                : atoms[history.Atoms.FindIndex(a => a.IsRest && group.Key.EndsWith(":" + a.Name, StringComparison.Ordinal))].Set).Select(Id).ToHashSet());
        return found;
    }

    private static List<Member> Checked(Tally figure, IEnumerable<HistoryClass> classes, string name)
    {
        var members = classes.SelectMany(c => c.Members).ToList();
        Same(figure, members, name);
        return members;
    }

    private static void Same(Tally figure, List<Member> members, string name) =>
        (figure.N, figure.Sum).ShouldBe((members.Count, members.Aggregate((Int128)0, (s, m) => s + m.Score)), name);

    private static List<Organisation> Versions(Organisation start, int snapshots, int seed)
    {
        var (random, versions, number) = (new Random(seed), new List<Organisation> { start }, 1_000_000L);
        while (versions.Count < snapshots)
        {
            var last = versions[^1];
            var leaves = last.Teams.Where(t => last.Below(t.Key).Count == 1).Select(t => t.Key).ToArray();
            var answers = last.Answers.ToList();
            for (var changes = random.Next(1, 5); changes > 0; changes--)
            {
                // One joiner, one leaver, or a handful; in one team.
                var (team, many) = (leaves[random.Next(leaves.Length)], random.Next(2) == 0 ? 1 : random.Next(1, 12));
                var own = answers.Where(a => a.Team == team).Take(many).ToHashSet();
                switch (random.Next(4))
                {
                    case 0:
                        for (; many > 0; many--) answers.Add(new Answer(++number, team, Score(random)));
                        break;
                    case 1:
                        answers.RemoveAll(own.Contains);
                        break;
                    case 2:
                        for (var i = 0; i < answers.Count; i++)
                            if (own.Contains(answers[i])) answers[i] = answers[i] with { Score = Score(random) };
                        break;
                    default:
                        var other = leaves[random.Next(leaves.Length)];
                        for (var i = 0; i < answers.Count; i++)
                            if (own.Contains(answers[i])) answers[i] = answers[i] with { Team = other };
                        break;
                }
            }

            // The answers of an earlier version come back now and then.
            versions.Add(random.Next(5) == 0 && versions.Count > 1 ? last.With(versions[^2].Answers.Concat(answers.Where(a => a.Number > 1_000_000)).DistinctBy(a => a.Number)) : last.With(answers));
        }

        return versions;
    }

    private static long Score(Random random) => random.NextInt64(20, 100) * 10_000_000_000 + random.NextInt64(9_999_999_999);
}
