using System.CommandLine;
using Symetrie.Api.Stores;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Commands;

/// <summary>A command that works on a store directly, without a server.</summary>
internal abstract class StoreCommand(string name, string description) : Command(name, description)
{
    private const string Option = "--store";
    private const string Standard = "./symetrie.db";

    /// <summary>The option every command takes.</summary>
    public static Option<string?> Address() => new(Option)
    {
        Description = $"The store: a SQLite file, or a PostgreSQL database as Host=…;Database=…;Username=…. By default the environment's Symetrie__Store, then {Standard}.",
        HelpName = "PATH",
        Recursive = true,
    };

    /// <summary>The store's address as asked for, else as configured.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="terminal">The terminal.</param>
    /// <exception cref="ArgumentException">The address is not one of the engine that the configuration names.</exception>
    public static string AddressOf(ParseResult parse, Terminal terminal) => Whole(Given(parse) ?? (terminal.Settings["Store"] is { Length: > 0 } configured ? configured : Standard), terminal);

    /// <summary>An address with what the configuration adds to it.</summary>
    /// <exception cref="ArgumentException">It is not one of the engine that the configuration names.</exception>
    public static string Whole(string address, Terminal terminal)
    {
        var engine = terminal.Settings["Store:Engine"];
        var meant = EngineCatalogue.NameOf(address);
        if (!string.IsNullOrEmpty(engine) && !EngineCatalogue.Names.Contains(engine, StringComparer.Ordinal)) throw new ArgumentException($"Symetrie__Store__Engine is '{engine}'; it can be {string.Join(" or ", EngineCatalogue.Names)}");
        if (!string.IsNullOrEmpty(engine) && engine != meant) throw new ArgumentException($"Symetrie__Store__Engine is {engine}, but the store's address is one of {meant}");
        return Placed(address, terminal);
    }

    /// <summary>An address of whichever engine, with the folder of a store that is no file, as the configuration has it.</summary>
    protected static string Placed(string address, Terminal terminal) => terminal.Settings["Store:Folder"] is { Length: > 0 } folder ? EngineCatalogue.With(address, folder) : address;

    /// <summary>The store's address where the command line has one.</summary>
    public static string? Given(ParseResult parse) => parse.GetValue<string?>(Option);

    /// <summary>What this command does with an open store; a store that is not there is made.</summary>
    protected void OnStore(Terminal terminal, Func<ParseResult, Store, CancellationToken, int> run) => Act(terminal, run, makes: true, Store.Open);

    /// <summary>What this command does with a store that has to be there: reading from a mistyped path must not answer "nothing".</summary>
    protected void OnStandingStore(Terminal terminal, Func<ParseResult, Store, int> run) => Act(terminal, (parse, store, _) => run(parse, store), makes: false, Store.Open);

    /// <summary>What this command does with a store that has to be there, until it is stopped.</summary>
    protected void OnStandingStore(Terminal terminal, Func<ParseResult, Store, CancellationToken, int> run) => Act(terminal, run, makes: false, Store.Open);

    /// <summary>What this command does with a store whose audit log may be broken: any other refuses to open it.</summary>
    protected void OnStoreAsItIs(Terminal terminal, Func<ParseResult, Store, int> run) => Act(terminal, (parse, store, _) => run(parse, store), makes: false, Store.OpenUnreconciled);

    private void Act(Terminal terminal, Func<ParseResult, Store, CancellationToken, int> run, bool makes, Func<string, TimeProvider, Store> open) => SetAction((parse, cancel) => Task.Run(
        () =>
        {
            var address = AddressOf(parse, terminal);
            // Of a database its server answers whether it is there.
            if (!makes && IsMissing(address)) return terminal.Refuse($"there is no store at '{address}'");
            using var store = Open(address, terminal, open);
            return run(parse, store, cancel);
        },
        cancel));

    /// <summary>Whether an address is that of a file that is not there.</summary>
    protected static bool IsMissing(string address) => EngineCatalogue.IsFile(address) && !File.Exists(address);

    /// <summary>Opens a store; what goes wrong names it.</summary>
    protected static Store Open(string address, Terminal terminal) => Open(address, terminal, Store.Open);

    private static Store Open(string address, Terminal terminal, Func<string, TimeProvider, Store> open)
    {
        try
        {
            return open(address, terminal.Clock);
        }
        catch (Exception problem) when (problem is not ArgumentException)
        {
            throw new IOException($"the store '{EngineCatalogue.Shown(address)}' cannot be opened: {problem.Message}", problem);
        }
    }
}
