using System.CommandLine;
using Symetrie.Api.Imports;

namespace Symetrie.Api.Commands;

/// <summary><c>codebook add FILE | list | show KEY | propose FILE</c>.</summary>
internal sealed class CodebookCommand : Command
{
    public CodebookCommand(Terminal terminal)
        : base("codebook", "Questionnaires: which column of an export is what.")
    {
        Add(new AddCommand(terminal));
        Add(new ListCommand(terminal));
        Add(new ShowCommand(terminal));
        Add(new CodebookProposeCommand(terminal));
    }

    private sealed class AddCommand : StoreCommand
    {
        public AddCommand(Terminal terminal)
            : base("add", "Takes a codebook in; one that has responses is changed by a new version.")
        {
            var file = new Argument<FileInfo>("FILE") { Description = "The codebook, JSON." };
            Add(file);
            OnStore(terminal, (parse, store, _) =>
            {
                var path = parse.GetRequiredValue(file);
                if (!path.Exists) return terminal.Misuse($"there is no file '{path}'");
                var reading = CodebookFile.Read(File.ReadAllText(path.FullName));
                if (reading.Value is not { } codebook) return terminal.Refuse($"'{path}' is no codebook:{Environment.NewLine}  {string.Join(Environment.NewLine + "  ", reading.Problems)}");
                var (stored, changed) = store.Codebooks.Put(codebook);
                terminal.Note($"{stored.Codebook.Key}: version {stored.Version}{(changed ? "" : ", unchanged")}");
                return ExitCode.Done;
            });
        }
    }

    private sealed class ListCommand : StoreCommand
    {
        public ListCommand(Terminal terminal)
            : base("list", "Lists the codebooks.") => OnStandingStore(terminal, (_, store) =>
            {
                terminal.List(
                    ["key", "version", "voice", "layout", "items", "publishedAt", "title"],
                    store.Codebooks.All().Select(c => (string?[])
                    [
                        c.Codebook.Key, $"{c.Version}", CodebookFile.VoiceOf(c.Codebook), CodebookFile.LayoutOf(c.Codebook), $"{c.Codebook.Items.Count}", c.PublishedAt, c.Codebook.Title,
                    ]));
                return ExitCode.Done;
            });
    }

    private sealed class ShowCommand : StoreCommand
    {
        public ShowCommand(Terminal terminal)
            : base("show", "Writes a codebook as JSON.")
        {
            var key = new Argument<string>("KEY") { Description = "The codebook's key." };
            Add(key);
            OnStandingStore(terminal, (parse, store) =>
            {
                if (store.Codebooks.Find(parse.GetRequiredValue(key)) is not { } found) return terminal.Refuse($"there is no codebook '{parse.GetRequiredValue(key)}'");
                terminal.Out.Write(CodebookFile.Write(found.Codebook));
                return ExitCode.Done;
            });
        }
    }
}
