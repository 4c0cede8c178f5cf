using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Measures;

namespace Symetrie.Analytics.Tests.Measures;

/// <summary>Trends and signals, against numpy and scipy, and the laws they keep.</summary>
internal sealed class TrendTests
{
    // The peer centres by least squares on dummies, inverts covariances instead of whitening, and holds ten digits.
    [Test]
    public void Every_trend_equals_the_peer_s() =>
        Moves.ShouldEqualThePeer("trends", ["series", "team", "dimension"], 2e-8, _ => true).ShouldBeGreaterThan(2000);

    [Test]
    public void Every_signal_equals_the_peer_s() =>
        Moves.ShouldEqualThePeer("signals", ["series", "period", "team", "dimension"], 2e-8, row => row["status"] == "ok").ShouldBeGreaterThan(9000);

    [Test]
    public void Trends_stand_with_the_last_period_and_signals_never_change_later()
    {
        var shorter = Moves.Of(Moves.Answers().Where(a => string.CompareOrdinal(a["period"], "2024-Q4") < 0)).Panel;
        MeasureCatalogue.Find("trends")!.Rows(Moves.Panel, new AnalysisSettings(), 5).ShouldBeEmpty();
        Moves.Text("signals", shorter).Split('\n').Except(Moves.Text("signals").Split('\n')).ShouldBeEmpty();
    }

    [Test]
    public void A_gap_in_a_series_is_a_gap()
    {
        var withheld = Moves.Rows("signals").Cast<SignalRow>().Where(r => r is { Team: "t03", Period: "2023-Q1", Series: Series.Employee }).ToList();
        withheld.ShouldNotBeEmpty();
        withheld.ShouldAllBe(r => r.Status == RowStatus.Withheld && r.P == null && r.Value == null);
        var early = Moves.Rows("signals").Cast<SignalRow>().Where(r => r.Period == "2022-Q2" && r.Status != RowStatus.Withheld).ToList();
        early.ShouldNotBeEmpty();
        early.ShouldAllBe(r => r.Status == RowStatus.NotIdentified && r.Verdict == null);
        Moves.Rows("trends").Cast<TrendRow>().First(r => r is { Team: "t03", Series: Series.Employee, Dimension: "respect" }).Periods.ShouldBe(12);
    }

    [Test]
    public void What_happens_to_all_teams_alike_is_told_of_no_team()
    {
        var lifted = Moves.Answers().Select(a => a["period"] == "2025-Q1" ? Lifted(a) : a).ToList();
        var rows = Moves.Rows("signals", Moves.Of(lifted).Panel).Cast<SignalRow>().Where(r => r.Period == "2025-Q1" && r.Status == RowStatus.Ok).ToList();
        rows.Where(r => r.Team[0] == 't' && r.Series == Series.Customer).ShouldAllBe(r => r.Verdict == Heading.Undetermined);
        rows.First(r => r is { Team: "org", Series: Series.Customer }).Deviation!.Value.ShouldBeGreaterThan(2);
    }

    // Everybody one step up.
    private static IReadOnlyDictionary<string, string> Lifted(IReadOnlyDictionary<string, string> cell)
    {
        string[] points = ["a0", "a25", "a50", "a75", "a100"];
        var counts = points.Select(p => long.Parse(cell[p], System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        var moved = new[] { 0, counts[0], counts[1], counts[2], counts[3] + counts[4] };
        return cell.ToDictionary(c => c.Key, c => Array.IndexOf(points, c.Key) is >= 0 and var i ? moved[i].ToString(System.Globalization.CultureInfo.InvariantCulture) : c.Value, StringComparer.Ordinal);
    }
}
