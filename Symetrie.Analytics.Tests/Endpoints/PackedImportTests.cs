using System.IO.Compression;
using System.Net;
using NUnit.Framework;
using Shouldly;

namespace Symetrie.Analytics.Tests.Endpoints;

/// <summary>Exports that are no plain text, over HTTP: workbooks, SPSS files, JSON, and what is packed.</summary>
public sealed class PackedImportTests
{
    private TestApi api = null!;

    [SetUp]
    public async Task Start()
    {
        api = await TestApi.Start();
        foreach (var (folder, key) in new[] { ("xlsx", "workbook-staff"), ("spss", "spss-clients"), ("json", "json-staff") })
            (await api.Ingester.PutAsync($"/v1/codebooks/{key}", Asking.Body(File.ReadAllText(Sample(folder, "codebook.json")), "application/json"))).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [TearDown]
    public async Task Stop() => await api.DisposeAsync();

    [TestCase("", "xlsx/good/staff.xlsx", null, "xlsx", 5)]
    [TestCase("", "xlsx/good/staff.xls", null, "xls", 5)]
    [TestCase("?sheet=2&header=3", "xlsx/good/notes.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", 2)]
    [TestCase("", "spss/good/zlib.zsav", "application/octet-stream", "zsav", 40)]
    [TestCase("", "json/good/envelope.json", "application/json", "json", 3)]
    [TestCase("", "json/good/lines.ndjson", "application/x-ndjson", "json", 3)]
    public async Task A_file_of_any_kind_goes_in(string query, string file, string? type, string container, int added)
    {
        var content = new ByteArrayContent(File.ReadAllBytes(Sample(file.Split('/'))));
        if (type is not null) content.Headers.ContentType = new(type);
        var report = await (await api.Ingester.PostAsync("/v1/imports" + query, content)).Json();
        report.Text("state").ShouldBe("imported");
        report.GetProperty("shape").Text("container").ShouldBe(container);
        report.GetProperty("added").GetInt64().ShouldBe(added);
    }

    [TestCase("sheet=nowhere", HttpStatusCode.UnprocessableEntity, "unknown-sheet")]
    [TestCase("header=2", HttpStatusCode.UnprocessableEntity, "no-header")]
    [TestCase("header=0", HttpStatusCode.BadRequest, "'header'")]
    [TestCase("header=first", HttpStatusCode.BadRequest, "'header'")]
    public async Task A_sheet_or_header_that_is_not_there_is_told(string query, HttpStatusCode status, string told)
    {
        var response = await api.Ingester.PostAsync("/v1/imports?codebook=workbook-staff&" + query, new ByteArrayContent(File.ReadAllBytes(Sample("xlsx", "good", "notes.xlsx"))));
        response.StatusCode.ShouldBe(status);
        (await response.Json()).Said().ShouldContain(told);
    }

    [Test]
    public async Task A_file_that_is_packed_is_unpacked_and_is_the_same()
    {
        var plain = File.ReadAllBytes(Sample("xlsx", "staff.csv"));
        var added = await (await api.Ingester.PostAsync("/v1/imports", new ByteArrayContent(Gzip(plain)))).Json();
        added.GetProperty("added").GetInt64().ShouldBe(5);
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("Survey/answers.csv").Open();
            entry.Write(plain);
        }

        (await (await api.Ingester.PostAsync("/v1/imports", new ByteArrayContent(zip.ToArray()))).Json()).GetProperty("unchanged").GetInt64().ShouldBe(5);
        (await (await api.Ingester.PostAsync("/v1/imports?onError=skip", Encoded(Gzip(plain)))).Json()).GetProperty("unchanged").GetInt64().ShouldBe(5);
    }

    [Test]
    public async Task A_file_that_unfolds_without_end_is_refused_and_nothing_is_left()
    {
        var bomb = Gzip(new byte[100_000_000]);
        var packed = await api.Ingester.PostAsync("/v1/imports", new ByteArrayContent(bomb));
        packed.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await packed.Content.ReadAsStringAsync()).ShouldContain("inflates-too-far");
        var encoded = await api.Ingester.PostAsync("/v1/imports", Encoded(bomb));
        encoded.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await encoded.Content.ReadAsStringAsync()).ShouldContain("100 times what was sent");
        (await api.Ingester.Json("/v1/imports")).Rows().ShouldBeEmpty();
    }

    [Test]
    public async Task A_file_that_is_packed_badly_is_refused()
    {
        var packed = Gzip(File.ReadAllBytes(Sample("xlsx", "staff.csv")));
        packed[packed.Length / 2] ^= 0xFF;
        var response = await api.Ingester.PostAsync("/v1/imports", new ByteArrayContent(packed));
        response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await response.Content.ReadAsStringAsync()).ShouldContain("bad-archive");
    }

    private static ByteArrayContent Encoded(byte[] packed)
    {
        var content = new ByteArrayContent(packed);
        content.Headers.ContentEncoding.Add("gzip");
        return content;
    }

    private static byte[] Gzip(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(plain);
        return packed.ToArray();
    }

    private static string Sample(params string[] path) => Path.Combine([AppContext.BaseDirectory, "data", "exports", .. path]);
}
