using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>A question the engine answers about a panel, with one row shape.</summary>
public abstract class Measure
{
    // Most programs ask for the columns of few measures, and many for none.
    private readonly Lazy<IReadOnlyList<Column>> columns;

    private protected Measure(string name, string title, Type rowType, Reach reach, Func<Panel, string>? beside)
    {
        (Name, Title, RowType, Reach, Beside) = (name, title, rowType, reach, beside);
        columns = new(() =>
        {
            var found = Column.Of(rowType);
            return found.Any(c => c.IsSubject) ? found : throw new InvalidOperationException($"{rowType.Name} has no [Subject] column");
        });
    }

    /// <summary>The name in URLs and tables: <c>gaps</c>.</summary>
    public string Name { get; }

    /// <summary>The question in a sentence.</summary>
    public string Title { get; }

    /// <summary>The row record.</summary>
    public Type RowType { get; }

    /// <summary>The columns, subjects first.</summary>
    public IReadOnlyList<Column> Columns => columns.Value;

    /// <summary>Which periods' cells the rows of a period may look at.</summary>
    public Reach Reach { get; }

    /// <summary>A digest of what the rows depend on beside cells and structure; null where there is nothing.</summary>
    public Func<Panel, string>? Beside { get; }

    /// <summary>Whether it takes long for few rows, which is for whoever computes all measures to know.</summary>
    public bool TakesLong { get; init; }

    /// <summary>The voices at whose cells each share of its rows looks, in the order of the rows; one share of both where they are not parted.</summary>
    public abstract IReadOnlyList<IReadOnlyList<Voice>> Shares { get; }

    /// <summary>The rows that speak of a period (for a change: of the period it leads to), in a fixed order.</summary>
    /// <param name="panel">The released tallies.</param>
    /// <param name="settings">Confidence and minimums.</param>
    /// <param name="period">The period's place.</param>
    public IReadOnlyList<IRow> Rows(Panel panel, AnalysisSettings settings, int period) => [.. Enumerable.Range(0, Shares.Count).SelectMany(share => Rows(panel, settings, period, share))];

    /// <summary>A share of them.</summary>
    /// <param name="panel">The released tallies.</param>
    /// <param name="settings">Confidence and minimums.</param>
    /// <param name="period">The period's place.</param>
    /// <param name="share">The share's place among <see cref="Shares"/>.</param>
    public abstract IReadOnlyList<IRow> Rows(Panel panel, AnalysisSettings settings, int period, int share);
}

/// <summary>A measure whose rows are <typeparamref name="TRow"/>.</summary>
/// <typeparam name="TRow">The row record: the schema of the measure.</typeparam>
/// <param name="name">The name in URLs and tables.</param>
/// <param name="title">The question in a sentence.</param>
/// <param name="shares">How a panel answers it, period by period: the shares of the rows in their order.</param>
/// <param name="reach">Which periods' cells the rows of a period may look at.</param>
/// <param name="beside">A digest of what they depend on beside cells and structure; null where there is nothing.</param>
public sealed class Measure<TRow>(string name, string title, IReadOnlyList<Share<TRow>> shares, Reach reach, Func<Panel, string>? beside = null) : Measure(name, title, typeof(TRow), reach, beside)
    where TRow : class, IRow
{
    /// <summary>A measure whose rows are not parted.</summary>
    /// <param name="name">The name in URLs and tables.</param>
    /// <param name="title">The question in a sentence.</param>
    /// <param name="answer">How a panel answers it, period by period.</param>
    /// <param name="reach">Which periods' cells the rows of a period may look at.</param>
    /// <param name="beside">A digest of what they depend on beside cells and structure; null where there is nothing.</param>
    public Measure(string name, string title, Func<Panel, AnalysisSettings, int, IEnumerable<TRow>> answer, Reach reach, Func<Panel, string>? beside = null)
        : this(name, title, [new Share<TRow>(Voices.Both, answer)], reach, beside)
    {
    }

    /// <inheritdoc/>
    public override IReadOnlyList<IReadOnlyList<Voice>> Shares { get; } = [.. shares.Select(s => s.Voices)];

    /// <inheritdoc/>
    public override IReadOnlyList<IRow> Rows(Panel panel, AnalysisSettings settings, int period, int share) =>
        [.. shares[share].Answer(panel.Seeing(Reach.Periods(panel, period), shares[share].Voices), settings, period)];
}
