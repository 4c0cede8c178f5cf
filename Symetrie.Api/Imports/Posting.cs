using Symetrie.Api.Stores;

namespace Symetrie.Api.Imports;

/// <summary>A file that was sent and is being dealt with.</summary>
public sealed class Posting : IProgress<ImportProgress>, IDisposable
{
    private readonly TaskCompletionSource<ImportReport> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource cancel = new();
    private volatile ImportReport report;

    internal Posting(FileStream content, ImportRequest request, PostingTitle title)
    {
        (Content, Request, Title) = (content, request, title);
        report = new ImportReport { Posting = title.Id, Name = title.Name, State = "queued", Progress = new ImportProgress(0, 0, content.Length) };
    }

    /// <summary>What it is.</summary>
    public PostingTitle Title { get; }

    /// <summary>How it stands.</summary>
    public ImportReport Report => report;

    /// <summary>Ends when it has ended: with the report, or with what failed.</summary>
    public Task<ImportReport> Ended => ended.Task;

    internal FileStream Content { get; }

    internal ImportRequest Request { get; }

    internal OpenedExport? Export { get; set; }

    internal CancellationToken Cancellation => cancel.Token;

    /// <summary>The rejected rows of a dry run, packed: they are kept nowhere else.</summary>
    internal byte[]? Rejected { get; set; }

    /// <summary>Asks it to stop.</summary>
    public void Cancel()
    {
        try
        {
            cancel.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended in between.
        }
    }

    void IProgress<ImportProgress>.Report(ImportProgress value) => report = report with { State = "running", Progress = value };

    /// <inheritdoc/>
    public void Dispose()
    {
        Export?.Dispose();
        Content.Dispose();
        cancel.Dispose();
    }

    internal void Head(OpenedExport export) => (Export, report) = (export, export.Report with { State = "queued", Progress = report.Progress });

    internal void End(ImportReport told)
    {
        report = told with { Progress = null };
        ended.TrySetResult(report);
    }

    internal void Fail(ImportReport told, Exception failure)
    {
        report = told with { Progress = null };
        ended.TrySetException(failure);
        // Nobody may be waiting for it any more.
        _ = ended.Task.Exception;
    }
}
