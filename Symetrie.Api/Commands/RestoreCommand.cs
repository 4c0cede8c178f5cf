using System.CommandLine;
using Symetrie.Api.Stores;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Commands;

/// <summary><c>restore FILE [--replace]</c>.</summary>
internal sealed class RestoreCommand : StoreCommand
{
    public RestoreCommand(Terminal terminal)
        : base("restore", "Puts a backup in the place of the store, once it was found whole, and erases again who was erased since.")
    {
        var from = new Argument<FileInfo>("FILE") { Description = "The backup." };
        var replace = new Option<bool>("--replace") { Description = "Replaces a store that is there. No program may have it open." };
        Add(from);
        Add(replace);
        SetAction((parse, cancel) => Task.Run(() => Run(terminal, AddressOf(parse, terminal), parse.GetRequiredValue(from).FullName, parse.GetValue(replace)), cancel));
    }

    private static int Run(Terminal terminal, string address, string backup, bool replace)
    {
        if (Restoring.Run(backup, address, replace) is { } refusal) return terminal.Refuse(refusal);
        // Opening it is what erases.
        using var store = Open(address, terminal);
        var again = store.Erasures.Log().Count(e => e.What == "replayed");
        terminal.Out.WriteLine(EngineCatalogue.Shown(address));
        terminal.Note($"{store.Responses.Imports().Count:N0} imports, {store.Snapshots.Count():N0} snapshots, the newest {store.Snapshots.Latest()?.Id ?? "none"}; {again:N0} erasures replayed in this store so far");
        if (!File.Exists(store.Engine.KeyFile)) terminal.Note($"the key is missing: put {store.Engine.KeyFile} back, or respondents cannot be recognised");
        return ExitCode.Done;
    }
}
