using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>One team's values in a track, a place a period; a period without a released cell is a gap, and what lies around it are no neighbours.</summary>
internal sealed class TrackSeries
{
    private TrackSeries(int team, double[] values, double[] errors, DateOnly? asOf) => (Team, Values, Errors, AsOf, Heard) = (team, values, errors, asOf, [.. Enumerable.Range(0, values.Length).Where(t => !double.IsNaN(values[t]))]);

    public int Team { get; }

    /// <summary>The mean or gap of each period in score points; NaN in a gap.</summary>
    public double[] Values { get; }

    /// <summary>The sampling variance of each; NaN where it is not known.</summary>
    public double[] Errors { get; }

    public DateOnly? AsOf { get; }

    /// <summary>The places of the periods that have a value.</summary>
    public IReadOnlyList<int> Heard { get; }

    public static TrackSeries Of(Panel panel, Track track, int team, int last)
    {
        var (values, errors) = (new double[last + 1], new double[last + 1]);
        Array.Fill(values, double.NaN);
        Array.Fill(errors, double.NaN);
        DateOnly? asOf = null;
        foreach (var p in track.Periods)
        {
            if (p > last || track.At(panel, p, team) is not { } cells) continue;
            (values[p], errors[p]) = (0, 0);
            foreach (var (sign, cell) in cells)
            {
                values[p] += sign * cell.Cell.Mean;
                errors[p] += (Spread(panel, track, cell, sign, p) ?? double.NaN) / cell.Cell.N;
                if (asOf is null || cell.Cell.AsOf > asOf) asOf = cell.Cell.AsOf;
            }
        }

        return new TrackSeries(team, values, errors, asOf);
    }

    // Many cells' spread together is surer than a cell's own, and one that is too low by chance would make a signal of nothing.
    private static double? Spread(Panel panel, Track track, Evidence cell, double sign, int period)
    {
        var voice = track.Voice ?? (sign > 0 ? Voice.Employee : Voice.Customer);
        return panel.Released.Pooled(voice, period, voice == Voice.Employee ? track.Employee : track.Customer)?.Variance ?? cell.Variance;
    }
}
