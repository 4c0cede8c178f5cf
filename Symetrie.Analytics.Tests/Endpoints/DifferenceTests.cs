using System.Text;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Measures;
using Symetrie.Api.Endpoints.Rows;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Endpoints;

/// <summary>A store that lives through five days, each with one reason for another snapshot: customers of three teams, one quarter closed and one open.</summary>
public sealed class DifferenceTests
{
    private const string Closed = "2026-Q3";
    private const string Open = "2026-Q4";
    private readonly List<StoredSnapshot> snapshots = [];
    private TestApi api = null!;
    private int respondents;

    [OneTimeSetUp]
    public async Task Live()
    {
        api = await TestApi.Start(new HandClock());
        await Put("/v1/teams", """{"teams":[{"key":"north"},{"key":"south"},{"key":"a","parent":"north"},{"key":"b","parent":"north"},{"key":"c","parent":"north"},{"key":"d","parent":"south"}]}""");
        await Put("/v1/codebooks/customer", """{"key":"customer","voice":"customer","layout":"wide","columns":{"team":"team","date":"date","respondent":"who"},"items":[{"key":"q","column":"q","dimension":"respect","scale":{"min":1,"max":5}}]}""");
        await Post([.. Teams("a", "b", "c", "d").SelectMany(t => new[] { Answers(t, "2026-08-01", 12, 3), Answers(t, "2026-10-02", 12, 3) })]);
        Publish();
        await Post(Answers("a", "2026-10-03", 10, 5));
        Publish();
        await Post(Answers("b", "2026-08-02", 10, 5));
        Publish();
        await Put("/v1/teams", """{"teams":[{"key":"c","parent":"south"}]}""");
        Publish();
        Publish(new AnalysisSettings { Confidence = 0.9 });
        snapshots.Count.ShouldBe(5);
        snapshots.Select(s => s.Id).ShouldBeUnique();
    }

    [OneTimeTearDown]
    public async Task Stop() => await api.DisposeAsync();

    [Test]
    public async Task The_list_says_what_moved_each_snapshot()
    {
        var rows = (await api.Reader.Json("/v1/snapshots")).Rows().Reverse().ToArray();
        rows[0].GetProperty("newData").ValueKind.ShouldBe(JsonValueKind.Null);
        rows.Skip(1).Select(Causes).ShouldBe(["newData", "lateData", "reorganisation", "settings"]);
    }

    [Test]
    public async Task New_answers_change_the_rows_that_rest_on_them()
    {
        var rows = await Diff(0, 1, "scores");
        rows.ShouldAllBe(r => r.Text("period") == Open && r.Text("change") == "changed" && Causes(r) == "newData");
        // The others' differences from their parent's rest move with it.
        rows.Select(r => r.Text("team")).Distinct().ShouldBe(["a", "b", "c", "north"]);
        rows.Where(r => r.Text("columns").Split('|').Contains("mean")).Select(r => r.Text("team")).Distinct().ShouldBe(["a", "north"]);
        var row = rows.Single(r => r.Text("team") == "a");
        (row.GetProperty("nBefore").GetInt64(), row.GetProperty("n").GetInt64()).ShouldBe((12, 22));
        row.Text("columns").Split('|').ShouldContain("mean");
        row.GetProperty("mean").GetDouble().ShouldBeGreaterThan(row.GetProperty("meanBefore").GetDouble());
    }

    [Test]
    public async Task Late_answers_are_told_from_new_ones()
    {
        var rows = await Diff(1, 2, "scores");
        rows.ShouldAllBe(r => r.Text("period") == Closed && Causes(r) == "lateData");
        rows.Where(r => r.Text("columns").Split('|').Contains("mean")).Select(r => r.Text("team")).Distinct().ShouldBe(["b", "north"]);
    }

    [Test]
    public async Task A_team_that_moves_changes_the_teams_above_it()
    {
        var rows = await Diff(2, 3, "scores");
        rows.ShouldNotBeEmpty();
        rows.ShouldAllBe(r => Causes(r) == "reorganisation");
        rows.Select(r => r.Text("team")).ShouldBeSubsetOf(["north", "south", "c", "a", "b", "d"]);
        rows.Select(r => r.Text("team")).ShouldContain("south");
    }

    [Test]
    public async Task Another_confidence_is_a_setting()
    {
        var rows = await Diff(3, 4, "scores");
        rows.ShouldNotBeEmpty();
        rows.ShouldAllBe(r => Causes(r) == "settings");
        rows.ShouldAllBe(r => !r.Text("columns").Split('|').Contains("mean"));
    }

    [Test]
    public async Task Two_steps_at_once_have_both_reasons_and_are_the_other_way_round_when_asked_so()
    {
        var forth = await Diff(0, 2, "scores");
        forth.Select(Causes).Distinct().Order().ShouldBe(["lateData", "newData"]);
        var back = await Diff(2, 0, "scores");
        back.Select(r => $"{r.Text("team")} {r.Text("period")} {r.GetProperty("n")} {r.GetProperty("nBefore")}").ShouldBe(forth.Select(r => $"{r.Text("team")} {r.Text("period")} {r.GetProperty("nBefore")} {r.GetProperty("n")}"));
        (await Diff(1, 1, "scores")).ShouldBeEmpty();
    }

    // The oracle: every row of both snapshots, compared here.
    [TestCase("scores")]
    [TestCase("participation")]
    [TestCase("pairing")]
    [TestCase("trends")]
    public async Task What_differs_is_there_and_nothing_else(string measure)
    {
        for (var i = 1; i < snapshots.Count; i++)
        {
            var (before, after) = (await Rows(i - 1, measure), await Rows(i, measure));
            var differ = before.Keys.Union(after.Keys).Where(k => before.GetValueOrDefault(k) != after.GetValueOrDefault(k)).ToArray();
            (await Diff(i - 1, i, measure)).Select(Key(measure)).ShouldBe(differ, ignoreOrder: true, $"{measure} {i}");
        }
    }

    [Test]
    public async Task It_pages_as_rows_do_and_is_a_table_too()
    {
        var address = Address(0, 4, "scores");
        var whole = (await api.Reader.Json(address + "&limit=50000")).Rows().Select(r => r.GetRawText()).ToArray();
        whole.Length.ShouldBeGreaterThan(8);
        var (rows, pages) = (new List<string>(), 0);
        for (var next = (string?)(address + "&limit=3"); next is not null; pages++)
        {
            var page = await api.Reader.Json(next);
            page.Text("snapshot").ShouldBe(snapshots[4].Id);
            rows.AddRange(page.Rows().Select(r => r.GetRawText()));
            page.Rows().ShouldNotBeEmpty();
            next = page.GetProperty("nextCursor").GetString() is { } cursor ? $"{address}&limit=3&cursor={cursor}" : null;
        }

        rows.ShouldBe(whole);
        pages.ShouldBe((whole.Length + 2) / 3);
        var csv = await api.Reader.GetAsync(address + "&format=csv&limit=3");
        csv.Headers.Contains("X-Next-Cursor").ShouldBeTrue();
        (await csv.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(4);
        var all = (await (await api.Reader.GetAsync(address + "&format=csv")).Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        all.Length.ShouldBe(whole.Length + 1);
    }

    [TestCase("/v1/snapshots/{0}/diff/{1}", 400, "bad-value")]
    [TestCase("/v1/snapshots/{0}/diff/{1}?measure=gapz", 400, "bad-value")]
    [TestCase("/v1/snapshots/s-0/diff/{1}?measure=gaps", 404, "unknown-snapshot")]
    [TestCase("/v1/snapshots/{0}/diff/s-0?measure=gaps", 404, "unknown-snapshot")]
    [TestCase("/v1/snapshots/{0}/diff/{1}?measure=gaps&cursor=MXxzfHF8MXwyfDM", 400, "bad-cursor")]
    [TestCase("/v1/snapshots/{0}/diff/{1}?measure=gaps&cursor=MXxzfHF8LTN8Mnww", 400, "bad-cursor")]
    public async Task What_cannot_be_compared_is_told(string address, int status, string slug)
    {
        var answer = await api.Reader.GetAsync(string.Format(address, snapshots[0].Id, snapshots[1].Id));
        ((int)answer.StatusCode).ShouldBe(status);
        (await answer.Json()).Text("type").ShouldBe("/problems/" + slug);
    }

    [Test]
    public void No_measures_figure_stands_under_the_name_of_a_column_of_the_differences()
    {
        foreach (var measure in MeasureCatalogue.All) new DifferenceTable(measure).Fields.Select(f => f.Name).ShouldBeUnique(measure.Name);
        new DifferenceTable(MeasureCatalogue.Find("drift")!).Fields.Where(f => f.Name.StartsWith("change", StringComparison.Ordinal)).Select(f => (f.Name, f.Type)).Take(3)
            .ShouldBe([("change", "string"), ("changeAfter", "number"), ("changeBefore", "number")]);
    }

    private static string Causes(JsonElement row) => string.Join(' ', new[] { "newData", "lateData", "reorganisation", "settings" }.Where(name => row.GetProperty(name).ValueKind == JsonValueKind.True));

    private static Func<JsonElement, string> Key(string measure) => row => string.Join('\t', MeasureCatalogue.Find(measure)!.Columns.Where(c => c.IsSubject).Select(c => row.GetProperty(c.Name)));

    private string Address(int from, int to, string measure) => $"/v1/snapshots/{snapshots[from].Id}/diff/{snapshots[to].Id}?measure={measure}";

    private async Task<JsonElement[]> Diff(int from, int to, string measure) => (await api.Reader.Json(Address(from, to, measure) + "&limit=50000")).Rows();

    private async Task<Dictionary<string, string>> Rows(int snapshot, string measure) =>
        (await api.Reader.Json($"/v1/{measure}?limit=50000&snapshot={snapshots[snapshot].Id}")).Rows().ToDictionary(Key(measure), r => string.Join('\t', r.EnumerateObject().Where(c => c.Name != "asOf").Select(c => c.Value.GetRawText())));

    private static string[] Teams(params string[] teams) => teams;

    private string Answers(string team, string day, int count, int answer) =>
        Enumerable.Range(0, count).Aggregate(new StringBuilder(), (text, i) => text.Append($"{team},{day},p{respondents++},{(i % 3 == 0 ? 4 : answer)}\n")).ToString();

    private async Task Post(params string[] rows)
    {
        var answer = await api.Ingester.PostAsync("/v1/imports?codebook=customer", Asking.Body("team,date,who,q\n" + string.Concat(rows)));
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    private async Task Put(string address, string json)
    {
        var answer = await api.Ingester.PutAsync(address, Asking.Body(json, "application/json"));
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    private void Publish(AnalysisSettings? settings = null)
    {
        api.Publish(settings);
        snapshots.Add(api.Store.Snapshots.Latest()!);
    }
}
