using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Symetrie.Analytics.Measures;

namespace Symetrie.Analytics.Tests.Disclosure.Http;

/// <summary>Everything that the holder of a read key can get: every address, format, page, filter, order and error, with status, headers, length and bytes.</summary>
/// <remarks>Two things are left out, which say nothing of answers and differ from request to request: the header Date, and the trace id of an error.</remarks>
internal sealed partial class Crawl(HttpClient reader)
{
    private static readonly string[] Tables = ["teams", "team-periods", "dimensions", "periods", "snapshots", "runs", "codebooks", "schemas"];

    private static readonly string[] Others =
    [
        "/", "/health/live", "/health/ready", "/openapi.json", "/v1/runs/r-1", "/v1/codebooks/employee", "/v1/codebooks/customer", "/v1/calendar", "/v1/imports", "/v1/imports/i-1", "/v1/disclosure",
        "/v1/plots/symmetry-map.svg", "/v1/plots/gap-heatmap.svg", "/v1/plots/drift.svg", "/v1/plots/correlation-matrix.svg", "/v1/plots/correlation-matrix.svg?level=pooled", "/page/main.js", "/v1/respondents/0011223344556677", "/metrics", "/v1/status", "/store.db", "/v1/backup", "/v1/nothing",
    ];

    private readonly Dictionary<string, string> seen = new(StringComparer.Ordinal);

    /// <summary>Each request with its whole answer.</summary>
    public IReadOnlyDictionary<string, string> Seen => seen;

    /// <summary>Reads all there is.</summary>
    /// <param name="turn">Which column is sorted by and which page size is taken: another one each time.</param>
    public async Task<Crawl> All(int turn)
    {
        foreach (var measure in MeasureCatalogue.All) await Rows(measure, turn);
        foreach (var table in Tables)
        {
            await Get($"/v1/{table}");
            await Get($"/v1/{table}?format=csv");
            await Pages($"/v1/{table}?limit={3 + (turn % 5)}");
        }

        // The document depends on the program alone: once in a while is enough.
        foreach (var address in Others.Where(a => turn % 10 == 0 || a != "/openapi.json")) await Get(address);
        foreach (var measure in MeasureCatalogue.All) await Get($"/v1/schemas/{measure.Name}");
        return this;
    }

    /// <summary>Reads each measure in the order of each column, both ways, whole and in pages; and filtered by each figure.</summary>
    public async Task<Crawl> Orders()
    {
        foreach (var measure in MeasureCatalogue.All)
            foreach (var column in measure.Columns)
            {
                foreach (var sign in new[] { "", "-" }) await Pages($"/v1/{measure.Name}?limit=7&sort={sign}{column.Name}");
                if (column.IsSubject) continue;
                foreach (var value in new[] { "0", "1", "4", "null", "withheld" }) await Get($"/v1/{measure.Name}?{column.Name}={value}");
            }

        return this;
    }

    /// <summary>The addresses at which two crawls differ.</summary>
    public static IReadOnlyList<string> Differences(Crawl one, Crawl other) =>
        [.. one.Seen.Keys.Union(other.Seen.Keys).Where(k => !string.Equals(one.Seen.GetValueOrDefault(k), other.Seen.GetValueOrDefault(k), StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>One request; its answer as text.</summary>
    public async Task<string> Get(string address, Action<HttpRequestMessage>? set = null, string note = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        set?.Invoke(request);
        using var response = await reader.SendAsync(request);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        var body = response.Content.Headers.ContentEncoding.Count > 0 ? Convert.ToHexString(bytes) : Encoding.UTF8.GetString(bytes);
        var headers = response.Headers.Concat(response.Content.Headers).Concat(response.TrailingHeaders).Where(h => h.Key != "Date").OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key}: {string.Join(", ", h.Value)}");
        var text = TraceId().Replace($"{(int)response.StatusCode}\n{string.Join('\n', headers)}\n{bytes.Length} bytes\n\n{body}", "");
        return seen[note + address] = text;
    }

    private async Task Rows(Measure measure, int turn)
    {
        var (root, columns) = ($"/v1/{measure.Name}", measure.Columns);
        await Get(root);
        await Pages($"{root}?limit={7 + (turn % 11)}&fields={columns[0].Name},{columns[turn % columns.Count].Name}");
        await Get($"{root}?format=csv");
        await Get($"{root}?format=csv&dialect=excel-fr");
        await Get($"{root}?format=csv&limit={1 + (turn % 4)}");
        var sorted = columns[turn % columns.Count].Name;
        foreach (var sign in new[] { "", "-" })
        {
            await Get($"{root}?sort={sign}{sorted}");
            await Pages($"{root}?limit={11 + (turn % 7)}&sort={sign}{sorted}");
        }

        var figure = columns.Where(c => !c.IsSubject).ElementAt(turn % columns.Count(c => !c.IsSubject)).Name;
        foreach (var value in new[] { "1", "4", "null" }) await Get($"{root}?{figure}={value}");
        foreach (var subject in columns.Where(c => c.IsSubject)) await Filtered(root, subject.Name, turn);
        await Get(root, r => r.Method = HttpMethod.Head, "HEAD ");
        await Get(root, r => r.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(turn % 2 == 0 ? "gzip" : "br")), "packed ");
    }

    // Every value that the rows show, and one that they do not.
    private async Task Filtered(string root, string subject, int turn)
    {
        var values = Regex.Matches(seen[root], $"\"{subject}\":\"([^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(5)).Select(m => m.Groups[1].Value).Distinct().ToArray();
        foreach (var value in values.Where((_, i) => (i + turn) % 7 == 0 || values.Length < 4).Append("none")) await Get($"{root}?{subject}={Uri.EscapeDataString(value)}");
    }

    private async Task Pages(string address)
    {
        for (var next = address; next is not null;)
        {
            var text = await Get(next);
            var body = text[(text.IndexOf("\n\n", StringComparison.Ordinal) + 2)..];
            if (!body.StartsWith('{')) return;
            next = JsonDocument.Parse(body).RootElement.TryGetProperty("nextCursor", out var cursor) && cursor.GetString() is { } more ? $"{address}&cursor={Uri.EscapeDataString(more)}" : null;
        }
    }

    [GeneratedRegex("\"traceId\":\"[^\"]*\"", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex TraceId();
}
