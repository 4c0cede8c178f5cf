using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Imports;

/// <summary>Keeps account of what was sent: each file once, whatever became of it, with every row that was not taken.</summary>
/// <param name="store">The store.</param>
/// <param name="importer">Takes exports in.</param>
public sealed class ImportLedger(Store store, Importer importer)
{
    /// <summary>Where files wait.</summary>
    public SpoolFolder Spool { get; } = new(store);

    /// <summary>Where the rejected rows of a posting are read.</summary>
    public static string RejectedAt(string posting) => $"/v1/imports/{posting}/errors.csv";

    /// <summary>An id for a file that was sent: 80 random bits, so that none can be guessed and none is given twice.</summary>
    public static string NewId() => $"p-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10))}";

    /// <summary>A report as JSON.</summary>
    public static string Write(ImportReport report) => JsonSerializer.Serialize(report, ImportJson.Default.ImportReport);

    /// <summary>A stored report; members that its time did not know have their empty values.</summary>
    public static ImportReport Read(string json) => JsonSerializer.Deserialize(json, ImportJson.Default.ImportReport) ?? throw new InvalidOperationException("an empty report is stored");

    /// <summary>The report of the standing import that this very file gave, where it is the newest of its codebook: posting it again would change nothing.</summary>
    /// <param name="export">The file, its head read.</param>
    public ImportReport? Standing(OpenedExport export) =>
        export is { IsRefused: false, Request.DryRun: false } && store.Postings.Standing(export.Report.Codebook!, export.Hash, export.Request.Options) is { } found ? Read(found.Report) with { Replayed = true } : null;

    /// <summary>The posting under an idempotency key; null where there is none, and where its import was undone or it did not come to an end.</summary>
    public StoredPosting? OfKey(string key) => store.Postings.OfKey(key) is { UndoneAt: null, State: not ("failed" or "cancelled") } found ? found : null;

    /// <summary>A posting by its id, or an import by its own; null where there is none.</summary>
    public ImportReport? Find(string id) => (store.Postings.Find(id)?.Report ?? store.Responses.Find(id)?.Report) is { } report ? Read(report) : null;

    /// <summary>The rejected rows of a posting or an import, gzip-compressed CSV; null where none are kept.</summary>
    public byte[]? Rejected(string id) => (id.StartsWith("i-", StringComparison.Ordinal) ? store.Postings.OfImport(id) : id) is { } posting ? store.Postings.Rejected(posting) : null;

    /// <summary>Takes an opened export in; where it is, the posting is kept in the same transaction.</summary>
    /// <param name="export">The export.</param>
    /// <param name="title">What the posting is.</param>
    /// <param name="rejected">Gathers the rows that are not taken.</param>
    /// <param name="progress">Told now and then.</param>
    /// <param name="cancel">Stops it; nothing of the file is left behind.</param>
    public ImportReport Take(OpenedExport export, PostingTitle title, RejectedRows rejected, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        var watch = new ImportWatch { Progress = progress, Rejected = rejected.Add, Kept = (connection, import, _) => store.Postings.Save(connection, title, import, rejected.Packed()) };
        var report = importer.Take(export, watch, cancel);
        return report.Rejected > 0 || report.Refusal is not null ? report with { RejectedRows = RejectedAt(title.Id) } : report;
    }

    /// <summary>Keeps a posting that was refused; of what was taken in all is kept already, and of a dry run nothing is.</summary>
    public void Save(PostingTitle title, ImportReport report, Stream? rejected)
    {
        if (report.State == "refused" && !title.Options.EndsWith("dryRun=true", StringComparison.Ordinal)) store.Postings.Save(title, report.State, Write(report), rejected);
    }

    /// <summary>Keeps that a posting ended without having been taken in or refused.</summary>
    /// <param name="title">What the posting is.</param>
    /// <param name="state"><c>failed</c> or <c>cancelled</c>.</param>
    /// <param name="reason">Why.</param>
    public ImportReport End(PostingTitle title, string state, string reason)
    {
        var report = new ImportReport { Posting = title.Id, State = state, Name = title.Name, Refusal = reason, RefusalCode = state };
        store.Postings.Save(title, state, Write(report), null);
        return report;
    }

    /// <summary>Removes the files of processes that are no more, and keeps that their imports failed.</summary>
    /// <param name="told">Told each of them.</param>
    public void Sweep(Action<PostingTitle>? told = null) => Spool.Sweep(note =>
    {
        if (JsonSerializer.Deserialize(note, ImportJson.Default.PostingTitle) is not { } title) return;
        End(title, "failed", "the program stopped during this import; nothing of the file was taken in");
        told?.Invoke(title);
    });

    /// <summary>What is kept of a request.</summary>
    /// <param name="request">The request; its content hash is known.</param>
    /// <param name="id">The posting's id.</param>
    /// <param name="idempotency">A hash of who sent it and the key it was sent under; null without one.</param>
    public PostingTitle Title(ImportRequest request, string id, string? idempotency) => new(id, request.Name, request.ContentHash!, request.Options, idempotency, store.Now());

    /// <summary>The hash of a sender and the idempotency key it chose: keys of different senders are different keys.</summary>
    public static string KeyOf(string sender, string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{sender}\n{key}")));
}
