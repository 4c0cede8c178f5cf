using System.Buffers.Binary;

namespace Symetrie.Api.Exports.Formats.Spss;

/// <summary>The cases of an SPSS file, unpacked one at a time.</summary>
/// <param name="dictionary">What the file says of them.</param>
/// <param name="bytes">The bytes, where the cases begin.</param>
internal sealed class SpssCases(SpssDictionary dictionary, SpssBytes bytes)
{
    private const byte End = 252;
    private const byte Whole = 253;
    private const byte Blank = 254;
    private const byte Missing = 255;
    private readonly byte[] codes = new byte[8];
    private int next = 8;

    /// <summary>Reads the next case.</summary>
    /// <param name="values">Its elements, eight bytes each.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="ExportRefused">The bytes end within it, or are no case.</exception>
    public bool Read(Span<byte> values)
    {
        if (dictionary.Packing == SpssPacking.None) return bytes.TryFill(values);
        for (var element = 0; 8 * element < values.Length; element++)
        {
            var value = values.Slice(8 * element, 8);
            if (NextCode() is not { } code)
            {
                if (element > 0) throw bytes.Refusal($"the cases end within one, after {element} of its {values.Length / 8} elements");
                return false;
            }

            if (code == Whole) bytes.Fill(value);
            else if (code == Blank) value.Fill((byte)' ');
            else Write(value, code == Missing ? dictionary.SystemMissing : code - dictionary.Bias, dictionary.IsText[element]);
        }

        return true;
    }

    private void Write(Span<byte> value, double number, bool isText)
    {
        // Zero stands for eight NULs in some files; no other number is a text.
        if (isText && number != 0) throw bytes.Refusal("a number stands where a string belongs");
        if (dictionary.IsBigEndian) BinaryPrimitives.WriteDoubleBigEndian(value, number);
        else BinaryPrimitives.WriteDoubleLittleEndian(value, number);
    }

    private byte? NextCode()
    {
        while (true)
        {
            if (next == codes.Length)
            {
                if (!bytes.TryFill(codes)) return null;
                next = 0;
            }

            switch (codes[next++])
            {
                case 0:
                    continue;
                case End:
                    next = codes.Length;
                    return null;
                case var code:
                    return code;
            }
        }
    }
}
