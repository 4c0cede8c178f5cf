using System.CommandLine;
using Symetrie.Api.Imports;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Commands;

/// <summary><c>demo [--no-serve] [--store PATH] [--urls URL]</c>: the sample exports, from files to answers.</summary>
internal sealed class DemoCommand : Command
{
    private static readonly string[] Codebooks =
    [
        "sample-employee", "sample-customer", "sample-panel", "sample-invited", "sample-managers", "sample-leaders", "sample-outcomes", "sample-actions", "sample-practice",
    ];

    private static readonly string[] Exports =
    [
        "employees.csv", "customers.csv", "customers-aggregate.csv", "invited.csv", "managers.csv", "leaders.csv", "outcomes.csv", "actions.csv", "practice.csv",
    ];

    private readonly Terminal terminal;
    private readonly Option<bool> noServe = new("--no-serve") { Description = "Stops after the tables." };
    private readonly Option<string?> urls = ServeCommand.Urls();

    public DemoCommand(Terminal terminal)
        : base("demo", "Takes the sample exports of an invented company in, computes, shows the result here, then serves it. --store names a fresh file or database; a temporary one by default.")
    {
        this.terminal = terminal;
        Add(noServe);
        Add(urls);
        SetAction((parse, cancel) => Task.Run(() => Run(parse, cancel), cancel));
    }

    private int Run(ParseResult parse, CancellationToken cancel)
    {
        if (StoreCommand.Given(parse) is not { } path)
        {
            using var scratch = new ScratchStore(terminal);
            return Run(parse, scratch.Store, cancel);
        }

        if (File.Exists(path)) return terminal.Refuse($"'{path}' is there already; the demo wants a fresh file");
        using var store = Store.Open(StoreCommand.Whole(path, terminal), terminal.Clock);
        if (!store.IsEmpty) return terminal.Refuse($"{store.Engine.Address} is in use already; the demo wants a fresh database");
        return Run(parse, store, cancel);
    }

    private int Run(ParseResult parse, Store store, CancellationToken cancel)
    {
        if (!Fill(store, cancel)) return ExitCode.Failure;
        RecomputeCommand.Run(terminal, store, cancel);
        new DemoTables(terminal.Data, terminal.Analysis().Confidence).Write(DemoStory.Of(store));
        DemoChain.Write(store, terminal.Data);
        if (parse.GetValue(noServe)) return ExitCode.Done;
        var (key, admin) = (store.Keys.Add(Scope.Read, "demo").Key, store.Keys.Add(Scope.Admin, "demo").Key);
        return ServeCommand.Serve(terminal, store, parse.GetValue(urls), address => Invite(address, key, admin), cancel);
    }

    private bool Fill(Store store, CancellationToken cancel)
    {
        var shipped = Path.Combine(AppContext.BaseDirectory, "data");
        foreach (var name in Codebooks) store.Codebooks.Put(CodebookFile.Read(File.ReadAllText(Path.Combine(shipped, "codebooks", $"{name}.json"))).Required());
        var samples = Path.Combine(shipped, "exports", "sample");
        var (teams, problems) = TeamsCommand.Put(store, new FileInfo(Path.Combine(samples, "teams.csv")));
        if (problems.Count > 0) return terminal.Fail($"teams.csv: {problems[0]}") == ExitCode.Done;
        terminal.Note($"teams.csv: {teams:N0} teams");
        foreach (var name in Exports)
        {
            using var content = File.OpenRead(Path.Combine(samples, name));
            var report = ImportCommand.Import(terminal, store, new ImportRequest(content, name), cancel);
            if (report.Refusal is { } refusal) return terminal.Fail($"{name}: {refusal}") == ExitCode.Done;
            terminal.Note($"{name}: {report.Added:N0} rows taken in by codebook {report.Codebook}, {report.Rejected:N0} rejected");
        }

        return true;
    }

    private void Invite(string address, string key, string admin)
    {
        var root = address.TrimEnd('/');
        terminal.Out.WriteLine($"""

            The pictures and tables in the browser:
            {root}/#key={key}

            The same with a key that may also import and recompute:
            {root}/#key={admin}

            {root}/swagger       every resource, to be tried in the browser
            {root}/openapi.json  the contract

            A key that may read (X-Api-Key, Bearer, or the password of Basic): {key}

            curl -u :{key} '{root}/v1/gaps?dimension=overall&sort=-gap&limit=10'
            curl -u :{key} '{root}/v1/correlations?stratum=all&format=csv'
            curl -u :{key} '{root}/v1/drift?team=S16&dimension=overall'

            Ctrl+C ends it.
            """);
    }
}
