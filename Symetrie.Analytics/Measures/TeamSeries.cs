using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>The means of one dimension of one voice over leaf teams and periods, up to a period.</summary>
internal sealed class TeamSeries
{
    private TeamSeries(string dimension, double[][] means, double[][] sizes, double[][] variances, DateOnly?[] asOf)
    {
        (Dimension, Means, Sizes, Variances, this.asOf) = (dimension, means, sizes, variances, asOf);
    }

    private readonly DateOnly?[] asOf;

    public string Dimension { get; }

    /// <summary>By team and period; NaN where withheld.</summary>
    public double[][] Means { get; }

    /// <summary>How many answers each mean rests on.</summary>
    public double[][] Sizes { get; }

    /// <summary>The sampling variance of each mean; NaN where unknown.</summary>
    public double[][] Variances { get; }

    /// <summary>The newest cell of any team.</summary>
    public DateOnly? AsOf => asOf.Max();

    /// <summary>Reads the cells of the periods before and of a period itself.</summary>
    public static TeamSeries Of(Panel panel, Voice voice, int dimension, int upTo, IReadOnlyList<int> teams)
    {
        var (means, sizes, variances) = (Empty(teams.Count, upTo), Empty(teams.Count, upTo), Empty(teams.Count, upTo));
        var days = new DateOnly?[teams.Count];
        for (var p = 0; p <= upTo; p++)
        {
            if (!panel.Asked(voice, p, dimension)) continue;
            for (var i = 0; i < teams.Count; i++)
            {
                if (Evidence.Of(panel, voice, p, dimension, teams[i]) is not { } evidence) continue;
                (means[i][p], sizes[i][p]) = (evidence.Cell.Mean, evidence.Cell.N);
                variances[i][p] = evidence.Variance / evidence.Cell.N ?? double.NaN;
                if (days[i] is null || evidence.Cell.AsOf > days[i]) days[i] = evidence.Cell.AsOf;
            }
        }

        return new TeamSeries(panel.Released.Dimensions(voice)[dimension].Key, means, sizes, variances, days);
    }

    /// <summary>A series of values that are read one by one.</summary>
    /// <param name="dimension">What they are of.</param>
    /// <param name="teams">The teams.</param>
    /// <param name="upTo">The last period.</param>
    /// <param name="read">The value of a team in a period; null where there is none.</param>
    public static TeamSeries Of(string dimension, IReadOnlyList<int> teams, int upTo, Func<int, int, TeamMean?> read)
    {
        var (means, sizes, variances) = (Empty(teams.Count, upTo), Empty(teams.Count, upTo), Empty(teams.Count, upTo));
        var days = new DateOnly?[teams.Count];
        for (var i = 0; i < teams.Count; i++)
            for (var p = 0; p <= upTo; p++)
            {
                if (read(p, teams[i]) is not { } value) continue;
                (means[i][p], sizes[i][p], variances[i][p]) = (value.Mean, value.Size, value.Variance ?? double.NaN);
                if (days[i] is null || value.AsOf > days[i]) days[i] = value.AsOf;
            }

        return new TeamSeries(dimension, means, sizes, variances, days);
    }

    /// <summary>The same of some of the teams.</summary>
    public TeamSeries Of(IReadOnlyList<int> places) => new(
        Dimension, [.. places.Select(i => Means[i])], [.. places.Select(i => Sizes[i])], [.. places.Select(i => Variances[i])], [.. places.Select(i => asOf[i])]);

    private static double[][] Empty(int teams, int upTo)
    {
        var table = new double[teams][];
        for (var i = 0; i < teams; i++)
        {
            table[i] = new double[upTo + 1];
            Array.Fill(table[i], double.NaN);
        }

        return table;
    }
}
