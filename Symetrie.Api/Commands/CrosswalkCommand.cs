using System.CommandLine;
using Symetrie.Api.Imports;

namespace Symetrie.Api.Commands;

/// <summary><c>crosswalk add FILE | list</c>.</summary>
internal sealed class CrosswalkCommand : Command
{
    public CrosswalkCommand(Terminal terminal)
        : base("crosswalk", "Which unit belongs to which team when: renames, mergers, splits.")
    {
        Add(new AddCommand(terminal));
        Add(new ListCommand(terminal));
    }

    private sealed class AddCommand : StoreCommand
    {
        public AddCommand(Terminal terminal)
            : base("add", "Adds rows, all or nothing; a row of the same voice, unit and first day is replaced.")
        {
            var file = new Argument<FileInfo>("FILE") { Description = "JSON, or delimited text with the columns voice, unit, team, validFrom, validTo." };
            Add(file);
            OnStore(terminal, (parse, store, _) =>
            {
                var path = parse.GetRequiredValue(file);
                if (!path.Exists) return terminal.Misuse($"there is no file '{path}'");
                using var content = path.OpenRead();
                var read = CrosswalkFile.Read(content, store.Calendar);
                if (read.Value is not { } rows) return terminal.Refuse($"'{path}':{Environment.NewLine}  {string.Join(Environment.NewLine + "  ", read.Problems)}");
                try
                {
                    terminal.Note($"{rows.Count:N0} rows taken in; the crosswalk has {store.Crosswalk.Add(rows).Rows.Count:N0} now; the next recompute takes them in");
                    return ExitCode.Done;
                }
                catch (ArgumentException unfit)
                {
                    return terminal.Refuse($"'{path}': {CommandRunner.Said(unfit)}");
                }
            });
        }
    }

    private sealed class ListCommand : StoreCommand
    {
        public ListCommand(Terminal terminal)
            : base("list", "Lists the rows.") => OnStandingStore(terminal, (_, store) =>
            {
                terminal.List(["voice", "unit", "team", "validFrom", "validTo"], CrosswalkEntry.Of(store).Select(r => (string?[])[r.Voice, r.Unit, r.Team, r.ValidFrom?.ToString("yyyy-MM-dd"), r.ValidTo?.ToString("yyyy-MM-dd")]));
                return ExitCode.Done;
            });
    }
}
