using Symetrie.Analytics.Panels;

namespace Symetrie.Analytics.Measures;

/// <summary>Which periods' cells the rows of a period may look at: where none of them changed, neither did the rows, and they are carried over.</summary>
/// <remarks>It is enforced: the panel a measure is given throws when a cell of another period is read. Structure (teams, periods, which
/// dimensions were asked when) may always be read.</remarks>
public sealed class Reach
{
    private readonly Func<Panel, int, IEnumerable<int>> periods;

    private Reach(Func<Panel, int, IEnumerable<int>> periods) => this.periods = periods;

    /// <summary>The period alone.</summary>
    public static Reach Own { get; } = new((_, period) => [period]);

    /// <summary>The period and all before it.</summary>
    public static Reach Earlier { get; } = new((_, period) => Enumerable.Range(0, period + 1));

    /// <summary>All periods.</summary>
    public static Reach All { get; } = new((panel, _) => Enumerable.Range(0, panel.Periods.Count));

    /// <summary>Periods that a function of structure names.</summary>
    public static Reach Of(Func<Panel, int, IEnumerable<int>> periods) => new(periods);

    /// <summary>The places of the periods, ascending, each once, those outside the panel left out.</summary>
    public IReadOnlyList<int> Periods(Panel panel, int period) =>
        [.. periods(panel, period).Where(p => p >= 0 && p < panel.Periods.Count).Distinct().Order()];
}
