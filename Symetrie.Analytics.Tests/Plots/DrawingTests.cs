using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Tests.Endpoints.Pictures;
using Symetrie.Api.Plots;

namespace Symetrie.Analytics.Tests.Plots;

public sealed class DrawingTests
{
    private static readonly PlotLook Look = new(French: false, Theme.Auto, 720);

    private static readonly string[] Hostile =
    [
        "<b>bold</b>", "a & b", "]]>", "\u0001\u0008 bell\u0007", "\ud800 half", "\u202egnp.exe", "line\r\nbreak", "\u2066isolate", "日本語の店舗名がとても長い場合でも切れる", new string('W', 500), "", " ", "'\"`", "&#x202e;", "<!--", "\ufffe",
    ];

    [TestCaseSource(nameof(Hostile))]
    public void Any_name_can_be_drawn(string name)
    {
        var row = Gap("T1", name, "employee-favoured");
        var teams = new PlotTeams([new PlotTeam("T1", name)], 1, true, 0, new PlotTeam("B", name));
        var dimension = new PlotDimension("d", name);
        Picture[] drawn =
        [
            Picture.Of(SymmetryMap.Draw(new MapContent("2026", dimension, teams, [row], [], 5), Look)),
            Picture.Of(GapHeatmap.Draw(new HeatContent("2026", [dimension], teams, [row]), Look)),
            Picture.Of(DriftPlot.Draw(new DriftContent(new PlotTeam("T1", name), dimension, ["2026"], [], [], []), Look)),
        ];
        foreach (var picture in drawn)
        {
            picture.Root.Descendants().ShouldNotContain(e => e.Name.LocalName == "b" || e.Name.LocalName == "script");
            picture.Text.ShouldNotContain(c => c < ' ' || c == '\u202e' || c == '\u2066' || c == '\ufffe');
            picture.Root.Descendants(Picture.Svg + "text").Where(t => t.Attribute("transform") is null && t.Attribute("text-anchor") is null)
                .ShouldAllBe(t => Picture.At(t, "x") + (Svg.WidthOf(t.Value, Picture.At(t, "font-size")) * 0.9) <= 721);
        }
    }

    [Test]
    public void Without_a_known_margin_there_is_no_band()
    {
        var teams = new PlotTeams([new PlotTeam("T1", "One")], 1, true, 0, null);
        string[] Roles(double? margin) => [.. Picture.Of(SymmetryMap.Draw(new MapContent("2026", new PlotDimension("d", "D"), teams, [Gap("T1", "One", "symmetric")], [], margin), Look)).With("data-role").Select(e => e.Attribute("data-role")!.Value)];
        Roles(2.5).ShouldContain("margin");
        Roles(null).ShouldNotContain("margin");
    }

    [TestCase(64.349, 1, "64.3", "64,3"), TestCase(-0.04, 1, "0.0", "0,0"), TestCase(-12.5, 0, "−13", "−13"), TestCase(0, 0, "0", "0")]
    public void Figures_are_written_as_each_language_does(double value, int decimals, string english, string french)
    {
        Look.Figure(value, decimals).ShouldBe(english);
        (Look with { French = true }).Figure(value, decimals).ShouldBe(french);
    }

    [TestCase(3.2, "+3"), TestCase(0.2, "0"), TestCase(-0.2, "0"), TestCase(-3.2, "−3")]
    public void A_difference_has_its_sign(double value, string text) => Look.Signed(value, 0).ShouldBe(text);

    [TestCase(new[] { 51.0, 88 }, 40, 90), TestCase(new[] { 60.0 }, 50, 70), TestCase(new double[0], 40, 60), TestCase(new[] { 0.0, 0.5 }, 0, 20), TestCase(new[] { 99.0, 100 }, 80, 100), TestCase(new[] { 1.0, 99 }, 0, 100)]
    public void An_axis_shows_every_score_and_no_score_that_there_cannot_be(double[] scores, double low, double high)
    {
        Scale.Around(scores).ShouldBe((low, high));
        var scale = new Scale(low, high, 300, 0);
        scale.At(low).ShouldBe(300);
        scale.At(high).ShouldBe(0);
        scale.Ticks().ShouldAllBe(t => t >= low && t <= high);
        scale.Ticks().Count().ShouldBeInRange(3, 11);
    }

    [Test]
    public void Steps_of_colour_go_the_same_way_on_both_sides()
    {
        foreach (var gap in new[] { 0.0, 4.9, 5.1, 12, 17, 21, 90 }) GapHeatmap.Step(-gap).ShouldBe(-GapHeatmap.Step(gap));
        new[] { 0.0, 5, 5.1, 10.1, 15.1, 20.1, 100 }.Select(GapHeatmap.Step).ShouldBe([0, 0, 1, 2, 3, 4, 4]);
        new[] { 0.0, 0.1, 0.3, 0.5, 0.7, 1 }.Select(CorrelationMatrix.Step).ShouldBe([0, 1, 2, 3, 4, 4]);
    }

    [Test]
    public void What_is_written_can_be_read_on_what_it_is_written_upon()
    {
        for (var step = -4; step <= 4; step++)
            foreach (var dark in new[] { false, true })
                Contrast(Ink.Upon(step), Ink.Steps[step + 4], dark).ShouldBeGreaterThan(4.5, $"step {step}, dark {dark}");
        foreach (var ink in new[] { Ink.Text, Ink.Soft, Ink.Employee, Ink.Customer, Ink.Symmetric, Ink.Undetermined })
            foreach (var dark in new[] { false, true })
                Contrast(ink, Ink.Paper, dark).ShouldBeGreaterThan(4.5, $"{ink.Name}, dark {dark}");
    }

    // WCAG 2.2, 1.4.3.
    private static double Contrast(Ink one, Ink other, bool dark)
    {
        double[] lights = [Light(dark ? one.Dark : one.Light), Light(dark ? other.Dark : other.Light)];
        return (lights.Max() + 0.05) / (lights.Min() + 0.05);
    }

    private static double Light(string colour)
    {
        double Part(int at) => Convert.ToInt32(colour.Substring(at, 2), 16) / 255.0 is var c && c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        return (0.2126 * Part(1)) + (0.7152 * Part(3)) + (0.0722 * Part(5));
    }

    private static PlotRow Gap(string team, string name, string verdict) => new(new Dictionary<string, object>
    {
        ["period"] = "2026",
        ["team"] = team,
        ["teamName"] = name,
        ["dimension"] = "d",
        ["status"] = "ok",
        ["verdict"] = verdict,
        ["employees"] = 20L,
        ["customers"] = 50L,
        ["employeeMean"] = 70.0,
        ["customerMean"] = 55.0,
        ["gap"] = 15.0,
        ["gapLower"] = 8.0,
        ["gapUpper"] = 22.0,
    });
}
