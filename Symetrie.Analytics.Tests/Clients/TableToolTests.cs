using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Measures;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Clients;

/// <summary>What analysts read tables with finds the same rows, numbers as numbers, to the last digit. What asks over HTTP does so through Prism.</summary>
[Category("Clients"), Parallelizable(ParallelScope.All)]
public sealed class TableToolTests
{
    private static readonly XNamespace Table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
    private static readonly XNamespace Office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
    private static readonly XNamespace Text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";

    [Test]
    public async Task Pandas_reads_csv_and_json_by_address_with_the_key_to_the_last_digit()
    {
        var told = JsonDocument.Parse(await Tool.Python().Run([Tool.Script("read_gaps.py")], environment: await Served.Environment())).RootElement;
        var gaps = await Served.Gaps();
        foreach (var kind in new[] { "csv", "json" })
        {
            var columns = told.GetProperty(kind).GetProperty("columns");
            columns.EnumerateObject().Select(c => c.Name).ShouldBe(gaps[0].EnumerateObject().Select(c => c.Name));
            foreach (var column in columns.EnumerateObject())
                column.Value.EnumerateArray().Zip(gaps, (read, row) => (Read: read, Sent: row.GetProperty(column.Name))).Where(c => !Same(c.Read, c.Sent)).Select(c => $"{kind} {column.Name}: {c.Read}, not {c.Sent}").Take(3).ShouldBeEmpty();
            told.GetProperty(kind).GetProperty("types").GetProperty("gap").GetString().ShouldBe("float64");
        }

        await (await Served.Proxy()).Finish();
    }

    [Test]
    public async Task R_reads_json_to_the_last_digit()
    {
        var told = await Tool.R().Run([Tool.Script("read_gaps.R")], environment: await Served.Environment());
        var gaps = await Served.Gaps();
        var columns = told.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('\t')).ToLookup(l => l[0]);
        columns["json"].Select(c => c[1]).ShouldBe(gaps[0].EnumerateObject().Select(c => c.Name));
        foreach (var column in columns["json"])
            column.Skip(3).Zip(gaps, (read, row) => (Read: read, Sent: row.GetProperty(column[1]))).Where(c => !Same(c.Read, c.Sent, 0)).Select(c => $"{column[1]}: {c.Read}, not {c.Sent}").Take(3).ShouldBeEmpty();
        // read.csv, which the README shows, rounds the last digit of some by itself.
        foreach (var column in columns["csv"].Where(c => c[2] is "numeric" or "integer"))
            column.Skip(3).Zip(gaps, (read, row) => (Read: read, Sent: row.GetProperty(column[1]))).Where(c => !Same(c.Read, c.Sent, 1e-14)).Select(c => $"{column[1]}: {c.Read}, not {c.Sent}").Take(3).ShouldBeEmpty();
        columns["csv"].Single(c => c[1] == "gap")[2].ShouldBe("numeric");
        await (await Served.Proxy()).Finish();
    }

    [Test]
    public async Task DuckDB_types_every_column_right_without_being_told()
    {
        // Prism writes JSON anew, and 12 for 12.0: each page is asked for through it, too, and DuckDB reads the one that was sent.
        var environment = await Served.Environment();
        var direct = new Dictionary<string, string>(environment) { ["SYMETRIE_URL"] = (await Served.Api()).Anonymous.BaseAddress!.ToString().TrimEnd('/'), ["SYMETRIE_PROXY"] = environment["SYMETRIE_URL"] };
        var told = JsonDocument.Parse(await Tool.Node().Run([Tool.Script("duckdb.mjs")], environment: direct)).RootElement;
        TestContext.Out.WriteLine(told);
        told.GetProperty("measures").GetInt32().ShouldBe(MeasureCatalogue.All.Count);
        told.GetProperty("columns").GetInt32().ShouldBe(MeasureCatalogue.All.Sum(m => m.Columns.Count));
        told.GetProperty("empty").GetInt32().ShouldBeLessThan(100);
        told.GetProperty("proxied").GetInt32().ShouldBe(MeasureCatalogue.All.Count);
        await (await Served.Proxy()).Finish();
    }

    [Test]
    public async Task Miller_reads_csv_with_numbers_as_they_were_sent()
    {
        var (miller, gaps, file) = (Tool.Miller(), await Served.Gaps(), await Csv("/v1/gaps?format=csv"));
        var read = JsonDocument.Parse(await miller.Run(["--icsv", "--ojson", "cat", file])).RootElement.EnumerateArray().ToArray();
        read.Length.ShouldBe(gaps.Length);
        read.Zip(gaps).SelectMany(r => r.Second.EnumerateObject().Select(c => (c.Name, Read: r.First.GetProperty(c.Name), Sent: c.Value)))
            .Where(c => !Same(c.Read, c.Sent)).Select(c => $"{c.Name}: {c.Read.GetRawText()}, not {c.Sent.GetRawText()}").Take(3).ShouldBeEmpty();
        var mean = await miller.Run(["--icsv", "--ojson", "stats1", "-a", "count", "-f", "gap", file]);
        JsonDocument.Parse(mean).RootElement[0].GetProperty("gap_count").GetInt32().ShouldBe(gaps.Count(g => g.GetProperty("gap").ValueKind == JsonValueKind.Number));
        File.Delete(file);
    }

    // Separator, quote, UTF-8, first line, no column formats, language of the numbers: what the dialogue of a double click fills in. Its own file then has 15 digits, and 20 decimals.
    [TestCase("", "44,34,76,1,,1033", TestName = "LibreOffice_opens_plain_csv_with_numbers_as_numbers")]
    [TestCase("&dialect=excel-fr", "59,34,76,1,,1036", TestName = "LibreOffice_opens_French_csv_with_numbers_as_numbers")]
    public async Task LibreOffice_opens(string dialect, string filter)
    {
        var (office, folder) = (Tool.Office(), Directory.CreateTempSubdirectory("symetrie-client-").FullName);
        var gaps = (await Served.Gaps()).Where(g => g.GetProperty("period").GetString() == "2026-Q3").ToArray();
        var file = await Csv("/v1/gaps?format=csv&period=2026-Q3" + dialect);
        await office.Run(["--headless", $"-env:UserInstallation=file://{folder}/profile", $"--infilter=CSV:{filter}", "--convert-to", "fods", "--outdir", folder, file], folder);
        var rows = XDocument.Load(Path.Combine(folder, Path.ChangeExtension(Path.GetFileName(file), "fods"))).Descendants(Table + "table-row").Select(Cells).Where(r => r.Count > 1).ToArray();
        var names = gaps[0].EnumerateObject().Select(c => c.Name).ToArray();
        rows[0].Select(c => c.Text).ShouldBe(names);
        rows.Length.ShouldBe(gaps.Length + 1);
        for (var i = 0; i < gaps.Length; i++)
            foreach (var (place, name) in names.Index())
            {
                var (sent, cell) = (gaps[i].GetProperty(name), place < rows[i + 1].Count ? rows[i + 1][place] : default);
                if (sent.ValueKind == JsonValueKind.Number)
                {
                    cell.Type.ShouldBe("float", $"{name}: {cell.Text}");
                    cell.Value.ShouldBe(sent.GetDouble(), Math.Max(Math.Abs(sent.GetDouble()) * 1e-12, 1e-19), name);
                }
                else if (sent.ValueKind == JsonValueKind.String && name != "asOf")
                {
                    (cell.Type, cell.Text).ShouldBe(("string", sent.GetString()));
                }
            }

        File.Delete(file);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string> Csv(string address)
    {
        var file = Path.Combine(Path.GetTempPath(), $"symetrie-client-{Guid.NewGuid():N}.csv");
        var (proxy, api) = (await Served.Proxy(), await Served.Api());
        using var request = new HttpRequestMessage(HttpMethod.Get, proxy.Address + address);
        request.Headers.Add("X-Api-Key", api.Key(Scope.Read));
        using var answer = await api.Anonymous.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        await File.WriteAllBytesAsync(file, await answer.Content.ReadAsByteArrayAsync());
        await proxy.Finish();
        return file;
    }

    private static List<(string? Type, string Text, double Value)> Cells(XElement row) =>
        [.. row.Elements(Table + "table-cell").SelectMany(c => Enumerable.Repeat(
            ((string?)c.Attribute(Office + "value-type"), string.Concat(c.Elements(Text + "p").Select(p => p.Value)), (double?)c.Attribute(Office + "value") ?? double.NaN),
            Math.Min((int?)c.Attribute(Table + "number-columns-repeated") ?? 1, 100)))];

    // Empty is null to all of them; pandas has no whole number beside a missing one.
    private static bool Same(JsonElement read, JsonElement sent) => sent.ValueKind switch
    {
        JsonValueKind.Null => read.ValueKind == JsonValueKind.Null || (read.ValueKind == JsonValueKind.String && read.GetString() == ""),
        JsonValueKind.Number => read.ValueKind == JsonValueKind.Number && read.GetDouble().Equals(sent.GetDouble()),
        JsonValueKind.True or JsonValueKind.False => read.ToString().Equals(sent.ToString(), StringComparison.OrdinalIgnoreCase),
        _ => read.GetString() == sent.GetString(),
    };

    private static bool Same(string read, JsonElement sent, double tolerance) => sent.ValueKind switch
    {
        JsonValueKind.Null => read.Length == 0,
        JsonValueKind.Number => double.TryParse(read, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number - sent.GetDouble()) <= Math.Abs(sent.GetDouble()) * tolerance,
        JsonValueKind.True or JsonValueKind.False => read.Equals(sent.ToString(), StringComparison.OrdinalIgnoreCase),
        _ => read == sent.GetString(),
    };
}
