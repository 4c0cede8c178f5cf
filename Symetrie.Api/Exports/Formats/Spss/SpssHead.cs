namespace Symetrie.Api.Exports.Formats.Spss;

/// <summary>How the cases of an SPSS file are packed.</summary>
internal enum SpssPacking
{
    /// <summary>Eight bytes a value, as they are.</summary>
    None,

    /// <summary>A byte for small whole numbers, blanks and missing values.</summary>
    Bytecode,

    /// <summary>Bytecode in blocks of zlib (.zsav).</summary>
    ZLib,
}

/// <summary>The first 176 bytes of an SPSS file.</summary>
/// <param name="Packing">How its cases are packed.</param>
/// <param name="Cases">How many cases it says it has; null where it does not say.</param>
/// <param name="Bias">What bytecodes are more than the numbers they stand for.</param>
internal sealed record SpssHead(SpssPacking Packing, long? Cases, double Bias)
{
    private const int ProductLength = 60;
    private const int RestLength = 9 + 8 + 64 + 3;

    /// <summary>Reads the head, and finds out the order of bytes in numbers.</summary>
    public static SpssHead Read(SpssBytes bytes)
    {
        var zlib = bytes.Take(4).AsSpan().SequenceEqual("$FL3"u8);
        bytes.Skip(ProductLength);
        var layout = bytes.Int32();
        if (layout is not (2 or 3))
        {
            bytes.IsBigEndian = true;
            if (System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(layout) is not (2 or 3)) throw bytes.Refusal($"its layout code {layout} is not known");
        }

        bytes.Skip(4);
        var packing = bytes.Int32();
        if (packing is < 0 or > 2 || zlib != (packing == 2)) throw bytes.Refusal($"its compression code {packing} is not known");
        bytes.Skip(4);
        var cases = bytes.Int32();
        if (cases < -1) throw bytes.Refusal($"it cannot have {cases} cases");
        var bias = bytes.Float64();
        if (!double.IsFinite(bias)) throw bytes.Refusal("its bias is no number");
        bytes.Skip(RestLength);
        return new SpssHead((SpssPacking)packing, cases < 0 ? null : cases, bias);
    }
}
