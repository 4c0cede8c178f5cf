using System.Buffers.Binary;
using System.Text;

namespace Symetrie.Analytics.Surveys;

/// <summary>What a row of outcomes says of its team and period.</summary>
/// <param name="Metric">The metric's key.</param>
/// <param name="Value">The value.</param>
/// <param name="N">The denominator; null where the export has none.</param>
public readonly record struct MeasuredOutcome(string Metric, double Value, long? N)
{
    /// <summary>Writes it as bytes.</summary>
    public byte[] Write()
    {
        var bytes = new byte[16 + Encoding.UTF8.GetByteCount(Metric)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, Value);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), N ?? -1);
        Encoding.UTF8.GetBytes(Metric, bytes.AsSpan(16));
        return bytes;
    }

    /// <summary>Reads it back.</summary>
    public static MeasuredOutcome Read(ReadOnlySpan<byte> content)
    {
        var n = BinaryPrimitives.ReadInt64LittleEndian(content[8..]);
        return new MeasuredOutcome(Encoding.UTF8.GetString(content[16..]), BinaryPrimitives.ReadDoubleLittleEndian(content), n < 0 ? null : n);
    }
}
