using System.Text.Json.Nodes;

namespace Symetrie.Api.Endpoints;

/// <summary>What a referential looks like, for the document. Its reader says more: it names every problem by its path.</summary>
internal static class ReferentialSchema
{
    private const string Local = """{"type":"object","required":["en","fr"],"additionalProperties":false,"description":"WHAT","properties":{"en":{"type":"string","description":"English."},"fr":{"type":"string","description":"French."}}}""";

    /// <summary>JSON Schema.</summary>
    public static JsonObject Json() => JsonNode.Parse(string.Concat("""
        {"type":"object","required":["dimensions","rituals"],"additionalProperties":false,"properties":{
        "dimensions":{"type":"array","description":"The promises, dimension by dimension.","items":{"type":"object","required":["key"],"additionalProperties":false,"properties":{
        "key":{"type":"string","description":"The dimension's key."},"name":§The name; needed where the mirror has none.§,
        "employee":§The mirrored question to employees.§,"customer":§The mirrored question to customers.§,
        "promise":{"type":"object","additionalProperties":false,"description":"What is promised.","properties":{"customer":§To customers.§,"employee":§By managers to employees, in mirror.§}},
        "moments":{"type":"object","additionalProperties":false,"description":"Where it is kept or broken.","properties":{
        "customer":{"type":"array","description":"Moments of truth of customers.","items":§A moment.§},"employee":{"type":"array","description":"Moments of truth of employees.","items":§A moment.§}}}}}},
        "rituals":{"type":"array","description":"What is done regularly at these moments.","items":{"type":"object","required":["key","title","level","dimension"],"additionalProperties":false,"properties":{
        "key":{"type":"string","description":"The stable key, as actions and rows carry it."},"title":§The title.§,
        "level":{"type":"string","enum":["leaders","managers","employees"],"description":"Who holds it. Of a ritual of leaders or managers no figure of one team is published."},
        "dimension":{"type":"string","description":"The dimension it is expected to move."},"direction":{"type":"string","enum":["up","down"],"description":"Which way; up by default."}}}}}}
        """.Split('§').Select((piece, i) => i % 2 == 0 ? piece : Text(piece))))!.AsObject();

    /// <summary>A small referential.</summary>
    public static JsonNode Example() => JsonNode.Parse("""
        {"dimensions":[{"key":"recognition","promise":{"customer":{"en":"We know you.","fr":"Nous vous connaissons."},"employee":{"en":"Your work is seen.","fr":"Votre travail est vu."}},"moments":{"customer":[],"employee":[{"en":"The end of the week","fr":"La fin de la semaine"}]}}],
        "rituals":[{"key":"debriefing","title":{"en":"The week's debriefing","fr":"Le débriefing de la semaine"},"level":"employees","dimension":"recognition","direction":"up"}]}
        """)!;

    private static string Text(string what) => Local.Replace("WHAT", what, StringComparison.Ordinal);
}
