using System.Net;
using System.Net.Http.Headers;
using NUnit.Framework;
using Shouldly;

namespace Symetrie.Analytics.Tests.Endpoints.Pictures;

/// <summary>What holds for every picture.</summary>
public sealed class PictureTests
{
    private static readonly string[] Names = ["symmetry-map", "gap-heatmap", "drift", "correlation-matrix", "effects"];

    [Test, Combinatorial]
    public async Task A_picture_is_well_formed_named_and_described([ValueSource(nameof(Names))] string name, [Values("en", "fr")] string lang, [Values("auto", "light", "dark")] string theme, [Values(320, 720, 1600)] int width)
    {
        var response = await PublishedSamples.Api.Reader.GetAsync($"/v1/plots/{name}.svg?lang={lang}&theme={theme}&width={width}");
        response.Content.Headers.ContentType!.ToString().ShouldBe("image/svg+xml; charset=utf-8");
        var picture = await Picture.Of(PublishedSamples.Api.Reader, $"/v1/plots/{name}.svg?lang={lang}&theme={theme}&width={width}");
        picture.Root.Name.ShouldBe(Picture.Svg + "svg");
        picture.Root.Attribute("width")!.Value.ShouldBe($"{width}");
        picture.Root.Attribute(System.Xml.Linq.XNamespace.Xml + "lang")!.Value.ShouldBe(lang);
        picture.Root.Attribute("role")!.Value.ShouldBe("img");
        var ids = picture.With("id").ToDictionary(e => e.Attribute("id")!.Value);
        var named = picture.Root.Attribute("aria-labelledby")!.Value.Split(' ').Select(id => ids[id]).ToArray();
        named.Select(e => e.Name.LocalName).ShouldBe(["title", "desc"]);
        named.ShouldAllBe(e => e.Value.Length > 10);
        picture.Text.Contains("prefers-color-scheme", StringComparison.Ordinal).ShouldBe(theme == "auto");
        Outside(picture);
        foreach (var text in picture.Root.Descendants(Picture.Svg + "text").Where(t => t.Attribute("transform") is null)) Inside(picture, text);
    }

    [TestCaseSource(nameof(Names))]
    public async Task It_speaks_the_language_it_is_asked_for(string name)
    {
        var (english, french) = (await Words(name, "en"), await Words(name, "fr"));
        french.Intersect(english).Where(w => w.Contains(' ', StringComparison.Ordinal) && w.Length > 24).ShouldBeEmpty("a sentence was left in one language");
        french.ShouldContain(w => w.Contains("salariés", StringComparison.Ordinal));
        english.ShouldContain(w => w.Contains("mployees", StringComparison.Ordinal));
        french.ShouldNotContain(w => w.Contains("mployees", StringComparison.Ordinal));
    }

    private static async Task<string[]> Words(string name, string lang) =>
        [.. (await Picture.Of(PublishedSamples.Api.Reader, $"/v1/plots/{name}.svg?lang={lang}")).Root.Descendants().Where(e => !e.HasElements && e.Name.LocalName is "text" or "title" or "desc").Select(e => e.Value)];

    [TestCase("symmetry-map", "period=2031-Q9", "period"), TestCase("symmetry-map", "dimension=charm", "dimension"), TestCase("symmetry-map", "branch=nowhere", "branch"), TestCase("symmetry-map", "lang=de", "lang")]
    [TestCase("gap-heatmap", "theme=pink", "theme"), TestCase("gap-heatmap", "width=100", "width"), TestCase("gap-heatmap", "dimension=overall", "dimension"), TestCase("gap-heatmap", "period=2026-Q3&period=2026-Q2", "period")]
    [TestCase("drift", "team=nobody", "team"), TestCase("drift", "period=2026-Q3", "period"), TestCase("drift", "dimension=", "dimension")]
    [TestCase("effects", "ritual=dancing", "ritual"), TestCase("effects", "lag=x", "lag"), TestCase("effects", "dimension=charm", "dimension"), TestCase("effects", "team=S16", "team")]
    [TestCase("correlation-matrix", "level=sideways", "level"), TestCase("correlation-matrix", "lag=x", "lag"), TestCase("correlation-matrix", "stratum=colour=red", "stratum")]
    public async Task What_is_not_known_is_refused_by_name(string name, string query, string parameter)
    {
        var response = await PublishedSamples.Api.Reader.GetAsync($"/v1/plots/{name}.svg?{query}");
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await response.Json()).Text("parameter").ShouldBe(parameter);
    }

    [TestCaseSource(nameof(Names))]
    public async Task What_the_client_has_is_not_sent_again(string name)
    {
        var first = await PublishedSamples.Api.Reader.GetAsync($"/v1/plots/{name}.svg");
        first.Headers.CacheControl!.ToString().ShouldBe("no-cache, private");
        async Task<HttpStatusCode> Again(HttpMethod method, EntityTagHeaderValue tag)
        {
            using var request = new HttpRequestMessage(method, $"/v1/plots/{name}.svg");
            request.Headers.IfNoneMatch.Add(tag);
            var response = await PublishedSamples.Api.Reader.SendAsync(request);
            if (method == HttpMethod.Head) (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
            return response.StatusCode;
        }

        (await Again(HttpMethod.Get, first.Headers.ETag!)).ShouldBe(HttpStatusCode.NotModified);
        (await Again(HttpMethod.Head, new EntityTagHeaderValue("\"other\"", isWeak: true))).ShouldBe(HttpStatusCode.OK);
        (await PublishedSamples.Api.Reader.GetAsync($"/v1/plots/{name}.svg?snapshot=s-none")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PublishedSamples.Api.Anonymous.GetAsync($"/v1/plots/{name}.svg")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task Before_anything_is_published_a_picture_says_so()
    {
        await using var api = await TestApi.Start();
        foreach (var name in Names)
        {
            var picture = await Picture.Of(api.Reader, $"/v1/plots/{name}.svg");
            picture.Root.Attribute("data-snapshot").ShouldBeNull();
            picture.Text.ShouldMatch("Nothing is (published|shown)");
            Outside(picture);
        }
    }

    [Test]
    public async Task A_pinned_picture_stays_as_it_was_and_hostile_names_stay_names()
    {
        await using var api = await TestApi.StartWithSamples();
        var snapshot = (await api.Reader.Json("/v1/snapshots")).Rows()[0].Text("id");
        var before = await Task.WhenAll(Names.Select(n => api.Reader.GetStringAsync($"/v1/plots/{n}.svg?snapshot={snapshot}")));
        const string Hostile = "</text><script>alert('1')</script>&\"Lyon\"]]>";
        (await api.Admin.PutAsync("/v1/teams", Asking.Body((await File.ReadAllTextAsync(TestApi.Sample("teams.csv"))).Replace("Grand Lyon", $"\"{Hostile.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", StringComparison.Ordinal), "text/csv"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        api.Publish();
        for (var i = 0; i < Names.Length; i++) (await api.Reader.GetStringAsync($"/v1/plots/{Names[i]}.svg?snapshot={snapshot}")).ShouldBe(before[i]);
        foreach (var name in Names.Where(n => n is not ("correlation-matrix" or "effects")))
        {
            var picture = await Picture.Of(api.Reader, $"/v1/plots/{name}.svg?{(name == "drift" ? "team" : "branch")}=A-LYO");
            picture.Root.Attribute("data-snapshot")!.Value.ShouldNotBe(snapshot);
            picture.Root.Descendants().ShouldContain(e => !e.HasElements && e.Value.Contains(Hostile, StringComparison.Ordinal), name);
            Outside(picture);
        }
    }

    // Nothing runs, and nothing is loaded from elsewhere.
    private static void Outside(Picture picture)
    {
        string[] known = ["svg", "title", "desc", "style", "defs", "pattern", "g", "rect", "line", "text", "circle", "polygon", "polyline"];
        picture.Root.DescendantsAndSelf().Select(e => e.Name.LocalName).Distinct().ShouldBeSubsetOf(known);
        picture.Root.DescendantsAndSelf().SelectMany(e => e.Attributes()).ShouldNotContain(a => a.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase) || a.Name.LocalName == "href" || a.Name.LocalName == "style");
        picture.Root.Descendants().SelectMany(e => e.Attributes("fill")).ShouldAllBe(a => a.Value == "none" || a.Value[0] == '#' || a.Value.StartsWith("url(#", StringComparison.Ordinal));
    }

    private static void Inside(Picture picture, System.Xml.Linq.XElement text)
    {
        // Narrower than any font draws it: what is outside here is cut off for everybody.
        var wide = string.Concat(text.Nodes().OfType<System.Xml.Linq.XText>()).Length * 0.42 * Picture.At(text, "font-size");
        var left = text.Attribute("text-anchor")?.Value switch { "middle" => Picture.At(text, "x") - (wide / 2), "end" => Picture.At(text, "x") - wide, _ => Picture.At(text, "x") };
        left.ShouldBeGreaterThanOrEqualTo(-0.5, text.Value);
        (left + wide).ShouldBeLessThanOrEqualTo(Picture.At(picture.Root, "width") + 0.5, text.Value);
        Picture.At(text, "y").ShouldBeLessThanOrEqualTo(Picture.At(picture.Root, "height"));
    }
}
