using System.Buffers.Binary;

namespace Symetrie.Api.Exports.Formats.Sheets;

/// <summary>The CRC-32 of a ZIP archive's parts, eight bytes at a time: the library unpacks a damaged part without a word, and a digit in it would be another.</summary>
internal sealed class CyclicSum
{
    private const uint Polynomial = 0xEDB88320;
    private static readonly uint[][] Tables = Make();
    private uint state = uint.MaxValue;

    /// <summary>The sum of all bytes so far.</summary>
    public uint Sum => ~state;

    /// <summary>Adds bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        var sum = state;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            var (low, high) = (BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ sum, BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]));
            sum = Tables[7][low & 0xFF] ^ Tables[6][(low >> 8) & 0xFF] ^ Tables[5][(low >> 16) & 0xFF] ^ Tables[4][low >> 24]
                ^ Tables[3][high & 0xFF] ^ Tables[2][(high >> 8) & 0xFF] ^ Tables[1][(high >> 16) & 0xFF] ^ Tables[0][high >> 24];
        }

        foreach (var value in bytes) sum = Tables[0][(sum ^ value) & 0xFF] ^ (sum >> 8);
        state = sum;
    }

    private static uint[][] Make()
    {
        var tables = new uint[8][];
        for (var t = 0; t < 8; t++)
        {
            tables[t] = new uint[256];
            for (var i = 0u; i < 256; i++)
            {
                var sum = t == 0 ? i : tables[t - 1][i];
                for (var bit = 0; bit < 8; bit++) sum = (sum & 1) != 0 ? (sum >> 1) ^ Polynomial : sum >> 1;
                tables[t][i] = sum;
            }
        }

        return tables;
    }
}
