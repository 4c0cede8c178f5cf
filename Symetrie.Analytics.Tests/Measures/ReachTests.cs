using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tallies;

namespace Symetrie.Analytics.Tests.Measures;

/// <summary>Which periods a block of rows may look at, and that it is carried over only where none of them changed.</summary>
internal sealed class ReachTests
{
    private static readonly Period[] Quarters = [.. Enumerable.Range(0, 4).Select(q => new Period($"2025-Q{q + 1}", new DateOnly(2025, 1 + (3 * q), 1), new DateOnly(2025, 1 + (3 * q), 1).AddMonths(3), new DateOnly(2025, 1 + (3 * q), 1), new DateOnly(2025, 1 + (3 * q), 1).AddMonths(3)))];

    [Test]
    public void A_cell_of_a_period_out_of_reach_cannot_be_read()
    {
        var panel = Analyse(changed: -1).Panel.Seeing([1, 2]);
        Should.NotThrow(() => panel.Cell(Voice.Employee, 1, 0, 1));
        Should.Throw<InvalidOperationException>(() => panel.Cell(Voice.Employee, 0, 0, 1)).Message.ShouldContain("reach");
        Should.Throw<InvalidOperationException>(() => panel.Released.Pooled(Voice.Employee, 3, 0));
        Should.Throw<InvalidOperationException>(() => panel.Released.Participations(Voice.Employee, 3));
        panel.Asked(Voice.Employee, 3, 0).ShouldBeTrue();
    }

    [Test]
    public void What_measures_share_is_made_once_from_the_cells_it_says_and_shown_to_those_alone_who_may_look_at_them()
    {
        var whole = Analyse(changed: -1).Panel;
        var made = 0;
        object Make(Panel seen)
        {
            made++;
            Should.NotThrow(() => seen.Cell(Voice.Employee, 2, 0, 1));
            Should.Throw<InvalidOperationException>(() => seen.Cell(Voice.Employee, 3, 0, 1));
            return new object();
        }

        var first = whole.Seeing([0, 1, 2, 3]).Shared("thing", 1, 2, Make);
        whole.Seeing([0, 1, 2]).Shared("thing", 1, 2, Make).ShouldBeSameAs(first);
        made.ShouldBe(1);
        Should.Throw<InvalidOperationException>(() => whole.Seeing([1, 2]).Shared("thing", 1, 2, Make)).Message.ShouldContain("reach");
        whole.Shared("thing", 2, 2, Make).ShouldNotBeSameAs(first);
        made.ShouldBe(2);
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(3)]
    public void A_block_has_other_inputs_exactly_where_a_period_in_its_reach_changed(int changed)
    {
        var (before, after) = (Analyse(changed: -1), Analyse(changed));
        var earlier = before.Rows().ToArray();
        foreach (var (block, was) in after.Rows().Zip(earlier))
            (block.Inputs != was.Inputs).ShouldBe(block.Measure.Reach.Periods(after.Panel, block.Period).Contains(changed), $"{block.Measure.Name} {block.Period}");
    }

    [Test]
    public void A_share_has_other_inputs_exactly_where_a_voice_in_its_reach_changed([Values] Voice voice)
    {
        var (before, after) = (Analyse(changed: -1), Analyse(changed: 2, voice: voice));
        var rows = before.Rows().ToArray();
        foreach (var (block, was) in after.Rows().Zip(rows))
        {
            var (seen, measure) = (block.Measure.Shares[block.Share], block.Measure);
            (block.Inputs != was.Inputs).ShouldBe(measure.Reach.Periods(after.Panel, block.Period).Contains(2) && seen.Contains(voice), $"{measure.Name} {block.Period} {block.Share}");
            if (block.Inputs == was.Inputs) block.Rows.ShouldBe(was.Rows, $"{measure.Name} {block.Period} {block.Share}");
        }

        after.Rows().Count(b => b.Measure.Shares.Count > 1 && b.Measure.Shares[b.Share].Count == 1 && b.Rows!.Count > 0).ShouldBeGreaterThan(20);
    }

    [Test]
    public void A_cell_of_a_voice_out_of_reach_cannot_be_read()
    {
        var panel = Analyse(changed: -1).Panel.Seeing([1, 2], [Voice.Customer]);
        Should.NotThrow(() => panel.Cell(Voice.Customer, 1, 0, 1));
        Should.Throw<InvalidOperationException>(() => panel.Cell(Voice.Employee, 1, 0, 1)).Message.ShouldContain("reach");
        Should.Throw<InvalidOperationException>(() => panel.Released.Participations(Voice.Employee, 1));
        panel.Asked(Voice.Employee, 1, 0).ShouldBeTrue();
        Should.Throw<InvalidOperationException>(() => panel.Shared<object>("of customers", 1, 2, seen => seen.Cell(Voice.Employee, 1, 0, 1)!)).Message.ShouldContain("reach");
    }

    [Test]
    public void Shares_are_the_rows_in_their_order()
    {
        var panel = Analyse(changed: -1).Panel;
        foreach (var measure in MeasureCatalogue.All.Where(m => m.Shares.Count > 1))
            measure.Rows(panel, new AnalysisSettings(), 3).ShouldBe(Enumerable.Range(0, measure.Shares.Count).SelectMany(s => measure.Rows(panel, new AnalysisSettings(), 3, s)));
        TrendRow.Rows(panel, new AnalysisSettings(), 3).ShouldBe(MeasureCatalogue.Find("trends")!.Rows(panel, new AnalysisSettings(), 3).Cast<TrendRow>());
    }

    [Test]
    public void Blocks_with_the_same_inputs_have_the_same_rows_and_known_ones_are_not_computed()
    {
        var (before, after) = (Analyse(changed: -1).Rows().ToDictionary(b => (b.Measure, b.Inputs), b => b.Rows), Analyse(changed: 2));
        var (kept, made) = (0, 0);
        foreach (var block in after.Rows())
        {
            if (!before.TryGetValue((block.Measure, block.Inputs), out var rows)) made++;
            else if (++kept > 0) block.Rows.ShouldBe(rows);
        }

        kept.ShouldBeGreaterThan(0);
        made.ShouldBeGreaterThan(0);
        after.Rows(isKnown: (measure, inputs) => before.ContainsKey((measure, inputs))).Count(b => b.Rows is null).ShouldBe(kept);
    }

    [Test]
    public void Settings_are_inputs() =>
        Analyse(changed: -1).Rows().Select(b => b.Inputs).Intersect(Analyse(changed: -1, new AnalysisSettings { Margin = 4 }).Rows().Select(b => b.Inputs)).ShouldBeEmpty();

    // Twelve teams, four quarters, both voices; in the changed quarter everybody of one team answers otherwise, of one voice or of both.
    private static Analysis Analyse(int changed, AnalysisSettings? settings = null, Voice? voice = null)
    {
        var tree = TeamTree.Of([Team("org", null), .. Enumerable.Range(0, 12).Select(t => Team($"t{t:00}", "org"))]);
        var sheets = new Dictionary<SheetName, AnswerSheet>();
        var number = 0L;
        foreach (var heard in Voices.Both)
            for (var p = 0; p < Quarters.Length; p++)
                for (var t = 0; t < 12; t++)
                {
                    var builder = new SheetBuilder(1);
                    for (var n = 0; n < 8; n++) builder.Add(++number, number, [((t * 7) + (n * 13) + p + (p == changed && t == 3 && (voice ?? heard) == heard ? 2 : 0)) % 5 * 25L * ScorePoints.UnitsPerPoint]);
                    sheets[new SheetName(heard, tree.PlaceOf($"t{t:00}"), p)] = builder.Build();
                }

        var dimension = new Dimension("respect", new LocalText("Respect", "Respect"));
        return Analysis.Of(new Undisclosed { Tree = tree, Periods = Quarters, EmployeeDimensions = [dimension], CustomerDimensions = [dimension], Sheets = sheets }, settings ?? new AnalysisSettings(), ReleaseLedger.Empty, new DateOnly(2026, 6, 1));
    }

    private static Team Team(string key, string? parent) => new(key, key, parent, new Dictionary<string, IReadOnlyList<DatedValue>>(StringComparer.Ordinal));
}
