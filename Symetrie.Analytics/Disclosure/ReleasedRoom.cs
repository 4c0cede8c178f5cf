using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Disclosure;

/// <summary>What is released of one voice in one period.</summary>
/// <param name="Voice">The voice.</param>
/// <param name="Period">The period's place.</param>
/// <param name="Columns">Its dimensions, then all leaf teams together, then participation.</param>
/// <param name="First">Whether nothing of it was ever released before, and nobody answered in two teams.</param>
internal sealed record ReleasedRoom(Voice Voice, int Period, ReleasedColumn[] Columns, bool First)
{
    private Lazy<RoomDigest>? digest;

    /// <summary>How it was left when it was carried over; null where it was not.</summary>
    public SettledRoom? CarriedFrom { get; init; }

    /// <summary>The digest of what it shows; of a room that was carried over, the one it was left with.</summary>
    public RoomDigest Digest => CarriedFrom?.Digest ?? (digest ??= new(() => RoomDigest.Of(this))).Value;

    /// <summary>All columns that the ledger keeps.</summary>
    public IEnumerable<ReleasedColumn> Kept => Columns.SelectMany(c => c.Kept);

    /// <summary>Decides all that is decided when it is asked for, and turns what stands into the ledger's bytes: what it was decided from can go.</summary>
    public void Write(ReleaseLedger before)
    {
        foreach (var column in Kept) column.Write(before);
    }

    /// <summary>Whether the same release on the ledger it leaves would change nothing and show the same.</summary>
    /// <remarks>A release has no other inputs than those, so one that has just left the ledger as it was does so again. And so does a first one in which nothing waits: every planned
    /// atom then stands with exactly its contributions, so the next one has nothing to renew; cells and rosters only follow; and a team or node whose items were not opened is not opened later
    /// either, for later cuts go round it or keep what it shares with a block in one piece. Waiting answers, figures that came published and windows that are still open are left to
    /// the next release.</remarks>
    public bool IsSettled(ReleaseLedger before, ReleaseLedger after) =>
        CarriedFrom is not null || (Columns.All(c => c.Settles && c.Posts.All(p => p.Settles)) && (First ? Kept.All(c => c.IsInOrder) : Kept.All(c => ReferenceEquals(before.Columns.GetValueOrDefault(c.Name), after.Columns.GetValueOrDefault(c.Name)))));
}
