using System.CommandLine;
using Symetrie.Api.Stores;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Commands;

/// <summary><c>migrate-store TARGET [--replace]</c>.</summary>
internal sealed class MigrateStoreCommand : StoreCommand
{
    public MigrateStoreCommand(Terminal terminal)
        : base("migrate-store", "Copies the store to another place, from SQLite to PostgreSQL or back, and compares every row. The store itself stays as it is; stop what writes to it first.")
    {
        var to = new Argument<string>("TARGET") { Description = "Where to: a SQLite file, or a PostgreSQL database as Host=…;Database=…;Username=…." };
        var replace = new Option<bool>("--replace") { Description = "Replaces what is in the target." };
        Add(to);
        Add(replace);
        OnStandingStore(terminal, (parse, store) => Run(terminal, store, Placed(parse.GetRequiredValue(to), terminal), parse.GetValue(replace)));
    }

    private static int Run(Terminal terminal, Store store, string target, bool replace)
    {
        if (StoreMove.Refusal(store, target, replace) is { } refusal) return terminal.Refuse(refusal);
        var copied = terminal.Watch("migrate-store", steps => StoreMove.Run(store, target, replace, new Names(steps)));
        terminal.List(["table", "rows"], copied.Select(c => (string?[])[c.Table, $"{c.Rows}"]));
        terminal.Note($"{copied.Sum(c => c.Rows):N0} rows of {copied.Count} tables copied and compared; the key and the log of erasures stand beside {EngineCatalogue.Shown(target)}");
        return ExitCode.Done;
    }

    private sealed class Names(IProgress<Step> steps) : IProgress<string>
    {
        private int done;

        public void Report(string value) => steps.Report(new Step(value, 1 - (1 / (1 + (done++ / 20.0)))));
    }
}
