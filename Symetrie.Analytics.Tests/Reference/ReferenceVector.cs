using System.Text.Json;

namespace Symetrie.Analytics.Tests.Reference;

/// <summary>One reference case: inputs, options, and the outputs that a published table or another program gives.</summary>
public sealed class ReferenceVector
{
    private readonly string folder;

    public ReferenceVector(JsonElement json, string folder)
    {
        this.folder = folder;
        Json = json;
        Id = json.GetProperty("id").GetString()!;
        Statistic = json.GetProperty("statistic").GetString()!;
        Kind = json.TryGetProperty("kind", out var kind) ? kind.GetString()! : "";
        Inputs = json.GetProperty("inputs");
        Options = json.TryGetProperty("options", out var options) ? options : default;
        Expected = json.GetProperty("expected");
    }

    public string Id { get; }

    public string Statistic { get; }

    public string Kind { get; }

    public JsonElement Json { get; }

    public JsonElement Inputs { get; }

    public JsonElement Options { get; }

    public JsonElement Expected { get; }

    /// <summary>True if the input is given inline or as a column of the CSV file.</summary>
    public bool HasInput(string name) => Inputs.TryGetProperty(name, out _) || ColumnNames(name) is not null;

    public bool HasOption(string name) => Options.ValueKind == JsonValueKind.Object && Options.TryGetProperty(name, out _);

    /// <summary>A series: an inline array (a lone number is a series of one) or the CSV column of that role. Null or empty is NaN.</summary>
    public double[] Numbers(string input)
    {
        if (Inputs.TryGetProperty(input, out var inline))
        {
            return inline.ValueKind == JsonValueKind.Array ? [.. inline.EnumerateArray().Select(Number)] : [Number(inline)];
        }

        return Columns(input).Single();
    }

    /// <summary>One number.</summary>
    public double Number(string input) => Number(Inputs.GetProperty(input));

    /// <summary>A series of labels: inline (numbers and booleans as they are written) or the CSV column of that role.</summary>
    public string[] Texts(string input) => Inputs.TryGetProperty(input, out var inline)
        ? [.. inline.EnumerateArray().Select(e => e.ValueKind == JsonValueKind.String ? e.GetString()! : e.GetRawText())]
        : Csv().Column(ColumnNames(input)!.Single());

    /// <summary>A series of whole numbers.</summary>
    public long[] Counts(string input) => [.. Numbers(input).Select(x => checked((long)x))];

    /// <summary>A table as its columns. Inline arrays of arrays are rows in the vectors and are turned; a CSV role may name several
    /// columns. Missing cells are NaN.</summary>
    public double[][] Columns(string input) =>
        Inputs.TryGetProperty(input, out _) ? Turn(Rows(input)) : [.. ColumnNames(input)!.Select(Csv().Numbers)];

    /// <summary>A table as its rows: inline arrays of arrays as they stand, or the rows of the named CSV columns.</summary>
    public double[][] Rows(string input) => Inputs.TryGetProperty(input, out var inline)
        ? [.. inline.EnumerateArray().Select(row => row.EnumerateArray().Select(Number).ToArray())]
        : Turn(Columns(input));

    /// <summary>The rows of a CSV file without a header, whose name is the value of the input.</summary>
    public double[][] FileRows(string input) =>
        CsvTable.ReadRows(Path.Combine(folder, Inputs.GetProperty(input).GetString()!));

    /// <summary>The names of the CSV columns of a role; null if there is no such role. Where the vector lists columns without roles,
    /// the role is "items".</summary>
    public string[]? ColumnNames(string role)
    {
        if (!Inputs.TryGetProperty("columns", out var columns))
        {
            return null;
        }

        if (columns.ValueKind == JsonValueKind.Array)
        {
            return role == "items" ? [.. columns.EnumerateArray().Select(c => c.GetString()!)] : null;
        }

        return !columns.TryGetProperty(role, out var column) ? null
            : column.ValueKind == JsonValueKind.Array ? [.. column.EnumerateArray().Select(c => c.GetString()!)]
            : [column.GetString()!];
    }

    public double Option(string name, double fallback) =>
        HasOption(name) && Options.GetProperty(name).ValueKind == JsonValueKind.Number ? Options.GetProperty(name).GetDouble() : fallback;

    public string Option(string name, string fallback) =>
        HasOption(name) && Options.GetProperty(name).ValueKind == JsonValueKind.String ? Options.GetProperty(name).GetString()! : fallback;

    public bool Option(string name, bool fallback) =>
        HasOption(name) && Options.GetProperty(name).ValueKind is JsonValueKind.True or JsonValueKind.False ? Options.GetProperty(name).GetBoolean() : fallback;

    public override string ToString() => Id;

    private static double Number(JsonElement e) => e.ValueKind switch
    {
        JsonValueKind.Null => double.NaN,
        JsonValueKind.String => CsvTable.Parse(e.GetString()!),
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        _ => e.GetDouble(),
    };

    private static double[][] Turn(double[][] table) =>
        table.Length == 0 ? [] : [.. Enumerable.Range(0, table[0].Length).Select(j => table.Select(row => row[j]).ToArray())];

    private CsvTable Csv() => CsvTable.Read(Path.Combine(folder, Inputs.GetProperty("csv").GetString()!));
}
