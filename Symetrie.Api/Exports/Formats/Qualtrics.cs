using System.Text.RegularExpressions;

namespace Symetrie.Api.Exports.Formats;

/// <summary>Qualtrics: names, then the questions' texts in the survey's language, then <c>{"ImportId": …}</c>; the older form had single quotes there; the
/// legacy form has V1, V2, … and no ids. Whoever deleted the lines below the names is understood too.</summary>
internal sealed partial class Qualtrics : IExportFormat
{
    private static readonly string[] Known = ["StartDate", "EndDate", "RecordedDate", "Status", "Finished", "Progress", "DistributionChannel", "ResponseSet", "UserLanguage"];

    /// <inheritdoc/>
    public string Key => "qualtrics";

    /// <inheritdoc/>
    public bool Recognises(RowsHead head) => LinesOf(head) is not null;

    /// <inheritdoc/>
    public ExportTable Open(RawRows rows)
    {
        var head = RowsHead.Of(rows);
        var (texts, ids) = LinesOf(head) ?? (-1, -1);
        for (var line = 0; line <= Math.Max(texts, ids); line++) ExportTable.ReadHeader(rows);
        if (Math.Max(texts, ids) < 0) ExportTable.ReadHeader(rows);
        return new QualtricsTable(rows, head[0], texts < 0 ? null : head[texts], ids < 0 ? [] : [.. head[ids].Cells.Select(ColumnId.Of)]);
    }

    // Which of the first lines hold the texts and the ids, −1 where none does; null where this is not Qualtrics' doing.
    private static (int Texts, int Ids)? LinesOf(RowsHead head)
    {
        if (IsIdLine(head[2])) return (1, 2);
        if (IsIdLine(head[1])) return (-1, 1);
        var names = head[0].Cells;
        if (names.Take(5).SequenceEqual(["V1", "V2", "V3", "V4", "V5"]) && head[1].Cells.Any(IsResponseId)) return (1, -1);
        var place = names.Select((n, i) => (Name: n, Place: i)).Where(n => IsResponseId(n.Name)).Select(n => n.Place).FirstOrDefault(-1);
        if (place < 0 || names.Count(Known.Contains) < 2) return null;
        var below = head[1][place];
        return below.Length == 0 || below.StartsWith("R_", StringComparison.Ordinal) ? (-1, -1) : (1, -1);
    }

    private static bool IsResponseId(string name) => name is "ResponseId" or "ResponseID";

    private static bool IsIdLine(HeadRow row)
    {
        var written = row.Cells.Where(c => c.Length > 0).ToList();
        return written.Count > 1 && written.Count(c => ColumnId.Of(c).Id.Length > 0) >= 0.8 * written.Count;
    }

    /// <summary>What the third line says of a column.</summary>
    /// <param name="Id">The question's id, which stays when it is renamed; empty where there is none.</param>
    /// <param name="Zone">The time zone of a column of moments; null where none is told.</param>
    internal sealed partial record ColumnId(string Id, TimeZoneInfo? Zone)
    {
        /// <summary>Reads a cell: JSON, or a dictionary with single quotes as older exports have it.</summary>
        public static ColumnId Of(string cell)
        {
            if (!cell.StartsWith('{')) return new ColumnId("", null);
            var zone = ZonePart().Match(cell) is { Success: true } said && TimeZoneInfo.TryFindSystemTimeZoneById(said.Groups["zone"].Value is "Z" ? "UTC" : said.Groups["zone"].Value, out var found) ? found : null;
            return new ColumnId(IdPart().Match(cell).Groups["id"].Value, zone);
        }

        [GeneratedRegex("""['"]ImportId['"]\s*:\s*['"](?<id>[^'"]+)['"]""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
        private static partial Regex IdPart();

        [GeneratedRegex("""['"]timeZone['"]\s*:\s*['"](?<zone>[^'"]+)['"]""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
        private static partial Regex ZonePart();
    }
}
