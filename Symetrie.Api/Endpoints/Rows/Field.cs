using System.Text.Json;
using Symetrie.Analytics.Measures;

namespace Symetrie.Api.Endpoints.Rows;

/// <summary>A column of what leaves: of a measure's rows, or of a table of ours. JSON, CSV, schema and document follow from it.</summary>
internal sealed record Field
{
    /// <summary>The name, camelCase.</summary>
    public required string Name
    {
        get;
        init => (field, encoded) = (value, null);
    }

    /// <summary>What it holds.</summary>
    public required ColumnKind Kind { get; init; }

    /// <summary>Where the row reader has it, 0-based.</summary>
    public required int Place { get; init; }

    /// <summary>Whether it can be null.</summary>
    public bool IsNullable { get; init; }

    /// <summary>Whether it belongs to the row's key.</summary>
    public bool IsSubject { get; init; }

    /// <summary><c>date</c>, <c>date-time</c>, <c>int64</c> or <c>double</c>; null for plain texts and truths.</summary>
    public string? Format { get; init; }

    /// <summary>The texts it can take; null where they are not a fixed list.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>What it means, in one line.</summary>
    public string Summary { get; init; } = "";

    /// <summary>What it is counted or measured in; null for texts and truths.</summary>
    public string? Unit { get; init; }

    /// <summary>The name as JSON has it before a value.</summary>
    public ReadOnlySpan<byte> NameAndColon => encoded ??= [.. "\""u8, .. JsonEncodedText.Encode(Name, Replies.Encoder).EncodedUtf8Bytes, .. "\":"u8];

    /// <summary>The JSON type: <c>string</c>, <c>integer</c>, <c>number</c> or <c>boolean</c>.</summary>
    public string Type => Kind switch
    {
        ColumnKind.Text => "string",
        ColumnKind.Integer => "integer",
        ColumnKind.Real => "number",
        _ => "boolean",
    };

    private byte[]? encoded;

    /// <summary>The fields of a measure, in the order of its row record.</summary>
    public static IReadOnlyList<Field> Of(Measure measure) => [.. measure.Columns.Select((column, place) => Of(column, place))];

    private static Field Of(Column column, int place)
    {
        var summary = XmlSummaries.Of(column.Property);
        return new Field
        {
            Name = column.Name,
            Kind = column.Kind,
            Place = place,
            IsNullable = column.IsNullable,
            IsSubject = column.IsSubject,
            Values = column.Values,
            Summary = summary,
            Format = column.Kind switch
            {
                ColumnKind.Integer => "int64",
                ColumnKind.Real => "double",
                _ => column.IsDate ? "date" : null,
            },
            Unit = UnitOf(column.Kind, summary),
        };
    }

    // The units stand in the summaries of the row records and nowhere else; a figure without one is a pure number.
    private static string? UnitOf(ColumnKind kind, string summary) => kind switch
    {
        ColumnKind.Integer => summary.Contains("degrees of freedom", StringComparison.OrdinalIgnoreCase) ? "degrees of freedom" : "count",
        ColumnKind.Real when summary.Contains("score points", StringComparison.Ordinal) => "score points",
        ColumnKind.Real when summary.Contains("proportion", StringComparison.Ordinal) => "proportion",
        ColumnKind.Real when summary.Contains("standard deviations", StringComparison.Ordinal) => "standard deviations",
        ColumnKind.Real => "1",
        _ => null,
    };
}
