using System.Text.Json.Nodes;

namespace Symetrie.Api.Endpoints;

/// <summary>What a codebook looks like, for the document. The reader of codebooks says more: it names every problem by its path.</summary>
internal static class CodebookSchema
{
    /// <summary>JSON Schema.</summary>
    public static JsonObject Json() => JsonNode.Parse("""
        {"type":"object","required":["key","voice","layout","columns"],"additionalProperties":false,"properties":{
        "key":{"type":"string","pattern":"^[A-Za-z][A-Za-z0-9_.-]{0,99}$","description":"The stable key."},
        "voice":{"type":"string","enum":["employee","customer"],"description":"Whose questionnaire it is."},
        "respondents":{"type":"string","enum":["team","managers","leaders"],"description":"Who answers it: the team (by default), those who lead it, or those who lead these, whose answers are each pooled in a tree of their own and are part of no team's figures."},
        "layout":{"type":"string","enum":["wide","long","aggregate","invited","outcomes","actions","practice"],"description":"How its exports are laid out: a row a respondent, an answer, a published figure, a roster count, an outcome such as turnover, a ritual that a team holds, or how often it was held."},
        "title":{"type":"string","description":"A title for people."},
        "columns":{"type":"object","required":["team"],"additionalProperties":false,"description":"Which column of an export is what; null where it has none.","properties":{
        "team":{"type":"string","description":"The team's key or name."},"teamName":{"type":["string","null"],"description":"The team's name, beside its key."},
        "respondent":{"type":["string","null"],"description":"The respondent's id; stored only as a keyed hash."},"response":{"type":["string","null"],"description":"The response's own id."},
        "occasion":{"type":["string","null"],"description":"What tells two responses of one respondent apart; the date by default."},"date":{"type":["string","null"],"description":"The submission date (wide, long); null where exports have none, and then each import says the day."},
        "period":{"type":["string","null"],"description":"The period (aggregate, invited, outcomes, practice)."},"item":{"type":["string","null"],"description":"The item (long) or dimension (aggregate)."},
        "answer":{"type":["string","null"],"description":"The answer (long) or score (aggregate)."},"n":{"type":["string","null"],"description":"How many answered or were invited, or the denominator of an outcome."},
        "sd":{"type":["string","null"],"description":"The standard deviation (aggregate)."},"metric":{"type":["string","null"],"description":"The metric (outcomes)."},"value":{"type":["string","null"],"description":"The metric's value (outcomes)."},
        "ritual":{"type":["string","null"],"description":"The ritual's key (actions, practice)."},"start":{"type":["string","null"],"description":"The first day, a date or a period (actions)."},
        "end":{"type":["string","null"],"description":"The day after the last (actions)."},"assignment":{"type":["string","null"],"description":"How the team came to hold it, chosen or random (actions)."},
        "held":{"type":["string","null"],"description":"How often it was held; without planned, whether it was held this once (practice)."},"planned":{"type":["string","null"],"description":"How often it was planned (practice)."},
        "attributes":{"type":"object","description":"Columns that say something of the team, by attribute.","additionalProperties":{"type":"string"}}}},
        "dateFormat":{"type":["string","null"],"description":".NET date format where the dates are not ISO 8601 or to be found out."},
        "missing":{"type":"array","description":"Texts that mean no answer.","items":{"type":"string"}},
        "keep":{"type":"array","description":"Kinds of rows that are taken although the survey tool says that they are no finished response.","items":{"type":"string","enum":["abandoned","not-approved","partial","preview","spam","test","unfinished"]}},
        "comparable":{"type":"boolean","description":"The same for all dimensions that do not say it themselves; false by default."},
        "answeredShare":{"type":"number","exclusiveMinimum":0,"maximum":1,"description":"The share of a dimension's items that must be answered."},
        "scales":{"type":"object","description":"Scales by name.","additionalProperties":{"type":"object","required":["min","max"],"additionalProperties":false,"properties":{
        "min":{"type":"number","description":"The lowest point."},"max":{"type":"number","description":"The highest point."},"decimals":{"type":"integer","description":"Decimals a point may have."},
        "labels":{"type":"object","description":"Labels in any language, and their points.","additionalProperties":{"type":"number"}}}}},
        "dimensions":{"type":"array","description":"Dimensions that the mirror does not have, and those of the mirror of which it is to be said that they are comparable.","items":{"type":"object","required":["key"],"additionalProperties":false,"properties":{
        "key":{"type":"string","description":"The key."},"name":{"type":"object","required":["en","fr"],"additionalProperties":false,"description":"The name; needed where the mirror has none.","properties":{"en":{"type":"string","description":"English."},"fr":{"type":"string","description":"French."}}},"comparable":{"type":"boolean","description":"Whether it is asked as the mirror asks it: its wording, and the same number of points and labels for both voices. Gaps have verdicts only where every codebook of both voices says so."}}}},
        "metrics":{"type":"array","description":"The metrics of an export of outcomes: it may call one by its key or by either name.","items":{"type":"object","required":["key"],"additionalProperties":false,"properties":{
        "key":{"type":"string","description":"The key, as rows carry it."},"name":{"type":"object","required":["en","fr"],"additionalProperties":false,"description":"The name; the key by default.","properties":{"en":{"type":"string","description":"English."},"fr":{"type":"string","description":"French."}}},"better":{"type":"string","enum":["higher","lower"],"description":"Which way is the good one; without it a surface has no verdict."}}}},
        "items":{"type":"array","description":"The items.","items":{"type":"object","required":["key","dimension","scale"],"additionalProperties":false,"properties":{
        "key":{"type":"string","description":"The key."},"column":{"type":"string","description":"The column; the key by default."},"dimension":{"type":"string","description":"The dimension's key."},
        "scale":{"type":["string","object"],"description":"The name of a scale, or the scale itself."},"reversed":{"type":"boolean","description":"Whether a high answer is unfavourable."},"formerly":{"type":"array","description":"What the column was called in other versions of the form: read where it is empty or not there (wide).","items":{"type":"string"}}}}}}}
        """)!.AsObject();

    /// <summary>A small codebook.</summary>
    public static JsonNode Example() => JsonNode.Parse("""
        {"key":"pulse-2026","voice":"employee","layout":"wide","title":"Pulse 2026","columns":{"team":"shop","respondent":"id","date":"submitted","attributes":{"region":"region"}},"missing":["NA"],
        "scales":{"agree5":{"min":1,"max":5,"labels":{"Strongly agree":5}}},"items":[{"key":"q1","column":"Q1","dimension":"respect","scale":"agree5","reversed":false}]}
        """)!;
}
