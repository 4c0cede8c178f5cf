using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>A share of a measure's rows of a period, which looks at the cells of some voices alone: where only the other one changed, it is carried over.</summary>
/// <remarks>It is enforced as <see cref="Reach"/> is: the panel it is given throws when a cell of another voice is read.</remarks>
/// <typeparam name="TRow">The row record.</typeparam>
/// <param name="Voices">The voices.</param>
/// <param name="Answer">How a panel answers it, period by period.</param>
public sealed record Share<TRow>(IReadOnlyList<Voice> Voices, Func<Panel, AnalysisSettings, int, IEnumerable<TRow>> Answer);

/// <summary>How the rows of a measure fall into shares.</summary>
public static class Share
{
    /// <summary>The rows of each voice by themselves, employees first.</summary>
    public static IReadOnlyList<Share<TRow>> ByVoice<TRow>(Func<Panel, AnalysisSettings, int, Voice, IEnumerable<TRow>> answer) =>
        [.. Surveys.Voices.Both.Select(voice => new Share<TRow>([voice], (panel, settings, period) => answer(panel, settings, period, voice)))];

    /// <summary>The rows of each series by themselves: of a voice, of the other, of the gap between them.</summary>
    public static IReadOnlyList<Share<TRow>> BySeries<TRow>(Func<Panel, AnalysisSettings, int, Series, IEnumerable<TRow>> answer) =>
        [.. Enum.GetValues<Series>().Select(series => new Share<TRow>(VoicesOf(series), (panel, settings, period) => answer(panel, settings, period, series)))];

    private static IReadOnlyList<Voice> VoicesOf(Series series) => series switch { Series.Employee => [Voice.Employee], Series.Customer => [Voice.Customer], _ => Surveys.Voices.Both };
}
