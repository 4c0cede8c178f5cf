using System.CommandLine;
using System.Text.Json;
using Symetrie.Api.Imports;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Commands;

/// <summary><c>import FILE… [--codebook KEY] [--date YYYY-MM-DD] [--sheet NAME] [--header LINE] [--dry-run] [--on-error reject|skip] [--report FILE]</c>.</summary>
internal sealed class ImportCommand : StoreCommand
{
    private readonly Terminal terminal;
    private readonly Argument<FileInfo[]> files = new("FILE") { Description = "The exports, one after another, each all or nothing. Of a folder every file in it, in the order of their names.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> codebook = new("--codebook") { Description = "The codebook's key; by default the one whose columns the file has.", HelpName = "KEY" };
    private readonly Option<DateOnly?> date = new("--date") { Description = "The day of all responses, where the export has no date column.", HelpName = "YYYY-MM-DD" };
    private readonly Option<string?> sheet = new("--sheet") { Description = "The sheet of a workbook, by its name or its number from 1; by default it is found.", HelpName = "NAME" };
    private readonly Option<long?> header = new("--header") { Description = "The line, or the sheet's row, on which the header stands; by default it is found.", HelpName = "LINE" };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Says what would happen and changes nothing." };
    private readonly Option<string> onError = new("--on-error") { Description = "What one bad row does: refuse its file, or be left out.", HelpName = "reject|skip", DefaultValueFactory = _ => "reject" };
    private readonly Option<FileInfo?> report = new("--report") { Description = "Writes to this file: if it ends in .csv, every row that was not taken; else the whole report, JSON: an object for one export, a list for several.", HelpName = "FILE" };

    public ImportCommand(Terminal terminal)
        : base("import", "Takes exports in and says what became of every row.")
    {
        this.terminal = terminal;
        header.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<long?>() is < 1) result.AddError("--header: lines are counted from 1");
        });
        onError.AcceptOnlyFromAmong("reject", "skip");
        Add(files);
        foreach (var option in (Option[])[codebook, date, sheet, header, dryRun, onError, report]) Add(option);
        OnStore(terminal, Run);
    }

    /// <summary>Takes one export in, showing how far it is.</summary>
    public static ImportReport Import(Terminal terminal, Store store, ImportRequest request, CancellationToken cancel) => terminal.Watch(
        request.Name, steps => new Importer(store, Minimums.Of(terminal.Analysis())).Run(request, new Rows(steps), rejected: null, cancel));

    private int Run(ParseResult parse, Store store, CancellationToken cancel)
    {
        var given = parse.GetRequiredValue(files);
        if (Array.Find(given, p => !p.Exists && !Directory.Exists(p.FullName)) is { } missing) return terminal.Misuse($"there is no file '{missing}'");
        var folders = given.Where(p => !p.Exists).ToArray();
        var paths = given.SelectMany(FilesOf).ToArray();
        if (paths.Length == 0) return terminal.Misuse($"there is no file in '{folders[0]}'");
        var importer = new Importer(store, Minimums.Of(terminal.Analysis()));
        var ledger = new ImportLedger(store, importer);
        ledger.Sweep();
        var reports = new List<ImportReport>();
        using (var rejected = parse.GetValue(report) is { } csv && IsTable(csv) ? csv.Create() : null)
        {
            foreach (var path in paths)
            {
                reports.Add(Take(parse, path, importer, ledger, rejected, isFirst: reports.Count == 0, cancel));
                if (folders.Length > 0) ReportTable.Line(terminal, reports[^1]);
                else ReportTable.Write(terminal, reports[^1]);
            }
        }

        if (folders.Length > 0) ReportTable.Summary(terminal, reports);
        if (parse.GetValue(report) is { } to && !IsTable(to)) File.WriteAllText(to.FullName, JsonSerializer.Serialize(reports.Count == 1 ? (object)reports[0] : reports, Importer.Json) + "\n");
        return reports.TrueForAll(r => r.Refusal is null) ? ExitCode.Done : ExitCode.Refused;
    }

    private ImportReport Take(ParseResult parse, FileInfo path, Importer importer, ImportLedger ledger, Stream? table, bool isFirst, CancellationToken cancel)
    {
        using var rejected = new RejectedRows(ledger.Spool, path.Name);
        try
        {
            using var content = path.OpenRead();
            var request = new ImportRequest(content, path.Name)
            {
                Codebook = parse.GetValue(codebook),
                Day = parse.GetValue(date),
                Sheet = parse.GetValue(sheet),
                HeaderLine = parse.GetValue(header),
                DryRun = parse.GetValue(dryRun),
                SkipBadRows = parse.GetValue(onError) == "skip",
                ContentHash = Importer.HashOf(content),
                Posting = ImportLedger.NewId(),
            };
            return terminal.Watch(path.Name, steps =>
            {
                using var export = importer.Open(request);
                if (ledger.Standing(export) is { } standing) return standing with { Name = path.Name };
                var title = ledger.Title(request, request.Posting, idempotency: null);
                var told = ledger.Take(export, title, rejected, new Rows(steps), cancel);
                ledger.Save(title, told, rejected.Packed());
                return told;
            });
        }
        catch (UnauthorizedAccessException unreadable)
        {
            return new ImportReport { State = "refused", Name = path.Name, Refusal = unreadable.Message, RefusalCode = "unreadable" };
        }
        finally
        {
            if (table is not null) rejected.CopyTo(table, header: isFirst);
        }
    }

    // What lies hidden in a folder, and what Office leaves beside an open workbook, is nobody's export.
    private static IEnumerable<FileInfo> FilesOf(FileInfo path) => path.Exists ? [path]
        : new DirectoryInfo(path.FullName).EnumerateFiles().Where(f => !f.Name.StartsWith('.') && !f.Name.StartsWith("~$", StringComparison.Ordinal) && !f.Attributes.HasFlag(FileAttributes.Hidden))
            .OrderBy(f => f.Name, StringComparer.Ordinal);

    private static bool IsTable(FileInfo file) => file.Extension.Equals(".csv", StringComparison.OrdinalIgnoreCase);

    private sealed class Rows(IProgress<Step> steps) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => steps.Report(new Step("reading", value.TotalBytes == 0 ? 1 : value.Bytes / (double)value.TotalBytes));
    }
}
