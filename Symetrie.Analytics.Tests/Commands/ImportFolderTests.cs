using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Tests.Endpoints;

namespace Symetrie.Analytics.Tests.Commands;

/// <summary>A folder of exports on the command line, and what was not taken of them.</summary>
public sealed class ImportFolderTests
{
    private string folder = "";

    private string Inbox => Path.Combine(folder, "inbox");

    [SetUp]
    public async Task MakeFolder()
    {
        folder = Directory.CreateTempSubdirectory("symetrie-test-").FullName;
        Directory.CreateDirectory(Inbox);
        foreach (var key in new[] { "sample-employee", "sample-customer" })
        {
            var file = Path.Combine(folder, key + ".json");
            await File.WriteAllTextAsync(file, TestApi.Codebook(key));
            (await On("codebook", "add", file)).Exit.ShouldBe(0);
        }

        await File.WriteAllTextAsync(Path.Combine(Inbox, "b employees.csv"), Sent.Employees());
        File.Copy(TestApi.Sample("customers.csv"), Path.Combine(Inbox, "a customers.csv"));
        await File.WriteAllTextAsync(Path.Combine(Inbox, ".hidden"), "nothing");
        await File.WriteAllTextAsync(Path.Combine(Inbox, "~$open.xlsx"), "nothing");
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Every_file_of_a_folder_is_taken_in_the_order_of_names_with_a_line_of_its_own()
    {
        var import = await On("import", Inbox);
        import.Exit.ShouldBe(0, import.Error);
        var lines = import.Out.TrimEnd().Split(Environment.NewLine);
        lines.Length.ShouldBe(3);
        lines[0].ShouldStartWith("a customers.csv: imported as i-1, codebook sample-customer: read 22,897, added 22,897,");
        lines[1].ShouldStartWith("b employees.csv: imported as i-2, codebook sample-employee: read 3,817, added 3,817,");
        lines[2].ShouldBe("2 files: 2 imported; read 26,714, added 26,714, updated 0, unchanged 0, rejected 0");

        var again = await On("import", Inbox);
        again.Exit.ShouldBe(0);
        again.Out.ShouldContain("a customers.csv: the same file as i-1, nothing to do");
        (await On("imports", "list")).Out.TrimEnd().Split(Environment.NewLine).Length.ShouldBe(3, "a header and two imports");
    }

    [Test]
    public async Task One_refused_file_stops_no_other_and_is_told_by_the_exit_code()
    {
        var employees = Sent.Employees().Replace("EMP-0101,S01,2025-04-07,3", "EMP-0101,S01,2025-04-07,=9", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(Inbox, "a broken.csv"), employees);
        await File.WriteAllTextAsync(Path.Combine(Inbox, "notes.txt"), "call back on Monday");
        var table = Path.Combine(folder, "rejected.csv");
        var import = await On("import", Inbox, "--report", table);
        import.Exit.ShouldBe(1);
        import.Out.ShouldContain("a broken.csv: refused, codebook sample-employee: 1 of 3817 rows cannot be taken");
        import.Out.ShouldContain("b employees.csv: imported as i-");
        import.Out.ShouldContain("notes.txt: refused: no codebook fits the header");
        import.Out.ShouldContain("4 files: 2 imported, 2 refused;");
        var rows = (await File.ReadAllTextAsync(table)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        rows[0].ShouldBe("file,line,column,code,reason,text,suggestion");
        rows[1].ShouldStartWith("a broken.csv,2,information_1,unknown-label,");
        rows[1].ShouldContain(",'=9,");
        rows[2].ShouldStartWith("notes.txt,,,no-codebook,");
        rows.Length.ShouldBe(3);

        var refused = (await On("imports", "list", "--all")).Out.Split(Environment.NewLine).Single(l => l.Contains("a broken.csv", StringComparison.Ordinal)).Split('\t');
        refused[^1].ShouldBe("refused");
        (await On("imports", "errors", refused[0])).Out.ShouldBe($"{rows[0]}\r\n{rows[1]}\r\n");
        (await On("imports", "errors", "p-0")).Exit.ShouldBe(1);
    }

    [Test]
    public async Task A_folder_is_tried_without_keeping_anything_and_an_empty_one_is_a_slip()
    {
        var report = Path.Combine(folder, "report.json");
        (await On("import", Inbox, "--dry-run", "--report", report)).Out.ShouldContain("2 files: 2 dry-run;");
        JsonDocument.Parse(await File.ReadAllTextAsync(report)).RootElement.GetArrayLength().ShouldBe(2);
        (await On("imports", "list", "--all")).Out.TrimEnd().Split(Environment.NewLine).Length.ShouldBe(1);
        (await On("import", Directory.CreateDirectory(Path.Combine(folder, "empty")).FullName)).Exit.ShouldBe(2);
    }

    private Task<(int Exit, string Out, string Error)> On(params string[] args) => Shell.Run([.. args, "--store", Path.Combine(folder, "s.db")]);
}
