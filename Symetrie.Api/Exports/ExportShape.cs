namespace Symetrie.Api.Exports;

/// <summary>How a file was understood.</summary>
/// <param name="Format">The format's key: <c>csv</c>, <c>tsv</c>.</param>
/// <param name="Encoding">The text encoding: <c>utf-8</c>, <c>utf-16</c>, <c>windows-1252</c>.</param>
/// <param name="Delimiter">What separates cells; null where the format has no such thing.</param>
/// <param name="DecimalMark">The decimal mark; null where no number told.</param>
/// <param name="HeaderLine">The physical line of the header, 1-based.</param>
/// <param name="Columns">The columns in file order.</param>
public sealed record ExportShape(string Format, string Encoding, char? Delimiter, char? DecimalMark, long HeaderLine, IReadOnlyList<ExportColumn> Columns);

/// <summary>A column of an export.</summary>
/// <param name="Header">Its header as written.</param>
/// <param name="TakenFor">What it was taken for: a role (<c>team</c>, <c>date</c>, …), <c>item</c> or <c>attribute</c> with its key, <c>ignored</c>; empty where no codebook was asked.</param>
public sealed record ExportColumn(string Header, string TakenFor);
