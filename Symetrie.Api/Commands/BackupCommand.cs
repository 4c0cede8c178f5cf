using System.CommandLine;

namespace Symetrie.Api.Commands;

/// <summary><c>backup FILE</c>.</summary>
internal sealed class BackupCommand : StoreCommand
{
    public BackupCommand(Terminal terminal)
        : base("backup", "Writes a copy of the store as it is at one moment, while a server goes on reading and writing.")
    {
        var to = new Argument<FileInfo>("FILE") { Description = "The file to write; it must not be there yet." };
        Add(to);
        OnStandingStore(terminal, (parse, store) =>
        {
            var file = parse.GetRequiredValue(to);
            if (file.Exists) return terminal.Refuse($"'{file.FullName}' is there already");
            if (file.Directory is not { Exists: true }) return terminal.Refuse($"there is no folder '{file.DirectoryName}'");
            store.Engine.Backup(file.FullName);
            terminal.Out.WriteLine(file.FullName);
            terminal.Note($"not in it: the key ({store.Engine.KeyFile}) and the log of erasures ({store.Engine.AuditFile}); keep the newest of both elsewhere");
            return ExitCode.Done;
        });
    }
}
