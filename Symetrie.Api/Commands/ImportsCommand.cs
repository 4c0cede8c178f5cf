using System.CommandLine;

namespace Symetrie.Api.Commands;

/// <summary><c>imports list | undo ID</c>.</summary>
internal sealed class ImportsCommand : Command
{
    public ImportsCommand(Terminal terminal)
        : base("imports", "What was taken in, and taking it back.")
    {
        Add(new ListCommand(terminal));
        Add(new UndoCommand(terminal));
    }

    private sealed class ListCommand : StoreCommand
    {
        public ListCommand(Terminal terminal)
            : base("list", "Lists the imports, newest first.") => OnStandingStore(terminal, (_, store) =>
            {
                terminal.List(["id", "codebook", "name", "createdAt", "undoneAt"], store.Responses.Imports().Select(i => (string?[])[i.Id, i.Codebook, i.Name, i.CreatedAt, i.UndoneAt]));
                return ExitCode.Done;
            });
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
