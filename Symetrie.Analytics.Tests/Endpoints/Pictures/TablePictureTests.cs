using System.Globalization;
using System.Xml.Linq;
using NUnit.Framework;
using Shouldly;

namespace Symetrie.Analytics.Tests.Endpoints.Pictures;

/// <summary>The heat map and the matrix: every cell says what its row says.</summary>
public sealed class TablePictureTests
{
    [TestCase("en")]
    [TestCase("fr")]
    public async Task A_cell_of_the_heat_map_is_its_gap(string lang)
    {
        var picture = await Picture.Of(PublishedSamples.Api.Reader, $"/v1/plots/gap-heatmap.svg?period=2026-Q3&lang={lang}&width=1400");
        var rows = (await PublishedSamples.Api.Reader.Json("/v1/gaps?period=2026-Q3&limit=50000")).Rows().ToDictionary(r => (r.Text("team"), r.Text("dimension")));
        var leaves = (await PublishedSamples.Api.Reader.Json("/v1/teams?limit=50000")).Rows().Count(t => t.GetProperty("isLeaf").GetBoolean());
        var cells = picture.With("data-dimension").ToArray();
        cells.Length.ShouldBe(leaves * rows.Keys.Select(k => k.Item2).Distinct().Count());
        foreach (var cell in cells)
        {
            var row = rows[(cell.Attribute("data-team")!.Value, cell.Attribute("data-dimension")!.Value)];
            var figure = cell.Element(Picture.Svg + "text")?.Value;
            if (row.Text("status") == "withheld")
            {
                figure.ShouldBeNull();
                Fill(cell).ShouldBe("url(#gap-heatmap-hatch)");
                continue;
            }

            var gap = row.GetProperty("gap").GetDouble();
            Fill(cell).ShouldStartWith("#");
            Picture.Number(figure!.Split(' ')[^1]).ShouldBe(Math.Round(gap, MidpointRounding.AwayFromZero));
            (figure.Split(' ')[0] is "▶" or "▲" or "●").ShouldBe(row.Text("verdict") is not "undetermined", figure);
            cell.Elements(Picture.Svg + "rect").Count().ShouldBe(row.Text("verdict") == "undetermined" ? 1 : 2, "a frame where something is shown");
            if (row.Text("verdict") == "employee-favoured") figure.ShouldStartWith("▶ +");
            if (row.Text("verdict") == "customer-favoured") figure.ShouldStartWith("▲ −");
        }

        cells.Count(c => c.Attribute("data-status")!.Value == "withheld").ShouldBe(44);
        picture.Root.Descendants(Picture.Svg + "text").Select(t => t.Value).ShouldContain(lang == "fr" ? "Satisfaction globale" : "Overall satisfaction");
    }

    [Test]
    public async Task Colours_of_the_heat_map_go_by_the_gap()
    {
        var picture = await Picture.Of(PublishedSamples.Api.Reader, "/v1/plots/gap-heatmap.svg?period=2026-Q3");
        var rows = (await PublishedSamples.Api.Reader.Json("/v1/gaps?period=2026-Q3&limit=50000")).Rows().ToDictionary(r => (r.Text("team"), r.Text("dimension")));
        var colours = picture.With("data-dimension").Where(c => c.Attribute("data-status")!.Value == "ok")
            .ToLookup(Fill, c => rows[(c.Attribute("data-team")!.Value, c.Attribute("data-dimension")!.Value)].GetProperty("gap").GetDouble());
        colours.Count.ShouldBe(9);
        var ranges = colours.Select(c => (Low: c.Min(), High: c.Max())).OrderBy(r => r.Low).ToArray();
        for (var i = 1; i < ranges.Length; i++) ranges[i].Low.ShouldBeGreaterThan(ranges[i - 1].High);
    }

    [TestCase("between", 0)]
    [TestCase("between", 1)]
    [TestCase("pooled", 0)]
    public async Task A_cell_of_the_matrix_is_its_correlation(string level, int lag)
    {
        var query = $"period=2026-Q3&stratum=all&level={level}&lag={lag}";
        var picture = await Picture.Of(PublishedSamples.Api.Reader, $"/v1/plots/correlation-matrix.svg?{query}&lang=fr");
        var rows = (await PublishedSamples.Api.Reader.Json($"/v1/correlations?{query}&limit=50000")).Rows();
        var cells = picture.With("data-employee").ToDictionary(c => (c.Attribute("data-employee")!.Value, c.Attribute("data-customer")!.Value));
        rows.Length.ShouldBe(121);
        cells.Count.ShouldBe(rows.Length);
        foreach (var row in rows)
        {
            var figure = cells[(row.Text("employeeDimension"), row.Text("customerDimension"))].Element(Picture.Svg + "text");
            if (row.Text("status") != "ok")
            {
                figure.ShouldBeNull();
                continue;
            }

            var r = Math.Round(row.GetProperty("headline").GetDouble(), 2, MidpointRounding.AwayFromZero);
            figure!.Value.ShouldBe(r.ToString("F2", CultureInfo.GetCultureInfo("fr-FR")).Replace('-', '−'));
            (figure.Attribute("font-weight") is not null).ShouldBe(row.GetProperty("q").GetDouble() < 0.05);
        }
    }

    [Test]
    public async Task A_stratum_with_too_few_teams_has_no_figures()
    {
        var strata = (await PublishedSamples.Api.Reader.Json("/v1/correlations?period=2026-Q3&level=between&lag=0&limit=50000")).Rows().Where(r => r.Text("status") == "too-few-teams").Select(r => r.Text("stratum")).Distinct().ToArray();
        strata.ShouldNotBeEmpty();
        var picture = await Picture.Of(PublishedSamples.Api.Reader, $"/v1/plots/correlation-matrix.svg?period=2026-Q3&stratum={Uri.EscapeDataString(strata[0])}");
        picture.With("data-employee").Count().ShouldBe(121);
        picture.With("data-employee").SelectMany(c => c.Elements(Picture.Svg + "text")).ShouldBeEmpty();
    }

    private static string Fill(XElement cell) => cell.Elements(Picture.Svg + "rect").First().Attribute("fill")!.Value;
}
