using Microsoft.Extensions.Configuration;
using Symetrie.Api;
using Symetrie.Api.Commands;

namespace Symetrie.Analytics.Tests.Commands;

/// <summary>A terminal in memory, and commands run on it.</summary>
internal static class Shell
{
    /// <summary>A terminal nobody reads.</summary>
    public static Terminal Silent() => Of(TextWriter.Null, TextWriter.Null);

    /// <summary>Runs a command line.</summary>
    /// <returns>The exit code, standard output and standard error.</returns>
    public static async Task<(int Exit, string Out, string Error)> Run(params string[] args)
    {
        var (data, notes) = (new StringWriter(), new StringWriter());
        var exit = await Run(data, notes, CancellationToken.None, args);
        return (exit, data.ToString(), notes.ToString());
    }

    /// <summary>Runs a command line under a configuration.</summary>
    public static async Task<(int Exit, string Out, string Error)> Configured(IReadOnlyDictionary<string, string?> settings, params string[] args)
    {
        var (data, notes) = (new StringWriter(), new StringWriter());
        var terminal = new Terminal(Terminal.Plain(data), Terminal.Plain(notes), new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), TimeProvider.System);
        var exit = await CommandRunner.Run(terminal, Program.Commands(terminal), args);
        return (exit, data.ToString(), notes.ToString());
    }

    /// <summary>Runs a command line that ends when it is told to.</summary>
    public static Task<int> Run(TextWriter data, TextWriter notes, CancellationToken cancel, params string[] args)
    {
        var terminal = Of(data, notes);
        return CommandRunner.Run(terminal, Program.Commands(terminal), args, cancel);
    }

    private static Terminal Of(TextWriter data, TextWriter notes) => new(Terminal.Plain(data), Terminal.Plain(notes), new ConfigurationBuilder().Build(), TimeProvider.System);
}
