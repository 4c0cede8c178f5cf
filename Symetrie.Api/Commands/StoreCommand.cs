using System.CommandLine;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Commands;

/// <summary>A command that works on a store directly, without a server.</summary>
internal abstract class StoreCommand(string name, string description) : Command(name, description)
{
    private const string Option = "--store";
    private const string Standard = "./symetrie.db";

    /// <summary>The option every command takes.</summary>
    public static Option<string?> Address() => new(Option)
    {
        Description = $"The store: a SQLite file. By default the environment's Symetrie__Store, then {Standard}.",
        HelpName = "PATH",
        Recursive = true,
    };

    /// <summary>The store's address as asked for, else as configured.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="terminal">The terminal.</param>
    public static string AddressOf(ParseResult parse, Terminal terminal) => Given(parse) ?? (terminal.Settings["Store"] is { Length: > 0 } configured ? configured : Standard);

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
            // A connection string is no file: its server answers for it.
            if (!makes && !address.Contains('=') && !File.Exists(address)) return terminal.Refuse($"there is no store at '{address}'");
            using var store = Open(address, terminal, open);
            return run(parse, store, cancel);
        },
        cancel));

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
            throw new IOException($"the store '{address}' cannot be opened: {problem.Message}", problem);
        }
    }
}
