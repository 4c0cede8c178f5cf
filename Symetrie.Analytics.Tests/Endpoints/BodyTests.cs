using System.IO.Compression;
using NUnit.Framework;
using Shouldly;

namespace Symetrie.Analytics.Tests.Endpoints;

/// <summary>Bodies that mean harm, each kind by itself.</summary>
public sealed class BodyTests
{
    private static string Nested(int depth) => $$"""{"kind":"year","windows":{{new string('[', depth - 1)}}{{new string(']', depth - 1)}}}""";

    private static IEnumerable<TestCaseData> Ambiguous() => Bodies().Select((b, i) => new TestCaseData(b.Address, b.Body, b.Said).SetArgDisplayNames(b.Address, $"body {i + 1}", b.Said));

    private static IEnumerable<(string Address, string Body, string Said)> Bodies()
    {
        yield return ("/v1/calendar", """{"kind":"year","kind":"month"}""", "'kind' stands twice");
        yield return ("/v1/calendar", """{"kind":"year","Kind":"month"}""", "differ in case alone");
        yield return ("/v1/codebooks/a", """{"key":"a","KEY":"b"}""", "differ in case alone");
        yield return ("/v1/codebooks/a", """{"key":"a","items":[{"key":"q","scale":{"min":1,"min":2}}]}""", "'min' stands twice");
        yield return ("/v1/teams", """{"teams":[{"key":"A","key":"B"}]}""", "twice");
        yield return ("/v1/teams", """{"teams":[{"key":"A","Key":"B"}]}""", "Key");
        yield return ("/v1/teams", """{"teams":[{"key":"A","attributes":{"region":[{"value":"x"}],"Region":[{"value":"y"}]}}]}""", "case alone");
        yield return ("/v1/calendar", Nested(65), "64");
        yield return ("/v1/codebooks/a", Nested(65), "64");
        yield return ("/v1/codebooks/a", new string('[', 100_000), "64");
        yield return ("/v1/teams", Nested(65), "64");
        yield return ("/v1/calendar", """{"kind":"\ud800"}""", "");
    }

    [TestCaseSource(nameof(Ambiguous))]
    public async Task JSON_that_can_be_read_in_two_ways_or_goes_too_deep_is_refused(string address, string body, string said)
    {
        var answer = await PublishedSamples.Api.Admin.PutAsync(address, Asking.Body(body, "application/json"));
        var problem = await answer.Json();
        ((int)answer.StatusCode).ShouldBe(422, problem.GetRawText());
        problem.Said().ShouldContain(said);
    }

    [Test]
    public async Task JSON_of_the_depth_that_is_allowed_is_refused_for_what_it_says()
    {
        var answer = await PublishedSamples.Api.Admin.PutAsync("/v1/calendar", Asking.Body(Nested(64), "application/json"));
        (await answer.Json()).Text("detail").ShouldNotContain("64");
    }

    [TestCase("../../../../tmp/symetrie-hostile")]
    [TestCase("..\\..\\symetrie-hostile")]
    [TestCase("/tmp/symetrie-hostile")]
    [TestCase("C:\\symetrie-hostile")]
    [TestCase("symetrie-hostile\u0000.csv")]
    [TestCase("=cmd|'/c calc'!A1")]
    public async Task A_file_name_is_a_text_and_no_path(string name)
    {
        await using var api = await TestApi.Start();
        await api.Ingester.PutAsync("/v1/codebooks/sample-employee", Asking.Body(TestApi.Codebook("sample-employee"), "application/json"));
        var file = string.Join('\n', File.ReadLines(TestApi.Sample("employees.csv")).Take(40)) + "\n";
        var answers = new[]
        {
            await api.Ingester.PostAsync("/v1/imports?dryRun=true&name=" + Uri.EscapeDataString(name), Asking.Body(file)),
            await api.Ingester.PostAsync("/v1/imports?dryRun=true", new MultipartFormDataContent { { Asking.Body(file, "text/csv"), "file", name.Replace("\0", "", StringComparison.Ordinal) } }),
        };
        foreach (var answer in answers) ((int)answer.StatusCode).ShouldBeLessThan(500);
        foreach (var folder in new[] { Path.GetTempPath(), AppContext.BaseDirectory, Environment.CurrentDirectory, Path.GetDirectoryName(api.Store.Engine.Address)! })
            Directory.GetFileSystemEntries(folder, "*symetrie-hostile*").ShouldBeEmpty();
    }

    [Test]
    public async Task An_entity_is_no_way_to_a_file()
    {
        const string Canary = "canary-in-a-file-7341";
        var file = Path.Combine(Path.GetTempPath(), $"symetrie-test-{Guid.NewGuid():N}");
        await File.WriteAllTextAsync(file, Canary);
        try
        {
            var xml = $"""<?xml version="1.0"?><!DOCTYPE t [<!ENTITY x SYSTEM "file://{file}">]><t>&x;</t>""";
            foreach (var type in new[] { "application/xml", "text/csv", "application/octet-stream", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" })
            {
                var answer = await PublishedSamples.Api.Ingester.PostAsync("/v1/imports?dryRun=true", Asking.Body(xml, type));
                ((int)answer.StatusCode).ShouldBeInRange(400, 499);
                (await answer.Content.ReadAsStringAsync()).ShouldNotContain(Canary);
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestCase("gzip")]
    [TestCase("br")]
    [TestCase("deflate")]
    public async Task A_small_archive_that_unpacks_to_a_large_body_is_cut_off(string encoding)
    {
        using var packed = new MemoryStream();
        await using (Stream stream = encoding switch { "gzip" => new GZipStream(packed, CompressionLevel.Fastest, true), "br" => new BrotliStream(packed, CompressionLevel.Fastest, true), _ => new ZLibStream(packed, CompressionLevel.Fastest, true) })
            for (var i = 0; i < 65; i++) stream.Write(new byte[1 << 20]);
        var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentType = new("application/json");
        content.Headers.ContentEncoding.Add(encoding);
        packed.Length.ShouldBeLessThan(1 << 20);
        ((int)(await PublishedSamples.Api.Admin.PutAsync("/v1/teams", content)).StatusCode).ShouldBe(413);
    }

    [Test]
    public async Task A_key_that_no_header_can_hold_is_told_where_it_is()
    {
        await using var api = await TestApi.Start();
        foreach (var key in new[] { "été", "a b", "a\"b" })
        {
            var answer = await api.Ingester.PutAsync($"/v1/codebooks/{Uri.EscapeDataString(key)}", Asking.Body(TestApi.Codebook("sample-employee").Replace("\"sample-employee\"", System.Text.Json.JsonSerializer.Serialize(key), StringComparison.Ordinal), "application/json"));
            ((int)answer.StatusCode).ShouldBeLessThan(500, await answer.Content.ReadAsStringAsync());
            if (answer.IsSuccessStatusCode) (await api.Reader.GetAsync(answer.Headers.Location)).IsSuccessStatusCode.ShouldBeTrue();
        }
    }
}
