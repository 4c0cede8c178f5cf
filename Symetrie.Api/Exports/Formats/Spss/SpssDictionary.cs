using System.Collections.ObjectModel;
using System.Globalization;

namespace Symetrie.Api.Exports.Formats.Spss;

/// <summary>What an SPSS file says of its variables: names, labels, what codes mean, which values are missing.</summary>
internal sealed class SpssDictionary
{
    private readonly SpssRecords records;
    private readonly SpssHead head;
    private readonly SpssBytes bytes;

    private SpssDictionary(SpssHead head, SpssRecords records, SpssBytes bytes)
    {
        (this.head, this.records, this.bytes, DataStart) = (head, records, bytes, bytes.Position);
        Encoding = SpssEncoding.Of(records, bytes.IsBigEndian);
        SystemMissing = records.Extensions.TryGetValue(4, out var floats) && floats.Length >= 8 ? bytes.Float64(floats) : -double.MaxValue;
        IsText = new bool[records.Elements];
        foreach (var record in records.Variables.Where(r => r.Width > 0))
            Array.Fill(IsText, true, record.Element, Math.Min((record.Width + 7) / 8, records.Elements - record.Element));
        Variables = new SpssVariables(records, Text, bytes).Read();
        if (Variables.Count == 0) throw bytes.Refusal("it has no variable");
        if (Variables.Count > ExportTable.MostColumns) throw new ExportRefused("too-many-columns", $"the SPSS file has {Variables.Count:N0} variables; at most {ExportTable.MostColumns:N0} are read");
        ValueLabels = new SpssLabels(records, Variables, Text, bytes).Read();
    }

    /// <summary>How the cases are packed.</summary>
    public SpssPacking Packing => head.Packing;

    /// <summary>What bytecodes are more than the numbers they stand for.</summary>
    public double Bias => head.Bias;

    /// <summary>How many cases the file says it has; null where it does not say.</summary>
    public long? Cases => head.Cases;

    /// <summary>Where the cases begin in the file.</summary>
    public long DataStart { get; }

    /// <summary>The number that means there is none.</summary>
    public double SystemMissing { get; }

    /// <summary>The encoding of texts.</summary>
    public TextEncoding Encoding { get; }

    /// <summary>Whether numbers have their highest byte first.</summary>
    public bool IsBigEndian => bytes.IsBigEndian;

    /// <summary>For each element of a case, whether it belongs to a string.</summary>
    public bool[] IsText { get; }

    /// <summary>The variables in file order, segments of very long strings put together.</summary>
    public IReadOnlyList<SpssVariable> Variables { get; }

    /// <summary>What codes mean: variable → text of the code → label.</summary>
    public ReadOnlyDictionary<int, IReadOnlyDictionary<string, string>> ValueLabels { get; }

    /// <summary>Reads the dictionary of a file.</summary>
    /// <exception cref="ExportRefused">It is damaged, or larger than is read.</exception>
    public static SpssDictionary Read(ExportSource source)
    {
        source.Rewind();
        var file = new SpssBytes(source.Stream, 0, "dictionary");
        var beginning = SpssHead.Read(file);
        return new SpssDictionary(beginning, SpssRecords.Read(file), file);
    }

    private string Text(ReadOnlySpan<byte> text) => Encoding.Decoder.GetString(text).TrimEnd(' ', '\0');
}

/// <summary>Puts the variables of a dictionary together from its records.</summary>
/// <param name="records">The records.</param>
/// <param name="text">Decodes a text.</param>
/// <param name="bytes">Reads numbers.</param>
internal sealed class SpssVariables(SpssRecords records, SpssText text, SpssBytes bytes)
{
    // A very long string is cut into segments of 255 bytes; how many there are goes by 252.
    private const int SegmentBytes = 255;
    private const int SegmentStep = 252;
    private const int LongestString = 32767;
    private readonly Dictionary<string, List<byte[]>> longMissing = SpssLongRecords.Missing(records, text, bytes);

    /// <summary>The variables in file order.</summary>
    public List<SpssVariable> Read()
    {
        var (names, widths) = (Pairs(13, "\t"), Pairs(14, "\0\t"));
        var variables = new List<SpssVariable>();
        for (var i = 0; i < records.Variables.Count;)
        {
            var record = records.Variables[i];
            var name = text(record.Name);
            var width = widths.TryGetValue(name, out var told) && int.TryParse(told, NumberStyles.None, CultureInfo.InvariantCulture, out var bytesWide) ? bytesWide : record.Width;
            if (width > LongestString || (width > SegmentBytes && record.Width == 0)) throw bytes.Refusal($"variable '{name}' cannot have {width} bytes");
            var segments = width > SegmentBytes ? (width + SegmentStep - 1) / SegmentStep : 1;
            if (i + segments > records.Variables.Count) throw bytes.Refusal($"variable '{name}' of {width} bytes lacks segments");
            variables.Add(Variable(record, names.GetValueOrDefault(name, name), width, records.Variables.GetRange(i, segments)));
            i += segments;
        }

        return variables;
    }

    private SpssVariable Variable(SpssVariableRecord record, string name, int width, List<SpssVariableRecord> segments)
    {
        var pieces = new List<(int, int)>();
        var left = segments.Count == 1 ? record.Width : width;
        foreach (var segment in segments)
        {
            var length = segments.Count == 1 ? left : Math.Min(left, SegmentBytes);
            var room = 8 * Math.Max(1, (segment.Width + 7) / 8);
            if (length > room || (8 * segment.Element) + room > 8 * records.Elements) throw bytes.Refusal($"variable '{name}' has a segment that is too short");
            if (length > 0) pieces.Add((8 * segment.Element, length));
            left -= length;
        }

        var variable = new SpssVariable(name, record.Width == 0 ? 0 : width) { Label = text(record.Label), Format = record.Format, Pieces = record.Width == 0 ? [(8 * record.Element, 8)] : pieces };
        return record.Width == 0 ? WithMissingNumbers(variable, record) : variable with { MissingTexts = [.. Eights(record).Select(m => SpssLabels.Trimmed(m)), .. longMissing.GetValueOrDefault(name, [])] };
    }

    private SpssVariable WithMissingNumbers(SpssVariable variable, SpssVariableRecord record)
    {
        double[] values = [.. Eights(record).Select(m => bytes.Float64(m))];
        return record.MissingCount < 0 ? variable with { MissingRange = (values[0], values[1]), MissingNumbers = values[2..] } : variable with { MissingNumbers = values };
    }

    private static IEnumerable<byte[]> Eights(SpssVariableRecord record) => record.Missing.Chunk(8);

    private Dictionary<string, string> Pairs(int kind, string mark)
    {
        var pairs = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (!records.Extensions.TryGetValue(kind, out var record)) return pairs;
        foreach (var pair in text(record).Split(mark, StringSplitOptions.RemoveEmptyEntries))
            if (pair.IndexOf('=', StringComparison.Ordinal) is > 0 and var at) pairs[pair[..at]] = pair[(at + 1)..].TrimEnd('\0', '\t');
        return pairs;
    }
}
