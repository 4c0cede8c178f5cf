using System.CommandLine;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Commands;

/// <summary><c>keys add | list | revoke</c>.</summary>
internal sealed class KeysCommand : Command
{
    public KeysCommand(Terminal terminal)
        : base("keys", "API keys: what a program may do over HTTP.")
    {
        Add(new AddCommand(terminal));
        Add(new ListCommand(terminal));
        Add(new RevokeCommand(terminal));
    }

    private sealed class AddCommand : StoreCommand
    {
        public AddCommand(Terminal terminal)
            : base("add", "Makes a key and writes it to standard output, this once.")
        {
            var scope = new Option<string>("--scope") { Description = "What it may do; each scope holds the ones before it.", Required = true, HelpName = "read|ingest|admin" };
            scope.AcceptOnlyFromAmong("read", "ingest", "admin");
            var name = new Option<string>("--name") { Description = "A name for people.", DefaultValueFactory = _ => "", HelpName = "NAME" };
            var expires = new Option<string?>("--expires") { Description = "When it ends: after so many hours, days or weeks (12h, 90d, 52w), or at the beginning of a day, UTC (2027-01-01). Without it, when it is revoked.", HelpName = "90d" };
            Add(scope);
            Add(name);
            Add(expires);
            OnStore(terminal, (parse, store, _) =>
            {
                DateTimeOffset? end = null;
                if (parse.GetValue(expires) is { } text && (end = Expiry.Read(text, terminal.Clock.GetUtcNow())) is null) return terminal.Misuse($"--expires '{text}': give a time to come, up to ten years, as 12h, 90d, 52w or 2027-01-01");
                var (key, stored) = store.Keys.Add(Enum.Parse<Scope>(parse.GetRequiredValue(scope), ignoreCase: true), parse.GetRequiredValue(name), end);
                terminal.Out.WriteLine(key);
                terminal.Note($"{stored.Id} ({stored.Scope}{(stored.ExpiresAt is { } at ? $", until {at}" : "")}): the key is shown this once, only its hash is stored");
                return ExitCode.Done;
            });
        }
    }

    private sealed class ListCommand : StoreCommand
    {
        public ListCommand(Terminal terminal)
            : base("list", "Lists the keys, never the keys themselves.") => OnStandingStore(terminal, (_, store) =>
            {
                terminal.List(
                    ["id", "scope", "name", "createdAt", "expiresAt", "lastUsedAt", "revokedAt"],
                    store.Keys.List().Select(k => (string?[])[k.Id, k.Scope, k.Name, k.CreatedAt, k.ExpiresAt, k.LastUsedAt, k.RevokedAt]));
                return ExitCode.Done;
            });
    }

    private sealed class RevokeCommand : StoreCommand
    {
        public RevokeCommand(Terminal terminal)
            : base("revoke", "Ends a key.")
        {
            var id = new Argument<string>("ID") { Description = "The key's id, as `keys list` shows it." };
            Add(id);
            OnStandingStore(terminal, (parse, store) =>
            {
                if (!store.Keys.Revoke(parse.GetRequiredValue(id))) return terminal.Refuse($"no standing key has the id '{parse.GetRequiredValue(id)}'");
                terminal.Note($"{parse.GetRequiredValue(id)}: revoked");
                return ExitCode.Done;
            });
        }
    }
}
