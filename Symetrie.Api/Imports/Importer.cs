using System.Security.Cryptography;
using System.Text.Json;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Imports;

/// <summary>Takes exports in: read, staged outside the store, merged in one transaction, reported.</summary>
/// <param name="store">The store.</param>
public sealed class Importer(Store store)
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
            using var reader = ExportReader.Open(request.Content, codebook.Codebook, new ExportSettings(store.Calendar, store.TimeZone));
            report = report with { Shape = reader.Shape };
            using var staged = store.Responses.Stage();
            var problems = new ProblemList(rejected);
            var (rows, blank) = new Intake(SecretKey.Of(store), codebook, staged, problems).Take(reader, request.Content.Length, progress, cancel);
            report = report with { Read = rows, Blank = blank };
            if (problems.Total > 0 && !request.SkipBadRows) return Refused(report, problems);
            return store.Responses.Merge(staged, title, (connection, id, outcome) =>
            {
                foreach (var line in outcome.Conflicts)
                    problems.Add(new Rejection(line, codebook.Codebook.Columns.Response ?? codebook.Codebook.Columns.Respondent, "conflicting-row", "the same response stands on an earlier line with other content", null), 1);
                var told = report with
                {
                    Id = id,
                    State = request.DryRun ? "dry-run" : "imported",
                    Added = outcome.Added,
                    Updated = outcome.Updated,
                    Unchanged = outcome.Unchanged,
                    Duplicates = outcome.Duplicates,
                    Rejected = problems.Total,
                    Problems = problems.Groups,
                    Pairing = PairingOutcome.Of(store, connection, staged.Months()),
                };
                if (outcome.ConflictCount > 0 && !request.SkipBadRows) return (false, "", Refused(report, problems));
                return (!request.DryRun, JsonSerializer.Serialize(told, Json), request.DryRun ? told with { Id = null } : told);
            });
        }
        catch (ExportRefused refused)
        {
            return report with { Refusal = refused.Message, RefusalCode = refused.Code, RefusalLine = refused.Line };
        }
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
