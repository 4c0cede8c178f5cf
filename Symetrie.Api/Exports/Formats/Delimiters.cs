using CsvHelper;

namespace Symetrie.Api.Exports.Formats;

/// <summary>What separates the cells of a delimited text.</summary>
internal static class Delimiters
{
    private const int RowsLookedAt = 50;
    private static readonly char[] Known = [',', ';', '\t', '|'];

    /// <summary>The delimiter: as a first line <c>sep=;</c> says, else the one that cuts the first rows into the same number of cells as the header.</summary>
    public static char Of(string head)
    {
        if (Told(head) is { } told) return told;
        var best = (Delimiter: ',', Share: 0.0, Cells: 1);
        foreach (var delimiter in Known)
        {
            var (share, cells) = Agreement(head, delimiter);
            if (cells > 1 && (share, cells).CompareTo((best.Share, best.Cells)) > 0) best = (delimiter, share, cells);
        }

        return best.Delimiter;
    }

    /// <summary>The delimiter a first line <c>sep=;</c> tells, as spreadsheets write it; null where there is no such line.</summary>
    public static char? Told(string head)
    {
        var end = head.AsSpan().IndexOfAny('\r', '\n');
        var line = (end < 0 ? head : head[..end]).Trim('"');
        return line.Length == 5 && line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && Known.Contains(line[4]) ? line[4] : null;
    }

    private static (double Share, int Cells) Agreement(string head, char delimiter)
    {
        using var reader = CsvReader.FromText(head, new CsvReaderOptions { Separator = delimiter, HasHeader = false });
        if (!reader.Read()) return (0, 0);
        var cells = reader.FieldCount;
        var (rows, same) = (1, 1);
        for (; rows < RowsLookedAt && reader.Read(); rows++)
            if (reader.FieldCount == cells) same++;
        return (same / (double)rows, cells);
    }
}
