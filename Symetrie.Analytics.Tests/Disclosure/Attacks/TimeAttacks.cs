using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Disclosure;

namespace Symetrie.Analytics.Tests.Disclosure.Attacks;

/// <summary>Several snapshots of one organisation between which answers come, go and change, persons move and are erased, teams are split, merged, renamed and moved, and
/// the calendar changes; the attacker keeps them all. The same attacker breaks nightly figures under plain n ≥ k, and those of the rules of one night without a ledger.</summary>
internal sealed class TimeAttacks
{
    private const int K = 5;
    private const string Sizes = "3-6 departments of 2-6 teams, log-normal, median 6.5; one attribute in every second";

    // How often the rules of one night alone, without a ledger, are broken.
    private int alone;

    private static readonly int Fresh = Environment.TickCount & 0xFFFFFF;

    private static readonly Dictionary<string, Func<Timeline, List<Night>, IEnumerable<Night>>> Events = new(StringComparer.Ordinal)
    {
        ["one joiner"] = (line, nights) => [line.Joiner(nights[^1].Made)],
        ["one leaver"] = (line, nights) => [line.Leaver(nights[^1].Made)],
        ["before and after an erasure"] = (line, nights) => [line.Erasure(nights[^1].Made)],
        ["a team splits"] = (line, nights) => [line.Split(nights[^1].Made)],
        ["two teams merge"] = (line, nights) => [line.Merge(nights[^1].Made)],
        ["a team is renamed"] = (line, nights) => [line.Rename(nights[^1].Made), line.Joiner(nights[^1].Made)],
        ["a team is moved"] = (line, nights) => [line.Move(nights[^1].Made)],
        ["another calendar"] = (line, nights) => line.Months(nights[^1].Made),
    };

    [TestCase("one joiner", 3, 100)]
    [TestCase("one leaver", 3, 100)]
    [TestCase("before and after an erasure", 3, 100)]
    [TestCase("a team splits", 2, 100)]
    [TestCase("two teams merge", 3, 100)]
    [TestCase("a team is renamed", 2, 100)]
    [TestCase("a team is moved", 2, 100)]
    [TestCase("another calendar", 1, 40)]
    public void Nothing_that_happens_gives_anybody_away(string what, int times, int organisations)
    {
        alone = 0;
        organisations = Amount.Of(organisations / 4, organisations);
        var line = new AttackLine(what, Sizes);
        for (var i = 0; i < organisations; i++)
        {
            var (start, timeline) = (Start(60_000 + i, i), new Timeline(new Random(i)));
            var nights = new List<Night> { new(start) };
            for (var n = 0; n < times; n++) nights.AddRange(Events[what](timeline, nights));
            Attack(line, nights, $"{what}, {i}");
        }

        AttackTable.Add(line with { Sizes = $"{line.Sizes}; the rules of one night without a ledger: {alone} broken" });
        line.Here.ShouldBe(0);
        line.Plain!.Value.ShouldBeGreaterThan(organisations / 2);
        alone.ShouldBeGreaterThan(organisations / 10, "it is the ledger that holds");
    }

    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public void No_group_below_k_can_be_worked_out_of_several_snapshots(int snapshots)
    {
        alone = 0;
        var line = new AttackLine($"{snapshots} snapshots of whatever may happen", $"{Sizes}; fresh seed {Fresh}");
        var (renewed, organisations) = (0, Amount.Of(60, 200));
        for (var i = 0; i < organisations; i++)
        {
            var seed = i == 0 ? Fresh : 50_000 + (1000 * snapshots) + i;
            if (Attack(line, Nights(Start(seed, i), snapshots, seed), $"seed {seed}, {snapshots} snapshots")) renewed++;
        }

        TestContext.Out.WriteLine($"figures renewed in {renewed}");
        AttackTable.Add(line with { Sizes = $"{line.Sizes}; the rules of one night without a ledger: {alone} broken" });
        line.Here.ShouldBe(0);
        line.Plain!.Value.ShouldBeGreaterThan(organisations * 3 / 4);
        renewed.ShouldBeGreaterThan(organisations / 10);
    }

    private static Organisation Start(int seed, int i) => Organisation.Random(seed, attributes: i % 2, distinctScores: true);

    // Every third night something rarer than a late answer; the last may bring another calendar.
    private static List<Night> Nights(Organisation start, int snapshots, int seed)
    {
        var (random, nights) = (new Random(seed), new List<Night> { new(start) });
        var (timeline, rare) = (new Timeline(random), Events.Values.ToArray());
        while (nights.Count < snapshots)
        {
            var last = nights[^1].Made;
            if (random.Next(3) > 0) nights.Add(timeline.Changes(last, nights));
            else nights.AddRange(rare[random.Next(nights.Count + 1 < snapshots ? rare.Length - 1 : rare.Length)](timeline, nights));
        }

        return nights;
    }

    private bool Attack(AttackLine line, List<Night> nights, string name)
    {
        var (ledger, here, plain, without) = (ReleaseLedger.Empty, new Chronicle(), new Chronicle(), new Chronicle());
        var (ids, day) = (new HashSet<string>(StringComparer.Ordinal), Organisation.Closed);
        foreach (var night in nights)
        {
            if (night.Erased.Count > 0) ledger = ledger.Forget(night.Erased.ToHashSet());
            var analysis = night.Made.Analyse(ledger, day);
            (ledger, day) = (analysis.Panel.Released.Ledger, day.AddDays(1));
            here.Read(analysis, night.Made.Period);
            without.Read(night.Made.Analyse(today: day), night.Made.Period);
            plain.Add(Chronicle.Plain(night.Made, K));
            if (night.Made.Period == Organisation.Quarter) ids.Add(string.Join('\n', analysis.Panel.Released.Versions()));
            if (night.Made.Period == Organisation.Quarter && night == nights.FindLast(n => n.Made.Period == Organisation.Quarter)) line.CountShare(night.Made, Groups.Shown(analysis), K);
        }

        var breach = LinearOracle.Smallest([.. here.Published.Values], K);
        breach.ShouldBeNull(name);
        line.Count(Groups.Breaks([.. plain.Published.Values], K), breach is not null);
        if (Groups.Breaks([.. without.Published.Values], K)) alone++;
        return ids.Count > 1;
    }
}
