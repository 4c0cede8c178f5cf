using System.Security.Cryptography;
using System.Text.Json;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports;
using Symetrie.Api.Exports.Formats;
using Symetrie.Api.Imports.Proposals;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Imports;

/// <summary>Takes exports in: read, staged outside the store, merged in one transaction, reported.</summary>
/// <param name="store">The store.</param>
/// <param name="minimums">The minimums that are stored with a period when its first answer arrives.</param>
public sealed class Importer(Store store, Minimums minimums)
{
    /// <summary>The report's JSON: camelCase, in the store and on the wire.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web);

    /// <summary>Takes an export in, or says why not. A refused file changes nothing.</summary>
    /// <param name="request">The file, and how to take it.</param>
    /// <param name="progress">Told now and then.</param>
    /// <param name="rejected">Told every rejection as it is met.</param>
    /// <param name="cancel">Stops the reading; nothing is left behind.</param>
    /// <exception cref="InvalidOperationException">The store's key file is missing or another's.</exception>
    public ImportReport Run(ImportRequest request, IProgress<ImportProgress>? progress = null, Action<Rejection>? rejected = null, CancellationToken cancel = default)
    {
        using var export = Open(request);
        return Take(export, new ImportWatch { Progress = progress, Rejected = rejected }, cancel);
    }

    /// <summary>Reads the head of an export: which codebook it is of, and whether it has that one's columns. Nothing is written, and no lock is held.</summary>
    public OpenedExport Open(ImportRequest request)
    {
        var hash = request.ContentHash ?? HashOf(request.Content);
        var report = new ImportReport { State = "refused", Name = request.Name, Posting = request.Posting };
        Stream? unpacked = null;
        try
        {
            unpacked = PackedExport.Unpack(request.Content, new SpoolFolder(store).Create);
            if (unpacked is not null) request = request with { Content = unpacked };
            // One source for both looks: which encoding it has takes reading all of it.
            request.Content.Position = 0;
            var source = new ExportSource(request.Content, request.Said);
            var codebook = Choose(request, source);
            report = report with { Codebook = codebook.Codebook.Key };
            var reader = ExportReader.Open(source, codebook.Codebook, new ExportSettings(store.Calendar, store.TimeZone, request.Day));
            return new OpenedExport(request, report with { Shape = reader.Shape, Personal = reader.Personal }, hash, codebook, reader) { Unpacked = unpacked };
        }
        catch (ExportRefused refused)
        {
            var refusal = new OpenedExport(request, Refused(report, refused) with { Proposal = refused.Code == "no-codebook" ? Propose(request) : null }, hash);
            unpacked?.Dispose();
            return refusal;
        }
        catch
        {
            unpacked?.Dispose();
            throw;
        }
    }

    /// <summary>Takes an opened export in, once.</summary>
    /// <exception cref="InvalidOperationException">The store's key file is missing or another's.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; nothing is left behind.</exception>
    public ImportReport Take(OpenedExport export, ImportWatch watch, CancellationToken cancel = default)
    {
        if (export.Reader is not { } reader || export.Codebook is not { } codebook)
        {
            watch.Rejected?.Invoke(RefusalRow(export.Report));
            return export.Report;
        }

        var columns = codebook.Codebook.Columns;
        var problems = new ProblemList(watch.Rejected, new Hints(codebook.Codebook), namesPersons: reader.Personal.Count > 0 || columns.Respondent is not null || columns.Response is not null);
        if (codebook.Codebook.Layout.IsDeed()) return TakeDeeds(export, problems, watch, cancel);
        using var intake = new Intake(store, codebook, problems, stopAtProblems: !export.Request.SkipBadRows);
        var (rows, blank, changes) = (0L, 0L, (ChangeList?)null);
        try
        {
            return store.Responses.Merge(
                new ImportTitle(codebook, export.Request.Name, export.Hash),
                merging =>
                {
                    changes = new ChangeList(store, merging.Connection, codebook);
                    merging.Changed = changes.Add;
                    (rows, blank) = intake.Take(reader, merging, export.Request.Content.Length, watch.Progress, cancel);
                },
                (merging, id, outcome) =>
                {
                    var report = Counted(export.Report, reader, rows, blank) with { Id = id, Erased = intake.Erased, Changes = changes!.Told };
                    return Decide(export.Request, report, problems, codebook.Codebook.Voice, merging, outcome, watch, intake);
                });
        }
        catch (ExportRefused refused)
        {
            // The rows cannot be counted on: what was met so far is told, and the refusal is the last of it.
            var report = Refused(Counted(export.Report, reader, rows, blank) with { Rejected = problems.Total, Problems = problems.Groups }, refused);
            watch.Rejected?.Invoke(RefusalRow(report));
            return report;
        }
    }

    private ImportReport TakeDeeds(OpenedExport export, ProblemList problems, ImportWatch watch, CancellationToken cancel)
    {
        try
        {
            return new DeedIntake(store, export, problems).Take(watch, cancel);
        }
        catch (ExportRefused refused)
        {
            var report = Refused(export.Report with { Rejected = problems.Total, Problems = problems.Groups }, refused);
            watch.Rejected?.Invoke(RefusalRow(report));
            return report;
        }
    }

    /// <summary>SHA-256 of a file's bytes, hex.</summary>
    public static string HashOf(Stream content)
    {
        content.Position = 0;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // The whole of a large file: few long reads are half the time of many short ones.
        var buffer = new byte[256 * 1024];
        for (int read; (read = content.Read(buffer)) > 0;) hash.AppendData(buffer, 0, read);
        content.Position = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private (bool Keep, string Report, ImportReport Result) Decide(ImportRequest request, ImportReport report, ProblemList problems, Voice voice, Merging merging, MergeOutcome outcome, ImportWatch watch, Intake intake)
    {
        foreach (var line in outcome.Conflicts)
            problems.Add(new Rejection(line, null, "conflicting-row", "the same response stands on an earlier line with other content", null));
        problems.Skip("conflicting-row", outcome.ConflictCount - outcome.Conflicts.Count);
        report = report with { Rejected = problems.Total, Problems = problems.Groups };
        if (problems.Total > 0 && !request.SkipBadRows) return (false, "", Refused(report with { Id = null, Changes = null }));
        store.Disclosure.Raise(merging.Connection, voice, merging.SeenMonths, minimums);
        var told = report with
        {
            State = request.DryRun ? "dry-run" : "imported",
            Added = outcome.Added,
            Updated = outcome.Updated,
            Unchanged = outcome.Unchanged,
            Duplicates = outcome.Duplicates,
            Pairing = PairingOutcome.Of(store, merging),
            UnknownTeams = merging.TakesOutcomes ? OutcomeHints.Of(store, merging.Connection, voice, intake.Units) : TeamHints.Of(store, merging.Connection, voice, intake.Units),
        };
        if (request.DryRun) return (false, "", told with { Id = null });
        if (problems.Total > 0 && told.Posting is { } posting) told = told with { RejectedRows = ImportLedger.RejectedAt(posting) };
        watch.Kept?.Invoke(merging.Connection, merging.Import, told);
        return (true, JsonSerializer.Serialize(told, ImportJson.Default.ImportReport), told);
    }

    private static ImportReport Counted(ImportReport report, ExportReader reader, long rows, long blank)
    {
        var shape = reader.Shape;
        return report with { Shape = shape, Read = rows, Blank = blank, Skipped = shape.Skipped.Sum(s => s.Count) };
    }

    private static ImportReport Refused(ImportReport report) => report with
    {
        Refusal = $"{report.Rejected} of {report.Read} rows cannot be taken; correct them, or import with onError=skip",
        RefusalCode = "bad-rows",
        RefusalLine = report.Problems.SelectMany(g => g.Samples).Min(r => (long?)r.Line),
    };

    // A file without a header has somebody's answers in its place.
    private static ImportReport Refused(ImportReport report, ExportRefused refused) =>
        report with { Refusal = PersonalText.Without(refused.Message), RefusalCode = refused.Code, RefusalLine = refused.Line, RefusalColumn = refused.Column is { } column ? PersonalText.Without(column) : null };

    private static Rejection RefusalRow(ImportReport report) => new(report.RefusalLine ?? 0, report.RefusalColumn, report.RefusalCode!, report.Refusal!, null);

    private CodebookProposal? Propose(ImportRequest request)
    {
        try
        {
            request.Content.Position = 0;
            return Proposer.Of(request.Content, store.Calendar, MirrorFile.Mirror, said: null, request.Said);
        }
        catch (ExportRefused)
        {
            // Rows that cannot be read are told once a codebook is named; no codebook can be proposed from them.
            return null;
        }
    }

    private StoredCodebook Choose(ImportRequest request, ExportSource source)
    {
        var known = store.Codebooks.All();
        if (request.Codebook is { } key)
        {
            return known.FirstOrDefault(c => string.Equals(c.Codebook.Key, key, StringComparison.Ordinal))
                ?? throw new ExportRefused("unknown-codebook", $"there is no codebook '{key}'; known: {(known.Count == 0 ? "none yet" : string.Join(", ", known.Select(c => c.Codebook.Key)))}");
        }

        var choice = CodebookChoice.For(ExportReader.Look(source), known.Select(c => c.Codebook));
        return choice.Codebook is { } found ? known.Single(c => c.Codebook == found) : throw new ExportRefused(choice.IsTie ? "several-codebooks" : "no-codebook", choice.Reason);
    }
}
