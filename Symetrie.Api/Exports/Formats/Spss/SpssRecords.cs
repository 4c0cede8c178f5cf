namespace Symetrie.Api.Exports.Formats.Spss;

/// <summary>A variable record as it stands in the file, its texts in an encoding that is not known yet.</summary>
/// <param name="Element">The first of its places in a case, in elements of eight bytes.</param>
/// <param name="Width">0 of a number; the bytes of a string.</param>
/// <param name="Name">Its name of at most eight letters.</param>
/// <param name="Label">Its label.</param>
/// <param name="Format">The kind of its print format.</param>
/// <param name="MissingCount">How many missing values follow; −2 for a range, −3 for a range and a value.</param>
/// <param name="Missing">The missing values, eight bytes each.</param>
internal sealed record SpssVariableRecord(int Element, int Width, byte[] Name, byte[] Label, int Format, int MissingCount, byte[] Missing);

/// <summary>Value labels as they stand in the file.</summary>
/// <param name="Labels">A value of eight bytes and its label.</param>
/// <param name="Elements">The places of the variables they are of, from 1.</param>
internal sealed record SpssLabelRecord(IReadOnlyList<(byte[] Value, byte[] Label)> Labels, int[] Elements);

/// <summary>The records of an SPSS dictionary, read once and in order; what they mean is <see cref="SpssDictionary"/>'s to say.</summary>
internal sealed class SpssRecords
{
    /// <summary>The most bytes a dictionary may have: it is held in memory, and so are its labels.</summary>
    public const int LargestDictionary = 32 * 1024 * 1024;

    private const int LongestLabel = 64 * 1024;
    private const int DocumentLine = 80;
    private static readonly int[] Wanted = [3, 4, 13, 14, 16, 20, 21, 22];
    private readonly SpssBytes bytes;

    private SpssRecords(SpssBytes bytes) => this.bytes = bytes;

    /// <summary>The variables, segments of very long strings apart.</summary>
    public List<SpssVariableRecord> Variables { get; } = [];

    /// <summary>The value labels.</summary>
    public List<SpssLabelRecord> Labels { get; } = [];

    /// <summary>The extension records that say something of the values, by subtype.</summary>
    public Dictionary<int, byte[]> Extensions { get; } = [];

    /// <summary>How many elements of eight bytes a case has.</summary>
    public int Elements { get; private set; }

    /// <summary>Reads to the end of the dictionary.</summary>
    public static SpssRecords Read(SpssBytes bytes)
    {
        var records = new SpssRecords(bytes);
        while (records.ReadOne())
        {
            if (bytes.Position > LargestDictionary) throw new ExportRefused("too-large", $"the dictionary of the SPSS file has more than {LargestDictionary:N0} bytes");
        }

        return records;
    }

    private bool ReadOne()
    {
        switch (bytes.Int32())
        {
            case 2:
                ReadVariable();
                return true;
            case 3:
                ReadLabels();
                return true;
            case 6:
                bytes.Skip((long)Count(LargestDictionary / DocumentLine, "lines of text") * DocumentLine);
                return true;
            case 7:
                ReadExtension();
                return true;
            case 999:
                bytes.Skip(4);
                return false;
            case var kind:
                throw bytes.Refusal($"there is no record of kind {kind}");
        }
    }

    private void ReadVariable()
    {
        var (width, hasLabel, missing, print) = (bytes.Int32(), bytes.Int32(), bytes.Int32(), bytes.Int32());
        bytes.Skip(4);
        var name = bytes.Take(8);
        if (width is < -1 or > 255) throw bytes.Refusal($"a variable cannot have the width {width}");
        if (missing is < -3 or -1 or > 3) throw bytes.Refusal($"a variable cannot have {missing} missing values");
        var label = hasLabel == 0 ? [] : Padded(Count(LongestLabel, "letters of a label"), 4, 0);
        var record = new SpssVariableRecord(Elements, width, name, label, (print >> 16) & 0xFF, missing, bytes.Take(8 * Math.Abs(missing)));
        Elements++;
        if (width < 0) return;
        Variables.Add(record);
        if (Variables.Count > ExportTable.MostColumns * 8) throw new ExportRefused("too-many-columns", $"the SPSS file has more than {ExportTable.MostColumns * 8:N0} variables");
    }

    private void ReadLabels()
    {
        var labels = new List<(byte[], byte[])>();
        for (var left = Count(LargestDictionary / 16, "value labels"); left > 0; left--)
        {
            var value = bytes.Take(8);
            labels.Add((value, Padded(bytes.Take(1)[0], 8, 1)));
        }

        if (bytes.Int32() != 4) throw bytes.Refusal("value labels are not followed by the variables they are of");
        var elements = new int[Count(Elements, "variables of value labels")];
        for (var i = 0; i < elements.Length; i++) elements[i] = bytes.Int32();
        Labels.Add(new SpssLabelRecord(labels, elements));
    }

    private void ReadExtension()
    {
        var (kind, size, count) = (bytes.Int32(), bytes.Int32(), bytes.Int32());
        var length = (long)size * count;
        if (size < 0 || count < 0 || length > LargestDictionary) throw bytes.Refusal($"extension record {kind} cannot have {count} parts of {size} bytes");
        if (Wanted.Contains(kind)) Extensions[kind] = bytes.Take((int)length);
        else bytes.Skip(length);
    }

    private byte[] Padded(int length, int unit, int before)
    {
        var text = bytes.Take(length);
        bytes.Skip((unit - ((length + before) % unit)) % unit);
        return text;
    }

    private int Count(int most, string what) => bytes.Int32() is var count && count >= 0 && count <= most ? count : throw bytes.Refusal($"there cannot be {count} {what}");
}
