using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using NUnit.Framework;
using Shouldly;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Endpoints.Pages;

/// <summary>What somebody does with the page, in a real browser: from an empty store to a table in a file.</summary>
[NonParallelizable]
public sealed class StoryTests
{
    [Test]
    public async Task From_an_upload_to_its_report_a_recompute_the_map_and_a_table()
    {
        await using var browser = await Browser.Open();
        await using var api = await Prepared();
        var page = await browser.Visitor();
        await page.GotoAsync($"{api.Anonymous.BaseAddress}#key={api.Key(Scope.Admin)}");
        await Said(page.Locator("#snapshot"), "Nothing is published yet");

        await page.SetInputFilesAsync("#file", TestApi.Sample("employees.csv"));
        await Said(page.Locator("#outcome .report"), "Imported: employees.csv");
        (await page.Locator("#outcome dl").InnerTextAsync()).ShouldContain($"{(await File.ReadAllLinesAsync(TestApi.Sample("employees.csv"))).Length - 1}");
        await Drop(page, "customers.csv", await File.ReadAllBytesAsync(TestApi.Sample("customers.csv")));
        await Said(page.Locator("#outcome .report"), "Imported: customers.csv");
        (await page.Locator("#import-table tbody tr:visible").CountAsync()).ShouldBe(2);
        await Drop(page, "broken.csv", Encoding.UTF8.GetBytes((await File.ReadAllLinesAsync(TestApi.Sample("employees.csv")))[0] + "\nEMP-9999,S01,2026-07-07,9,4,4,4,2,3,3,4,3,3,4,3,7\n"));
        await Said(page.Locator("#outcome .report"), "Refused: broken.csv");
        (await page.Locator("#outcome").InnerTextAsync()).ShouldContain("Line 2, column information_1");

        await page.Locator("#recompute").ClickAsync();
        await Said(page.Locator("#run-state"), "done");
        await Assertions.Expect(Browser.In(page, "symmetry-map", "g[data-verdict]").First).ToBeVisibleAsync();
        var period = await page.Locator("#period").InputValueAsync();
        var leaves = (await api.Reader.Json("/v1/teams?limit=50000")).Rows().Where(t => t.GetProperty("isLeaf").GetBoolean()).Select(t => t.Text("key")).ToHashSet();
        var rows = (await api.Reader.Json($"/v1/gaps?period={period}&dimension=overall&limit=50000")).Rows();
        (await Browser.In(page, "symmetry-map", "g[data-verdict]").CountAsync()).ShouldBe(rows.Count(r => r.Text("status") == "ok" && leaves.Contains(r.Text("team"))));

        await Assertions.Expect(page.Locator("#gap-table tbody tr")).ToHaveCountAsync(rows.Length);
        await page.Locator("#gap-table button[data-column=gap]").ClickAsync();
        await Assertions.Expect(page.Locator("#gap-table th[aria-sort=descending]")).ToContainTextAsync("Gap");
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("#csv").ClickAsync());
        var expected = await api.Reader.GetStringAsync($"/v1/gaps?format=csv&period={period}&dimension=overall&sort=-gap");
        (await File.ReadAllTextAsync(await download.PathAsync())).ShouldBe(expected);
        var first = await page.Locator("#gap-table tbody th").First.InnerTextAsync();
        expected.Split("\r\n")[1].ShouldContain(first);
        // Refused imports are answered with a status that browsers write on the console.
        browser.Complaints.Where(c => !c.Contains("422", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Test]
    public async Task A_link_with_a_key_shows_the_map_at_once_and_leaves_no_trace_in_the_address()
    {
        await using var browser = await Browser.Open();
        var api = PublishedSamples.Api;
        var page = await browser.Visitor();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await page.GotoAsync($"{api.Anonymous.BaseAddress}#key={api.Key(Scope.Read)}", new PageGotoOptions { WaitUntil = WaitUntilState.Commit });
        await Assertions.Expect(Browser.In(page, "symmetry-map", "g[data-verdict]").First).ToBeVisibleAsync();
        await TestContext.Out.WriteLineAsync($"the map stood there after {clock.ElapsedMilliseconds} ms");
        // One second where nothing else runs; the tests share their machine.
        clock.ElapsedMilliseconds.ShouldBeLessThan(6_000);
        page.Url.ShouldNotContain("key");
        (await page.EvaluateAsync<string>("sessionStorage.getItem('symetrie-key')")).ShouldBe(api.Key(Scope.Read));
        (await page.EvaluateAsync<string>("JSON.stringify(localStorage) + document.cookie")).ShouldNotContain("sym_");
        await Assertions.Expect(page.Locator("#imports-closed")).ToBeVisibleAsync();
        await Assertions.Expect(Browser.In(page, "correlation-matrix", "g[data-employee]")).ToHaveCountAsync(121);
        await page.Locator("#recompute").ClickAsync();
        await Said(page.Locator("#run-state"), "admin");
        await page.Locator("#forget").ClickAsync();
        await Assertions.Expect(page.Locator("#key-form")).ToBeVisibleAsync();
        (await page.EvaluateAsync<string?>("sessionStorage.getItem('symetrie-key')")).ShouldBeNull();
        await page.Locator("#key-text").FillAsync("sym_wrong");
        await page.Keyboard.PressAsync("Enter");
        await Said(page.Locator("#trouble"), "not known");
        // What a key may not do is answered with 401 or 403, which browsers write on the console.
        browser.Complaints.Where(c => !c.Contains("40", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Test]
    public async Task Choices_change_every_picture_and_the_table_in_both_languages()
    {
        await using var browser = await Browser.Open();
        var page = await browser.Visitor("fr-FR");
        await page.GotoAsync($"{PublishedSamples.Api.Anonymous.BaseAddress}#key={PublishedSamples.Api.Key(Scope.Read)}");
        await Said(Browser.In(page, "symmetry-map", "> title"), "Carte de symétrie : Satisfaction globale, 2026-Q3");
        (await page.Locator("html").GetAttributeAsync("lang")).ShouldBe("fr");
        await page.Locator("#period").SelectOptionAsync("2026-Q1");
        await page.Locator("#dimension").SelectOptionAsync("respect");
        await page.Locator("#branch").SelectOptionAsync("A-LYO");
        await Said(Browser.In(page, "symmetry-map", "> title"), "Respect, 2026-Q1");
        await Said(Browser.In(page, "gap-heatmap", "> title"), "2026-Q1");
        await Said(Browser.In(page, "correlation-matrix", "> title"), "2026-Q1");
        await Said(Browser.In(page, "drift", "> title"), "Respect");
        var teams = (await PublishedSamples.Api.Reader.Json("/v1/teams?limit=50000")).Rows().Count(t => t.Text("path").Contains("/A-LYO", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator("#gap-table tbody tr")).ToHaveCountAsync(teams);
        await page.Locator("#gap-table tbody tr").Last.Locator("button").ClickAsync();
        await Said(Browser.In(page, "drift", "> title"), await page.Locator("#gap-table tbody tr").Last.Locator("th").InnerTextAsync());
        await page.Locator("[data-lang=en]").ClickAsync();
        await Said(Browser.In(page, "symmetry-map", "> title"), "Symmetry map: Respect, 2026-Q1");
        await page.ReloadAsync();
        await Said(Browser.In(page, "symmetry-map", "> title"), "Symmetry map");
        (await page.Locator("html").GetAttributeAsync("lang")).ShouldBe("en");
        browser.Complaints.ShouldAllBe(c => c.Contains("403", StringComparison.Ordinal));
    }

    [Test]
    public async Task A_gap_on_recognition_leads_to_the_ritual_that_moved_it()
    {
        await using var browser = await Browser.Open();
        var page = await browser.Visitor();
        await page.GotoAsync($"{PublishedSamples.Api.Anonymous.BaseAddress}#key={PublishedSamples.Api.Key(Scope.Read)}");
        await Assertions.Expect(page.Locator("#ritual-table tbody tr").First).ToBeVisibleAsync();
        (await page.Locator("#gap-table a").CountAsync()).ShouldBe(0, "no ritual is meant to move overall satisfaction");
        await page.Locator("#dimension").SelectOptionAsync("recognition");
        await page.Locator("#gap-table td a").First.ClickAsync();
        var line = page.Locator("#ritual-table tr.meant");
        await Said(line.First, "Recognition");
        await Said(line.First, "helped");
        await Said(Browser.In(page, "effects", "> title"), await line.First.Locator("th").InnerTextAsync());
        browser.Complaints.ShouldAllBe(c => c.Contains("403", StringComparison.Ordinal));
    }

    [Test]
    public async Task Everything_is_reached_by_the_keyboard()
    {
        await using var browser = await Browser.Open();
        await using var api = await TestApi.StartWithSamples();
        var page = await browser.Visitor();
        await page.GotoAsync($"{api.Anonymous.BaseAddress}#key={api.Key(Scope.Admin)}");
        await Assertions.Expect(page.Locator("#import-table tbody tr").First).ToBeVisibleAsync();
        await page.Locator("body").FocusAsync();
        var reached = new List<string>();
        for (var i = 0; i < 120 && !reached.Contains("recompute"); i++)
        {
            await page.Keyboard.PressAsync("Tab");
            reached.Add(await page.EvaluateAsync<string>("document.activeElement.id || document.activeElement.dataset.lang || document.activeElement.dataset.column || document.activeElement.className || document.activeElement.tagName"));
        }

        foreach (var wanted in new[] { "skip", "fr", "en", "forget", "period", "dimension", "branch", "team", "csv", "csv-fr", "gap", "file", "dry-run", "skip-bad", "codebook", "recompute" })
            reached.ShouldContain(wanted);
        await page.Keyboard.PressAsync("Enter");
        await Said(page.Locator("#run-state"), "done");
        browser.Complaints.ShouldBeEmpty();
    }

    [TestCase("en-GB", 1280, ColorScheme.Light), TestCase("fr-FR", 1280, ColorScheme.Dark), TestCase("en-GB", 400, ColorScheme.Dark), TestCase("fr-FR", 400, ColorScheme.Light)]
    public async Task The_page_has_room_for_itself(string lang, int width, ColorScheme scheme)
    {
        await using var browser = await Browser.Open();
        var page = await browser.Visitor(lang, width, scheme: scheme);
        await page.GotoAsync($"{PublishedSamples.Api.Anonymous.BaseAddress}#key={PublishedSamples.Api.Key(Scope.Admin)}");
        await Assertions.Expect(Browser.In(page, "correlation-matrix", "g[data-employee]")).ToHaveCountAsync(121);
        await Assertions.Expect(page.Locator("#import-table tbody tr").First).ToBeVisibleAsync();
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, "the page is wider than its window");
        foreach (var plot in new[] { "symmetry-map", "drift", "gap-heatmap", "correlation-matrix" })
        {
            // Drawn for this width, not shrunk to it: letters keep their size.
            var (drawn, seen) = (double.Parse((await page.Locator($"#plot-{plot} .picture svg").GetAttributeAsync("width"))!), (await page.Locator($"#plot-{plot} .picture svg").BoundingBoxAsync())!.Width);
            (seen / drawn).ShouldBeInRange(0.95, 1.1, plot);
        }

        var paper = await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('#plot-drift .picture').shadowRoot.querySelector('svg > rect')).fill");
        paper.ShouldBe(scheme == ColorScheme.Dark ? "rgb(20, 24, 29)" : "rgb(255, 255, 255)");
        var picture = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"page-{lang[..2]}-{width}-{scheme}.png");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = picture, FullPage = true });
        TestContext.AddTestAttachment(picture);
    }

    private static async Task<TestApi> Prepared()
    {
        var api = await TestApi.Start();
        await api.Admin.PutAsync("/v1/teams", Asking.Body(await File.ReadAllTextAsync(TestApi.Sample("teams.csv")), "text/csv"));
        foreach (var codebook in new[] { "sample-employee", "sample-customer" }) await api.Admin.PutAsync($"/v1/codebooks/{codebook}", Asking.Body(TestApi.Codebook(codebook)));
        return api;
    }

    private static Task Said(ILocator place, string words) => Assertions.Expect(place).ToContainTextAsync(new Regex(Regex.Escape(words), RegexOptions.None, TimeSpan.FromSeconds(1)), new LocatorAssertionsToContainTextOptions { Timeout = 60_000 });

    private static async Task Drop(IPage page, string name, byte[] content)
    {
        var transfer = await page.EvaluateHandleAsync("([name, content]) => { const t = new DataTransfer(); t.items.add(new File([Uint8Array.from(atob(content), c => c.charCodeAt(0))], name, { type: 'text/csv' })); return t; }", new[] { name, Convert.ToBase64String(content) });
        await page.DispatchEventAsync("#drop", "drop", new { dataTransfer = transfer });
    }
}
