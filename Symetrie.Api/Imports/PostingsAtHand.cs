using Symetrie.Api.Stores;

namespace Symetrie.Api.Imports;

/// <summary>Postings that are in nobody's book yet: those being dealt with, and the last dry runs, which are never written down.</summary>
internal sealed class PostingsAtHand
{
    private const int DryRunsKept = 50;
    private const int MostBytes = 4 << 20;
    private readonly Lock gate = new();
    private readonly Dictionary<string, Posting> known = new(StringComparer.Ordinal);
    private readonly Queue<string> dryRuns = new();

    /// <summary>The posting of an id; null where there is none at hand.</summary>
    public Posting? Find(string id)
    {
        lock (gate) return known.GetValueOrDefault(id);
    }

    /// <summary>Lets a posting in, unless the same is being dealt with or was.</summary>
    /// <param name="title">What it is.</param>
    /// <param name="make">Makes it.</param>
    /// <param name="written">Looks its key up among those that have ended; null where it has no key.</param>
    /// <param name="posting">The posting, let in; null where it is not.</param>
    /// <returns>Why it was not let in; null where it was.</returns>
    public Receipt? Enter(PostingTitle title, Func<Posting> make, Func<StoredPosting?>? written, out Posting? posting)
    {
        posting = null;
        lock (gate)
        {
            var other = known.Values.LastOrDefault(p => written is null ? !p.Report.HasEnded && IsSame(p.Title, title) : p.Title.Idempotency == title.Idempotency);
            if (other is not null) return IsSame(other.Title, title) ? Answer(other) : new Receipt(ReceiptKind.OtherContent, null, other.Report);
            if (written?.Invoke() is { } before)
            {
                var same = before.ContentHash == title.ContentHash && before.Options == title.Options;
                return new Receipt(same ? ReceiptKind.Replayed : ReceiptKind.OtherContent, null, ImportLedger.Read(before.Report) with { Replayed = true });
            }

            posting = make();
            known.Add(title.Id, posting);
            return null;
        }
    }

    /// <summary>Lets a posting go that has ended and is written down; a dry run stays for a while.</summary>
    public void Leave(Posting posting)
    {
        lock (gate)
        {
            if (!posting.Request.DryRun || posting.Report.State is "failed" or "cancelled")
            {
                known.Remove(posting.Title.Id);
                return;
            }

            dryRuns.Enqueue(posting.Title.Id);
            if (dryRuns.Count > DryRunsKept) known.Remove(dryRuns.Dequeue());
        }
    }

    /// <summary>Packed rows in memory; null where there are none, or too many.</summary>
    public static byte[]? Bytes(RejectedRows rejected)
    {
        if (rejected.Packed() is not { Length: <= MostBytes } packed) return null;
        var bytes = new byte[packed.Length];
        packed.ReadExactly(bytes);
        packed.Position = 0;
        return bytes;
    }

    private static Receipt Answer(Posting posting) =>
        posting.Report.HasEnded ? new Receipt(ReceiptKind.Replayed, null, posting.Report with { Replayed = true }) : new Receipt(ReceiptKind.Running, null, posting.Report);

    private static bool IsSame(PostingTitle one, PostingTitle other) => one.ContentHash == other.ContentHash && one.Options == other.Options;
}
