using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tallies;

namespace Symetrie.Analytics.Disclosure;

/// <summary>Names the answers of one voice, team and period.</summary>
/// <param name="Voice">The voice.</param>
/// <param name="Team">The team's place in the tree.</param>
/// <param name="Period">The period's place in the list of periods.</param>
public readonly record struct SheetName(Voice Voice, int Team, int Period);

/// <summary>Everything that was answered: what the disclosure room takes, and nothing after it sees.</summary>
public sealed class Undisclosed
{
    /// <summary>The registered teams.</summary>
    public required TeamTree Tree { get; init; }

    /// <summary>The periods in order, without gaps.</summary>
    public required IReadOnlyList<Period> Periods { get; init; }

    /// <summary>The dimensions of the employee voice, in a fixed order; columns of its sheets.</summary>
    public required IReadOnlyList<Dimension> EmployeeDimensions { get; init; }

    /// <summary>The dimensions of the customer voice, in a fixed order; columns of its sheets.</summary>
    public required IReadOnlyList<Dimension> CustomerDimensions { get; init; }

    /// <summary>The items of the employee voice, by dimension; item columns of its sheets.</summary>
    public IReadOnlyList<AskedItem> EmployeeItems { get; init; } = [];

    /// <summary>The items of the customer voice, by dimension; item columns of its sheets.</summary>
    public IReadOnlyList<AskedItem> CustomerItems { get; init; } = [];

    /// <summary>The answers of each team itself, without its children's; those of <see cref="Settled"/> voices and periods may be left out.</summary>
    public required IReadOnlyDictionary<SheetName, AnswerSheet> Sheets { get; init; }

    /// <summary>The minimum under which a voice's first answers of a period came in, by period key; the settings can only raise it (C3).</summary>
    public IReadOnlyDictionary<(Voice Voice, string Period), int> Minimums { get; init; } = new Dictionary<(Voice, string), int>();

    /// <summary>For each voice and period key a digest of all its sheets, by which they are known to be the same; none where nobody keeps any.</summary>
    public IReadOnlyDictionary<(Voice Voice, string Period), string> SheetDigests { get; init; } = new Dictionary<(Voice, string), string>();

    /// <summary>The voices and periods that are carried over from the ledger (<see cref="Release.Settled"/>).</summary>
    public IReadOnlyDictionary<(Voice Voice, int Period), string> Settled { get; init; } = new Dictionary<(Voice, int), string>();

    /// <summary>How each voice is asked its dimensions, by key; a dimension that is not there is asked in no comparable way.</summary>
    public IReadOnlyDictionary<(Voice Voice, string Dimension), DimensionForm> Forms { get; init; } = new Dictionary<(Voice, string), DimensionForm>();

    /// <summary>The metrics of the outcomes, in a fixed order.</summary>
    public IReadOnlyList<Metric> Metrics { get; init; } = [];

    /// <summary>What teams are known by besides answers; one value a metric, team and period.</summary>
    public IReadOnlyList<Outcome> Outcomes { get; init; } = [];

    /// <summary>The dimensions of a voice.</summary>
    public IReadOnlyList<Dimension> Dimensions(Voice voice) => voice == Voice.Employee ? EmployeeDimensions : CustomerDimensions;

    /// <summary>The items of a voice.</summary>
    public IReadOnlyList<AskedItem> Items(Voice voice) => voice == Voice.Employee ? EmployeeItems : CustomerItems;
}
