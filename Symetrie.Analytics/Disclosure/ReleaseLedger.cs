using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Disclosure;

/// <summary>Names a cell for good: what was released once keeps its name across runs.</summary>
/// <param name="Voice">The voice.</param>
/// <param name="Team">The team's key, or that of a rest or attribute cell.</param>
/// <param name="Period">The period's key.</param>
/// <param name="Dimension">The dimension's key; empty for participation.</param>
public readonly record struct CellName(Voice Voice, string Team, string Period, string Dimension);

/// <summary>A released version of a cell.</summary>
/// <param name="AsOf">The day on which this version was first released.</param>
/// <param name="Digest">A digest of all that was released: two versions with one digest are one version.</param>
public readonly record struct ReleasedVersion(DateOnly AsOf, string Digest);

/// <summary>Names what is released together and followed through time together.</summary>
/// <param name="Voice">The voice.</param>
/// <param name="Period">The period's key.</param>
/// <param name="Dimension">The dimension's key; empty for participation.</param>
public readonly record struct ColumnName(Voice Voice, string Period, string Dimension);

/// <summary>What has been released before: for each voice, period and dimension which contributions its released versions together tell apart, and what stands.</summary>
/// <remarks>It holds the numbers of persons and scored values and is never shown. A store keeps the bytes.</remarks>
/// <param name="columns">The bytes of each column.</param>
public sealed class ReleaseLedger(IReadOnlyDictionary<ColumnName, LedgerColumn> columns)
{
    /// <summary>The ledger of a store that has released nothing.</summary>
    public static ReleaseLedger Empty { get; } = new(new Dictionary<ColumnName, LedgerColumn>());

    /// <summary>The bytes of each column.</summary>
    public IReadOnlyDictionary<ColumnName, LedgerColumn> Columns { get; } = columns;

    /// <summary>The ledger without the contributions of some persons: what was released stands, and whose they were is no longer known (C10).</summary>
    /// <param name="persons">The numbers of the erased persons, as answer sheets carry them.</param>
    public ReleaseLedger Forget(IReadOnlySet<long> persons) => new(Columns.ToDictionary(c => c.Key, c =>
    {
        var history = HistoryCode.Read(c.Value);
        return history.Forget(persons) ? HistoryCode.Write(history) : c.Value;
    }));

    /// <summary>The numbers of all whose contributions it holds.</summary>
    public IReadOnlySet<long> Persons() => Columns.Values.SelectMany(c => HistoryCode.Read(c).Classes).SelectMany(c => c.Members).Select(m => m.Number).ToHashSet();

    internal ColumnHistory? History(ColumnName name) => Columns.TryGetValue(name, out var content) ? HistoryCode.Read(content) : null;
}
