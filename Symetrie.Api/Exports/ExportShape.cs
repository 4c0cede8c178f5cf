namespace Symetrie.Api.Exports;

/// <summary>How a file was understood.</summary>
/// <param name="Format">The format's key: <c>qualtrics</c>, <c>surveymonkey</c>, …; of a plain table the container's.</param>
/// <param name="Encoding">The text encoding: <c>utf-8</c>, <c>utf-16</c>, <c>windows-1252</c>.</param>
/// <param name="Delimiter">What separates cells; null where the format has no such thing.</param>
/// <param name="DecimalMark">The decimal mark; null where no number told.</param>
/// <param name="HeaderLine">The physical line of the header, 1-based.</param>
/// <param name="Columns">The columns in file order.</param>
public sealed record ExportShape(string Format, string Encoding, char? Delimiter, char? DecimalMark, long HeaderLine, IReadOnlyList<ExportColumn> Columns)
{
    /// <summary>What the rows came in: <c>csv</c>, <c>tsv</c>, <c>xlsx</c>, …</summary>
    public string Container { get; init; } = "";

    /// <summary>The sheet the rows stand on; null where there are no sheets.</summary>
    public string? Sheet { get; init; }

    /// <summary>The physical line of the questions' wording; null where no line has it.</summary>
    public long? LabelsLine { get; init; }

    /// <summary>How dates such as 03/04/2026 were read and what told so, in a sentence; null where no date left it open.</summary>
    public string? DateOrder { get; init; }

    /// <summary>Rows left out because the survey tool says that they are no response, by kind.</summary>
    public IReadOnlyList<SkippedRows> Skipped { get; init; } = [];
}

/// <summary>A column of an export.</summary>
/// <param name="Header">Its header as written.</param>
/// <param name="TakenFor">What it was taken for: a role (<c>team</c>, <c>date</c>, …), <c>item</c> or <c>attribute</c> with its key, <c>ignored</c>; empty where no codebook was asked.</param>
public sealed record ExportColumn(string Header, string TakenFor)
{
    /// <summary>The wording of its question; empty where the file has none beside the header.</summary>
    public string Label { get; init; } = "";

    /// <summary>The survey tool's own id of it; empty where the file has none beside the header.</summary>
    public string Id { get; init; } = "";
}

/// <summary>Rows of one kind that are no responses, by what the survey tool says of them.</summary>
/// <param name="Code">A stable slug: <c>preview</c>, <c>unfinished</c>, …</param>
/// <param name="Reason">What they are, in a sentence.</param>
/// <param name="Count">How many there are.</param>
public sealed record SkippedRows(string Code, string Reason, long Count);
