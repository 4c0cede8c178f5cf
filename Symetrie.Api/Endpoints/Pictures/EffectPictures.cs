using System.Text.Json;
using System.Xml.Linq;
using Symetrie.Api.Endpoints.Document;
using Symetrie.Api.Plots;

namespace Symetrie.Api.Endpoints.Pictures;

/// <summary>The picture of what a ritual did.</summary>
internal static class EffectPictures
{
    private const string Effects = "effects";

    /// <summary>The address.</summary>
    public static Route Describe(Parameter dimension) => PlotEndpoints.Plot("getEffectPlot", "Both voices before and after a ritual began, beside teams that hold none",
        "The mean of the teams that hold it and of those of the same stratum that hold none, in the baseline and after the start, with the interval of each, for employees and customers; below, the effect with its interval and verdict.",
        new Parameter("ritual", "The ritual; by default the first of which an effect is shown.") { Example = "debriefing" },
        dimension with { Summary = "The dimension; by default the one the ritual is expected to move." },
        new Parameter("lag", "From how many periods after the start on.") { Type = "integer", Default = 0, Minimum = 0, Maximum = Analytics.Measures.EffectRow.MostLag, Example = 0 });

    /// <summary>What is drawn.</summary>
    public static Func<XDocument> Of(PlotRequest request)
    {
        var (asked, dimension, lag) = (request.Asked(Effects, "ritual"), request.Asked(Effects, "dimension"), request.Asked(Effects, "lag") ?? "0");
        var rows = request.Rows(Effects, [("lag", lag), .. asked is null ? Array.Empty<(string, string)>() : [("ritual", asked)]]);
        var own = rows.Where(r => r.Count("expected") == 1).ToArray();
        var ritual = asked ?? (own.FirstOrDefault(r => r.Text("verdict") is "helped" or "harmed") ?? own.FirstOrDefault(r => r.IsShown) ?? own.FirstOrDefault())?.Text("ritual");
        dimension ??= own.FirstOrDefault(r => r.Text("ritual") == ritual)?.Text("dimension");
        if (ritual is not null) request.Chosen["ritual"] = ritual;
        if (dimension is not null) request.Chosen["dimension"] = dimension;
        return () =>
        {
            var named = request.Dimensions().FirstOrDefault(d => d.Key == dimension) ?? new PlotDimension(dimension ?? "", dimension ?? request.Look.Say("nothing", "rien"));
            var mine = rows.Where(r => r.Text("ritual") == ritual && r.Text("dimension") == dimension).ToArray();
            return EffectPlot.Draw(new EffectContent(ritual is null ? null : TitleOf(request, ritual), named, long.Parse(lag), mine, Practice(request, ritual)), request.Look);
        };
    }

    private static PlotRow? Practice(PlotRequest request, string? ritual) => ritual is null ? null
        : request.Tables.Periods.Reverse().SelectMany(p => request.Rows("practice", ("period", p.Key), ("ritual", ritual)).Where(r => r.Text("team").StartsWith("level:", StringComparison.Ordinal))).FirstOrDefault();

    private static string TitleOf(PlotRequest request, string ritual)
    {
        if (request.Tables.Referential is not { } json) return ritual;
        using var document = JsonDocument.Parse(json);
        var found = document.RootElement.GetProperty("rituals").EnumerateArray().FirstOrDefault(r => r.GetProperty("key").GetString() == ritual);
        return found.ValueKind == JsonValueKind.Object ? found.GetProperty("title").GetProperty(request.Look.Language).GetString()! : ritual;
    }
}
