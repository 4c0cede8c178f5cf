using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tests.Surveys;
using Symetrie.Api.Exports;

namespace Symetrie.Analytics.Tests.Exports;

/// <summary>The sample exports under <c>data/exports/</c> and the codebooks they are exports of.</summary>
internal static class Samples
{
    public static Codebook Staff { get; } = CodebookJson.Read("""
        {
          "key": "staff", "voice": "employee", "layout": "wide",
          "columns": { "team": "Équipe", "teamName": "Nom", "respondent": "Identifiant", "date": "Date", "attributes": { "region": "région" } },
          "missing": ["NA", "-99"],
          "scales": { "agree5": { "min": 1, "max": 5, "labels": { "Pas du tout d'accord": 1, "Tout à fait d'accord": 5 } } },
          "items": [
            { "key": "q1", "column": "Q1. On me respecte", "dimension": "respect", "scale": "agree5" },
            { "key": "q2", "column": "Q2", "dimension": "overall", "scale": { "min": 0, "max": 10, "decimals": 1 } }
          ]
        }
        """, ShippedFiles.Mirror).Required();

    public static Codebook Answers { get; } = CodebookJson.Read("""
        {
          "key": "answers", "voice": "customer", "layout": "long",
          "columns": { "team": "site", "response": "response", "date": "when", "item": "question", "answer": "value" },
          "scales": { "agree5": { "min": 1, "max": 5, "labels": { "Agree": 4 } } },
          "items": [
            { "key": "q1", "column": "Respect?", "dimension": "respect", "scale": "agree5" },
            { "key": "q2", "column": "Information?", "dimension": "information", "scale": "agree5", "reversed": true }
          ]
        }
        """, ShippedFiles.Mirror).Required();

    public static Codebook Figures { get; } = CodebookJson.Read("""
        {
          "key": "figures", "voice": "customer", "layout": "aggregate",
          "columns": { "team": "site", "period": "period", "item": "theme", "answer": "score", "n": "n", "sd": "sd" },
          "missing": ["NA"],
          "dimensions": [ { "key": "burned_out", "name": { "en": "Burnt out", "fr": "Épuisement" } } ],
          "items": [
            { "key": "respect", "dimension": "respect", "scale": { "min": 0, "max": 10 } },
            { "key": "burned_out", "column": "Burn-out", "dimension": "burned_out", "scale": { "min": 0, "max": 100 }, "reversed": true }
          ]
        }
        """, ShippedFiles.Mirror).Required();

    public static Codebook Invited { get; } =
        CodebookJson.Read("""{ "key": "invited", "voice": "customer", "layout": "invited", "columns": { "team": "site", "period": "quarter", "n": "invited" } }""", ShippedFiles.Mirror).Required();

    public static ExportSettings Quarters { get; } = new(Calendar.Of(CalendarKind.Quarter), TimeZoneInfo.CreateCustomTimeZone("+01", TimeSpan.FromHours(1), "+01", "+01"));

    public static byte[] Bytes(params string[] path) => File.ReadAllBytes(Path.Combine([ShippedFiles.Folder, "exports", "csv", .. path]));

    public static (ExportShape Shape, List<ExportRow> Rows) Read(byte[] bytes, Codebook codebook, ExportSettings? settings = null)
    {
        using var stream = new MemoryStream(bytes);
        using var reader = ExportReader.Open(stream, codebook, settings ?? Quarters);
        return (reader.Shape, [.. reader.Rows()]);
    }

    public static (ExportShape Shape, List<ExportRow> Rows) Read(string text, Codebook codebook) => Read(System.Text.Encoding.UTF8.GetBytes(text), codebook);

    public static int[] Steps(Response response, Codebook codebook)
    {
        var steps = new int[codebook.Items.Count];
        AnswerCode.Read(response.Content, steps);
        return steps;
    }
}
