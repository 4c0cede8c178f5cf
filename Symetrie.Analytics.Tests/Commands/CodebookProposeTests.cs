using System.Text.Json;
using NUnit.Framework;
using Shouldly;

namespace Symetrie.Analytics.Tests.Commands;

/// <summary><c>codebook propose</c>, <c>crosswalk</c> and <c>matches</c> as their user runs them.</summary>
public sealed class CodebookProposeTests : OwnFolder
{
    private string StorePath => Path.Combine(Folder, "s.db");

    [Test]
    public async Task A_codebook_is_proposed_written_and_taken_in()
    {
        var file = Path.Combine(Folder, "codebook.json");
        var propose = await On("codebook", "propose", Sample("salaries-accord.csv"), "--out", file);
        propose.Exit.ShouldBe(0, propose.Error);
        propose.Out.ShouldBeEmpty();
        propose.Error.ShouldContain("columns.team = Agence");
        propose.Error.ShouldContain("left to decide:");
        File.Exists(StorePath).ShouldBeFalse("it takes nothing in");
        (await On("codebook", "add", file)).Exit.ShouldBe(0);
        (await On("import", Sample("salaries-accord.csv"))).Exit.ShouldBe(0);

        var open = await On("codebook", "propose", Sample("codes-only.csv"), "--voice", "customer");
        JsonDocument.Parse(open.Out).RootElement.GetProperty("voice").GetString().ShouldBe("customer");
        open.Error.ShouldContain("items[4].reversed");
    }

    [Test]
    public async Task What_cannot_be_is_refused()
    {
        (await On("codebook", "propose", Path.Combine(Folder, "nothing.csv"))).Exit.ShouldBe(2);
        (await On("codebook", "propose", Sample("codes-only.csv"), "--voice", "boss")).Exit.ShouldBe(2);
        var empty = Path.Combine(Folder, "empty.csv");
        await File.WriteAllTextAsync(empty, "");
        var refused = await On("codebook", "propose", empty);
        (refused.Exit, refused.Out).ShouldBe((1, ""));
        refused.Error.ShouldContain("empty");
        var import = await On("import", Sample("codes-only.csv"));
        import.Exit.ShouldBe(1);
        import.Out.ShouldContain("symetrie codebook propose FILE");
    }

    [Test]
    public async Task The_crosswalk_is_added_to_and_listed_and_matches_are_shown()
    {
        var rows = Path.Combine(Folder, "crosswalk.csv");
        await File.WriteAllTextAsync(rows, "voice,unit,team,validFrom,validTo\nemployee,Nice,Toulon,2026-04-01,\n");
        (await On("crosswalk", "add", rows)).Error.ShouldContain("1 rows taken in");
        (await On("crosswalk", "list")).Out.ShouldContain("employee\tNice\tToulon\t2026-04-01\t");
        await File.WriteAllTextAsync(rows, "unit,team\nnice,Arras\n");
        var refused = await On("crosswalk", "add", rows);
        refused.Exit.ShouldBe(1);
        refused.Error.ShouldContain("two crosswalk rows give one unit two teams");

        var file = Path.Combine(Folder, "codebook.json");
        await On("codebook", "propose", Sample("salaries-accord.csv"), "--out", file);
        await On("codebook", "add", file);
        await On("import", Sample("salaries-accord.csv"));
        var matches = await On("matches", "--status", "employee-only");
        matches.Exit.ShouldBe(0, matches.Error);
        matches.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split('\t')[1]).Distinct().ShouldBe(["Arras", "Brest", "Lille", "Nice", "Toulon"]);
    }

    private Task<(int Exit, string Out, string Error)> On(params string[] args) => Shell.Run([.. args, "--store", StorePath]);

    private static string Sample(string name) => Places.OfData("exports", "proposals", name);
}
