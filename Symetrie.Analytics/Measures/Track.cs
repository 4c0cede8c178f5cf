using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>One series of one dimension: where its cells lie, and the periods in which it was asked at all.</summary>
/// <param name="Series">What is followed.</param>
/// <param name="Dimension">The dimension's key.</param>
/// <param name="Employee">Its place among the employee voice's dimensions.</param>
/// <param name="Customer">Its place among the customer voice's dimensions.</param>
/// <param name="Periods">The places of the periods with a released cell, in order.</param>
internal sealed record Track(Series Series, string Dimension, int Employee, int Customer, IReadOnlyList<int> Periods)
{
    /// <summary>The voice it follows; null for the gap.</summary>
    public Voice? Voice => Series switch { Series.Employee => Surveys.Voice.Employee, Series.Customer => Surveys.Voice.Customer, _ => null };

    /// <summary>The tracks of a series, in the order of its dimensions.</summary>
    public static IEnumerable<Track> Of(Panel panel, Series series)
    {
        if (series == Series.Gap)
            return panel.Mirrored.Select(m => new Track(series, m.Dimension.Key, m.Employee, m.Customer,
                [.. panel.PeriodsOf(Surveys.Voice.Employee).Where(p => panel.Asked(Surveys.Voice.Employee, p, m.Employee) && panel.Asked(Surveys.Voice.Customer, p, m.Customer))]));
        var voice = series == Series.Employee ? Surveys.Voice.Employee : Surveys.Voice.Customer;
        return panel.Released.Dimensions(voice).Select((d, i) => new Track(series, d.Key, i, i, [.. panel.PeriodsOf(voice).Where(p => panel.Asked(voice, p, i))]));
    }

    /// <summary>The evidence of a team in a period with its sign in the series (two cells for a gap); null where a cell is withheld.</summary>
    public (double Sign, Evidence Cell)[]? At(Panel panel, int period, int team)
    {
        if (Voice is { } voice) return Evidence.Of(panel, voice, period, Employee, team) is { } own ? [(1, own)] : null;
        return Evidence.Of(panel, Surveys.Voice.Employee, period, Employee, team) is { } employee && Evidence.Of(panel, Surveys.Voice.Customer, period, Customer, team) is { } customer
            ? [(1, employee), (-1, customer)]
            : null;
    }
}
