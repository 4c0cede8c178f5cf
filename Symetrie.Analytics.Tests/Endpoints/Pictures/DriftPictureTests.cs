using NUnit.Framework;
using Shouldly;

namespace Symetrie.Analytics.Tests.Endpoints.Pictures;

public sealed class DriftPictureTests
{
    private const double Close = 0.01;

    [TestCase("CLAIRVAL")]
    [TestCase("S16")]
    [TestCase("A-LYO")]
    public async Task Points_and_intervals_stand_where_the_rows_say(string team)
    {
        var picture = await Picture.Of(PublishedSamples.Api.Reader, $"/v1/plots/drift.svg?team={team}&dimension=overall");
        var rows = (await PublishedSamples.Api.Reader.Json($"/v1/scores?team={team}&dimension=overall&limit=50000")).Rows().Where(r => r.Text("status") == "ok").ToDictionary(r => $"{r.Text("period")} {r.Text("voice")}");
        var up = picture.Axis("y");
        var points = picture.With("data-point").ToDictionary(p => p.Attribute("data-point")!.Value);
        points.Count.ShouldBeGreaterThan(5);
        points.Keys.ShouldBe(rows.Keys, ignoreOrder: true);
        foreach (var (key, point) in points) up(Picture.Place(point).Y).ShouldBe(rows[key].GetProperty("mean").GetDouble(), Close, key);
        foreach (var line in picture.With("data-interval"))
        {
            var row = rows[line.Attribute("data-interval")!.Value];
            up(Picture.At(line, "y1")).ShouldBe(row.GetProperty("meanLower").GetDouble(), Close);
            up(Picture.At(line, "y2")).ShouldBe(row.GetProperty("meanUpper").GetDouble(), Close);
        }

        picture.With("data-interval").Count().ShouldBe(rows.Count);
        // Later is further right.
        var places = points.Where(p => p.Key.EndsWith(" customer", StringComparison.Ordinal)).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => Picture.Place(p.Value).X).ToArray();
        places.ShouldBe(places.Order());
    }

    [Test]
    public async Task A_change_of_level_stands_before_the_period_it_began_with()
    {
        var trends = (await PublishedSamples.Api.Reader.Json("/v1/trends?dimension=overall&limit=50000")).Rows().Where(t => t.Text("series") != "gap").ToArray();
        var teams = trends.Where(t => t.GetProperty("lastChange").ValueKind == System.Text.Json.JsonValueKind.String).Select(t => t.Text("team")).Distinct().ToArray();
        teams.Length.ShouldBeGreaterThan(1);
        foreach (var team in teams.Take(6).Append("S01"))
        {
            var picture = await Picture.Of(PublishedSamples.Api.Reader, $"/v1/plots/drift.svg?team={team}&dimension=overall");
            picture.With("data-change").Select(c => c.Attribute("data-change")!.Value)
                .ShouldBe(trends.Where(t => t.Text("team") == team && t.GetProperty("lastChange").ValueKind == System.Text.Json.JsonValueKind.String).Select(t => $"{t.Text("lastChange")} {t.Text("series")}"), ignoreOrder: true);
            foreach (var change in picture.With("data-change"))
            {
                var period = change.Attribute("data-change")!.Value.Split(' ')[0];
                var at = Picture.At(change, "x1");
                foreach (var point in picture.With("data-point"))
                    (Picture.Place(point).X > at).ShouldBe(string.CompareOrdinal(point.Attribute("data-point")!.Value.Split(' ')[0], period) >= 0);
            }
        }
    }

    [Test]
    public async Task A_withheld_period_is_hatched_and_has_no_point()
    {
        var rows = (await PublishedSamples.Api.Reader.Json("/v1/scores?dimension=overall&limit=50000")).Rows();
        var team = rows.GroupBy(r => r.Text("team")).First(g => g.Any(r => r.Text("status") == "ok") && g.Any(r => r.Text("status") == "withheld")).Key;
        var withheld = rows.Where(r => r.Text("team") == team && r.Text("status") == "withheld").Select(r => $"{r.Text("period")} {r.Text("voice")}").ToArray();
        var picture = await Picture.Of(PublishedSamples.Api.Reader, $"/v1/plots/drift.svg?team={team}&dimension=overall");
        picture.With("data-withheld").Select(w => w.Attribute("data-withheld")!.Value).ShouldBe(withheld, ignoreOrder: true);
        picture.With("data-withheld").ShouldAllBe(w => w.Attribute("fill")!.Value == "url(#drift-hatch)");
        picture.With("data-point").Select(p => p.Attribute("data-point")!.Value).Intersect(withheld).ShouldBeEmpty();
    }
}
