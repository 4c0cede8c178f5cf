using System.Text.Json;
using System.Text.Json.Nodes;
using Symetrie.Api.Endpoints.Document;
using Symetrie.Api.Endpoints.Errors;
using Symetrie.Api.Endpoints.Requests;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints;

/// <summary>The store's one calendar and its time zone.</summary>
internal static class CalendarEndpoints
{
    private const string Zone = "timeZone";

    /// <summary>Maps the calendar.</summary>
    public static void MapCalendar(this IEndpointRouteBuilder app, Store store)
    {
        app.Get("/v1/calendar", Reading(), context => Write(context, store));
        app.Put("/v1/calendar", Putting(), async context =>
        {
            Set(store, await Upload.Json(context));
            await Write(context, store);
        });
    }

    private static Task Write(HttpContext context, Store store)
    {
        var calendar = JsonNode.Parse(CalendarJson.Write(store.Calendar))!.AsObject();
        calendar[Zone] = store.TimeZone.Id;
        return Replies.Write(context, calendar);
    }

    private static void Set(Store store, string text)
    {
        try
        {
            var body = JsonNode.Parse(text) as JsonObject ?? throw new Refusal(Problem.InvalidContent, "the body must be an object: {\"kind\":\"quarter\",\"timeZone\":\"Europe/Paris\"}");
            var zone = body[Zone] is { } given ? ZoneOf(given) : store.TimeZone;
            body.Remove(Zone);
            store.SetCalendar(CalendarJson.Read(body.ToJsonString())!, zone);
        }
        catch (JsonException broken)
        {
            throw new Refusal(Problem.InvalidContent, $"the body is not JSON: {broken.Message}");
        }
        catch (ArgumentException wrong)
        {
            throw new Refusal(Problem.InvalidContent, Guards.Said(wrong));
        }
        catch (InvalidOperationException taken)
        {
            throw new Refusal(Problem.Conflict, taken.Message);
        }
    }

    private static TimeZoneInfo ZoneOf(JsonNode given) =>
        given.GetValueKind() == JsonValueKind.String && TimeZoneInfo.TryFindSystemTimeZoneById(given.GetValue<string>(), out var zone)
            ? zone
            : throw new Refusal(Problem.InvalidContent, $"{Zone}: {given.ToJsonString()} is no time zone; give an IANA name, Europe/Paris");

    private static Route Reading() => new("getCalendar", "calendar", "How periods are cut")
    {
        Description = "One calendar a store: months, quarters, halves or years in its time zone, or named windows with their own dates for each voice.",
        Answers = [new AnswerDoc(200, "The calendar.", Content())],
        Problems = [400],
    };

    private static Route Putting() => new("putCalendar", "calendar", "Set how periods are cut")
    {
        Scope = Scope.Admin,
        Description = "Possible as long as the store holds no responses: periods that were published stay what they are.",
        Body = new BodyDoc("The calendar.", [Content()]),
        Answers = [new AnswerDoc(200, "The calendar as it is now.", Content())],
        Problems = [400, 409, 413, 415, 422],
    };

    private static ContentDoc Content() => new(Shared.Json, new Shape.Given("Calendar", Schema()), new JsonObject { ["kind"] = "quarter", ["windows"] = null, [Zone] = "Europe/Paris" });

    private static JsonObject Schema() => JsonNode.Parse("""
        {"type":"object","required":["kind"],"additionalProperties":false,"properties":{
        "kind":{"type":"string","enum":["month","quarter","half","year","named"],"description":"How periods are cut."},
        "timeZone":{"type":"string","description":"The IANA name of the time zone in which days begin."},
        "windows":{"type":["array","null"],"description":"The named windows; null for the other kinds.","items":{"type":"object","required":["key","employeeFrom","employeeTo","customerFrom","customerTo"],"additionalProperties":false,"properties":{
        "key":{"type":"string","description":"The label; it must not look like a number."},
        "employeeFrom":{"type":"string","format":"date","description":"First day of the employee window."},
        "employeeTo":{"type":"string","format":"date","description":"The day after its last."},
        "customerFrom":{"type":"string","format":"date","description":"First day of the customer window."},
        "customerTo":{"type":"string","format":"date","description":"The day after its last."}}}}}}
        """)!.AsObject();
}
