using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Disclosure;

/// <summary>Names a cell for good: what was released once keeps its name across runs.</summary>
/// <param name="Voice">The voice.</param>
/// <param name="Team">The team's key.</param>
/// <param name="Period">The period's key.</param>
/// <param name="Dimension">The dimension's key.</param>
public readonly record struct CellName(Voice Voice, string Team, string Period, string Dimension);

/// <summary>A released version of a cell.</summary>
/// <param name="AsOf">The day on which this version was first released.</param>
/// <param name="Digest">A digest of all that was released: two versions with one digest are one version.</param>
public readonly record struct ReleasedVersion(DateOnly AsOf, string Digest);

/// <summary>What has been released before: for each cell its newest version.</summary>
/// <param name="versions">The newest version of each cell.</param>
public sealed class ReleaseLedger(IReadOnlyDictionary<CellName, ReleasedVersion> versions)
{
    /// <summary>The ledger of a store that has released nothing.</summary>
    public static ReleaseLedger Empty { get; } = new(new Dictionary<CellName, ReleasedVersion>());

    /// <summary>The day from which a cell's figures stand: the day of the known version where the digest is the same, else today.</summary>
    public ReleasedVersion Stamp(CellName cell, string digest, DateOnly today) =>
        versions.TryGetValue(cell, out var known) && string.Equals(known.Digest, digest, StringComparison.Ordinal) ? known : new ReleasedVersion(today, digest);
}
