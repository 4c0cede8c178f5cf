using System.Text.Json.Nodes;
using Symetrie.Api.Endpoints.Document;
using Symetrie.Api.Endpoints.Requests;
using Symetrie.Api.Endpoints.Rows;
using Symetrie.Api.Imports;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints;

/// <summary>The crosswalk: which unit belongs to which team when.</summary>
internal static class CrosswalkEndpoints
{
    private const string Tag = "teams";

    private static readonly Table<CrosswalkEntry> Table = new Table<CrosswalkEntry>()
        .Text("voice", "The voice whose exports write the unit so; null for both.", r => r.Voice, nullable: true, key: true, values: PersonNumber.VoiceTexts)
        .Text("unit", "The unit's key or name as exports write it; compared after normalisation.", r => r.Unit, key: true)
        .Text("team", "The team's key; several joined by '|' where the unit serves several, and then it belongs to their nearest common node.", r => r.Team)
        .Text("validFrom", "The first day on which it holds; null where it has always held.", r => r.ValidFrom?.ToString("yyyy-MM-dd"), nullable: true, format: "date", key: true)
        .Text("validTo", "The day after the last; null where it still holds.", r => r.ValidTo?.ToString("yyyy-MM-dd"), nullable: true, format: "date");

    /// <summary>Maps the crosswalk.</summary>
    public static void MapCrosswalk(this IEndpointRouteBuilder app, Store store)
    {
        app.Get("/v1/crosswalk", Listing(), context => TableStream.Write(context, "crosswalk", Table, CrosswalkEntry.Of(store), snapshot: null));
        app.Put("/v1/crosswalk", Putting(), context => Put(context, store));
    }

    /// <summary>What a row is, for bodies that hold rows.</summary>
    public static JsonObject RowSchema() => JsonNode.Parse("""
        {"type":"object","required":["unit","team"],"additionalProperties":false,"properties":{
        "voice":{"type":["string","null"],"enum":["employee","customer",null],"description":"The voice whose exports write the unit so; null for both."},
        "unit":{"type":"string","description":"The unit's key or name as exports write it."},
        "team":{"type":"string","description":"The team's key; several joined by '|'."},
        "validFrom":{"type":["string","null"],"description":"The first day, a date or a period of the store's calendar; null where it has always held."},
        "validTo":{"type":["string","null"],"description":"The day after the last; null where it still holds."}}}
        """)!.AsObject();

    private static async Task Put(HttpContext context, Store store)
    {
        await using var upload = await Upload.Receive(context, [Shared.Json, Shared.Csv, "text/tab-separated-values", "text/plain"]);
        var rows = CrosswalkFile.Read(upload.Content, store.Calendar).Or(BodyContent.Refused);
        await Replies.Write(context, new CrosswalkPut(BodyContent.Taken(() => store.Crosswalk.Put(rows).Rows.Count)));
    }

    private static Route Listing() => new("listCrosswalk", Tag, "Which unit belongs to which team when")
    {
        Scope = Scope.Ingest,
        Description = "What people settled of renames, mergers and splits. What is not settled is matched by keys and names; GET /v1/matches tells how. As CSV it can be put again as it is.",
        Query = Shared.Page,
        Answers = [Shared.Rows("The rows.", "CrosswalkRow", "To which team a unit belongs from one day to another.", Table.Fields)],
        Problems = [400],
    };

    private static Route Putting() => new("putCrosswalk", Tag, "Settle which unit belongs to which team when")
    {
        Scope = Scope.Ingest,
        Description = "What is put replaces the whole crosswalk, all or nothing; the next run takes it in. A row holds from validFrom to the day before validTo, and on no other day: earlier periods stay what they were. "
            + "A unit belongs to one team on any day; rows that would give it two are refused, and both are named. A unit that serves several teams names them in one row, joined by '|', and belongs to their nearest common node, "
            + "so that a response counts once. As CSV: the columns voice, unit, team, validFrom, validTo.",
        Body = new BodyDoc("The rows.",
        [
            new ContentDoc(Shared.Json, new Shape.Given("CrosswalkFile", FileSchema()), JsonNode.Parse("""{"rows":[{"voice":"customer","unit":"Lyon Centre","team":"S13","validFrom":null,"validTo":"2026-07-01"},{"voice":"customer","unit":"Lyon Centre","team":"S14","validFrom":"2026-07-01","validTo":null}]}""")),
            new ContentDoc(Shared.Csv, new Shape.Plain(), JsonValue.Create("voice,unit,team,validFrom,validTo\r\ncustomer,Lyon Centre,S13,,2026-07-01\r\ncustomer,Lyon Centre,S14,2026-07-01,\r\n")),
        ]),
        Answers = [new AnswerDoc(200, "The crosswalk stands as put.", new ContentDoc(Shared.Json, new Shape.Typed(typeof(CrosswalkPut)), new JsonObject { ["rows"] = 2 }))],
        Problems = [400, 413, 415, 422],
    };

    private static JsonObject FileSchema() => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray("rows"),
        ["additionalProperties"] = false,
        ["properties"] = new JsonObject { ["rows"] = new JsonObject { ["type"] = "array", ["description"] = "The rows.", ["items"] = RowSchema() } },
    };
}

/// <summary>What putting or adding crosswalk rows did.</summary>
/// <param name="Rows">How many rows the crosswalk has now.</param>
internal sealed record CrosswalkPut(int Rows);
