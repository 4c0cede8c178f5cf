using System.Text.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tests.River;
using Symetrie.Api.Exports;
using Symetrie.Api.Imports;
using Symetrie.Api.Imports.Proposals;

namespace Symetrie.Analytics.Tests.Imports.Proposals;

/// <summary>Proposals for the project's own exports: what is found, what is left open, and that what is decided can be put and read by.</summary>
internal sealed class ProposalTests
{
    [TestCase("proposals/salaries-accord.csv", "wide", "Agence", "Date de soumission", "respect=1..5, respecte pas=1..5, informations=1..5, reconnus=1..5, ensemble=1..5, Recommanderiez=0..10")]
    [TestCase("proposals/guests-satisfaction.csv", "wide", "store", "submitted_at", "How satisfied=1..5, How often=1..5, recommend=0..10")]
    [TestCase("proposals/pulse-long.csv", "long", "team", "date", "=1..7")]
    [TestCase("proposals/figures-percent.csv", "aggregate", "site", "quarter", "Respect=0..100, Information=0..100, Waiting time=0..100")]
    [TestCase("proposals/invites.csv", "invited", "Équipe", "Trimestre", "none")]
    [TestCase("proposals/codes-only.csv", "wide", "Unit", "Completed at", "Q=1..5")]
    [TestCase("sample/employees.csv", "wide", "team", "submitted", "recommendation=0..10, =1..5")]
    [TestCase("sample/customers.csv", "wide", "Magasin", "Date de visite", "Recommandation=0..10, =1..5")]
    [TestCase("sample/customers-aggregate.csv", "aggregate", "Magasin", "Trimestre", "NPS=0..10, =1..5")]
    [TestCase("sample/invited.csv", "invited", "team", "period", "none")]
    [TestCase("tiny/employees.csv", "wide", "team", "submitted_at", "ex_=1..5")]
    [TestCase("tiny/customers.csv", "wide", "team", "submitted_at", "cx_=0..10")]
    public void Layout_team_date_and_scales_are_found(string file, string layout, string team, string when, string scales) =>
        new Truth(file, layout, team, when, scales).Wrong(Truth.Propose(Of(file))).ShouldBeEmpty();

    [TestCase("sample/employees.csv", "sample-employee")]
    [TestCase("sample/customers.csv", "sample-customer")]
    [TestCase("sample/customers-aggregate.csv", "sample-panel")]
    [TestCase("tiny/employees.csv", "bench-employee")]
    [TestCase("tiny/customers.csv", "bench-customer")]
    public void Dimensions_and_keying_are_those_that_people_wrote(string file, string codebook)
    {
        var proposed = Truth.Items(Truth.Propose(Of(file))).ToDictionary(i => i["column"]!.GetValue<string>(), i => ((string?)i["dimension"], (bool)i["reversed"]!), StringComparer.Ordinal);
        var written = CodebookFile.Read(File.ReadAllText(Places.OfData("codebooks", codebook + ".json"))).Required();
        foreach (var item in written.Items) proposed[item.Column].ShouldBe((item.Dimension, item.Reversed), item.Column);
    }

    // The samples of the survey tools are a handful of rows: what a file of that size tells.
    [TestCase("qualtrics/good/current.csv", "wide", "Site", "RecordedDate", "QID1=1..5, QID7=1..5, Q3=0..10")]
    [TestCase("qualtrics/good/choice-text.csv", "wide", "Site", "RecordedDate", "QID=1..5, Q3=0..10")]
    [TestCase("surveymonkey/good/condensed.csv", "wide", "Which shop did you visit?", "Date Modified", "How far do you agree=1..5, recommend=0..10")]
    [TestCase("limesurvey/good/texts.csv", "wide", "In which site do you work?", "Date submitted", "How far do you agree=1..5, recommend=0..10")]
    [TestCase("google-forms/good/download.csv", "wide", "Dans quel site travaillez-vous ?", "Horodateur", "d'accord=1..5, Recommanderiez=0..10")]
    [TestCase("microsoft-forms/good/saved-as.csv", "wide", "Which shop did you visit?", "Completion time", "I was=1..5, recommend=0..10")]
    [TestCase("french/good/windows-1252.csv", "wide", "Code site", "Date de réponse", "Respect=1..5, Note sur 10=0..10, favorable=0..100")]
    [TestCase("french/good/invited.csv", "invited", "Unité", "Trimestre", "none")]
    public void Samples_of_survey_tools_are_understood(string file, string layout, string? team, string when, string scales) =>
        new Truth(file, layout, team, when, scales).Wrong(Truth.Propose(Of(file))).ShouldBeEmpty();

    [TestCase("sample/outcomes.csv", "outcomes", "team=team period=period metric=metric value=value n=employees")]
    [TestCase("sample/actions.csv", "actions", "team=team ritual=ritual start=start end=end")]
    [TestCase("sample/practice.csv", "practice", "team=team ritual=ritual period=period held=held planned=planned")]
    public void What_is_nobodys_answer_is_understood_too(string file, string layout, string columns)
    {
        var proposal = Truth.Propose(Of(file));
        proposal.Codebook["layout"]!.GetValue<string>().ShouldBe(layout);
        string.Join(' ', proposal.Codebook["columns"]!.AsObject().Where(c => c.Value is JsonValue).Select(c => $"{c.Key}={c.Value}")).ShouldBe(columns);
        (proposal.Codebook["metrics"]?.AsArray() ?? []).Select(m => m!["key"]!.GetValue<string>()).ShouldBe(layout == "outcomes" ? ["absence", "turnover"] : []);
    }

    [Test]
    public void Metrics_of_one_slug_are_told_apart()
    {
        var rows = string.Concat(Enumerable.Range(0, 30).Select(i => $"S{i % 10},2026-Q{1 + (i / 10)},{(i % 3 == 0 ? "Revenue" : i % 3 == 1 ? "Revenue Ω" : "revenue")},{i}.5\n"));
        var codebook = Proposer.Of(new MemoryStream(System.Text.Encoding.UTF8.GetBytes("team,period,metric,value\n" + rows)), Calendar.Of(CalendarKind.Quarter), Symetrie.Api.Stores.MirrorFile.Mirror, null).Codebook;
        codebook["layout"]!.GetValue<string>().ShouldBe("outcomes");
        codebook["metrics"]!.AsArray().Select(m => (m!["key"]!.GetValue<string>(), m["name"]!["en"]!.GetValue<string>())).ShouldBe([("revenue", "Revenue"), ("revenue_2", "Revenue Ω")]);
    }

    [Test]
    public void A_negated_question_whose_answers_go_against_the_others_is_reversed()
    {
        var proposal = Truth.Propose(Of("proposals/salaries-accord.csv"));
        Truth.Items(proposal).Select(i => ((string?)i["dimension"], (bool)i["reversed"]!)).ShouldBe([("respect", false), ("respect", true), ("information", false), ("recognition", false), ("overall", false), ("recommendation", false)]);
        proposal.Codebook["voice"]!.GetValue<string>().ShouldBe("employee");
        proposal.Choices.Single(c => c.Path == "items[1].reversed").Reason.ShouldContain("item-rest correlation -0.");

        // Numbers without wording: that one goes against the others is seen, and left to people.
        var open = Truth.Propose(Of("proposals/codes-only.csv"));
        open.Open.Single(o => o.Paths.Contains("items[4].reversed")).Paths.ShouldHaveSingleItem();
        Truth.Items(open).ShouldAllBe(i => !(bool)i["reversed"]!);
        open.Codebook["missing"]!.AsArray().Select(m => m!.GetValue<string>()).ShouldBe(["-99"]);
    }

    [TestCase("proposals/salaries-accord.csv"), TestCase("proposals/guests-satisfaction.csv"), TestCase("proposals/pulse-long.csv"), TestCase("proposals/figures-percent.csv")]
    [TestCase("proposals/invites.csv"), TestCase("proposals/codes-only.csv"), TestCase("sample/employees.csv"), TestCase("sample/customers.csv"), TestCase("sample/customers-aggregate.csv")]
    [TestCase("sample/outcomes.csv"), TestCase("sample/actions.csv"), TestCase("sample/practice.csv")]
    public void Once_it_is_decided_the_export_is_read_by_it_whole(string file)
    {
        using var test = new TestStore();
        var codebook = Decided(Truth.Propose(Of(file)));
        var read = CodebookFile.Read(codebook.ToJsonString());
        read.Problems.ShouldBeEmpty();
        test.Store.Codebooks.Put(read.Required());
        var report = test.ImportFile(Of(file));
        report.Refusal.ShouldBeNull();
        (report.State, report.Codebook, report.Rejected).ShouldBe(("imported", "proposed", 0));
        report.Added.ShouldBeGreaterThan(0);
    }

    [TestCase("proposals/salaries-accord.csv"), TestCase("proposals/guests-satisfaction.csv"), TestCase("proposals/pulse-long.csv"), TestCase("proposals/codes-only.csv"), TestCase("sample/customers.csv")]
    public void No_id_address_or_free_text_is_repeated(string file)
    {
        var proposal = Truth.Propose(Of(file));
        var text = JsonSerializer.Serialize(proposal, Importer.Json);
        text.ShouldNotContain("@");
        var (codebook, secret) = (proposal.Codebook, new HashSet<string>(StringComparer.Ordinal));
        var headers = proposal.Shape.Columns.Select(c => c.Header).ToList();
        foreach (var line in Lines(file).Skip(1))
            foreach (var role in new[] { "respondent", "response" })
                if (codebook["columns"]![role]?.GetValue<string>() is { } column) secret.Add(line[headers.IndexOf(column)]);
        secret.Count.ShouldBeGreaterThan(50);
        var words = text.Split([' ', '"', ',', ':', ';', '(', ')', '[', ']', '{', '}', '\\'], StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        secret.Where(s => s.Length > 3 && words.Contains(s)).ShouldBeEmpty();
    }

    [Test]
    public void What_is_no_export_is_refused_with_its_reason()
    {
        Proposer.Try(new MemoryStream([]), store: null).Refusal!.ShouldContain("empty");
        Should.Throw<ExportRefused>(() => Truth.Propose(Places.OfData("exports", "csv", "broken", "lone-quote.csv"))).Line.ShouldNotBeNull();
        var header = Proposer.Of(new MemoryStream("team,date,Q1\n"u8.ToArray()), Calendar.Of(CalendarKind.Quarter), Mirror.Empty, null);
        header.Rows.ShouldBe(0);
        header.Open.ShouldContain(o => o.Paths.Contains("items"));
    }

    [Test]
    public void A_file_that_is_made_to_take_long_does_not()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var (wide, longHeader) = (string.Join(',', Enumerable.Range(0, 3_000).Select(i => $"Q{i} how much do you agree with statement number {i}")), new string('a', 10_000) + new string(' ', 10_000) + new string('1', 10_000));
        Run($"{wide}\n" + string.Concat(Enumerable.Range(0, 400).Select(r => string.Join(',', Enumerable.Range(0, 3_000).Select(c => (r * c % 5) + 1)) + "\n")));
        Run($"{longHeader},team,date\n1,A,2026-01-01\n");
        Run("team,date," + new string('_', 30_000) + "\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"T{i},2026-01-01,text {i} of a respondent\n")));
        // Some seconds here; what is quadratic in cells or letters would take many minutes.
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(90));

        static void Run(string text) => Proposer.Of(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), Calendar.Of(CalendarKind.Quarter), Symetrie.Api.Stores.MirrorFile.Mirror, null).Codebook.ShouldNotBeNull();
    }

    [Test]
    public void The_voice_is_taken_as_it_is_said() => Truth.Propose(Of("proposals/codes-only.csv"), Voice.Customer).Codebook["voice"]!.GetValue<string>().ShouldBe("customer");

    [Test]
    public void An_import_that_no_codebook_fits_comes_back_with_a_proposal()
    {
        using var test = new TestStore();
        test.Know("""{"key":"other","voice":"employee","layout":"wide","columns":{"team":"unit","date":"day"},"items":[{"key":"a","dimension":"respect","scale":{"min":1,"max":5}}]}""");
        var report = test.ImportFile(Of("tiny/employees.csv"));
        (report.State, report.RefusalCode).ShouldBe(("refused", "no-codebook"));
        report.Proposal!.Codebook["columns"]!["team"]!.GetValue<string>().ShouldBe("team");
        test.Store.Responses.Imports().ShouldBeEmpty();
        test.ImportFile(Of("tiny/employees.csv"), "nobody").Proposal.ShouldBeNull("a codebook was named");
        test.KnowFile("bench-employee");
        test.ImportFile(Of("tiny/employees.csv")).State.ShouldBe("imported");
        test.Know(File.ReadAllText(Places.OfData("codebooks", "bench-employee.json")).Replace("\"bench-employee\"", "\"twin\"", StringComparison.Ordinal));
        var tie = test.ImportFile(Of("tiny/employees.csv"));
        (tie.RefusalCode, tie.Proposal).ShouldBe(("several-codebooks", null));
    }

    // Decides as a person might: the first candidate, or one dimension for all that is homeless.
    private static JsonObject Decided(CodebookProposal proposal)
    {
        var codebook = proposal.Codebook.DeepClone().AsObject();
        codebook["voice"] ??= "employee";
        foreach (var item in codebook["items"]?.AsArray() ?? []) item!["dimension"] ??= "overall";
        return codebook;
    }

    private static string Of(string file) => Places.OfData(["exports", .. file.Split('/')]);

    private static IEnumerable<string[]> Lines(string file)
    {
        var text = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(Of(file)));
        var delimiter = text.IndexOf(';', StringComparison.Ordinal) is var semicolon and >= 0 && semicolon < text.IndexOf('\n', StringComparison.Ordinal) ? ';' : ',';
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.TrimEnd('\r').Split(delimiter));
    }
}
