using System.Text.RegularExpressions;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Exports;

/// <summary>What a codebook may call a column so that no other is meant: its header; where several have that, the survey tool's own id of it; else its place,
/// as in <c>Comment #2</c> for the second column of that name and <c>#12</c> for the twelfth column of the file.</summary>
public static partial class ColumnNames
{
    /// <summary>A name for each column, in file order.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<ExportColumn> columns)
    {
        var headers = columns.GroupBy(c => TextKey.Of(c.Header), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var ids = columns.GroupBy(c => c.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. columns.Select((c, i) => Name(c, i + 1, seen[c.Header] = seen.GetValueOrDefault(c.Header) + 1))];

        string Name(ExportColumn column, int place, int ordinal)
        {
            var key = TextKey.Of(column.Header);
            if (key.Length > 0 && headers[key] == 1) return column.Header;
            if (column.Id.Length > 0 && ids[column.Id] == 1 && !headers.ContainsKey(TextKey.Of(column.Id))) return column.Id;
            return column.Header.Length > 0 ? $"{column.Header} #{ordinal}" : $"#{place}";
        }
    }

    /// <summary>The place of the column that a name with a number means; −1 where it means none.</summary>
    internal static int Place(IReadOnlyList<ExportColumn> columns, string name)
    {
        if (Numbered().Match(name) is not { Success: true } match || !int.TryParse(match.Groups["number"].Value, out var number) || number == 0) return -1;
        var header = match.Groups["header"].Value.Trim();
        if (header.Length == 0) return number <= columns.Count ? number - 1 : -1;
        for (var i = 0; i < columns.Count; i++)
            if (string.Equals(columns[i].Header, header, StringComparison.Ordinal) && --number == 0) return i;
        return -1;
    }

    [GeneratedRegex(@"^(?<header>.*)#(?<number>\d{1,5})$", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Numbered();
}
