namespace Symetrie.Api.Plots.Statements;

/// <summary>A dimension with the questions that both voices answered, in the statement's language.</summary>
/// <param name="Key">The key.</param>
/// <param name="Name">The name.</param>
/// <param name="Employee">The question to employees; null where it is only declared.</param>
/// <param name="Customer">The question to customers.</param>
internal sealed record StatementDimension(string Key, string Name, string? Employee, string? Customer);

/// <summary>What a statement is written from: published rows of one snapshot, and nothing else.</summary>
internal sealed record StatementContent
{
    /// <summary>The snapshot's id, and the day on which it was published.</summary>
    public required (string Id, string Day) Snapshot { get; init; }

    /// <summary>The period's key.</summary>
    public required string Period { get; init; }

    /// <summary>Who states it: the root of the tree, or the node that was asked for.</summary>
    public required PlotTeam Whole { get; init; }

    /// <summary>The dimensions that both voices rate.</summary>
    public required IReadOnlyList<StatementDimension> Dimensions { get; init; }

    /// <summary>How many teams without children the whole has.</summary>
    public required int Leaves { get; init; }

    /// <summary>Coverage of the intervals, a proportion.</summary>
    public required double Confidence { get; init; }

    /// <summary>The margin of symmetry, in score points.</summary>
    public required double Margin { get; init; }

    /// <summary>The fewest employees and customers behind a figure.</summary>
    public required (int Employees, int Customers) Minimums { get; init; }

    /// <summary>Rows of <c>scores</c> of the whole.</summary>
    public required IReadOnlyList<PlotRow> Scores { get; init; }

    /// <summary>Rows of <c>gaps</c> of the whole.</summary>
    public required IReadOnlyList<PlotRow> Gaps { get; init; }

    /// <summary>Rows of <c>gaps</c> of the teams without children below it.</summary>
    public required IReadOnlyList<PlotRow> TeamGaps { get; init; }

    /// <summary>Rows of <c>participation</c> of the whole.</summary>
    public required IReadOnlyList<PlotRow> Participation { get; init; }

    /// <summary>Rows of <c>cascade</c> of the period.</summary>
    public required IReadOnlyList<PlotRow> Cascade { get; init; }

    /// <summary>The whole and the nodes next below it, as the chain shows them.</summary>
    public required IReadOnlyList<PlotTeam> Nodes { get; init; }

    /// <summary>Rows of <c>outcomes</c>: the surfaces over all periods up to this one.</summary>
    public required IReadOnlyList<PlotRow> Surfaces { get; init; }

    /// <summary>Rows of <c>practice</c> of the period; empty where the program or the store has none.</summary>
    public required IReadOnlyList<PlotRow> Practice { get; init; }

    /// <summary>Rows of <c>effects</c>; empty where there are none.</summary>
    public required IReadOnlyList<PlotRow> Effects { get; init; }

    /// <summary>What rituals are called, by key; a ritual that is not there goes by its key.</summary>
    public required IReadOnlyDictionary<string, string> Rituals { get; init; }
}
