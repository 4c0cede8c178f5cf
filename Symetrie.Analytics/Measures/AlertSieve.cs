using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Measures;

/// <summary>Lets through what says something of its own.</summary>
internal sealed class AlertSieve(Panel panel, AnalysisSettings settings, int period)
{
    /// <summary>From this correlation over leaf teams on, two dimensions are told as one.</summary>
    public const double Together = 0.7;

    private readonly Dictionary<(Series, string, string), bool> together = [];

    public IEnumerable<(AlertFinding Finding, int Teams, IReadOnlyList<string> Dimensions)> Kept(IReadOnlyList<AlertFinding> findings)
    {
        var places = findings.ToDictionary(f => (f.Kind, f.Track.Series, f.Track.Dimension, f.Side, f.Team));
        var below = new Dictionary<AlertFinding, int>(ReferenceEqualityComparer.Instance);
        var highest = new List<AlertFinding>();
        foreach (var found in findings.Where(IsLarge))
        {
            if (Above(places, found) is not { } above) highest.Add(found);
            else below[above] = below.GetValueOrDefault(above) + 1;
        }

        var drifting = findings.Where(f => f.Kind == AlertKind.Drift && IsLarge(f)).Select(f => (f.Track.Series, f.Track.Dimension, f.Team, f.Side)).ToHashSet();
        foreach (var group in highest.Where(f => !IsToldElsewhere(drifting, f)).GroupBy(f => (f.Kind, f.Track.Series, f.Side, f.Team)))
        {
            var kept = new List<(AlertFinding Finding, List<string> Dimensions)>();
            foreach (var found in group.OrderByDescending(f => Math.Abs(f.Effect)).ThenBy(f => f.Track.Dimension, StringComparer.Ordinal))
            {
                if (kept.Find(k => MoveTogether(k.Finding.Track, found.Track)) is { Dimensions: { } others }) others.Add(found.Track.Dimension);
                else kept.Add((found, []));
            }

            foreach (var (found, dimensions) in kept) yield return (found, below.GetValueOrDefault(found), dimensions);
        }
    }

    private bool IsLarge(AlertFinding found) => Math.Abs(found.Effect) >= settings.AlertEffect;

    // The highest ancestor with the same: an alert of its own, or a finding too small for one from which this one is not told apart.
    private AlertFinding? Above(Dictionary<(AlertKind, Series, string, AlertSide, int), AlertFinding> places, AlertFinding found)
    {
        AlertFinding? highest = null;
        for (var t = panel.Tree.ParentOf(found.Team); t >= 0; t = panel.Tree.ParentOf(t))
        {
            if (!places.TryGetValue((found.Kind, found.Track.Series, found.Track.Dimension, found.Side, t), out var same)) continue;
            if (IsLarge(same) || (found.Lower <= same.Effect && same.Effect <= found.Upper)) highest = same;
        }

        return highest;
    }

    private static bool IsToldElsewhere(HashSet<(Series Series, string Dimension, int Team, AlertSide Side)> drifting, AlertFinding found)
    {
        bool Drifts(Series series, AlertSide side) => drifting.Contains((series, found.Track.Dimension, found.Team, side));
        return found.Kind switch
        {
            AlertKind.Signal => Drifts(found.Track.Series, found.Side),
            AlertKind.Drift when found.Track.Series == Series.Gap => new[] { Series.Employee, Series.Customer }.Any(voice => Drifts(voice, AlertSide.Up) || Drifts(voice, AlertSide.Down)),
            _ => false,
        };
    }

    private bool MoveTogether(Track a, Track b)
    {
        var key = (a.Series, a.Dimension, b.Dimension);
        if (together.TryGetValue(key, out var known)) return known;
        var (x, y) = (Leaves(a), Leaves(b));
        var both = x.Zip(y).Count(p => !double.IsNaN(p.First) && !double.IsNaN(p.Second));
        return together[key] = both >= AnalysisSettings.TeamMinimum && Pearson.Compute(x, y).R >= Together;
    }

    private double[] Leaves(Track track) => [.. panel.Tree.Leaves.Select(t => track.At(panel, period, t) is { } cells ? cells.Sum(c => c.Sign * c.Cell.Cell.Mean) : double.NaN)];
}
