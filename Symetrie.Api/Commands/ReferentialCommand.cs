using System.CommandLine;
using Symetrie.Api.Imports;

namespace Symetrie.Api.Commands;

/// <summary><c>referential put FILE | show</c>.</summary>
internal sealed class ReferentialCommand : Command
{
    public ReferentialCommand(Terminal terminal)
        : base("referential", "What is promised to customers and in mirror to employees, at which moments, and by which rituals.")
    {
        Add(new PutCommand(terminal));
        Add(new ShowCommand(terminal));
    }

    private sealed class PutCommand : StoreCommand
    {
        public PutCommand(Terminal terminal)
            : base("put", "Puts a referential in the place of the one there is.")
        {
            var file = new Argument<FileInfo>("FILE") { Description = "JSON, as 'referential show' writes it." };
            Add(file);
            OnStore(terminal, (parse, store, _) =>
            {
                var path = parse.GetRequiredValue(file);
                if (!path.Exists) return terminal.Misuse($"there is no file '{path}'");
                var read = ReferentialFile.Read(File.ReadAllText(path.FullName));
                if (read.Value is not { } referential) return terminal.Refuse($"'{path}':{Environment.NewLine}  {string.Join(Environment.NewLine + "  ", read.Problems)}");
                store.Deeds.SetReferential(referential);
                terminal.Note($"{referential.Promises.Count:N0} dimensions and {referential.Rituals.Count:N0} rituals; the next recompute takes them in");
                return ExitCode.Done;
            });
        }
    }

    private sealed class ShowCommand : StoreCommand
    {
        public ShowCommand(Terminal terminal)
            : base("show", "Writes the referential as JSON.") => OnStandingStore(terminal, (_, store) =>
            {
                terminal.Out.Write(ReferentialFile.Write(store.Deeds.Referential));
                return ExitCode.Done;
            });
    }
}
