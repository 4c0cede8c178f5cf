using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Symetrie.Analytics.Tests.Reference;

/// <summary>A small CSV file with a header line, as the reference vectors use them.</summary>
public sealed class CsvTable
{
    private static readonly ConcurrentDictionary<string, CsvTable> Cache = new(StringComparer.Ordinal);
    private readonly List<string> header;
    private readonly List<List<string>> rows;

    private CsvTable(List<List<string>> lines)
    {
        header = lines[0];
        rows = lines.GetRange(1, lines.Count - 1);
    }

    public static CsvTable Read(string path) => Cache.GetOrAdd(path, p => new CsvTable(Split(p)));

    public static double[][] ReadRows(string path) => [.. Split(path).Select(row => row.Select(Parse).ToArray())];

    /// <summary>An empty cell and NA are missing.</summary>
    public static double Parse(string cell) =>
        cell.Length == 0 || cell is "NA" or "NaN" ? double.NaN : double.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture);

    public string[] Column(string name)
    {
        var index = header.IndexOf(name);
        return index < 0 ? throw new ArgumentException($"No column {name}.", nameof(name)) : [.. rows.Select(row => row[index])];
    }

    public double[] Numbers(string name) => [.. Column(name).Select(Parse)];

    private static List<List<string>> Split(string path) => [.. File.ReadLines(path).Where(line => line.Length > 0).Select(Cells)];

    private static List<string> Cells(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        foreach (var c in line)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }
}
