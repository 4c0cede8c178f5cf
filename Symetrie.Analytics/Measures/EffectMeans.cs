using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>The released means of one dimension and voice, by team and period; NaN where withheld or absent.</summary>
internal sealed class EffectMeans
{
    private readonly double[][] means;
    private readonly DateOnly?[][] days;

    public EffectMeans(Panel panel, Voice voice, int dimension)
    {
        var (teams, periods) = (panel.Tree.Teams.Count, panel.Periods.Count);
        means = [.. Enumerable.Range(0, teams).Select(_ => Enumerable.Repeat(double.NaN, periods).ToArray())];
        days = [.. Enumerable.Range(0, teams).Select(_ => new DateOnly?[periods])];
        for (var p = 0; p < periods; p++)
        {
            var cells = panel.Released.Cells(voice, p, dimension);
            for (var t = 0; t < teams; t++)
                if (cells[t] is { } cell) (means[t][p], days[t][p]) = (cell.Mean, cell.AsOf);
        }
    }

    /// <summary>A team's means by period.</summary>
    public double[] Of(int team) => means[team];

    /// <summary>The newest day of a team's cells in some periods.</summary>
    public DateOnly? AsOf(int team, IEnumerable<int> periods) => periods.Max(p => days[team][p]);
}
