using System.CommandLine;
using System.CommandLine.Invocation;

namespace Symetrie.Api.Commands;

/// <summary>The command line: parses, runs one command, and turns what came of it into an exit code.</summary>
internal static class CommandRunner
{
    /// <summary>How long what is being done may go on when the program is told to stop.</summary>
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(25);

    /// <summary>The program with its commands.</summary>
    public static RootCommand Root(IEnumerable<Command> commands)
    {
        var root = new RootCommand("Symetrie: do we treat our employees as well as we want them to treat our customers?") { StoreCommand.Address() };
        foreach (var command in commands) root.Add(command);
        return root;
    }

    /// <summary>Runs a command line.</summary>
    /// <returns>The exit code (<see cref="ExitCode"/>).</returns>
    public static async Task<int> Run(Terminal terminal, IEnumerable<Command> commands, IReadOnlyList<string> args, CancellationToken cancel = default)
    {
        var parse = Root(commands).Parse(args);
        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = StopsWithin, Output = terminal.Out, Error = terminal.Error };
        if (parse.Action is ParseErrorAction wrong)
        {
            // What is wrong belongs to standard error, and so does the help that comes with it.
            configuration.Output = terminal.Error;
            wrong.ShowHelp = args.Count == 0;
            await parse.InvokeAsync(configuration, cancel);
            return ExitCode.Usage;
        }

        try
        {
            return await parse.InvokeAsync(configuration, cancel);
        }
        catch (OperationCanceledException)
        {
            return terminal.Fail("stopped before it was done");
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            return terminal.Fail(Said(problem));
        }
    }

    /// <summary>What an exception says, without the name of the parameter that only a programmer knows.</summary>
    public static string Said(Exception problem) => problem is ArgumentException ? problem.Message.Split(" (Parameter '")[0] : problem.Message;
}
