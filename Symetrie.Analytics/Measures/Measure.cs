using Symetrie.Analytics.Panels;

namespace Symetrie.Analytics.Measures;

/// <summary>A question the engine answers about a panel, with one row shape.</summary>
public abstract class Measure
{
    private protected Measure(string name, string title, Type rowType, Reach reach, Func<Panel, string>? beside)
    {
        (Name, Title, RowType, Columns, Reach, Beside) = (name, title, rowType, Column.Of(rowType), reach, beside);
        if (!Columns.Any(c => c.IsSubject)) throw new ArgumentException($"{rowType.Name} has no [Subject] column", nameof(rowType));
    }

    /// <summary>The name in URLs and tables: <c>gaps</c>.</summary>
    public string Name { get; }

    /// <summary>The question in a sentence.</summary>
    public string Title { get; }

    /// <summary>The row record.</summary>
    public Type RowType { get; }

    /// <summary>The columns, subjects first.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>Which periods' cells the rows of a period may look at.</summary>
    public Reach Reach { get; }

    /// <summary>A digest of what the rows depend on beside cells and structure; null where there is nothing.</summary>
    public Func<Panel, string>? Beside { get; }

    /// <summary>Whether it takes long for few rows, which is for whoever computes all measures to know.</summary>
    public bool TakesLong { get; init; }

    /// <summary>The rows that speak of a period (for a change: of the period it leads to), in a fixed order.</summary>
    /// <param name="panel">The released tallies.</param>
    /// <param name="settings">Confidence and minimums.</param>
    /// <param name="period">The period's place.</param>
    public abstract IReadOnlyList<IRow> Rows(Panel panel, AnalysisSettings settings, int period);
}

/// <summary>A measure whose rows are <typeparamref name="TRow"/>.</summary>
/// <typeparam name="TRow">The row record: the schema of the measure.</typeparam>
/// <param name="name">The name in URLs and tables.</param>
/// <param name="title">The question in a sentence.</param>
/// <param name="answer">How a panel answers it, period by period.</param>
/// <param name="reach">Which periods' cells the rows of a period may look at.</param>
/// <param name="beside">A digest of what they depend on beside cells and structure; null where there is nothing.</param>
public sealed class Measure<TRow>(string name, string title, Func<Panel, AnalysisSettings, int, IEnumerable<TRow>> answer, Reach reach, Func<Panel, string>? beside = null) : Measure(name, title, typeof(TRow), reach, beside)
    where TRow : class, IRow
{
    /// <inheritdoc/>
    public override IReadOnlyList<IRow> Rows(Panel panel, AnalysisSettings settings, int period) => [.. answer(panel.Seeing(Reach.Periods(panel, period)), settings, period)];
}
