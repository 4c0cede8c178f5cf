using System.Buffers;
using System.CommandLine;
using System.Text;
using Symetrie.Analytics.Measures;
using Symetrie.Api.Endpoints.Errors;
using Symetrie.Api.Endpoints.Requests;
using Symetrie.Api.Endpoints.Rows;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Commands;

/// <summary><c>export MEASURE [--where column=value]… [--snapshot ID] [--format csv|json] [--out FILE]</c>.</summary>
internal sealed class ExportCommand : StoreCommand
{
    private const int Batch = 1 << 16;
    private readonly Terminal terminal;
    private readonly Argument<string> measure = new("MEASURE") { Description = $"One of {string.Join(", ", MeasureCatalogue.All.Select(m => m.Name))}." };
    private readonly Option<string[]> where = new("--where") { Description = "Rows whose subject column has this value; several values of a column are joined by commas or given one by one.", HelpName = "column=value" };
    private readonly Option<string?> snapshot = new("--snapshot") { Description = "The snapshot; the newest by default.", HelpName = "ID" };
    private readonly Option<string> format = new("--format") { Description = "The format, the same bytes that HTTP sends.", HelpName = "csv|json", DefaultValueFactory = _ => "csv" };
    private readonly Option<FileInfo?> to = new("--out") { Description = "Writes to this file, whole or not at all; standard output by default.", HelpName = "FILE" };

    public ExportCommand(Terminal terminal)
        : base("export", "Writes the published rows of a measure.")
    {
        this.terminal = terminal;
        measure.AcceptOnlyFromAmong([.. MeasureCatalogue.All.Select(m => m.Name)]);
        format.AcceptOnlyFromAmong("csv", "json");
        Add(measure);
        foreach (var option in (Option[])[where, snapshot, format, to]) Add(option);
        OnStandingStore(terminal, Run);
    }

    private int Run(ParseResult parse, Store store)
    {
        var id = parse.GetValue(snapshot);
        if ((id is null ? store.Snapshots.Latest() : store.Snapshots.Find(id)) is not { } found)
            return terminal.Refuse(id is null ? "nothing is published yet; `symetrie recompute` does it" : $"there is no snapshot '{id}'");
        try
        {
            var asked = MeasureCatalogue.Find(parse.GetRequiredValue(measure))!;
            var query = new RowQuery { Measure = asked, Snapshot = found, Filters = Filters(asked, parse.GetValue(where) ?? [], new Subjects(store, store.Snapshots.Tables(found))) };
            Write(store, query, parse.GetValue(format) == "json", parse.GetValue(to));
            return ExitCode.Done;
        }
        catch (Refusal unfit)
        {
            return terminal.Misuse(unfit.Message);
        }
    }

    private static List<(Column Column, IReadOnlyList<string> Values)> Filters(Measure measure, string[] where, Subjects subjects)
    {
        var filters = new Dictionary<Column, List<string>>();
        foreach (var text in where)
        {
            var parts = text.Split('=', 2);
            var column = measure.Columns.FirstOrDefault(c => c.IsSubject && c.Name == parts[0]);
            if (column is null || parts.Length < 2) throw Refusal.Value("--where", $"'{text}' is no column=value; subject columns are {string.Join(", ", measure.Columns.Where(c => c.IsSubject).Select(c => c.Name))}");
            if (!filters.TryGetValue(column, out var values)) filters[column] = values = [];
            values.AddRange((subjects.IsWhole(column, parts[1]) ? [parts[1]] : parts[1].Split(',')).Select(v => subjects.Read(column, v)));
        }

        return [.. filters.Select(f => (f.Key, (IReadOnlyList<string>)f.Value))];
    }

    private void Write(Store store, RowQuery query, bool json, FileInfo? file)
    {
        if (file is null)
        {
            // Batches end between two rows, so that no character is cut.
            Print(store, query, json, bytes => terminal.Out.Write(Encoding.UTF8.GetString(bytes)));
            terminal.Out.Flush();
            return;
        }

        var part = file.FullName + ".part";
        using (var stream = File.Create(part)) Print(store, query, json, stream.Write);
        File.Move(part, file.FullName, overwrite: true);
    }

    private static void Print(Store store, RowQuery query, bool json, ReadOnlySpanAction write)
    {
        var buffer = new ArrayBufferWriter<byte>(Batch);
        void Pass()
        {
            write(buffer.WrittenSpan);
            buffer.ResetWrittenCount();
        }

        var fields = Field.Of(query.Measure);
        IRowPrinter printer = json ? new JsonPrinter(buffer, fields) : new CsvPrinter(buffer, fields, french: false);
        printer.Begin(query.Snapshot.Id);
        store.Snapshots.Read(query, row =>
        {
            printer.Row(row);
            if (buffer.WrittenCount > Batch) Pass();
        });
        printer.End(next: null);
        Pass();
    }

    private delegate void ReadOnlySpanAction(ReadOnlySpan<byte> bytes);
}
