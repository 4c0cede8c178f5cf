using System.CommandLine;
using System.Text;
using Symetrie.Api.Endpoints.Errors;
using Symetrie.Api.Endpoints.Pictures;
using Symetrie.Api.Plots;
using Symetrie.Api.Plots.Statements;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Commands;

/// <summary><c>statement --period KEY [--lang fr|en] [--team KEY] [--snapshot ID] [--out FILE]</c>.</summary>
internal sealed class StatementCommand : StoreCommand
{
    private readonly Terminal terminal;
    private readonly Option<string> period = new("--period") { Description = "The period it speaks of.", HelpName = "KEY", Required = true };
    private readonly Option<string> language = new("--lang") { Description = "The language.", HelpName = "fr|en", DefaultValueFactory = _ => "en" };
    private readonly Option<string?> team = new("--team") { Description = "The node that states it; the root of the tree by default.", HelpName = "KEY" };
    private readonly Option<string?> snapshot = new("--snapshot") { Description = "The snapshot; the newest by default.", HelpName = "ID" };
    private readonly Option<FileInfo?> to = new("--out") { Description = "Writes to this file, whole or not at all; standard output by default.", HelpName = "FILE" };

    public StatementCommand(Terminal terminal)
        : base("statement", "Writes one page for customers and employees: both voices, what was done, how it is known. HTML that prints on A4.")
    {
        this.terminal = terminal;
        language.AcceptOnlyFromAmong("fr", "en");
        foreach (var option in (Option[])[period, language, team, snapshot, to]) Add(option);
        OnStandingStore(terminal, Run);
    }

    private int Run(ParseResult parse, Store store)
    {
        var id = parse.GetValue(snapshot);
        if ((id is null ? store.Snapshots.Latest() : store.Snapshots.Find(id)) is not { } found)
            return terminal.Refuse(id is null ? "nothing is published yet; `symetrie recompute` does it" : $"there is no snapshot '{id}'");
        try
        {
            var tables = store.Snapshots.Tables(found);
            var look = new PlotLook(parse.GetValue(language) == "fr", Theme.Light, PlotLook.Usual);
            var (key, whole) = (StatementEndpoints.PeriodOf(tables, parse.GetRequiredValue(period)), StatementEndpoints.WholeOf(tables, parse.GetValue(team)));
            Write(StatementPage.Write(StatementReader.Read(store, terminal.Analysis(), found, tables, key, whole, look), look), parse.GetValue(to));
            return ExitCode.Done;
        }
        catch (Refusal unfit)
        {
            return terminal.Misuse(unfit.Message);
        }
    }

    private void Write(string page, FileInfo? file)
    {
        if (file is null)
        {
            terminal.Out.Write(page);
            terminal.Out.Flush();
            return;
        }

        var part = file.FullName + ".part";
        File.WriteAllText(part, page, new UTF8Encoding(false));
        File.Move(part, file.FullName, overwrite: true);
    }
}
