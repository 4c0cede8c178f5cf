using System.Text.Json.Nodes;
using Symetrie.Api.Endpoints.Document;
using Symetrie.Api.Endpoints.Requests;
using Symetrie.Api.Endpoints.Rows;
using Symetrie.Api.Imports;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints;

/// <summary>Which teams were heard by both voices, which by one, and who may belong to whom.</summary>
internal static class MatchEndpoints
{
    private const string Tag = "teams";
    private static readonly string[] Statuses = ["matched", "employee-only", "customer-only"];

    private static readonly Table<TeamMatch> Table = new Table<TeamMatch>()
        .Text("status", "Who was heard of the team.", m => m.Status, values: Statuses)
        .Text("team", "The team's key.", m => m.Team, key: true)
        .Text("teamName", "Its name.", m => m.Name)
        .Text("employeeUnits", "How the employee voice's exports write it, joined by '|'; null where they do not.", m => m.EmployeeUnits, nullable: true)
        .Text("customerUnits", "How the customer voice's exports write it, joined by '|'; null where they do not.", m => m.CustomerUnits, nullable: true)
        .Integer("rank", "The place of the suggestion, from 1; 0 where there is none.", m => m.Rank, "1")
        .Text("suggestion", "A team it may be the same as; null without a suggestion.", m => m.Suggestion, nullable: true, key: true)
        .Text("suggestionName", "That team's name.", m => m.SuggestionName, nullable: true)
        .Real("score", "How alike the names are, from 0 to 1; null without a suggestion.", m => m.Score, "proportion")
        .Text("voice", "The voice of the row that accepts the suggestion.", m => m.Voice, nullable: true, values: PersonNumber.VoiceTexts)
        .Text("unit", "The unit of that row.", m => m.Unit, nullable: true)
        .Text("target", "The team of that row.", m => m.Target, nullable: true);

    /// <summary>Maps the matches.</summary>
    public static void MapMatches(this IEndpointRouteBuilder app, Store store)
    {
        app.Get("/v1/matches", Listing(), context =>
        {
            var status = context.Request.OneOf("status", Statuses);
            return TableStream.Write(context, $"matches {status}", Table, [.. TeamMatches.Of(store).Where(m => status is null || m.Status == status)], snapshot: null);
        });
        app.Post("/v1/matches", Accepting(), context => Accept(context, store));
    }

    private static async Task Accept(HttpContext context, Store store)
    {
        var rows = CrosswalkFile.Accepted(await Upload.Json(context), store.Calendar).Or(BodyContent.Refused);
        await Replies.Write(context, new CrosswalkPut(BodyContent.Taken(() => store.Crosswalk.Add(rows).Rows.Count)));
    }

    private static Route Listing() => new("listMatches", Tag, "Which teams have both voices, and who may be the partner of the others")
    {
        Scope = Scope.Ingest,
        Description = "All teams that exports speak of, over all time: those with both voices, those with employees alone, those with customers alone. A team with one voice comes with up to three suggestions, one row each: "
            + "teams of the other voice that are called alike, with a score. Nothing is applied by itself: POST /v1/matches accepts the rows (voice, unit, target) that are right.",
        Query = [new Parameter("status", "Only these teams.") { Values = Statuses, Example = "customer-only" }, .. Shared.Page],
        Answers = [Shared.Rows("The teams.", "Match", "A team and a suggestion for it.", Table.Fields)],
        Problems = [400],
    };

    private static Route Accepting() => new("acceptMatches", Tag, "Accept matches")
    {
        Scope = Scope.Ingest,
        Description = "Each match becomes a row of the crosswalk, all or nothing; a row of the same voice, unit and first day is replaced. The next run takes them in.",
        Body = new BodyDoc("The matches.", [new ContentDoc(Shared.Json, new Shape.Given("MatchesFile", Schema()), JsonNode.Parse("""{"matches":[{"voice":"customer","unit":"Ashford & St Peters Hospitals","team":"RTK"}]}"""))]),
        Answers = [new AnswerDoc(200, "They are in the crosswalk.", new ContentDoc(Shared.Json, new Shape.Typed(typeof(CrosswalkPut)), new JsonObject { ["rows"] = 3 }))],
        Problems = [400, 413, 415, 422],
    };

    private static JsonObject Schema() => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray("matches"),
        ["additionalProperties"] = false,
        ["properties"] = new JsonObject { ["matches"] = new JsonObject { ["type"] = "array", ["description"] = "The matches.", ["items"] = CrosswalkEndpoints.RowSchema() } },
    };
}
