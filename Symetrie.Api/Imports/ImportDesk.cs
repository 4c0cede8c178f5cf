using System.Threading.Channels;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Imports;

/// <summary>What became of a file that was handed in.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Posting">The posting; null where it is an answer of before.</param>
/// <param name="Report">The answer of before; else how the posting stands.</param>
public sealed record Receipt(ReceiptKind Kind, Posting? Posting, ImportReport Report);

/// <summary>What can become of a file that is handed in.</summary>
public enum ReceiptKind
{
    /// <summary>It is dealt with.</summary>
    Accepted,

    /// <summary>It was dealt with before: the answer is the one it got then.</summary>
    Replayed,

    /// <summary>The same is being dealt with.</summary>
    Running,

    /// <summary>Its idempotency key belongs to other content, or was sent with other parameters.</summary>
    OtherContent,
}

/// <summary>Takes files at the door: reads their head at once, takes them in one after another, and knows how far each is.</summary>
public sealed partial class ImportDesk(Importer importer, ImportLedger ledger, ILogger<ImportDesk> log) : BackgroundService
{
    private readonly PostingsAtHand atHand = new();
    private readonly Channel<Posting> waiting = Channel.CreateUnbounded<Posting>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Hands a file in. Its head is read before this returns: a file that is no export of the codebook has ended then.</summary>
    /// <param name="content">The file, which belongs to the desk from now on.</param>
    /// <param name="request">How to take it.</param>
    /// <param name="key">The hash of the sender and its idempotency key; null for the content alone.</param>
    public Receipt Accept(FileStream content, ImportRequest request, string? key)
    {
        var posting = Register(content, request with { ContentHash = Importer.HashOf(content), Posting = ImportLedger.NewId() }, key, out var before);
        try
        {
            if (before is not null || posting is null)
            {
                content.Dispose();
                return before!;
            }

            posting.Head(importer.Open(posting.Request));
            if (key is null && ledger.Standing(posting.Export!) is { } standing)
            {
                Leave(posting, standing);
                return new Receipt(ReceiptKind.Replayed, null, standing);
            }

            if (posting.Export!.IsRefused) posting.End(Refuse(posting));
            else SpoolFolder.Remark(content, System.Text.Json.JsonSerializer.Serialize(posting.Title, ImportJson.Default.PostingTitle));
            if (!waiting.Writer.TryWrite(posting)) throw new OperationCanceledException("the program is stopping");
            return new Receipt(ReceiptKind.Accepted, posting, posting.Report);
        }
        catch (Exception failure)
        {
            if (posting is not null) Leave(posting, posting.Report with { State = "failed" }, failure);
            else content.Dispose();
            throw;
        }
    }

    /// <summary>How a posting or an import stands; null where the id is unknown or no longer kept.</summary>
    public ImportReport? Find(string id) => atHand.Find(id)?.Report ?? ledger.Find(id);

    /// <summary>A posting that has not ended; null where it has, or is unknown.</summary>
    public Posting? Live(string id) => atHand.Find(id) is { Report.HasEnded: false } posting ? posting : null;

    /// <summary>The rejected rows of a posting or an import, gzip-compressed CSV; null where none are kept.</summary>
    public byte[]? Rejected(string id) => atHand.Find(id)?.Rejected ?? ledger.Rejected(id);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Run(() => ledger.Sweep(left => LeftBehind(log, left.Id)), stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
        catch (Exception failure)
        {
            NotSwept(log, failure);
        }

        try
        {
            await foreach (var posting in waiting.Reader.ReadAllAsync(stoppingToken)) await Task.Run(() => Run(posting, stoppingToken), CancellationToken.None);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            waiting.Writer.TryComplete();
            while (waiting.Reader.TryRead(out var left)) Run(left, stoppingToken);
        }
    }

    private Posting? Register(FileStream content, ImportRequest request, string? key, out Receipt? before)
    {
        var title = ledger.Title(request, request.Posting!, key);
        before = atHand.Enter(title, () => new Posting(content, request, title), key is null ? null : () => ledger.OfKey(key), out var posting);
        return posting;
    }

    // Told at once; it is written down when the store's turn comes.
    private ImportReport Refuse(Posting posting)
    {
        using var rejected = new RejectedRows(ledger.Spool, posting.Title.Name);
        var report = ledger.Take(posting.Export!, posting.Title, rejected, null, CancellationToken.None);
        posting.Rejected = PostingsAtHand.Bytes(rejected);
        return report;
    }

    private void Run(Posting posting, CancellationToken stop)
    {
        if (posting.Report.HasEnded)
        {
            WriteDown(posting);
            return;
        }

        using var rejected = new RejectedRows(ledger.Spool, posting.Title.Name);
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, posting.Cancellation);
            either.Token.ThrowIfCancellationRequested();
            var report = ledger.Take(posting.Export!, posting.Title, rejected, posting, either.Token);
            posting.Rejected = posting.Request.DryRun ? PostingsAtHand.Bytes(rejected) : null;
            ledger.Save(posting.Title, report, rejected.Packed());
            Ended(log, posting.Title.Id, report.State, report.Read, report.Added, report.Updated, report.Rejected);
            Leave(posting, report);
        }
        catch (Exception failure)
        {
            Fail(posting, failure, stop);
        }
    }

    private void WriteDown(Posting posting)
    {
        try
        {
            ledger.Save(posting.Title, posting.Report, posting.Rejected is { } packed ? new MemoryStream(packed) : null);
        }
        catch (Exception failure)
        {
            Failed(log, posting.Title.Id, failure);
        }

        Leave(posting, posting.Report);
    }

    private void Fail(Posting posting, Exception failure, CancellationToken stop)
    {
        var (state, reason) = failure switch
        {
            OperationCanceledException when !stop.IsCancellationRequested => ("cancelled", "it was cancelled; nothing of the file was taken in"),
            OperationCanceledException => ("failed", "the program stopped during this import; nothing of the file was taken in"),
            StoreBusyException busy => ("failed", busy.Message),
            _ when StoreFullException.Means(failure) => ("failed", "no space is left where the store lies; nothing of the file was taken in"),
            _ => ("failed", $"something went wrong here; the log has it under {posting.Title.Id}"),
        };
        if (failure is not OperationCanceledException) Failed(log, posting.Title.Id, failure);
        var report = posting.Report with { State = state, Refusal = reason, RefusalCode = state };
        try
        {
            if (!posting.Request.DryRun) report = ledger.End(posting.Title, state, reason);
        }
        catch (Exception unkept)
        {
            Failed(log, posting.Title.Id, unkept);
        }

        Leave(posting, report, state == "cancelled" ? null : failure);
    }

    private void Leave(Posting posting, ImportReport report, Exception? failure = null)
    {
        SpoolFolder.Unremark(posting.Content);
        posting.Dispose();
        if (failure is null) posting.End(report);
        else posting.Fail(report, failure);
        atHand.Leave(posting);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Import {Posting}: {State}, {Read} rows read, {Added} added, {Updated} updated, {Rejected} rejected")]
    private static partial void Ended(ILogger log, string posting, string state, long read, long added, long updated, long rejected);

    [LoggerMessage(Level = LogLevel.Error, Message = "Import {Posting} failed; nothing of the file was taken in")]
    private static partial void Failed(ILogger log, string posting, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Import {Posting} was cut off when the program stopped; nothing of the file was taken in")]
    private static partial void LeftBehind(ILogger log, string posting);

    [LoggerMessage(Level = LogLevel.Error, Message = "Files that a stopped program left behind could not be removed")]
    private static partial void NotSwept(ILogger log, Exception failure);
}
