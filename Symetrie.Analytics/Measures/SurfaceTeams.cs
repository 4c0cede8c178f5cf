using Symetrie.Analytics.Panels;

namespace Symetrie.Analytics.Measures;

/// <summary>The teams of a surface: both means and the outcome of each, of one period, or averaged over all periods up to it.</summary>
/// <remarks>Averages are of the distances from each period's mean, put back around the overall means: what moved all teams at once is no link between teams, and a
/// team counts once, however often it was asked.</remarks>
internal sealed class SurfaceTeams
{
    public SurfaceTeams(OutcomeValues values, int metric, MirroredDimension mirrored, IReadOnlyList<int> leaves, int period, int lag, bool pooled)
    {
        var found = new List<(int Team, int Period, double X, double Y, double Z)>();
        for (var p = pooled ? lag : period; p <= period; p++)
        {
            var answered = p - lag;
            if (!values.IsAsked(OutcomeSeries.Employee, mirrored.Employee, answered) || !values.IsAsked(OutcomeSeries.Customer, mirrored.Customer, answered)) continue;
            foreach (var team in leaves)
            {
                if (values.Of(OutcomeSeries.Employee, mirrored.Employee, answered, team) is not { } x || values.Of(OutcomeSeries.Customer, mirrored.Customer, answered, team) is not { } y
                    || values.Outcome(metric, p, team) is not { } z) continue;
                found.Add((team, p, x.Mean, y.Mean, z.Mean));
                var asOf = x.AsOf > y.AsOf ? x.AsOf : y.AsOf;
                if (AsOf is null || asOf > AsOf) AsOf = asOf;
            }
        }

        var byPeriod = found.GroupBy(f => f.Period).ToDictionary(g => g.Key, g => (X: g.Average(f => f.X), Y: g.Average(f => f.Y), Z: g.Average(f => f.Z)));
        var teams = found.GroupBy(f => f.Team).OrderBy(g => g.Key).ToArray();
        Count = teams.Length;
        if (found.Count == 0) return;
        var (meanX, meanY, meanZ) = pooled ? (found.Average(f => f.X), found.Average(f => f.Y), found.Average(f => f.Z)) : (0, 0, 0);
        double Level(Func<(double X, double Y, double Z), double> of, int p) => pooled ? of(byPeriod[p]) : 0;
        Employee = [.. teams.Select(g => meanX + g.Average(f => f.X - Level(m => m.X, f.Period)))];
        Customer = [.. teams.Select(g => meanY + g.Average(f => f.Y - Level(m => m.Y, f.Period)))];
        Outcome = [.. teams.Select(g => meanZ + g.Average(f => f.Z - Level(m => m.Z, f.Period)))];
    }

    public int Count { get; }

    public double[] Employee { get; } = [];

    public double[] Customer { get; } = [];

    public double[] Outcome { get; } = [];

    public DateOnly? AsOf { get; }
}
