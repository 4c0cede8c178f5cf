using System.CommandLine;
using Symetrie.Api.Imports;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Commands;

/// <summary><c>teams add FILE</c>.</summary>
internal sealed class TeamsCommand : Command
{
    public TeamsCommand(Terminal terminal)
        : base("teams", "The tree of teams: keys, names, parents, attributes.") => Add(new AddCommand(terminal));

    /// <summary>Puts the teams of a file in, all or nothing.</summary>
    /// <returns>How many, or what is wrong.</returns>
    public static (int Teams, IReadOnlyList<string> Problems) Put(Store store, FileInfo file)
    {
        using var content = file.OpenRead();
        var reading = TeamsFile.Read(content, store.Calendar);
        if (reading.Value is not { } teams) return (0, reading.Problems);
        try
        {
            store.Teams.Put(teams);
            return (teams.Count, []);
        }
        catch (ArgumentException unfit)
        {
            return (0, [CommandRunner.Said(unfit)]);
        }
    }

    private sealed class AddCommand : StoreCommand
    {
        public AddCommand(Terminal terminal)
            : base("add", "Adds or replaces teams, all or nothing; teams that are not in the file stay as they are.")
        {
            var file = new Argument<FileInfo>("FILE") { Description = "JSON, or delimited text or a workbook with the columns key, name, parent, validFrom and one for each attribute." };
            Add(file);
            OnStore(terminal, (parse, store, _) =>
            {
                var path = parse.GetRequiredValue(file);
                if (!path.Exists) return terminal.Misuse($"there is no file '{path}'");
                var (teams, problems) = Put(store, path);
                if (problems.Count > 0) return terminal.Refuse($"'{path}':{Environment.NewLine}  {string.Join(Environment.NewLine + "  ", problems)}");
                terminal.Note($"{teams:N0} teams; the next recompute takes them in");
                return ExitCode.Done;
            });
        }
    }
}
