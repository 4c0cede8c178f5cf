using System.Globalization;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Tests.Measures;

/// <summary>Effects and practice: every figure against a second program, and what holds whatever the figures.</summary>
public sealed class EffectTests
{
    private static readonly string[] Quarters = [.. Enumerable.Range(0, 10).Select(q => $"{2023 + (q / 4)}-Q{(q % 4) + 1}")];

    [Test]
    public void Every_figure_of_effects_is_the_peers() => Rituals.ShouldEqualThePeer("effects", ["ritual", "dimension", "voice", "lag"], 1e-8).ShouldBe(60 * 33);

    [Test]
    public void Every_figure_of_practice_is_the_peers() => Rituals.ShouldEqualThePeer("practice", ["period", "ritual", "team"], 1e-9).ShouldBe(50 * 15);

    [Test]
    public void Without_actions_there_is_no_row()
    {
        var panel = Rituals.Of([.. Rituals.Cells().Where(c => c.Dimension == "equity" && c.Voice == Voice.Employee)], []);
        Rituals.Texts("effects", panel).ShouldBeEmpty();
        Rituals.Texts("practice", panel).ShouldBeEmpty();
    }

    [Test]
    public void Means_before_and_after_add_up_to_the_effect()
    {
        var rows = Rituals.Effects(Rituals.Panel).Where(r => r.Status == RowStatus.Ok).ToArray();
        rows.Length.ShouldBe(56);
        foreach (var r in rows) (r.TreatedAfter - r.TreatedBefore - (r.UntreatedAfter - r.UntreatedBefore))!.Value.ShouldBe(r.Effect!.Value, 1e-9);
    }

    [Test]
    public void What_moves_all_teams_alike_changes_no_effect()
    {
        var moved = Rituals.Of([.. Rituals.Cells().Select(c => c with { Mean = c.Mean + (c.Period[^1] == '4' ? 7 : -2) })], Rituals.Actions());
        foreach (var (before, after) in Rituals.Effects(Rituals.Panel).Zip(Rituals.Effects(moved)).Where(r => r.First.Status == RowStatus.Ok))
        {
            after.Effect!.Value.ShouldBe(before.Effect!.Value, 1e-8);
            after.Verdict.ShouldBe(before.Verdict);
        }
    }

    [Test]
    public void A_withheld_cell_is_no_value()
    {
        // Two answers are below k: the cell is not there, whatever was said.
        var cells = Rituals.Cells();
        IReadOnlyList<Rituals.Cell> With(double mean) => [.. cells.Select(c => c is { Team: "t20", Period: "2024-Q3", Voice: Voice.Employee } ? c with { N = 2, Mean = mean } : c)];
        Rituals.Texts("effects", Rituals.Of(With(99), Rituals.Actions())).ShouldBe(Rituals.Texts("effects", Rituals.Of(With(3), Rituals.Actions())));
    }

    [Test]
    public void Only_teams_of_the_same_stratum_are_compared_with()
    {
        static string? Format(string team) => int.Parse(team[1..], CultureInfo.InvariantCulture) is 13 or 14 or 15 or > 20 or 24 ? "station" : "shop";
        var settings = new AnalysisSettings { Threads = 1, StratumAttribute = "format" };
        var actions = Rituals.Actions().Where(a => a.Ritual == "b").ToArray();
        var by = Rituals.Effects(Rituals.Of(Rituals.Cells(), actions, format: Format), settings);
        var alone = Rituals.Effects(Rituals.Of([.. Rituals.Cells().Where(c => Format(c.Team) == "shop")], actions));
        foreach (var (inside, own) in by.Zip(alone))
        {
            inside.Untreated.ShouldBe(own.Untreated);
            inside.Effect.ShouldBe(own.Effect);
        }
    }

    [Test]
    public void Reasons_are_said_where_nothing_can_be_told()
    {
        Reason([Begin("a", 1, 1, 2, 3)]).ShouldBe(EffectReason.NoBaseline);
        Reason([Begin("a", 6, 1, 2, 3)], lag: 4).ShouldBe(EffectReason.NotYet);
        Reason([Begin("a", 5, 1, 2, 3), Begin("b", 6, 1, 2, 3)]).ShouldBe(EffectReason.OtherRituals);
        Reason([Begin("a", 5, [.. Enumerable.Range(1, 23)])]).ShouldBe(EffectReason.NoComparison);
        Reason([Begin("a", 5, 1)]).ShouldBe(EffectReason.NoComparison);
        Reason([Begin("a", 5, 1, 2, 3)], teams: 9).ShouldBe(EffectReason.TooFewTeams);

        // Two of ten drawn: one in 45 at best is below .05; one in ten is not, but one alone is no side.
        Reason([Begin("a", 5, 1, 2) with { Lot = Assignment.Random }], teams: 10).ShouldNotBe(EffectReason.CannotReach);
    }

    [Test]
    public void Teams_that_moved_apart_before_tell_nothing()
    {
        var rising = Made((team, p) => team <= 6 ? 5.0 * p : 0);
        var row = Rituals.Effects(Rituals.Of(rising, Actions([Begin("a", 5, 1, 2, 3, 4, 5, 6)]))).Single(r => r is { Voice: Voice.Employee, Lag: 0 });
        row.Verdict.ShouldBe(EffectVerdict.CannotTell);
        row.Reason.ShouldBe(EffectReason.EarlierTrends);
        row.EarlierTrend!.Value.ShouldBe(5, 1);
    }

    [Test]
    public void Customers_come_after_employees()
    {
        // Customers move by 20, employees not at all: what customers say is told, and no verdict is given on it.
        var cells = Made((team, p) => 0).Select(c => c with { Voice = Voice.Employee }).Concat(Made((team, p) => team <= 6 && p >= 5 ? 20 : 0).Select(c => c with { Voice = Voice.Customer })).ToArray();
        var row = Rituals.Effects(Rituals.Of(cells, Actions([Begin("a", 5, 1, 2, 3, 4, 5, 6)]))).Single(r => r is { Voice: Voice.Customer, Lag: 0 });
        row.Effect!.Value.ShouldBe(20, 2);
        row.Reason.ShouldBe(EffectReason.EmployeeStepNotShown);
        row.Q.ShouldBeNull();
    }

    [Test]
    public void A_ritual_that_shall_lower_helps_by_lowering()
    {
        var falling = Made((team, p) => team <= 6 && p >= 5 ? -20 : 0);
        EffectVerdict? Verdict(string ritual) => Rituals.Effects(Rituals.Of(falling, Actions([Begin(ritual, 5, 1, 2, 3, 4, 5, 6)]))).Single(r => r is { Voice: Voice.Employee, Lag: 0 }).Verdict;
        Verdict("c").ShouldBe(EffectVerdict.Helped);
        Verdict("a").ShouldBe(EffectVerdict.Harmed);
    }

    [Test]
    public void A_start_of_all_together_is_an_interrupted_series()
    {
        var all = Begin("a", 5, [.. Enumerable.Range(1, 24)]);
        var rows = Rituals.Effects(Rituals.Of(Made((_, p) => p >= 5 ? 15 : 0), Actions([all])));
        var row = rows.Single(r => r is { Voice: Voice.Employee, Lag: 0 });
        row.Method.ShouldBe(EffectMethod.InterruptedTimeSeries);
        row.Untreated.ShouldBe(0);
        row.Effect!.Value.ShouldBe(15, 2);
        row.Verdict.ShouldBe(EffectVerdict.Helped);
        (row.EffectLower < 15 && row.EffectUpper > 15).ShouldBeTrue();
    }

    private sealed record Start(string Ritual, int Place, int[] Teams)
    {
        public Assignment Lot { get; init; }
    }

    private static Start Begin(string ritual, int place, params int[] teams) => new(ritual, place, teams);

    private static RitualAction[] Actions(Start[] starts) =>
        [.. starts.SelectMany(s => s.Teams.Select(t => new RitualAction($"t{t:00}", s.Ritual, Rituals.Quarter(Quarters[s.Place]).EmployeeFrom, DateOnly.MaxValue, s.Lot, default)))];

    private static EffectReason? Reason(Start[] starts, int lag = 0, int teams = 24) =>
        Rituals.Effects(Rituals.Of(Made((_, _) => 0, teams), Actions(starts))).Single(r => r.Ritual == "a" && r.Voice == Voice.Employee && r.Lag == lag).Reason;

    // Eight quarters of one dimension, with a little noise that is the same every time.
    private static IReadOnlyList<Rituals.Cell> Made(Func<int, int, double> effect, int teams = 24)
    {
        var random = new Analytics.Statistics.SeededRandom(5);
        return [.. Enumerable.Range(1, teams).SelectMany(t => Enumerable.Range(0, 10).Select(p => new Rituals.Cell(Voice.Employee, $"t{t:00}", Quarters[p], "respect", 30, 40 + (t % 5) + random.NextNormal() + effect(t, p))))];
    }
}
