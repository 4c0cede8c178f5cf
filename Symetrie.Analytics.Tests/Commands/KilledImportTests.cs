using System.Diagnostics;
using System.Globalization;
using NUnit.Framework;
using Shouldly;
using Symetrie.Api.Imports;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Commands;

/// <summary><c>symetrie import</c> is killed, ended or interrupted while it reads: nothing of the file is left, and the same file goes in afterwards.</summary>
[Platform(Exclude = "Win")]
public sealed class KilledImportTests
{
    private const int Rows = 800_000;
    private const string Codebook = """{"key":"k","voice":"customer","layout":"wide","columns":{"team":"team","respondent":"who","date":"day"},"items":[{"key":"q","column":"q","dimension":"overall","scale":{"min":1,"max":5}}]}""";
    private string folder = "";

    private string StorePath => Path.Combine(folder, "s.db");

    private string Export => Path.Combine(folder, "export.csv");

    [SetUp]
    public void Prepare()
    {
        folder = Directory.CreateTempSubdirectory("symetrie-test-").FullName;
        using (var store = Store.Open(StorePath, TimeProvider.System)) store.Codebooks.Put(CodebookFile.Read(Codebook).Required());
        using var writer = new StreamWriter(Export);
        writer.Write("team,who,day,q\n");
        for (var i = 0; i < Rows; i++) writer.Write(string.Create(CultureInfo.InvariantCulture, $"T{i % 50},R{i},2026-0{1 + (i % 9)}-11,{1 + (i % 5)}\n"));
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [TestCase("KILL"), TestCase("TERM"), TestCase("INT")]
    public async Task NothingIsLeftAndTheSameFileGoesIn(string signal)
    {
        (await Halfway(signal)).ShouldNotBe(0);
        using var store = Store.Open(StorePath, TimeProvider.System);
        store.Responses.Imports().ShouldBeEmpty();
        Counted(store).ShouldBe(0);
        using var content = File.OpenRead(Export);
        var report = new Importer(store, Minimums.Of(new AnalysisSettings())).Run(new ImportRequest(content, "export.csv"));
        (report.State, report.Added, report.Unchanged).ShouldBe(("imported", Rows, 0));
        Directory.GetFileSystemEntries(folder).Select(f => Path.GetFileName(f)!).Where(f => !f.StartsWith("s.db", StringComparison.Ordinal) && f != "export.csv").ShouldBeEmpty();
        Directory.GetFiles(folder, "*.upload", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    private static long Counted(Store store) => store.Engine.Read(connection =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = "select (select count(*) from answer) + (select count(*) from answer_pack) + (select count(*) from response) + (select count(*) from key_pack) + (select count(*) from unit_fact) + (select count(*) from unit_said)";
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    });

    // Told how far it is, it is a third through.
    private async Task<int> Halfway(string signal)
    {
        // Whoever runs the tests may ignore interrupts, as a shell's background does, and then its children do, too.
        string[] command = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", "dotnet"] : ["dotnet"];
        using var process = Process.Start(new ProcessStartInfo(command[0], [.. command[1..], Path.Combine(AppContext.BaseDirectory, "symetrie.dll"), "import", Export, "--store", StorePath]) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = process.StandardOutput.ReadToEndAsync();
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            if (!line.Contains("reading", StringComparison.Ordinal)) continue;
            using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
            break;
        }

        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        (await output).ShouldNotContain("imported");
        return process.ExitCode;
    }
}
