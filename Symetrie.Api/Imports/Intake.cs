using System.Collections.Concurrent;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Imports;

/// <summary>Moves the rows of a read export into staging: one thread reads and identifies, this one writes. At most a few batches wait.</summary>
internal sealed class Intake(SecretKey key, StoredCodebook codebook, StagedExport staged, ProblemList problems)
{
    private const int BatchSize = 2048;
    private readonly ResponseIdentity identity = new(key, codebook);
    private readonly string[] attributes = [.. codebook.Codebook.Columns.Attributes.Keys];

    /// <summary>Takes all rows.</summary>
    /// <returns>Rows read, and rows with nothing to take.</returns>
    public (long Rows, long Blank) Take(ExportReader reader, long size, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        using var batches = new BlockingCollection<List<Row>>(boundedCapacity: 8);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var reading = Task.Run(() => Read(reader, batches, stop.Token), CancellationToken.None);
        var (rows, blank) = (0L, 0L);
        try
        {
            using var assembly = codebook.Codebook.Layout == Layout.Long ? new LongAssembly(staged, codebook.Codebook, identity) : null;
            foreach (var batch in batches.GetConsumingEnumerable(cancel))
            {
                foreach (var row in batch) blank += Place(row, assembly) ? 0 : 1;
                rows += batch.Count;
                progress?.Report(new ImportProgress(rows, reader.BytesRead, size));
            }

            reading.GetAwaiter().GetResult();
            assembly?.Finish(problems);
        }
        finally
        {
            stop.Cancel();
            ((IAsyncResult)reading).AsyncWaitHandle.WaitOne();
        }

        return (rows, blank);
    }

    private void Read(ExportReader reader, BlockingCollection<List<Row>> batches, CancellationToken stop)
    {
        try
        {
            var batch = new List<Row>(BatchSize);
            foreach (var row in reader.Rows())
            {
                batch.Add(row.Response is { } response ? new Row(identity.Identify(response), response, null) : new Row(default, null, row.Rejection));
                if (batch.Count < BatchSize) continue;
                batches.Add(batch, stop);
                batch = new List<Row>(BatchSize);
            }

            batches.Add(batch, stop);
        }
        finally
        {
            batches.CompleteAdding();
        }
    }

    // False where the row held nothing to take.
    private bool Place(Row row, LongAssembly? assembly)
    {
        if (row.Rejection is { } rejection)
        {
            problems.Add(rejection);
            return true;
        }

        if (row.Response is not { } response) return false;
        if (assembly is null) staged.Add(row.Staged);
        else assembly.Add(row.Staged);
        Note(row.Staged.Unit, response);
        return true;
    }

    private void Note(string unit, Response response)
    {
        staged.Note(unit, UnitFact.Spelling, response.Day, response.Team);
        if (!string.IsNullOrEmpty(response.TeamName)) staged.Note(unit, UnitFact.Name, response.Day, response.TeamName);
        for (var i = 0; i < response.Attributes.Count; i++)
            if (response.Attributes[i] is { Length: > 0 } value) staged.Note(unit, attributes[i], response.Day, value);
    }

    private readonly record struct Row(StagedResponse Staged, Response? Response, Rejection? Rejection);
}
