using System.CommandLine;
using System.Text.Json;
using Symetrie.Api.Imports;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Commands;

/// <summary><c>import FILE… [--codebook KEY] [--dry-run] [--on-error reject|skip] [--report FILE]</c>.</summary>
internal sealed class ImportCommand : StoreCommand
{
    private readonly Terminal terminal;
    private readonly Argument<FileInfo[]> files = new("FILE") { Description = "The exports, one after another, each all or nothing.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> codebook = new("--codebook") { Description = "The codebook's key; by default the one whose columns the file has.", HelpName = "KEY" };
    private readonly Option<DateOnly?> date = new("--date") { Description = "The day of all responses, where the export has no date column.", HelpName = "YYYY-MM-DD" };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Says what would happen and changes nothing." };
    private readonly Option<string> onError = new("--on-error") { Description = "What one bad row does: refuse its file, or be left out.", HelpName = "reject|skip", DefaultValueFactory = _ => "reject" };
    private readonly Option<FileInfo?> report = new("--report") { Description = "Writes the whole report to this file, JSON: an object for one export, a list for several.", HelpName = "FILE" };

    public ImportCommand(Terminal terminal)
        : base("import", "Takes exports in and says what became of every row.")
    {
        this.terminal = terminal;
        onError.AcceptOnlyFromAmong("reject", "skip");
        Add(files);
        foreach (var option in (Option[])[codebook, date, dryRun, onError, report]) Add(option);
        OnStore(terminal, Run);
    }

    private int Run(ParseResult parse, Store store, CancellationToken cancel)
    {
        var paths = parse.GetRequiredValue(files);
        if (Array.Find(paths, p => !p.Exists) is { } missing) return terminal.Misuse($"there is no file '{missing}'");
        var reports = new List<ImportReport>();
        foreach (var path in paths)
        {
            using var content = path.OpenRead();
            var request = new ImportRequest(content, path.Name)
            {
                Codebook = parse.GetValue(codebook),
                Day = parse.GetValue(date),
                DryRun = parse.GetValue(dryRun),
                SkipBadRows = parse.GetValue(onError) == "skip",
            };
            reports.Add(Import(terminal, store, request, cancel));
            ReportTable.Write(terminal, reports[^1]);
        }

        if (parse.GetValue(report) is { } to) File.WriteAllText(to.FullName, JsonSerializer.Serialize(reports.Count == 1 ? (object)reports[0] : reports, Importer.Json) + "\n");
        return reports.TrueForAll(r => r.Refusal is null) ? ExitCode.Done : ExitCode.Refused;
    }

    /// <summary>Takes one export in, showing how far it is.</summary>
    public static ImportReport Import(Terminal terminal, Store store, ImportRequest request, CancellationToken cancel) => terminal.Watch(
        request.Name, steps => new Importer(store, Minimums.Of(terminal.Analysis())).Run(request, new Rows(steps), rejected: null, cancel));

    private sealed class Rows(IProgress<Step> steps) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => steps.Report(new Step("reading", value.TotalBytes == 0 ? 1 : value.Bytes / (double)value.TotalBytes));
    }
}
