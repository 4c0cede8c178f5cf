using System.Net;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Tests.House;

namespace Symetrie.Analytics.Tests.Endpoints.Pages;

/// <summary>The explorer page as it is served, without a browser.</summary>
public sealed partial class PageTests
{
    private const string Folder = "Symetrie.Api/wwwroot/";
    private static readonly string[] Files = [.. Checkout.Files.Where(f => f.StartsWith(Folder, StringComparison.Ordinal)).Select(f => f[Folder.Length..])];
    private static readonly string[] Assets = [.. Files.Where(f => f != "index.html")];

    [TestCase("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html")]
    [TestCase("text/html", "text/html")]
    [TestCase("*/*", "application/json")]
    [TestCase("application/json", "application/json")]
    [TestCase("application/json, text/html;q=0.5", "application/json")]
    [TestCase("text/html;q=0", "application/json")]
    [TestCase(null, "application/json")]
    public async Task The_root_is_a_page_for_a_browser_and_an_index_for_a_tool(string? accept, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        if (accept is not null) request.Headers.TryAddWithoutValidation("Accept", accept);
        var response = await PublishedSamples.Api.Anonymous.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        response.Headers.Vary.ShouldContain("Accept");
    }

    [Test]
    public async Task The_page_may_load_nothing_from_elsewhere_and_run_nothing_inline()
    {
        using var response = await Page();
        string Header(string name) => string.Join(' ', response.Headers.GetValues(name));
        var policy = Header("Content-Security-Policy").Split("; ").Select(d => d.Split(' ', 2)).ToDictionary(d => d[0], d => d[1]);
        policy["default-src"].ShouldBe("'none'");
        policy["script-src"].ShouldBe("'self'");
        policy["style-src"].ShouldBe("'self'");
        policy["frame-ancestors"].ShouldBe("'none'");
        Header("Referrer-Policy").ShouldBe("no-referrer");
        Header("X-Content-Type-Options").ShouldBe("nosniff");
        Header("X-Frame-Options").ShouldBe("DENY");
        Header("Cross-Origin-Opener-Policy").ShouldBe("same-origin");
        Header("Cross-Origin-Resource-Policy").ShouldBe("same-origin");
        Header("Permissions-Policy").ShouldContain("camera=()");
        var page = await response.Content.ReadAsStringAsync();
        Inline().Matches(page).Select(m => m.Value).ShouldBeEmpty();
        Elsewhere().Matches(page).Select(m => m.Value).ShouldBeEmpty();
    }

    [TestCaseSource(nameof(Assets))]
    public async Task Every_file_of_the_page_is_served_once_and_then_known(string name)
    {
        var response = await PublishedSamples.Api.Anonymous.GetAsync("/page/" + name);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldBe(Checkout.Text(Folder + name));
        response.Headers.Contains("Content-Security-Policy").ShouldBeTrue();
        using var again = new HttpRequestMessage(HttpMethod.Get, "/page/" + name);
        again.Headers.IfNoneMatch.Add(response.Headers.ETag!);
        (await PublishedSamples.Api.Anonymous.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [TestCase("/page/none.js"), TestCase("/page/..%2fsymetrie.dll"), TestCase("/page/../appsettings.json"), TestCase("/wwwroot/index.html"), TestCase("/index.html")]
    public async Task Nothing_else_is(string address) =>
        (await PublishedSamples.Api.Anonymous.GetAsync(address)).StatusCode.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.Unauthorized);

    [Test]
    public async Task The_page_names_files_that_are_there_and_preloads_every_module()
    {
        using var response = await Page();
        var page = await response.Content.ReadAsStringAsync();
        var named = Reference().Matches(page).Select(m => m.Groups["name"].Value).ToArray();
        named.Distinct().ShouldBe(Assets, ignoreOrder: true);
        foreach (var module in Files.Where(f => f.EndsWith(".js", StringComparison.Ordinal)))
            Import().Matches(Checkout.Text(Folder + module)).Select(m => m.Groups["name"].Value).ShouldBeSubsetOf(Files, module);
    }

    [Test]
    public void Every_word_that_is_used_is_said_in_both_languages()
    {
        var words = Word().Matches(Checkout.Text(Folder + "words.js")).ToDictionary(m => m.Groups["name"].Value.Trim('"'), m => (French: m.Groups["french"].Value, English: m.Groups["english"].Value));
        words.Count.ShouldBeGreaterThan(80);
        words.Values.ShouldAllBe(w => w.French.Length > 0 && w.English.Length > 0);
        var used = Files.SelectMany(f => Said().Matches(Checkout.Text(Folder + f)).Select(m => m.Groups["name"].Value)).Distinct().ToArray();
        used.Length.ShouldBeGreaterThan(50);
        used.Except(words.Keys).ShouldBeEmpty();
        // Names that are put together: one for each text that rows and reports can have.
        var composed = new[] { "verdict.", "status.", "state.", "run.", "count.", "column.", "ritual.", "effect." };
        words.Keys.Where(w => !composed.Any(c => w.StartsWith(c, StringComparison.Ordinal))).Except(used).ShouldBeEmpty("a word that nobody says any more");
        var verdicts = Symetrie.Analytics.Measures.MeasureCatalogue.Find("gaps")!.Columns.Single(c => c.Name == "verdict").Values!;
        verdicts.Select(v => "verdict." + v).Except(words.Keys).ShouldBeEmpty();
        var effects = Symetrie.Analytics.Measures.MeasureCatalogue.Find("effects")!.Columns;
        // Of an effect that can be told its verdict is said, of any other the reason.
        effects.Single(c => c.Name == "verdict").Values!.Concat(effects.Single(c => c.Name == "reason").Values!.Except(["shown", "within-margin", "not-shown"])).Select(v => "effect." + v).Except(words.Keys).ShouldBeEmpty();
        new[] { "queued", "running", "succeeded", "failed" }.Select(s => "run." + s).Except(words.Keys).ShouldBeEmpty();
    }

    [Test]
    public void The_page_makes_elements_and_never_parses_them() =>
        Files.Where(f => f.EndsWith(".js", StringComparison.Ordinal)).SelectMany(f => Sink().Matches(Checkout.Text(Folder + f)).Select(m => $"{f}: {m.Value}")).ShouldBeEmpty();

    private static Task<HttpResponseMessage> Page()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Accept.ParseAdd("text/html");
        return PublishedSamples.Api.Anonymous.SendAsync(request);
    }

    [GeneratedRegex(@"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son\w+=|javascript:", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Inline();

    [GeneratedRegex(@"(src|href)=""(https?:)?//[^""]*""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"/page/(?<name>[\w.-]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Reference();

    [GeneratedRegex(@"from ""\./(?<name>[^""]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Import();

    [GeneratedRegex(@"^  (?<name>[\w]+|""[^""]+""): \[""(?<french>[^""]*)"", ""(?<english>[^""]*)""\],$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Word();

    [GeneratedRegex(@"\bsay\(""(?<name>[^""]+)""|data-say(-label)?=""(?<name>[^""]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Said();

    [GeneratedRegex(@"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|parseFromString|createContextualFragment|\.cookie", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Sink();
}
