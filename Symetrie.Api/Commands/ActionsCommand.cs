using System.CommandLine;
using Symetrie.Api.Imports;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Commands;

/// <summary><c>actions put FILE | list</c>.</summary>
internal sealed class ActionsCommand : Command
{
    public ActionsCommand(Terminal terminal)
        : base("actions", "Which team holds which ritual from when to when.")
    {
        Add(new PutCommand(terminal));
        Add(new ListCommand(terminal));
    }

    /// <summary>Puts the actions of a file in the place of those that were put, all or nothing.</summary>
    /// <returns>How many the file has, or what is wrong.</returns>
    public static (int Actions, IReadOnlyList<string> Problems) Put(Store store, FileInfo file)
    {
        using var content = file.OpenRead();
        var read = ActionsFile.Read(content, store.Calendar, store.Today);
        if (read.Value is not { } actions) return (0, read.Problems);
        try
        {
            store.Deeds.SetActions(actions);
            return (actions.Count, []);
        }
        catch (ArgumentException unfit)
        {
            return (0, [CommandRunner.Said(unfit)]);
        }
    }

    private sealed class PutCommand : StoreCommand
    {
        public PutCommand(Terminal terminal)
            : base("put", "Puts actions in the place of all that were put, all or nothing; those that came by exports stand.")
        {
            var file = new Argument<FileInfo>("FILE") { Description = "JSON, or delimited text or a workbook with the columns team, ritual, start, end, assignment." };
            Add(file);
            OnStore(terminal, (parse, store, _) =>
            {
                var path = parse.GetRequiredValue(file);
                if (!path.Exists) return terminal.Misuse($"there is no file '{path}'");
                var (actions, problems) = Put(store, path);
                if (problems.Count > 0) return terminal.Refuse($"'{path}':{Environment.NewLine}  {string.Join(Environment.NewLine + "  ", problems)}");
                terminal.Note($"{actions:N0} actions; the next recompute takes them in");
                return ExitCode.Done;
            });
        }
    }

    private sealed class ListCommand : StoreCommand
    {
        public ListCommand(Terminal terminal)
            : base("list", "Lists the actions that stand.") => OnStandingStore(terminal, (_, store) =>
            {
                terminal.List(["team", "ritual", "start", "end", "assignment"], ActionEntry.Of(store).Select(a => (string?[])[a.Team, a.Ritual, a.Start.ToString("yyyy-MM-dd"), a.End?.ToString("yyyy-MM-dd"), a.Assignment]));
                return ExitCode.Done;
            });
    }
}
