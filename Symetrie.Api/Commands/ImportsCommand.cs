using System.CommandLine;
using System.IO.Compression;
using Symetrie.Api.Imports;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Commands;

/// <summary><c>imports list | errors ID | undo ID</c>.</summary>
internal sealed class ImportsCommand : Command
{
    public ImportsCommand(Terminal terminal)
        : base("imports", "What was taken in, what was not, and taking it back.")
    {
        Add(new ListCommand(terminal));
        Add(new ErrorsCommand(terminal));
        Add(new UndoCommand(terminal));
    }

    private sealed class ListCommand : StoreCommand
    {
        public ListCommand(Terminal terminal)
            : base("list", "Lists the imports, newest first.")
        {
            var all = new Option<bool>("--all") { Description = "Lists the files too of which nothing was taken in: refused, cancelled, failed." };
            Add(all);
            OnStandingStore(terminal, (parse, store) =>
            {
                var imports = store.Responses.Imports().Select(i => (string?[])[i.Id, i.Codebook, i.Name, i.CreatedAt, i.UndoneAt, i.UndoneAt is null ? "imported" : "undone"]);
                var others = parse.GetValue(all) ? store.Postings.Unimported().Select(p => (string?[])[p.Id, null, p.Name, p.CreatedAt, null, p.State]) : [];
                terminal.List(["id", "codebook", "name", "createdAt", "undoneAt", "state"], imports.Concat(others).OrderByDescending(row => row[3], StringComparer.Ordinal));
                return ExitCode.Done;
            });
        }
    }

    private sealed class ErrorsCommand : StoreCommand
    {
        public ErrorsCommand(Terminal terminal)
            : base("errors", "Writes every row of an import or a refused file that was not taken, as CSV.")
        {
            var id = new Argument<string>("ID") { Description = "The id, as `imports list --all` shows it." };
            Add(id);
            OnStandingStore(terminal, (parse, store) =>
            {
                var ledger = new ImportLedger(store, new Importer(store, Minimums.Of(terminal.Analysis())));
                if (ledger.Find(parse.GetRequiredValue(id)) is null) return terminal.Refuse($"there is no import '{parse.GetRequiredValue(id)}'");
                if (ledger.Rejected(parse.GetRequiredValue(id)) is not { } packed)
                {
                    terminal.Out.Write(RejectedRows.Header);
                    return ExitCode.Done;
                }

                using var rows = new StreamReader(new GZipStream(new MemoryStream(packed), CompressionMode.Decompress));
                var part = new char[1 << 14];
                for (int read; (read = rows.Read(part)) > 0;) terminal.Out.Write(part, 0, read);
                return ExitCode.Done;
            });
        }
    }

    private sealed class UndoCommand : StoreCommand
    {
        public UndoCommand(Terminal terminal)
            : base("undo", "Takes an import back, whatever came after it.")
        {
            var id = new Argument<string>("ID") { Description = "The import's id, as `imports list` shows it." };
            Add(id);
            OnStandingStore(terminal, (parse, store) =>
            {
                if (store.Responses.Undo(parse.GetRequiredValue(id)) is not { } undone) return terminal.Refuse($"no standing import has the id '{parse.GetRequiredValue(id)}'");
                terminal.Note($"{parse.GetRequiredValue(id)}: {undone.Removed:N0} responses gone, {undone.Restored:N0} as an earlier import said them, {undone.Kept:N0} kept because a later import said them too");
                return ExitCode.Done;
            });
        }
    }
}
