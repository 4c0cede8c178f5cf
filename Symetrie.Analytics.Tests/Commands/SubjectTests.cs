using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Tests.Stores;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Commands;

/// <summary>What a respondent is told of their own answers, and erasing, as an operator does them.</summary>
public sealed class SubjectTests
{
    [Test]
    public async Task A_person_gets_their_own_answers_and_nothing_else()
    {
        using var erasable = new Erasable();
        var hash = PersonNumber.Text(erasable.Person);
        var byHash = await On(erasable, "subject", hash);
        byHash.Exit.ShouldBe(0, byHash.Error);
        var lines = byHash.Out.Trim().Split('\n');
        lines[0].ShouldBe("codebook\tday\tteam\titem\tanswer\tversion");
        lines.Length.ShouldBe(1 + (3 * 16));
        lines[1].ShouldBe("wide 1\t2026-02-10\tA\tq0\t40\tcurrent");
        lines.ShouldContain("wide 1\t2026-02-10\tA\tq0\t50\tearlier");
        lines.ShouldContain("wide 1\t2026-03-10\tA\tq1\t0\tcurrent");
        byHash.Out.ShouldNotContain("\tB\t");
        (await On(erasable, "subject", "--respondent", Erasable.Respondent, "--voice", "employee")).Out.ShouldBe(byHash.Out);
        (await On(erasable, "subject", "--respondent", Erasable.Respondent, "--voice", "customer")).Out.Trim().ShouldBe(lines[0]);
    }

    [Test]
    public async Task A_person_is_erased_by_hash_or_by_id()
    {
        using var erasable = new Erasable();
        var hash = PersonNumber.Text(erasable.Person);
        var erased = await On(erasable, "erase", "--respondent", Erasable.Respondent, "--voice", "employee");
        erased.Exit.ShouldBe(0, erased.Error);
        erased.Out.ShouldContain($"{hash}\t2\t1\t1\tfalse");
        (erased.Out + erased.Error).ShouldNotContain(Erasable.Respondent);
        (await On(erasable, "erase", hash, "0000000000000007")).Out.ShouldContain($"{hash}\t0\t0\t0\ttrue");
        (await On(erasable, "subject", hash)).Out.Trim().Split('\n').Length.ShouldBe(1);
        (await On(erasable, "audit", "list")).Out.Trim().Split('\n').Length.ShouldBe(3);
    }

    [Test]
    public async Task A_line_that_names_nobody_is_usage()
    {
        using var erasable = new Erasable();
        foreach (var line in (string[][])[["erase"], ["subject"], ["erase", "xyz"], ["subject", "xyz"], ["erase", "--respondent", "a"], ["erase", "0000000000000001", "--voice", "employee"], ["erase", "0000000000000001", "--respondent", "a", "--voice", "employee"], ["subject", "--respondent", " ", "--voice", "employee"], ["subject", "0000000000000001", "0000000000000002"]])
            (await On(erasable, line)).Exit.ShouldBe(2, string.Join(' ', line));
        erasable.Store.Erasures.Log().ShouldBeEmpty();
    }

    private static Task<(int Exit, string Out, string Error)> On(Erasable erasable, params string[] args) => Shell.Run([.. args, "--store", erasable.Test.Address]);
}
