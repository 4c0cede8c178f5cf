using System.CommandLine;

namespace Symetrie.Api.Commands;

/// <summary><c>openapi [--out FILE]</c>: rewrites the committed contract.</summary>
internal sealed class OpenapiCommand : Command
{
    public OpenapiCommand(Terminal terminal)
        : base("openapi", "Writes the contract of the HTTP interface, OpenAPI 3.1.")
    {
        var to = new Option<FileInfo?>("--out") { Description = "Writes to this file; standard output by default.", HelpName = "FILE" };
        Add(to);
        SetAction(async (parse, cancel) =>
        {
            var text = await Text(terminal, cancel);
            if (parse.GetValue(to) is { } file) await File.WriteAllTextAsync(file.FullName, text, cancel);
            else await terminal.Out.WriteAsync(text);
            return ExitCode.Done;
        });
    }

    // The addresses are known to a running application only: one is started on a store of its own, on a port nobody is told.
    private static async Task<string> Text(Terminal terminal, CancellationToken cancel)
    {
        using var scratch = new ScratchStore(terminal);
        await using var app = Endpoints.Api.Build(scratch.Store, terminal.Analysis(), "http://127.0.0.1:0");
        await app.StartAsync(cancel);
        var text = Endpoints.Api.OpenApiText(app);
        await app.StopAsync(cancel);
        return text;
    }
}
