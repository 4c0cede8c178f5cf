using Symetrie.Api.Exports;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Imports;

/// <summary>An export whose head was read: the codebook is chosen and its columns are found, or it is refused already.</summary>
public sealed class OpenedExport : IDisposable
{
    internal OpenedExport(ImportRequest request, ImportReport report, string hash, StoredCodebook? codebook = null, ExportReader? reader = null) =>
        (Request, Report, Hash, Codebook, Reader) = (request, report, hash, codebook, reader);

    /// <summary>What was asked for.</summary>
    public ImportRequest Request { get; }

    /// <summary>The report as far as the head tells; whole where it is refused.</summary>
    public ImportReport Report { get; }

    /// <summary>SHA-256 of the content, hex.</summary>
    public string Hash { get; }

    /// <summary>Whether there is nothing more to be done with it.</summary>
    public bool IsRefused => Reader is null;

    internal StoredCodebook? Codebook { get; }

    internal ExportReader? Reader { get; }

    internal Stream? Unpacked { get; init; }

    /// <summary>Lets go of the buffers, and of what was unpacked; the content as sent stays the caller's.</summary>
    public void Dispose()
    {
        Reader?.Dispose();
        Unpacked?.Dispose();
    }
}

/// <summary>Who wants to know what while an export is taken in.</summary>
public sealed record ImportWatch
{
    /// <summary>Told now and then how far it is.</summary>
    public IProgress<ImportProgress>? Progress { get; init; }

    /// <summary>Told every rejection as it is met.</summary>
    public Action<Analytics.Surveys.Rejection>? Rejected { get; init; }

    /// <summary>Called in the transaction of an import that is kept, with its number and report.</summary>
    internal Action<System.Data.Common.DbConnection, long, ImportReport>? Kept { get; init; }
}
