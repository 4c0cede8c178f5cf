using System.CommandLine;

namespace Symetrie.Api.Commands;

/// <summary><c>audit verify | list</c>.</summary>
internal sealed class AuditCommand : Command
{
    public AuditCommand(Terminal terminal)
        : base("audit", "The log of erasures.")
    {
        Add(new VerifyCommand(terminal));
        Add(new ListCommand(terminal));
    }

    private sealed class VerifyCommand : StoreCommand
    {
        public VerifyCommand(Terminal terminal)
            : base("verify", "Checks the chain of the log in the store and beside it, and writes the hash of its last entry.") => OnStoreAsItIs(terminal, (_, store) =>
            {
                var (entries, head, fault) = store.Erasures.Verify();
                if (fault is not null) return terminal.Refuse(fault);
                terminal.List(["entries", "head"], [[$"{entries}", head]]);
                return ExitCode.Done;
            });
    }

    private sealed class ListCommand : StoreCommand
    {
        public ListCommand(Terminal terminal)
            : base("list", "Lists the erasures by their tombstones, which tell nothing of whom they keep out.") => OnStandingStore(terminal, (_, store) =>
            {
                terminal.List(["number", "at", "what", "tombstone", "hash"], store.Erasures.Log().Select(e => (string?[])[$"{e.Number}", e.At, e.What, e.Tombstone, e.Hash]));
                return ExitCode.Done;
            });
    }
}
