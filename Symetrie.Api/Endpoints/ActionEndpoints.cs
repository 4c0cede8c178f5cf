using System.Text.Json.Nodes;
using Symetrie.Api.Endpoints.Document;
using Symetrie.Api.Endpoints.Requests;
using Symetrie.Api.Endpoints.Rows;
using Symetrie.Api.Imports;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints;

/// <summary>Actions: which team holds which ritual from when to when.</summary>
internal static class ActionEndpoints
{
    private const string Tag = "practice";

    private static readonly Table<ActionEntry> Table = new Table<ActionEntry>()
        .Text("team", "The team's or node's key or name as written; a node's ritual is one of all teams below it.", a => a.Team, key: true)
        .Text("ritual", "The ritual's key.", a => a.Ritual, key: true)
        .Text("start", "The first day on which it is held.", a => a.Start.ToString("yyyy-MM-dd"), format: "date", key: true)
        .Text("end", "The day after the last; null where it is held still.", a => a.End?.ToString("yyyy-MM-dd"), nullable: true, format: "date")
        .Text("assignment", "How the team came to hold it: chosen, or drawn by lot.", a => a.Assignment, values: ActionEntry.Assignments);

    /// <summary>Maps the actions.</summary>
    public static void MapActions(this IEndpointRouteBuilder app, Store store)
    {
        app.Get("/v1/actions", Listing(), context => TableStream.Write(context, "actions", Table, ActionEntry.Of(store), snapshot: null));
        app.Put("/v1/actions", Putting(), context => Put(context, store));
    }

    private static async Task Put(HttpContext context, Store store)
    {
        await using var upload = await Upload.Receive(context, [Shared.Json, Shared.Csv, "text/tab-separated-values", "text/plain"]);
        var actions = ActionsFile.Read(upload.Content, store.Calendar, store.Today).Or(BodyContent.Refused);
        await Replies.Write(context, new ActionsPut(BodyContent.Taken(() => store.Deeds.SetActions(actions))));
    }

    private static Route Listing() => new("listActions", Tag, "Which team holds which ritual from when to when")
    {
        Scope = Scope.Ingest,
        Description = "All that stand: those that were put, and those that came by exports of the layout actions. As CSV they can be put again as they are.",
        Query = Shared.Page,
        Answers = [Shared.Rows("The actions.", "ActionRow", "That a team holds a ritual.", Table.Fields)],
        Problems = [400],
    };

    private static Route Putting() => new("putActions", Tag, "Say which team holds which ritual from when to when")
    {
        Scope = Scope.Ingest,
        Description = "What is put replaces all actions that were put before, all or nothing; those that came by exports stand, and the next run takes it in. Start is the first day; end the day after the last, null where the ritual is held "
            + "still; both a date or a period of the store's calendar. Say random only where the teams were drawn by lot: then the effect is judged by the draw. As CSV: the columns team, ritual, start, end, assignment. "
            + "A team that is not known counts from when it is.",
        Body = new BodyDoc("The actions.",
        [
            new ContentDoc(Shared.Json, new Shape.Given("ActionsFile", FileSchema()), JsonNode.Parse("""{"rows":[{"team":"S13","ritual":"debriefing","start":"2026-Q1","end":null,"assignment":"chosen"}]}""")),
            new ContentDoc(Shared.Csv, new Shape.Plain(), JsonValue.Create("team,ritual,start,end,assignment\r\nS13,debriefing,2026-Q1,,chosen\r\n")),
        ]),
        Answers = [new AnswerDoc(200, "The actions stand as put.", new ContentDoc(Shared.Json, new Shape.Typed(typeof(ActionsPut)), new JsonObject { ["rows"] = 12 }))],
        Problems = [400, 413, 415, 422],
    };

    private static JsonObject FileSchema() => JsonNode.Parse("""
        {"type":"object","required":["rows"],"additionalProperties":false,"properties":{"rows":{"type":"array","description":"The actions.","items":{"type":"object","required":["team","ritual","start"],"additionalProperties":false,"properties":{
        "team":{"type":"string","description":"The team's or node's key or name."},"ritual":{"type":"string","description":"The ritual's key in the referential."},
        "start":{"type":"string","description":"The first day, a date or a period of the store's calendar."},"end":{"type":["string","null"],"description":"The day after the last; null where it is held still."},
        "assignment":{"type":["string","null"],"enum":["chosen","random",null],"description":"How the team came to hold it; chosen by default."}}}}}}
        """)!.AsObject();
}

/// <summary>What putting actions did.</summary>
/// <param name="Rows">How many actions stand now, those that came by exports among them.</param>
internal sealed record ActionsPut(int Rows);
