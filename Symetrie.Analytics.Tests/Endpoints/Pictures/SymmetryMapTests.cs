using System.Text.Json;
using NUnit.Framework;
using Shouldly;

namespace Symetrie.Analytics.Tests.Endpoints.Pictures;

public sealed class SymmetryMapTests
{
    private const string Subject = "period=2026-Q3&dimension=recognition";

    // A hundredth of a pixel is a thousandth of a point.
    private const double Close = 0.005;

    [Test]
    public async Task Every_mark_stands_where_its_row_says()
    {
        var (picture, rows) = (await Picture.Of(PublishedSamples.Api.Reader, $"/v1/plots/symmetry-map.svg?{Subject}"), await Leaves());
        var (x, y) = (picture.Axis("x"), picture.Axis("y"));
        var marks = picture.With("data-verdict").ToDictionary(m => m.Attribute("data-team")!.Value);
        var shown = rows.Where(r => r.Text("status") == "ok").ToArray();
        shown.Length.ShouldBeGreaterThan(30);
        marks.Keys.ShouldBe(shown.Select(r => r.Text("team")), ignoreOrder: true);
        foreach (var row in shown)
        {
            var mark = marks[row.Text("team")];
            var (left, top) = Picture.Place(mark);
            x(left).ShouldBe(row.GetProperty("employeeMean").GetDouble(), Close, row.Text("team"));
            y(top).ShouldBe(row.GetProperty("customerMean").GetDouble(), Close, row.Text("team"));
            mark.Attribute("data-verdict")!.Value.ShouldBe(row.Text("verdict"));
            mark.Element(Picture.Svg + "title")!.Value.ShouldStartWith(row.Text("teamName"));
        }
    }

    [Test]
    public async Task Verdicts_differ_by_shape_not_by_colour_alone()
    {
        var picture = await Picture.Of(PublishedSamples.Api.Reader, $"/v1/plots/symmetry-map.svg?{Subject}");
        var shapes = picture.With("data-verdict").GroupBy(m => m.Attribute("data-verdict")!.Value)
            .Select(g => g.Select(m => string.Join(' ', m.Elements().Last().Attributes().Where(a => a.Name.LocalName is "points" or "r").Select(a => a.Value)) + m.Elements().Last().Name.LocalName).Distinct().ToArray()).ToArray();
        shapes.Length.ShouldBeGreaterThanOrEqualTo(3);
        shapes.ShouldAllBe(s => s.Length == 1);
        shapes.Select(s => s[0]).ShouldBeUnique();
    }

    [Test]
    public async Task The_crosses_are_the_intervals_of_both_means()
    {
        var picture = await Picture.Of(PublishedSamples.Api.Reader, $"/v1/plots/symmetry-map.svg?{Subject}");
        var scores = (await PublishedSamples.Api.Reader.Json($"/v1/scores?{Subject}&limit=50000")).Rows().Where(r => r.Text("status") == "ok").ToDictionary(r => (r.Text("team"), r.Text("voice")));
        var (axis, ticks) = ((X: picture.Axis("x"), Y: picture.Axis("y")), picture.With("data-tick").Select(t => Picture.Number(t.Value)).ToArray());
        var lines = picture.Root.Descendants(Picture.Svg + "line").Where(l => l.Attribute("data-team") is not null).ToArray();
        lines.Length.ShouldBe(2 * picture.With("data-verdict").Count());
        foreach (var line in lines)
        {
            var across = Math.Abs(Picture.At(line, "y1") - Picture.At(line, "y2")) < 1e-9;
            var score = scores[(line.Attribute("data-team")!.Value, across ? "employee" : "customer")];
            double[] ends = across ? [axis.X(Picture.At(line, "x1")), axis.X(Picture.At(line, "x2"))] : [axis.Y(Picture.At(line, "y1")), axis.Y(Picture.At(line, "y2"))];
            double[] told = [score.GetProperty("meanLower").GetDouble(), score.GetProperty("meanUpper").GetDouble()];
            // What reaches beyond the axes ends at their ends.
            for (var i = 0; i < 2; i++) ends.Order().ElementAt(i).ShouldBe(Math.Clamp(told[i], ticks.Min(), ticks.Max()), Close);
        }
    }

    [Test]
    public async Task The_band_is_the_margin_around_the_line_of_equality()
    {
        var picture = await Picture.Of(PublishedSamples.Api.Reader, $"/v1/plots/symmetry-map.svg?{Subject}");
        var (x, y) = (picture.Axis("x"), picture.Axis("y"));
        var roles = picture.With("data-role").ToLookup(e => e.Attribute("data-role")!.Value);
        var line = roles["identity"].Single();
        foreach (var end in new[] { "1", "2" }) x(Picture.At(line, "x" + end)).ShouldBe(y(Picture.At(line, "y" + end)), Close);
        var corners = roles["margin"].Single().Attribute("points")!.Value.Split(' ').Select(p => p.Split(',')).Select(p => x(Picture.Number(p[0])) - y(Picture.Number(p[1]))).ToArray();
        corners.Max().ShouldBe(5, Close);
        corners.Min().ShouldBe(-5, Close);
        corners.ShouldAllBe(c => Math.Abs(c) < Close || Math.Abs(Math.Abs(c) - 5) < Close);
    }

    [Test]
    public async Task A_branch_shows_its_own_teams_alone()
    {
        var below = (await PublishedSamples.Api.Reader.Json("/v1/teams?limit=50000")).Rows().Where(t => t.Text("path").Contains("/A-LYO/", StringComparison.Ordinal)).Select(t => t.Text("key")).ToArray();
        var picture = await Picture.Of(PublishedSamples.Api.Reader, $"/v1/plots/symmetry-map.svg?{Subject}&branch=A-LYO");
        picture.With("data-verdict").Select(m => m.Attribute("data-team")!.Value).ShouldBeSubsetOf(below);
        picture.With("data-verdict").ShouldNotBeEmpty();
    }

    [Test]
    public async Task What_is_withheld_is_nowhere_in_it()
    {
        var picture = await Picture.Of(PublishedSamples.Api.Reader, $"/v1/plots/symmetry-map.svg?{Subject}");
        var withheld = (await Leaves()).Where(r => r.Text("status") == "withheld").ToArray();
        withheld.ShouldNotBeEmpty();
        foreach (var row in withheld) picture.Text.ShouldNotContain(row.Text("teamName"));
        picture.With("data-team").Select(m => m.Attribute("data-team")!.Value).Intersect(withheld.Select(r => r.Text("team"))).ShouldBeEmpty();
    }

    private static async Task<JsonElement[]> Leaves()
    {
        var leaves = (await PublishedSamples.Api.Reader.Json("/v1/teams?limit=50000")).Rows().Where(t => t.GetProperty("isLeaf").GetBoolean()).Select(t => t.Text("key")).ToHashSet();
        return [.. (await PublishedSamples.Api.Reader.Json($"/v1/gaps?{Subject}&limit=50000")).Rows().Where(r => leaves.Contains(r.Text("team")))];
    }
}
