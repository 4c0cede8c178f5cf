using Symetrie.Analytics.Panels;

namespace Symetrie.Analytics.Measures;

/// <summary>One finding that may become an alert.</summary>
internal sealed record AlertFinding(AlertKind Kind, Track Track, int Team, AlertSide Side, double Effect, double? Lower, double? Upper, double Q, string Since, DateOnly? AsOf);

/// <summary>Everything significant in a period, large or small, before it is sieved.</summary>
internal static class AlertFindings
{
    public static List<AlertFinding> Of(Panel panel, AnalysisSettings settings, int period) =>
        [.. Gaps(panel, settings, period).Concat(Drifts(panel, settings, period)).Concat(Signals(panel, settings, period))];

    private static IEnumerable<AlertFinding> Gaps(Panel panel, AnalysisSettings settings, int period)
    {
        var tests = GapTests.Of(panel, settings, period);
        for (var d = 0; d < tests.Dimensions.Count; d++)
        {
            var track = Track.Of(panel, Series.Gap).First(t => string.Equals(t.Dimension, tests.Dimensions[d].Dimension.Key, StringComparison.Ordinal));
            for (var t = 0; t < panel.Tree.Teams.Count; t++)
            {
                if (tests[d][t] is not { Verdict: GapVerdict.EmployeeFavoured or GapVerdict.CustomerFavoured, Q: { } q } test) continue;
                var gap = test.Contrast;
                var side = test.Verdict == GapVerdict.EmployeeFavoured ? AlertSide.EmployeeFavoured : AlertSide.CustomerFavoured;
                yield return new AlertFinding(AlertKind.Gap, track, t, side, gap.Estimate!.Value, gap.Lower, gap.Upper, q, panel.Periods[GapSince(panel, settings, track, t, period)].Key,
                    test.Employee.Cell.AsOf > test.Customer.Cell.AsOf ? test.Employee.Cell.AsOf : test.Customer.Cell.AsOf);
            }
        }
    }

    // A period in which a cell is withheld breaks the run: nothing is known of it.
    private static int GapSince(Panel panel, AnalysisSettings settings, Track track, int team, int period)
    {
        var since = period;
        double? sign = null;
        foreach (var p in track.Periods.Where(p => p <= period).Reverse())
        {
            if (track.At(panel, p, team) is not { } cells || Evidence.Contrast(cells, settings.Confidence).Result is not { Lower: { } lower, Upper: { } upper } || lower * upper <= 0) break;
            sign ??= Math.Sign(lower);
            if (Math.Sign(lower) != sign) break;
            since = p;
        }

        return since;
    }

    private static IEnumerable<AlertFinding> Drifts(Panel panel, AnalysisSettings settings, int period)
    {
        var depths = FalseDiscovery.Depths(panel.Tree);
        foreach (var series in Enum.GetValues<Series>())
        {
            var changes = DriftChange.Of(panel, settings, series, period, withShape: false);
            var q = FalseDiscovery.Q(changes, c => (c.From.Period, depths[c.Team]), c => c.Contrast.P);
            var equivalent = FalseDiscovery.Q(changes, c => (c.From.Period, depths[c.Team]), c => c.EquivalenceP);
            var told = new Dictionary<(string, int), AlertFinding>();
            for (var i = 0; i < changes.Count; i++)
            {
                var change = changes[i];
                if (change.After is null || !(change.From.IsPrevious || change.From.IsYearAgo)) continue;
                if (DriftRow.VerdictOf(change.Contrast, (q[i], equivalent[i], null)) is not (DriftVerdict.Improved or DriftVerdict.Degraded)) continue;
                // Origins come latest first: the change since the previous period is told, unless it is small and the one since a year ago is not.
                var key = (change.Track.Dimension, change.Team);
                if (!told.TryGetValue(key, out var latest) || (Math.Abs(latest.Effect) < settings.AlertEffect && Math.Abs(change.Contrast.Estimate!.Value) >= settings.AlertEffect)) told[key] = Drift(panel, change, q[i]!.Value);
            }

            foreach (var change in changes)
                if (told.Remove((change.Track.Dimension, change.Team), out var found)) yield return found;
        }
    }

    private static AlertFinding Drift(Panel panel, DriftChange change, double q) => new(
        AlertKind.Drift, change.Track, change.Team, change.Contrast.Estimate > 0 ? AlertSide.Up : AlertSide.Down, change.Contrast.Estimate!.Value, change.Contrast.Lower, change.Contrast.Upper, q,
        panel.Periods[change.From.Period].Key, change.Before!.Concat(change.After!).Max(c => c.Cell.Cell.AsOf));

    private static IEnumerable<AlertFinding> Signals(Panel panel, AnalysisSettings settings, int period)
    {
        var tracks = Enum.GetValues<Series>().SelectMany(s => Track.Of(panel, s)).ToDictionary(t => (t.Series, t.Dimension));
        foreach (var row in SignalRow.Rows(panel, settings, period))
        {
            if (row is not { Verdict: Heading.Rising or Heading.Falling, Shift: { } shift }) continue;
            // A chart that rises while the mean since then is lower says nothing that could be acted on.
            if (row.Verdict == Heading.Rising != shift > 0) continue;
            yield return new AlertFinding(AlertKind.Signal, tracks[(row.Series, row.Dimension)], panel.Tree.PlaceOf(row.Team), shift > 0 ? AlertSide.Up : AlertSide.Down, shift, row.ShiftLower, row.ShiftUpper, row.Q!.Value, row.Since!, row.AsOf);
        }
    }
}
