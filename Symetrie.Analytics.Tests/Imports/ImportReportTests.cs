using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tests.River;
using Symetrie.Api.Imports;

namespace Symetrie.Analytics.Tests.Imports;

/// <summary>What a report tells of rows that were not taken, of teams, and of who is heard.</summary>
public sealed class ImportReportTests
{
    private const string Labels = """{"min":1,"max":5,"labels":{"Strongly disagree":1,"Disagree":2,"Agree":4,"Strongly agree":5}}""";
    private readonly TestStore test = new();

    [OneTimeTearDown]
    public void End() => test.Dispose();

    [OneTimeSetUp]
    public void Know()
    {
        test.Know(Codebook("staff", "employee"));
        test.Know(Codebook("guests", "customer"));
        test.Know(Codebook("bosses", "employee", "\"respondents\":\"managers\","));
        test.Know("""{"key":"roster","voice":"employee","layout":"invited","columns":{"team":"team","period":"period","n":"invited"}}""");
    }

    [TestCase("Strongly agre", "Strongly agree"), TestCase("disagreee", "Disagree"), TestCase("Strongyl  AGREE", "Strongly agree"), TestCase("banana", null), TestCase("x", null)]
    public void An_unknown_answer_is_told_with_the_nearest_label(string answer, string? meant)
    {
        var sample = test.Import($"team,date,q\nA,2026-01-05,{answer}\n", "staff").Problems.Single().Samples.Single();
        (sample.Code, sample.Line, sample.Text, sample.Suggestion).ShouldBe(("unknown-label", 2, answer, meant));
    }

    [Test]
    public void Managers_of_themselves_and_rosters_are_no_voice_of_the_team()
    {
        var report = test.Import("team,date,q\nA,2026-02-05,4\nB,2026-02-05,4\nC,2026-02-05,4\n", "guests");
        report.Pairing.Single().ShouldSatisfyAllConditions(p => p.Both.ShouldBe(0), p => p.CustomerOnly.ShouldBe(3));
        report = test.Import("team,date,q\nA,2026-02-06,4\nB,2026-02-06,4\n", "bosses");
        report.Pairing.Single().ShouldSatisfyAllConditions(p => p.Both.ShouldBe(0), p => p.EmployeeOnly.ShouldBe(0), p => p.CustomerOnly.ShouldBe(3));
        report = test.Import("team,period,invited\nA,2026-Q1,12\n", "roster");
        report.Pairing.Single().Both.ShouldBe(0);
        report = test.Import("team,date,q\nB,2026-03-05,4\n", "staff");
        report.Pairing.Single().ShouldSatisfyAllConditions(p => p.Both.ShouldBe(1), p => p.CustomerOnlyTeams.ShouldBe(["A", "C"]));
    }

    [Test]
    public void Teams_that_were_not_put_in_are_named_with_the_nearest()
    {
        using var own = new TestStore();
        own.Know(Codebook("staff", "employee"));
        own.Import("team,date,q\nNowhere,2026-01-05,4\n", "staff").UnknownTeams.ShouldBeEmpty("no teams were put in: none is known");
        own.Store.Teams.Put([new RegisteredTeam("T1", "Lyon Bellecour", null, [], new Dictionary<string, IReadOnlyList<DatedValue>>())]);
        var report = own.Import("team,date,q\nLyon Bellecour,2026-01-05,4\nlyon belecour,2026-01-05,4\nOslo,2026-01-05,3\n", "staff");
        report.UnknownTeams.ShouldBe([new UnknownTeam("Oslo", null), new UnknownTeam("lyon belecour", "Lyon Bellecour")]);
    }

    [Test]
    public void What_was_met_before_the_file_broke_is_told_with_the_refusal()
    {
        var report = test.Import("team,date,q\nA,2026-01-05,9\nB,2026-01-05,\"4\nC,2026-01-05,4\n", "staff", skip: true);
        (report.State, report.RefusalCode, report.RefusalLine).ShouldBe(("refused", "lone-quote", 3));
        report.Added.ShouldBe(0);
    }

    [Test]
    public void A_file_without_header_does_not_repeat_its_first_respondent()
    {
        var report = test.Import("ann@example.org,A,4\nbob@example.org,B,5\n");
        report.Refusal!.ShouldNotContain("example.org");
    }

    [Test]
    public void Rejected_rows_are_written_as_a_spreadsheet_can_bear_them()
    {
        using var rows = new RejectedRows(new SpoolFolder(test.Store), "=x.csv");
        rows.Packed().ShouldBeNull();
        rows.Add(new Rejection(7, "@Q,1", "out-of-scale", "too\nmuch \"x\"", "=1+1") { Suggestion = "-5" });
        rows.Add(new Rejection(8, null, "bad-quoting", "why", null));
        using var text = new MemoryStream();
        rows.CopyTo(text, header: true);
        System.Text.Encoding.UTF8.GetString(text.ToArray()).ShouldBe(
            "file,line,column,code,reason,text,suggestion\r\n'=x.csv,7,\"'@Q,1\",out-of-scale,\"too\nmuch \"\"x\"\"\",'=1+1,'-5\r\n'=x.csv,8,,bad-quoting,why,,\r\n");
    }

    private static string Codebook(string key, string voice, string more = "") =>
        $$"""{"key":"{{key}}","voice":"{{voice}}",{{more}}"layout":"wide","columns":{"team":"team","date":"date"},"items":[{"key":"q","dimension":"respect","scale":{{Labels}}}]}""";
}
