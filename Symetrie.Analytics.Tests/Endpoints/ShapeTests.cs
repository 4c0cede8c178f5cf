using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Measures;

namespace Symetrie.Analytics.Tests.Endpoints;

public sealed class ShapeTests
{
    private static readonly string[] Measures = [.. MeasureCatalogue.All.Select(m => m.Name)];

    [TestCaseSource(nameof(Measures))]
    public async Task Every_row_has_every_column_in_its_type(string measure)
    {
        var page = await PublishedSamples.Api.Reader.Json($"/v1/{measure}?limit=50000");
        page.EnumerateObject().Select(p => p.Name).ShouldBe(["snapshot", "data", "nextCursor", "nextLink"]);
        var columns = (await PublishedSamples.Api.Reader.Json($"/v1/schemas/{measure}")).Rows();
        foreach (var row in page.Rows())
        {
            row.EnumerateObject().Select(p => p.Name).ShouldBe(columns.Select(c => c.Text("name")));
            foreach (var column in columns) Check(column, row.GetProperty(column.Text("name")));
        }
    }

    private static void Check(JsonElement column, JsonElement cell)
    {
        if (cell.ValueKind == JsonValueKind.Null)
        {
            column.GetProperty("nullable").GetBoolean().ShouldBeTrue(column.Text("name"));
            return;
        }

        switch (column.Text("type"))
        {
            case "string":
                cell.ValueKind.ShouldBe(JsonValueKind.String);
                if (column.GetProperty("enum").GetString() is { } values) values.Split('|').ShouldContain(cell.GetString());
                break;
            case "integer": cell.TryGetInt64(out _).ShouldBeTrue(); break;
            case "number": cell.GetRawText().ShouldMatch(@"[.eE]"); break;
            default: cell.ValueKind.ShouldBeOneOf(JsonValueKind.True, JsonValueKind.False); break;
        }
    }

    [TestCaseSource(nameof(Measures))]
    public async Task Every_column_is_described(string measure)
    {
        foreach (var column in (await PublishedSamples.Api.Reader.Json($"/v1/schemas/{measure}")).Rows())
        {
            column.Text("summary").ShouldNotBeNullOrWhiteSpace(column.Text("name"));
            (column.GetProperty("unit").ValueKind == JsonValueKind.String).ShouldBe(column.Text("type") is "integer" or "number", column.Text("name"));
        }
    }

    [Test]
    public async Task Figures_keep_every_digit()
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={PublishedSamples.Api.Store.Engine.Address};Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select mean from rows_scores where team = 'S16' and mean is not null";
        var stored = new List<double>();
        using (var reader = command.ExecuteReader())
            while (reader.Read()) stored.Add(reader.GetDouble(0));
        var served = (await PublishedSamples.Api.Reader.Json("/v1/scores?team=S16&limit=50000")).Rows().Select(r => r.GetProperty("mean")).Where(m => m.ValueKind == JsonValueKind.Number).Select(m => m.GetDouble());
        served.Order().ShouldBe(stored.Order());
        stored.ShouldContain(m => m != Math.Round(m, 6));
    }

    [Test]
    public async Task A_table_says_what_the_rows_say()
    {
        var rows = (await PublishedSamples.Api.Reader.Json("/v1/gaps?limit=50000")).Rows();
        var lines = (await (await PublishedSamples.Api.Reader.GetAsync("/v1/gaps?format=csv")).Content.ReadAsStringAsync()).Split("\r\n");
        lines[^1].ShouldBeEmpty();
        lines.Length.ShouldBe(rows.Length + 2);
        lines[0].ShouldBe(string.Join(',', rows[0].EnumerateObject().Select(p => p.Name)));
        for (var i = 0; i < rows.Length; i++) lines[i + 1].ShouldBe(string.Join(',', rows[i].EnumerateObject().Select(p => Cell(p.Value))));
    }

    private static string Cell(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };

    [Test]
    public async Task A_french_Excel_gets_its_own_dialect()
    {
        var response = await PublishedSamples.Api.Reader.GetAsync("/v1/gaps?team=S16&format=csv&dialect=excel-fr&fields=teamName,gap");
        var bytes = await response.Content.ReadAsByteArrayAsync();
        bytes.AsSpan(0, 3).SequenceEqual(Encoding.UTF8.GetPreamble()).ShouldBeTrue();
        var lines = Encoding.UTF8.GetString(bytes.AsSpan(3)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldBe("teamName;gap");
        foreach (var line in lines.Skip(1))
        {
            var cells = line.Split(';');
            cells[0].ShouldBe("Saint-Étienne");
            if (cells[1].Length > 0) double.Parse(cells[1], System.Globalization.CultureInfo.GetCultureInfo("fr-FR")).ShouldBeInRange(-100, 100);
        }

        lines.ShouldContain(line => line.Contains(',', StringComparison.Ordinal));
    }

    [TestCase("text/csv", "text/csv")]
    [TestCase("text/csv, */*;q=0.1", "text/csv")]
    [TestCase("application/json, text/csv;q=0.5", "application/json")]
    [TestCase("*/*", "application/json")]
    [TestCase("text/html", "application/json")]
    public async Task The_header_Accept_chooses_the_format(string accept, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/gaps?limit=1");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        (await PublishedSamples.Api.Reader.SendAsync(request)).Content.Headers.ContentType!.MediaType.ShouldBe(type);
    }

    [TestCase("gzip")]
    [TestCase("br")]
    public async Task Answers_are_packed_where_that_is_wished(string encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/gaps?limit=100");
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding));
        var response = await PublishedSamples.Api.Reader.SendAsync(request);
        response.Content.Headers.ContentEncoding.ShouldBe([encoding]);
        response.Headers.Vary.ShouldBe(["Accept", "Accept-Encoding"], ignoreOrder: true);
    }

    [Test]
    public async Task What_the_client_has_is_not_sent_again()
    {
        var first = await PublishedSamples.Api.Reader.GetAsync("/v1/gaps?limit=1");
        first.Headers.ETag!.IsWeak.ShouldBeTrue();
        first.Headers.CacheControl!.ToString().ShouldBe("no-cache, private");
        (await Again(r => r.Headers.IfNoneMatch.Add(first.Headers.ETag!))).ShouldBe(HttpStatusCode.NotModified);
        (await Again(r => r.Headers.IfModifiedSince = first.Content.Headers.LastModified)).ShouldBe(HttpStatusCode.NotModified);
        (await Again(r => r.Headers.IfModifiedSince = first.Content.Headers.LastModified!.Value.AddSeconds(-1))).ShouldBe(HttpStatusCode.OK);
        (await Again(r => r.Headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"other\"", true)))).ShouldBe(HttpStatusCode.OK);
        (await Again(r => r.Headers.IfNoneMatch.Add(first.Headers.ETag!), "&format=csv")).ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<HttpStatusCode> Again(Action<HttpRequestMessage> set, string more = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/gaps?limit=1" + more);
        set(request);
        return (await PublishedSamples.Api.Reader.SendAsync(request)).StatusCode;
    }

    [TestCase("/v1/gaps")]
    [TestCase("/v1/gaps?format=csv&limit=2")]
    [TestCase("/v1/teams")]
    [TestCase("/v1/runs/r-1")]
    [TestCase("/health/ready")]
    public async Task HEAD_answers_as_GET_does_without_the_body(string address)
    {
        var get = await PublishedSamples.Api.Reader.GetAsync(address);
        using var request = new HttpRequestMessage(HttpMethod.Head, address);
        var head = await PublishedSamples.Api.Reader.SendAsync(request);
        head.StatusCode.ShouldBe(get.StatusCode);
        (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        head.Content.Headers.ContentType.ShouldBe(get.Content.Headers.ContentType);
        head.Headers.ETag.ShouldBe(get.Headers.ETag);
        head.Headers.Contains("Link").ShouldBe(get.Headers.Contains("Link"));
    }
}
