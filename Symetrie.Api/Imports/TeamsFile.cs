using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports;
using Symetrie.Api.Exports.Formats;

namespace Symetrie.Api.Imports;

/// <summary>Teams as a file: JSON (<c>{"teams":[{key,name,parent,aliases,attributes}]}</c>), or delimited text or a workbook with the columns <c>key</c>,
/// <c>name</c>, <c>parent</c>, <c>validFrom</c> and one for each attribute.</summary>
public static class TeamsFile
{
    /// <summary>Reads a file of any of these kinds, told apart by what stands in it.</summary>
    /// <param name="seekable">The file, from where it stands; it stays open.</param>
    /// <param name="calendar">The store's calendar, whose labels may stand for dates.</param>
    /// <returns>The teams, or every problem with the line and column, or the JSON path.</returns>
    public static Reading<IReadOnlyList<RegisteredTeam>> Read(Stream seekable, Calendar calendar)
    {
        try
        {
            var source = new ExportSource(seekable);
            if (source.Head.Length == 0) return Refused("the file is empty");
            if (IsWorkbook(source)) return TeamsTable.Read(source, calendar);
            if (source.Kind() is { } kind) return Refused($"this is {kind}; teams come as JSON, as delimited text or as a workbook");
            return source.HeadText().AsSpan().TrimStart() is ['{' or '[', ..] ? TeamsJson.Read(Text(source), calendar) : TeamsTable.Read(source, calendar);
        }
        catch (ExportRefused refused)
        {
            return Refused(refused.Message);
        }
    }

    /// <summary>The day a text means: a date, or the first day of a period; the beginning of time for an empty text; null for no day.</summary>
    internal static DateOnly? Day(string? text, Calendar calendar)
    {
        if (string.IsNullOrWhiteSpace(text)) return DateOnly.MinValue;
        if (DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", out var day)) return day;
        return calendar.Parse(text)?.EmployeeFrom;
    }

    /// <summary>What is wrong with an attribute's name; null where it is good.</summary>
    internal static string? Fault(string attribute) =>
        string.IsNullOrWhiteSpace(attribute) ? "an attribute needs a name"
        : attribute[0] == '$' || attribute.Contains('=', StringComparison.Ordinal) ? $"'{attribute}' is no name for an attribute: it must not begin with $ nor hold ="
        : null;

    /// <summary>Whether a file is a workbook, .xlsx or .xls.</summary>
    internal static bool IsWorkbook(ExportSource source) => new Xlsx().Recognises(source) || new Xls().Recognises(source);

    /// <summary>A reading that came to nothing.</summary>
    internal static Reading<IReadOnlyList<RegisteredTeam>> Refused(params IReadOnlyList<string> problems) => new(null, problems);

    /// <summary>The whole file as text.</summary>
    internal static string Text(ExportSource source)
    {
        source.Rewind();
        using var reader = new StreamReader(source.Stream, source.Encoding.Decoder, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        return reader.ReadToEnd();
    }
}
