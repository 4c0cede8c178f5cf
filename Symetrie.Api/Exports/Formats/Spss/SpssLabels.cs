using System.Collections.ObjectModel;
using System.Text;

namespace Symetrie.Api.Exports.Formats.Spss;

/// <summary>Decodes a text of an SPSS file, without the blanks at its end.</summary>
internal delegate string SpssText(ReadOnlySpan<byte> text);

/// <summary>What the codes of a dictionary's variables mean.</summary>
/// <param name="records">The records.</param>
/// <param name="variables">The variables.</param>
/// <param name="text">Decodes a text.</param>
/// <param name="bytes">Reads numbers.</param>
internal sealed class SpssLabels(SpssRecords records, IReadOnlyList<SpssVariable> variables, SpssText text, SpssBytes bytes)
{
    private readonly CellBuffer scratch = new(() => 1);

    /// <summary>Variable → the code as its cells have it → label.</summary>
    public ReadOnlyDictionary<int, IReadOnlyDictionary<string, string>> Read()
    {
        var all = new Dictionary<int, IReadOnlyDictionary<string, string>>();
        var byElement = new Dictionary<int, int>();
        for (var i = 0; i < variables.Count; i++) byElement[(variables[i].Pieces[0].Start / 8) + 1] = i;
        foreach (var record in records.Labels)
        {
            // Variables of one print format share one dictionary: what a file can make of its labels stays as large as the file.
            var made = new Dictionary<(bool, int), IReadOnlyDictionary<string, string>>();
            foreach (var element in record.Elements)
            {
                if (!byElement.TryGetValue(element, out var place)) throw bytes.Refusal($"value labels are for element {element}, where no variable begins");
                var variable = variables[place];
                var kind = (variable.Width > 0, variable.Format);
                if (!made.TryGetValue(kind, out var labels)) made[kind] = labels = Of(record, variable);
                all[place] = labels;
            }
        }

        var byName = SpssLongRecords.Labels(records, text, bytes);
        for (var i = 0; i < variables.Count; i++)
            if (byName.TryGetValue(variables[i].Name, out var labels)) all[i] = labels;
        return all.AsReadOnly();
    }

    /// <summary>A string without the blanks that fill it up.</summary>
    public static byte[] Trimmed(byte[] value) => value.AsSpan().TrimEnd(" \0"u8).ToArray();

    private Dictionary<string, string> Of(SpssLabelRecord record, SpssVariable variable)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (value, label) in record.Labels)
        {
            if (variable.Width > 0) labels[text(value)] = text(label);
            else labels[Number(variable, bytes.Float64(value))] = text(label);
        }

        return labels;
    }

    private string Number(SpssVariable variable, double value)
    {
        scratch.Clear();
        variable.WriteValue(scratch, value);
        scratch.Close();
        return Encoding.UTF8.GetString(scratch.Cell(0));
    }
}

/// <summary>The records of strings longer than eight bytes: their value labels and their missing values.</summary>
internal static class SpssLongRecords
{
    /// <summary>Variable → string → label.</summary>
    public static Dictionary<string, IReadOnlyDictionary<string, string>> Labels(SpssRecords records, SpssText text, SpssBytes order)
    {
        var all = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.OrdinalIgnoreCase);
        for (var bytes = Of(records, 21, order); !bytes.IsAtEnd;)
        {
            var name = text(bytes.Block());
            bytes.Int32();
            var labels = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var left = bytes.Int32(); left > 0; left--)
            {
                var value = text(bytes.Block());
                labels[value] = text(bytes.Block());
            }

            all[name] = labels;
        }

        return all;
    }

    /// <summary>Variable → strings that mean there is no answer.</summary>
    public static Dictionary<string, List<byte[]>> Missing(SpssRecords records, SpssText text, SpssBytes order)
    {
        var all = new Dictionary<string, List<byte[]>>(StringComparer.OrdinalIgnoreCase);
        for (var bytes = Of(records, 22, order); !bytes.IsAtEnd;)
        {
            var name = text(bytes.Block());
            var count = bytes.Take(1)[0];
            var length = bytes.Int32();
            var values = new List<byte[]>();
            for (var i = 0; i < count; i++)
            {
                // Some writers give the length once, some before every value: no value begins with three NULs.
                if (i > 0) bytes.Pass(length);
                values.Add(SpssLabels.Trimmed(bytes.Take(length).ToArray()));
            }

            all[name] = values;
        }

        return all;
    }

    private static Walk Of(SpssRecords records, int kind, SpssBytes order) => new(records.Extensions.GetValueOrDefault(kind, []), order);

    private sealed class Walk(byte[] record, SpssBytes order)
    {
        private int at;

        public bool IsAtEnd => at >= record.Length;

        public ReadOnlySpan<byte> Take(int length)
        {
            if (length < 0 || length > record.Length - at) throw order.Refusal("the labels or missing values of a long string run over the end of their record");
            at += length;
            return record.AsSpan(at - length, length);
        }

        public int Int32()
        {
            var four = Take(4);
            return order.IsBigEndian ? System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(four) : System.Buffers.Binary.BinaryPrimitives.ReadInt32LittleEndian(four);
        }

        public ReadOnlySpan<byte> Block() => Take(Int32());

        /// <summary>Passes a number over where it is the next.</summary>
        public void Pass(int number)
        {
            if (record.Length - at >= 4 && Int32() != number) at -= 4;
        }
    }
}
