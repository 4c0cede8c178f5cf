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

    /// <summary>The series of every team, by place.</summary>
    /// <param name="panel">The released cells.</param>
    /// <param name="track">The track.</param>
    /// <param name="last">The place of the last period.</param>
    public static TrackSeries[] Of(Panel panel, Track track, int last) =>
        panel.Shared(FormattableString.Invariant($"series {track.Series} {track.Dimension}"), last, last, seen => Read(seen, track, last));

    private static TrackSeries[] Read(Panel panel, Track track, int last)
    {
        var teams = panel.Tree.Teams.Count;
        var (values, errors, asOf) = (Empty(teams, last), Empty(teams, last), new DateOnly?[teams]);
        var sides = Sides(track).ToArray();
        foreach (var p in track.Periods)
        {
            if (p > last) continue;
            var cells = Array.ConvertAll(sides, s => panel.Released.Cells(s.Voice, p, s.Dimension));
            // Many cells' spread together is surer than a cell's own, and one that is too low by chance would make a signal of nothing.
            var pooled = Array.ConvertAll(sides, s => panel.Released.Pooled(s.Voice, p, s.Dimension)?.Variance);
            for (var t = 0; t < teams; t++)
            {
                if (!Array.TrueForAll(cells, c => c[t] is not null)) continue;
                (values[t][p], errors[t][p]) = (0, 0);
                for (var i = 0; i < sides.Length; i++)
                {
                    var cell = cells[i][t]!;
                    values[t][p] += sides[i].Sign * cell.Mean;
                    errors[t][p] += (pooled[i] ?? cell.Variance ?? double.NaN) / cell.N;
                    if (asOf[t] is null || cell.AsOf > asOf[t]) asOf[t] = cell.AsOf;
                }
            }
        }

        return [.. values.Select((own, t) => new TrackSeries(t, own, errors[t], asOf[t]))];
    }

    // The cells whose sum the track is.
    private static IEnumerable<(double Sign, Voice Voice, int Dimension)> Sides(Track track)
    {
        if (track.Voice is { } voice) return [(1, voice, voice == Voice.Employee ? track.Employee : track.Customer)];
        return [(1, Voice.Employee, track.Employee), (-1, Voice.Customer, track.Customer)];
    }

    private static double[][] Empty(int teams, int last)
    {
        var table = new double[teams][];
        for (var t = 0; t < teams; t++)
        {
            table[t] = new double[last + 1];
            Array.Fill(table[t], double.NaN);
        }

        return table;
    }
}
