using System.Net.Http.Headers;
using NUnit.Framework;
using Shouldly;

namespace Symetrie.Analytics.Tests.Endpoints;

public sealed class ProblemTests
{
    private static IEnumerable<TestCaseData> Requests()
    {
        yield return new("GET", "/v1/gaps?x=1", null, null, 400, "unknown-parameter");
        yield return new("GET", "/v1/none", null, null, 404, "not-found");
        yield return new("GET", "/v1/runs/r-0", null, null, 404, "not-found");
        yield return new("GET", "/v1/schemas/none", null, null, 404, "not-found");
        yield return new("GET", "/v1/imports/i-0", null, null, 404, "not-found");
        yield return new("DELETE", "/v1/imports/i-0", null, null, 404, "not-found");
        yield return new("PATCH", "/v1/gaps", null, null, 405, "method-not-allowed");
        yield return new("DELETE", "/v1/codebooks/sample-employee", null, null, 409, "conflict");
        yield return new("PUT", "/v1/calendar", """{"kind":"year"}""", "application/json", 409, "conflict");
        yield return new("PUT", "/v1/calendar", """{"kind":"week"}""", "application/json", 422, "invalid-content");
        yield return new("PUT", "/v1/calendar", """{"kind":"year","timeZone":"Mars/Olympus"}""", "application/json", 422, "invalid-content");
        yield return new("PUT", "/v1/calendar", """{"kind":"year","kind":"month"}""", "application/json", 422, "invalid-content");
        yield return new("PUT", "/v1/calendar", """{"kind":"named","windows":[null]}""", "application/json", 422, "invalid-content");
        yield return new("PUT", "/v1/calendar", """{"kind":"named","windows":[{"employeeFrom":"2026-01-01"}]}""", "application/json", 422, "invalid-content");
        yield return new("PUT", "/v1/calendar", "{", "application/json", 422, "invalid-content");
        yield return new("PUT", "/v1/calendar", "kind=year", "text/csv", 415, "unsupported-media-type");
        yield return new("PUT", "/v1/codebooks/a", """{"key":"b"}""", "application/json", 422, "invalid-content");
        yield return new("PUT", "/v1/codebooks/a", "<a/>", "application/xml", 415, "unsupported-media-type");
        yield return new("PUT", "/v1/teams", "key\nA\nA\n", "text/csv", 422, "invalid-content");
        yield return new("PUT", "/v1/teams", "key,parent\nA,Z\n", "text/csv", 422, "invalid-content");
        yield return new("POST", "/v1/imports?codebook=none", "a,b\n1,2\n", "text/csv", 400, "bad-value");
        yield return new("POST", "/v1/imports?onError=ignore", "a,b\n1,2\n", "text/csv", 400, "bad-value");
        yield return new("POST", "/v1/imports", "", "text/csv", 422, "import-refused");
        yield return new("POST", "/v1/imports", "--x\r\n\r\nnothing", "multipart/form-data; boundary=x", 400, "bad-request");
    }

    [TestCaseSource(nameof(Requests))]
    public async Task Every_error_is_a_problem_whatever_the_client_accepts(string method, string address, string? body, string? type, int status, string slug)
    {
        foreach (var accept in new[] { "text/csv", "text/html", "application/json", "image/png" })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), address);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
            if (body is not null) request.Content = Asking.Body(body, type);
            var response = await PublishedSamples.Api.Admin.SendAsync(request);
            var problem = await response.Json();
            ((int)response.StatusCode).ShouldBe(status, problem.GetRawText());
            response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
            problem.Text("type").ShouldBe("/problems/" + slug);
            problem.GetProperty("status").GetInt32().ShouldBe(status);
            foreach (var member in new[] { "title", "detail", "traceId" }) problem.Text(member).ShouldNotBeNullOrWhiteSpace();
        }
    }

    [Test]
    public async Task A_wrong_method_is_told_the_right_ones()
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/v1/teams");
        (await PublishedSamples.Api.Admin.SendAsync(request)).Content.Headers.Allow.ShouldBe(["GET", "HEAD", "PUT"], ignoreOrder: true);
    }

    [Test]
    public async Task A_content_type_that_is_not_taken_is_told_those_that_are()
    {
        var response = await PublishedSamples.Api.Admin.PutAsync("/v1/teams", Asking.Body("<a/>", "application/xml"));
        ((int)response.StatusCode).ShouldBe(415);
        (await response.Json()).Text("detail").ShouldContain("text/csv");
        response.Headers.GetValues("Accept").Single().ShouldContain("application/json");
        var packed = new ByteArrayContent([1, 2, 3]);
        packed.Headers.ContentEncoding.Add("zstd");
        ((int)(await PublishedSamples.Api.Admin.PostAsync("/v1/imports", packed)).StatusCode).ShouldBe(415);
    }

    [TestCase("gzip")]
    [TestCase("br")]
    [TestCase("deflate")]
    public async Task A_body_that_is_not_packed_as_it_says_is_refused(string encoding)
    {
        var content = Asking.Body("this is no archive");
        content.Headers.ContentEncoding.Add(encoding);
        var response = await PublishedSamples.Api.Admin.PostAsync("/v1/imports", content);
        ((int)response.StatusCode).ShouldBe(400);
        (await response.Json()).Text("detail").ShouldContain("unpacked");
    }

    [Test]
    public async Task A_body_beyond_the_limit_is_refused_with_its_length_told_or_not()
    {
        var large = new byte[(16 << 20) + 1];
        Array.Fill(large, (byte)' ');
        foreach (var chunked in new[] { false, true })
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, "/v1/codebooks/large") { Content = new ByteArrayContent(large) };
            request.Headers.TransferEncodingChunked = chunked;
            request.Headers.ExpectContinue = true;
            var response = await PublishedSamples.Api.Admin.SendAsync(request);
            ((int)response.StatusCode).ShouldBe(413);
            (await response.Json()).Text("type").ShouldBe("/problems/too-large");
        }
    }

    [Test]
    public async Task A_small_archive_does_not_carry_a_large_body_in()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(new byte[(16 << 20) + 1]);
        var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentEncoding.Add("gzip");
        ((int)(await PublishedSamples.Api.Admin.PutAsync("/v1/codebooks/large", content)).StatusCode).ShouldBe(413);
    }

    [Test]
    public async Task What_breaks_here_is_a_problem_too_and_tells_nothing_of_the_inside()
    {
        await using var api = await TestApi.StartWithSamples();
        api.Store.Engine.Write(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "drop table rows_gaps";
            return command.ExecuteNonQuery();
        });
        var response = await api.Reader.GetAsync("/v1/gaps");
        ((int)response.StatusCode).ShouldBe(500);
        var problem = await response.Json();
        problem.Text("type").ShouldBe("/problems/internal");
        problem.GetRawText().ShouldNotContain("rows_gaps");
        ((int)(await api.Reader.GetAsync("/v1/scores?limit=1")).StatusCode).ShouldBe(200);
    }
}
