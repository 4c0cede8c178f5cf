using NUnit.Framework;
using Shouldly;

namespace Symetrie.Analytics.Tests.Endpoints.Pictures;

public sealed class EffectPictureTests
{
    private const double Close = 0.01;

    [TestCase("debriefing", "recognition", 0)]
    [TestCase("debriefing", "recognition", 1)]
    [TestCase("idea-hour", "initiative", 0)]
    public async Task Points_and_intervals_stand_where_the_rows_say(string ritual, string dimension, int lag)
    {
        var picture = await Picture.Of(PublishedSamples.Api.Reader, $"/v1/plots/effects.svg?ritual={ritual}&lag={lag}");
        var rows = (await PublishedSamples.Api.Reader.Json($"/v1/effects?ritual={ritual}&dimension={dimension}&lag={lag}")).Rows().ToDictionary(r => r.Text("voice"));
        var up = picture.Axis("y");
        var points = picture.With("data-point").ToArray();
        points.Length.ShouldBe(8);
        foreach (var point in points)
        {
            var (voice, column) = Named(point.Attribute("data-point")!.Value);
            up(Picture.Place(point).Y).ShouldBe(rows[voice].GetProperty(column).GetDouble(), Close, column);
        }

        picture.With("data-interval").Count().ShouldBe(8);
        foreach (var line in picture.With("data-interval"))
        {
            var (voice, column) = Named(line.Attribute("data-interval")!.Value);
            up(Picture.At(line, "y1")).ShouldBe(rows[voice].GetProperty(column + "Lower").GetDouble(), Close);
            up(Picture.At(line, "y2")).ShouldBe(rows[voice].GetProperty(column + "Upper").GetDouble(), Close);
        }
    }

    [Test]
    public async Task Without_a_choice_it_shows_what_helped_and_says_so_in_both_languages()
    {
        var english = await Picture.Of(PublishedSamples.Api.Reader, "/v1/plots/effects.svg");
        (english.Root.Attribute("data-ritual")!.Value, english.Root.Attribute("data-dimension")!.Value).ShouldBe(("debriefing", "recognition"));
        english.Text.ShouldContain("helped");
        (await Picture.Of(PublishedSamples.Api.Reader, "/v1/plots/effects.svg?lang=fr")).Text.ShouldContain("effet favorable");
    }

    [Test]
    public async Task What_cannot_be_told_is_hatched_and_has_no_point()
    {
        var picture = await Picture.Of(PublishedSamples.Api.Reader, "/v1/plots/effects.svg?ritual=welcome");
        picture.With("data-point").ShouldBeEmpty();
        picture.With("data-withheld").Count().ShouldBe(2);
        picture.Text.ShouldContain("no period to compare with before the start");
    }

    private static (string Voice, string Column) Named(string mark) => (mark.Split(' ')[0], mark.Split(' ')[1]);
}
