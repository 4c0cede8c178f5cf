using System.Text;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using Symetrie.Api.Endpoints.Document;
using Symetrie.Api.Endpoints.Errors;
using Symetrie.Api.Endpoints.Requests;
using Symetrie.Api.Plots;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints.Pictures;

/// <summary>Pictures of a snapshot, drawn from its rows: what is withheld there cannot be drawn here.</summary>
internal static class PlotEndpoints
{
    private const string Svg = "image/svg+xml";
    private const string Gaps = "gaps";
    private const string Correlations = "correlations";
    private const string Outcomes = "outcomes";
    private const int MostMarks = 1_500;
    private const int MostLines = 150;

    /// <summary>Maps the pictures.</summary>
    public static void MapPlots(this IEndpointRouteBuilder app, Store store)
    {
        app.Map(store, "symmetry-map", Map(), OfMap);
        app.Map(store, "gap-heatmap", Heat(), OfHeat);
        app.Map(store, "drift", Drift(), OfDrift);
        app.Map(store, "correlation-matrix", Matrix(), OfMatrix);
        app.Map(store, "cascade", Chain(), OfChain);
        app.Map(store, "outcome-surface", Surface(), OfSurface);
        app.Map(store, "effects", EffectPictures.Describe(Dimension), EffectPictures.Of);
    }

    private static void Map(this IEndpointRouteBuilder app, Store store, string name, Route route, Func<PlotRequest, Func<XDocument>> draw) => app.Get($"/v1/plots/{name}.svg", route, context =>
    {
        var request = new PlotRequest(context.Request, store);
        // All that can be wrong with the request is found before it is said that nothing is new.
        var picture = draw(request);
        return Freshness.IsKnown(context, request.Snapshot, "svg") ? Task.CompletedTask : Write(context, picture(), request);
    });

    private static async Task Write(HttpContext context, XDocument picture, PlotRequest request)
    {
        // What was chosen where nothing was asked for: so a page knows what it shows.
        foreach (var (name, value) in request.Chosen) picture.Root!.SetAttributeValue($"data-{name}", value);
        if (request.Snapshot is { } snapshot) picture.Root!.SetAttributeValue("data-snapshot", snapshot.Id);
        context.Response.ContentType = $"{Svg}; charset=utf-8";
        // Looked at by itself a picture loads nothing and runs nothing.
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";
        if (HttpMethods.IsHead(context.Request.Method)) return;
        using var bytes = new MemoryStream();
        await using (var writer = XmlWriter.Create(bytes, new XmlWriterSettings { Async = true, OmitXmlDeclaration = true, Encoding = new UTF8Encoding(false) })) await picture.SaveAsync(writer, context.RequestAborted);
        await context.Response.Body.WriteAsync(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), context.RequestAborted);
    }

    private static Func<XDocument> OfMap(PlotRequest request)
    {
        var (dimension, branch) = (request.Dimension(Gaps), request.AskedTeam("branch"));
        var period = request.Period(Gaps, ("dimension", dimension.Key));
        return () =>
        {
            (string, string)[] filters = [("period", period ?? ""), ("dimension", dimension.Key)];
            return SymmetryMap.Draw(new MapContent(period, dimension, TeamLevel.Of(request.Tables, branch, MostMarks), request.Rows(Gaps, filters), request.Rows("scores", filters), request.Tables.Margin), request.Look);
        };
    }

    private static Func<XDocument> OfHeat(PlotRequest request)
    {
        var (period, branch) = (request.Period(Gaps), request.AskedTeam("branch"));
        return () => GapHeatmap.Draw(new HeatContent(period, request.Dimensions(), TeamLevel.Of(request.Tables, branch, MostLines), request.Rows(Gaps, ("period", period ?? ""))), request.Look);
    }

    private static Func<XDocument> OfDrift(PlotRequest request)
    {
        var (dimension, team) = (request.Dimension("drift"), request.AskedTeam("team") ?? (request.Tables.Teams is [var root, ..] ? root : null));
        var periods = request.Tables.Periods.Select(p => p.Key).ToArray();
        return () =>
        {
            (string, string)[] filters = [("team", team?.Key ?? ""), ("dimension", dimension.Key)];
            var drift = request.Rows("drift", filters).Where(d => d.IsShown && d.Count("isFirst") == 1).OrderByDescending(d => Array.IndexOf(periods, d.Text("toPeriod"))).DistinctBy(d => d.Text("series"));
            return DriftPlot.Draw(new DriftContent(team is null ? null : new PlotTeam(team.Key, team.Name), dimension, periods, request.Rows("scores", filters), request.Rows("trends", filters), [.. drift]), request.Look);
        };
    }

    private static Func<XDocument> OfMatrix(PlotRequest request)
    {
        var (stratum, level, lag) = (request.Asked(Correlations, "stratum") ?? "all", request.Asked(Correlations, "level") ?? "between", request.Asked(Correlations, "lag") ?? "0");
        (string, string)[] filters = [("stratum", stratum), ("level", level), ("lag", lag)];
        var period = request.Period(Correlations, filters);
        return () => CorrelationMatrix.Draw(new MatrixContent(period, stratum, level, long.Parse(lag), request.Dimensions(), request.Rows(Correlations, [("period", period ?? ""), .. filters])), request.Look);
    }

    private static Func<XDocument> OfChain(PlotRequest request)
    {
        var (dimension, branch) = (request.Dimension("cascade", asked: true), request.AskedTeam("branch"));
        var period = request.Period("cascade", ("dimension", dimension.Key));
        return () => CascadeChain.Draw(new ChainContent(period, dimension, NodesOf(request, branch), request.Rows("cascade", ("period", period ?? ""), ("dimension", dimension.Key))), request.Look);
    }

    // All teams (or the branch itself), then the nodes next below: under a single root those of the root.
    private static IReadOnlyList<PlotTeam> NodesOf(PlotRequest request, TeamEntry? branch)
    {
        var roots = request.Tables.Teams.Where(t => t.Parent is null).ToArray();
        var top = branch ?? (roots is [var only] ? only : null);
        var below = request.Tables.Teams.Where(t => t.Parent == top?.Key && !t.IsLeaf).Select(t => new PlotTeam(t.Key, t.Name));
        return [top is null ? new PlotTeam("all-teams", request.Look.Say("all teams", "toutes les équipes")) : new PlotTeam(top.Key, top.Name), .. below];
    }

    private static Func<XDocument> OfSurface(PlotRequest request)
    {
        var (dimension, level) = (request.Dimension(Outcomes), request.Asked(Outcomes, "level") ?? "pooled");
        (string, string)[] filters = [("series", "both"), ("dimension", dimension.Key), ("stratum", request.Asked(Outcomes, "stratum") ?? "all"), ("level", level), ("lag", request.Asked(Outcomes, "lag") ?? "0")];
        var (metric, period) = (request.Asked(Outcomes, "metric"), request.Period(Outcomes, filters));
        if (metric is not null && !request.Has(Outcomes, ("metric", metric))) throw Refusal.Value("metric", $"'{metric}' is no metric of the snapshot; GET /v1/outcomes has them");
        return () => SurfaceContour.Draw(new ContourContent(period, dimension, request.Rows(Outcomes, [("period", period ?? ""), .. filters]).OrderBy(r => Rank(r.Text("verdict"))).FirstOrDefault(r => metric is null || r.Text("metric") == metric)), request.Look);
    }

    // Where no metric was asked for, one of which something is shown.
    private static int Rank(string verdict) => verdict switch { "symmetry-helps" => 0, "one-ahead-is-best" or "symmetry-hurts" => 1, "level-only" => 2, _ => 3 };

    private static Route Map() => Plot("getSymmetryMap", "The symmetry map: employees' score by customers' score, team by team",
        "Employee score across, customer score up, the line on which they are equal, the margin of symmetry as a band, the interval of each mean as a light cross, and the verdict by shape and colour. "
        + "A branch with more than 1,500 teams is shown by its lowest nodes that have room.", Period, Dimension, Branch);

    private static Route Heat() => Plot("getGapHeatmap", "The gaps of every team in every dimension",
        "Team by dimension, employees' mean minus customers'. What is withheld is hatched and has no figure. A branch with more than 150 teams is shown by its lowest nodes that have room.", Period, Branch);

    private static Route Drift() => Plot("getDriftPlot", "Both voices of a team over all periods",
        "The mean of each voice with its interval, period by period, and where a level changed. A line never leads over a period that is withheld.",
        new Parameter("team", "The team or node; the root of the tree by default.") { Example = "S16" }, Dimension);

    private static Route Matrix() => Plot("getCorrelationMatrix", "How employee and customer dimensions move together",
        "Employee dimension by customer dimension, the headline correlation of each pair; framed where it stands after adjustment for all pairs. Of teams, not of persons.", Period,
        new Parameter("stratum", "The teams: all, or an attribute and its value.") { Default = "all", Example = "region=North" },
        new Parameter("level", "What is compared: teams in a period, all team-periods, or each team with itself.") { Values = ["between", "pooled", "within"], Default = "between", Example = "between" },
        new Parameter("lag", "By how many periods the customer voice is later, −2 to 2.") { Type = "integer", Default = 0, Minimum = -2, Maximum = 2, Example = 0 });

    private static Route Chain() => Plot("getCascadeChain", "What is received, from leaders to customers, and where the chain breaks",
        "A line for all teams and one for each node below them: what leaders, managers, employees and customers say they receive, and how much less or more arrives at the next. A broken line is a loss that is shown.",
        Period, new Parameter("dimension", "The dimension; by default recognition, else the first of which leaders or managers speak.") { Example = "recognition" },
        new Parameter("branch", "The nodes below this one; those below the root by default.") { Example = "A-LYO" });

    private static Route Surface() => Plot("getOutcomeSurface", "An outcome as a landscape over both voices",
        "Employees' score across, customers' up, the outcome that the response surface expects by colour, the line of equality, and an oval in which nine of ten teams lie. Outside it the surface is a guess and pale.",
        Period, Dimension, new Parameter("metric", "The metric; by default one of which something is shown.") { Example = "turnover" },
        new Parameter("stratum", "The teams: all, or an attribute and its value.") { Default = "all", Example = "region=North" },
        new Parameter("level", "One period, or the teams' averages over all periods up to it.") { Values = ["between", "pooled"], Default = "pooled", Example = "pooled" },
        new Parameter("lag", "By how many periods the outcome is later, 0 to 2.") { Type = "integer", Default = 0, Minimum = 0, Maximum = 2, Example = 0 });

    private static Parameter Period => new("period", "The period; by default the last one that shows anything.") { Example = "2026-Q3" };

    private static Parameter Dimension => new("dimension", "The dimension; overall satisfaction by default, where it is asked.") { Example = "recognition" };

    private static Parameter Branch => new("branch", "Only teams below this node; the whole tree by default.") { Example = "A-LYO" };

    /// <summary>The address of a picture.</summary>
    internal static Route Plot(string id, string summary, string description, params IReadOnlyList<Parameter> parameters) => new(id, "plots", summary)
    {
        Description = description + " SVG with a title and a description for screen readers, without script; drawn from the published rows, so that it shows what they show and nothing else.",
        Query = [.. parameters, .. PlotRequest.Shared],
        Answers = [new AnswerDoc(200, "The picture.", new ContentDoc(Svg, new Shape.Plain(), JsonValue.Create("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"><title>…</title></svg>"))) { Headers = [("ETag", "Names the snapshot; send it back in If-None-Match."), ("Last-Modified", "When the snapshot was published.")] }, Shared.NotModified],
        Problems = [400, 404, 410],
    };
}
