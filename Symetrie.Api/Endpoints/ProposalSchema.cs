using System.Text.Json.Nodes;

namespace Symetrie.Api.Endpoints;

/// <summary>What a proposed codebook looks like, for the document.</summary>
internal static class ProposalSchema
{
    /// <summary>JSON Schema.</summary>
    public static JsonObject Json() => JsonNode.Parse("""
        {"type":"object","required":["codebook","choices","open","shape","rows"],"properties":{
        "codebook":{"type":"object","description":"The codebook; what is open is null in it, and once that is decided it can be put as it is."},
        "choices":{"type":"array","description":"What was chosen.","items":{"type":"object","required":["path","value","confidence","reason"],"properties":{
        "path":{"type":"string","description":"Where it stands in the codebook: columns.team, items[3].scale."},"value":{"type":["string","null"],"description":"What was chosen, as text."},
        "confidence":{"type":"number","description":"How sure it is, from 0 to 1."},"reason":{"type":"string","description":"Why, in a sentence; it repeats no answer."}}}},
        "open":{"type":"array","description":"What is left to decide.","items":{"type":"object","required":["paths","question","candidates"],"properties":{
        "paths":{"type":"array","items":{"type":"string"},"description":"Where the decisions stand in the codebook."},"question":{"type":"string","description":"What is to be decided."},
        "candidates":{"type":"array","items":{"type":"string"},"description":"What it may be, the likeliest first."}}}},
        "shape":{"type":"object","description":"How the file was understood, as in the report of an import."},
        "rows":{"type":"integer","format":"int64","description":"How many rows were looked at."}}}
        """)!.AsObject();

    /// <summary>A small proposal.</summary>
    public static JsonNode Example() => JsonNode.Parse("""
        {"codebook":{"key":"proposed","voice":"employee","layout":"wide","title":"","columns":{"team":"shop","teamName":null,"respondent":"id","response":null,"date":"submitted","attributes":{}},"missing":[],
        "scales":{"1 to 5":{"min":1,"max":5,"decimals":0}},"dimensions":[],"items":[{"key":"q1","column":"Q1 I am treated with respect here","dimension":"respect","scale":"1 to 5","reversed":false}]},
        "choices":[{"path":"columns.team","value":"shop","confidence":1,"reason":"its header says so, and 40 texts repeat in it"}],
        "open":[{"paths":["key","title"],"question":"what is the questionnaire called?","candidates":[]}],
        "shape":{"format":"csv","encoding":"utf-8","delimiter":",","headerLine":1},"rows":3817}
        """)!;
}
