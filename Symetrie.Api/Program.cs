using System.Globalization;
using Symetrie.Api.Commands;

namespace Symetrie.Api;

/// <summary>The program: every command is named once, here.</summary>
internal static class Program
{
    public static System.CommandLine.Command[] Commands(Terminal terminal) =>
    [
        new DemoCommand(terminal), new ServeCommand(terminal),
        new CodebookCommand(terminal), new TeamsCommand(terminal), new CrosswalkCommand(terminal), new MatchesCommand(terminal), new CalendarCommand(terminal),
        new ReferentialCommand(terminal), new ActionsCommand(terminal),
        new ImportCommand(terminal), new ImportsCommand(terminal), new RecomputeCommand(terminal), new ExportCommand(terminal), new StatementCommand(terminal),
        new EraseCommand(terminal), new SubjectCommand(terminal), new AuditCommand(terminal),
        new BackupCommand(terminal), new RestoreCommand(terminal), new MigrateStoreCommand(terminal), new CheckCommand(terminal),
        new KeysCommand(terminal), new OpenapiCommand(terminal),
    ];

    private static Task<int> Main(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
        var terminal = Terminal.OfProcess();
        return CommandRunner.Run(terminal, Commands(terminal), args);
    }
}
