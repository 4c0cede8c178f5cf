using System.CommandLine;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Commands;

/// <summary><c>serve [--urls URL]</c>.</summary>
internal sealed class ServeCommand : StoreCommand
{
    public ServeCommand(Terminal terminal)
        : base("serve", "Serves the store over HTTP and takes its runs.")
    {
        var urls = Urls();
        Add(urls);
        OnStore(terminal, (parse, store, cancel) =>
        {
            // Damage is told before anything of it is served.
            if (new StoreCheck(store).Bytes() is [var fault, ..]) return terminal.Fail(fault);
            if (store.Keys.List().All(k => k.RevokedAt is not null)) terminal.Note("there is no key yet: `symetrie keys add --scope read` makes one");
            return Serve(terminal, store, parse.GetValue(urls), said: null, cancel);
        });
    }

    /// <summary>The option that says where to listen.</summary>
    public static Option<string?> Urls() => new("--urls") { Description = $"Where to listen, joined by ';'; the environment's ASPNETCORE_URLS, else {Endpoints.Api.UsualUrl}.", HelpName = "URL" };

    /// <summary>Serves until it is told to stop.</summary>
    /// <param name="terminal">The terminal.</param>
    /// <param name="store">The store.</param>
    /// <param name="urls">Where to listen; null for the usual.</param>
    /// <param name="said">Told the address once it is listened on.</param>
    /// <param name="cancel">Ends it.</param>
    public static int Serve(Terminal terminal, Store store, string? urls, Action<string>? said, CancellationToken cancel)
    {
        var app = Endpoints.Api.Build(store, terminal.Analysis(), urls, terminal.Serving(), new Endpoints.OwnTasks(terminal.Nights(), terminal.Listeners()));
        try
        {
            app.StartAsync(cancel).GetAwaiter().GetResult();
            terminal.Note($"listening on {string.Join(", ", app.Urls)}");
            said?.Invoke(app.Urls.First());
            app.WaitForShutdownAsync(cancel).GetAwaiter().GetResult();
            return ExitCode.Done;
        }
        finally
        {
            ((IDisposable)app).Dispose();
        }
    }
}
