using System.Text;
using System.Text.Unicode;

namespace Symetrie.Api.Exports.Formats.Spss;

/// <summary>The rows of an SPSS file: the names of its variables, then a row a case. As in a CSV saved of it, the names stand on line 1 and the first case on line 2.</summary>
internal sealed class SpssRows : RawRows
{
    private readonly ExportSource source;
    private readonly SpssDictionary dictionary;
    private readonly CellBuffer cells;
    private readonly byte[] values;
    private readonly byte[] text;
    private readonly bool isUtf8;
    private SpssBytes bytes = null!;
    private SpssCases cases = null!;
    private SpssBlocks? blocks;
    private long line;

    /// <summary>Reads the dictionary and stands before the names.</summary>
    /// <exception cref="ExportRefused">The dictionary is damaged, or larger than is read.</exception>
    public SpssRows(ExportSource source)
    {
        (this.source, dictionary) = (source, SpssDictionary.Read(source));
        cells = new CellBuffer(() => line);
        values = new byte[8 * dictionary.IsText.Length];
        text = new byte[dictionary.Variables.Max(v => v.Width)];
        isUtf8 = dictionary.Encoding.Decoder is UTF8Encoding;
        Labels = [.. dictionary.Variables.Select(v => v.Label)];
        Restart();
    }

    /// <inheritdoc/>
    public override string Container => dictionary.Packing == SpssPacking.ZLib ? "zsav" : "sav";

    /// <inheritdoc/>
    public override string Encoding => dictionary.Encoding.Name;

    /// <inheritdoc/>
    public override long Line => line;

    /// <inheritdoc/>
    public override int CellCount => cells.Count;

    /// <inheritdoc/>
    public override long BytesRead => source.Passed;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Labels { get; }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<int, IReadOnlyDictionary<string, string>> ValueLabels => dictionary.ValueLabels;

    /// <inheritdoc/>
    public override bool HasTypedDates => true;

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Cell(int index) => cells.Cell(index);

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Row() => cells.Row;

    /// <inheritdoc/>
    public override void Restart()
    {
        line = 0;
        blocks?.Dispose();
        blocks = dictionary.Packing == SpssPacking.ZLib ? new SpssBlocks(source, dictionary.DataStart, dictionary.IsBigEndian) : null;
        if (blocks is null) source.Rewind(dictionary.DataStart);
        bytes = new SpssBytes((Stream?)blocks ?? source.Stream, dictionary.DataStart, blocks is null ? "cases" : "unpacked cases") { IsBigEndian = dictionary.IsBigEndian };
        cases = new SpssCases(dictionary, bytes);
    }

    /// <inheritdoc/>
    public override bool Read()
    {
        cells.Clear();
        if (line++ == 0)
        {
            foreach (var variable in dictionary.Variables) WriteName(variable.Name);
            return true;
        }

        var passed = line - 2;
        if (!cases.Read(values)) return dictionary.Cases is { } told && told > passed ? throw Counted(told, $"only {passed:N0}") : false;
        if (dictionary.Cases is { } most && passed >= most) throw Counted(most, "more");
        foreach (var variable in dictionary.Variables)
        {
            if (variable.Width == 0) variable.Write(cells, bytes.Float64(values.AsSpan(variable.Pieces[0].Start, 8)), dictionary.SystemMissing);
            else WriteText(variable);
            cells.Close();
        }

        return true;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => blocks?.Dispose();

    private ExportRefused Counted(long told, string found) => new("bad-case-count", $"line {line}: the SPSS file says that it has {told:N0} cases and has {found}; it was cut off or damaged", line);

    private void WriteName(string name)
    {
        cells.Add(name);
        cells.Close();
    }

    private void WriteText(SpssVariable variable)
    {
        var length = 0;
        foreach (var (start, count) in variable.Pieces)
        {
            values.AsSpan(start, count).CopyTo(text.AsSpan(length));
            length += count;
        }

        ReadOnlySpan<byte> value = text.AsSpan(0, length).TrimEnd(" \0"u8);
        if (value.Length == 0 || variable.IsMissing(value)) return;
        if (isUtf8 ? Utf8.IsValid(value) : Ascii.IsValid(value)) cells.Add(value);

        // A string may be cut within its last letter, for its width is in bytes.
        else cells.Add(dictionary.Encoding.Decoder.GetString(value).TrimEnd('\uFFFD'));
    }
}
