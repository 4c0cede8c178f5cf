using System.Security.Cryptography;
using System.Text.Json;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports;
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
        var report = new ImportReport { State = "refused", Name = request.Name };
        try
        {
            var codebook = Choose(request);
            report = report with { Codebook = codebook.Codebook.Key };
            request.Content.Position = 0;
            var title = new ImportTitle(codebook, request.Name, Convert.ToHexStringLower(SHA256.HashData(request.Content)));
            request.Content.Position = 0;
            using var reader = ExportReader.Open(request.Content, codebook.Codebook, new ExportSettings(store.Calendar, store.TimeZone, request.Day));
            report = report with { Shape = reader.Shape };
            var problems = new ProblemList(rejected);
            using var intake = new Intake(store, codebook, problems, stopAtProblems: !request.SkipBadRows);
            var (rows, blank) = (0L, 0L);
            return store.Responses.Merge(
                title,
                merging => (rows, blank) = intake.Take(reader, merging, request.Content.Length, progress, cancel),
                (merging, id, outcome) => Decide(request, report with { Id = id, Shape = reader.Shape, Read = rows, Blank = blank, Erased = intake.Erased }, problems, codebook.Codebook.Voice, merging, outcome));
        }
        catch (ExportRefused refused)
        {
            return report with { Refusal = refused.Message, RefusalCode = refused.Code, RefusalLine = refused.Line };
        }
    }

    private (bool Keep, string Report, ImportReport Result) Decide(ImportRequest request, ImportReport report, ProblemList problems, Voice voice, Merging merging, MergeOutcome outcome)
    {
        foreach (var line in outcome.Conflicts)
            problems.Add(new Rejection(line, null, "conflicting-row", "the same response stands on an earlier line with other content", null));
        problems.Skip("conflicting-row", outcome.ConflictCount - outcome.Conflicts.Count);
        if (problems.Total > 0 && !request.SkipBadRows) return (false, "", Refused(report with { Id = null }, problems));
        store.Disclosure.Raise(merging.Connection, voice, merging.SeenMonths, minimums);
        var told = report with
        {
            State = request.DryRun ? "dry-run" : "imported",
            Added = outcome.Added,
            Updated = outcome.Updated,
            Unchanged = outcome.Unchanged,
            Duplicates = outcome.Duplicates,
            Rejected = problems.Total,
            Problems = problems.Groups,
            Pairing = PairingOutcome.Of(store, merging.Connection, merging.SeenMonths),
        };
        return request.DryRun ? (false, "", told with { Id = null }) : (true, JsonSerializer.Serialize(told, Json), told);
    }

    private static ImportReport Refused(ImportReport report, ProblemList problems) => report with
    {
        Rejected = problems.Total,
        Problems = problems.Groups,
        Refusal = $"{problems.Total} of {report.Read} rows cannot be taken; correct them, or import with onError=skip",
        RefusalCode = "bad-rows",
        RefusalLine = problems.Groups.SelectMany(g => g.Samples).Min(r => (long?)r.Line),
    };

    private StoredCodebook Choose(ImportRequest request)
    {
        var known = store.Codebooks.All();
        if (request.Codebook is { } key)
        {
            return known.FirstOrDefault(c => string.Equals(c.Codebook.Key, key, StringComparison.Ordinal))
                ?? throw new ExportRefused("unknown-codebook", $"there is no codebook '{key}'; known: {(known.Count == 0 ? "none yet" : string.Join(", ", known.Select(c => c.Codebook.Key)))}");
        }

        request.Content.Position = 0;
        var choice = CodebookChoice.For(ExportReader.Look(request.Content), known.Select(c => c.Codebook));
        return choice.Codebook is { } found ? known.Single(c => c.Codebook == found) : throw new ExportRefused("no-codebook", choice.Reason);
    }
}
