namespace Symetrie.Analytics.Surveys;

/// <summary>A published figure as it is stored: an item of the codebook with score, n and perhaps a standard deviation.</summary>
/// <param name="Item">The item's place in the codebook.</param>
/// <param name="Score">The score in score points (0–100), after reverse-keying, as <see cref="ScorePoints"/>.</param>
/// <param name="N">How many answers it rests on.</param>
/// <param name="Sd">The standard deviation in score points, as <see cref="ScorePoints"/>; null where the export has none.</param>
public readonly record struct PublishedFigure(int Item, long Score, long N, long? Sd);

/// <summary>How answers are written into the bytes that are stored: one variable-length number an item (0 = no answer, else step + 1), so
/// that a Likert answer takes one byte; trailing missing answers take none.</summary>
public static class AnswerCode
{
    /// <summary>Writes answers, given as steps of each item's scale; −1 where there is none.</summary>
    public static byte[] Write(ReadOnlySpan<int> steps)
    {
        var last = steps.Length;
        while (last > 0 && steps[last - 1] < 0) last--;
        var length = 0;
        foreach (var step in steps[..last]) length += Width(step + 1);
        var bytes = new byte[length];
        var at = 0;
        foreach (var step in steps[..last]) at = Put(bytes, at, (ulong)(step + 1));
        return bytes;
    }

    /// <summary>Reads answers into <paramref name="steps"/>, −1 where there is none. Answers beyond its length are ignored.</summary>
    public static void Read(ReadOnlySpan<byte> content, Span<int> steps)
    {
        var at = 0;
        for (var i = 0; i < steps.Length; i++) steps[i] = at < content.Length ? (int)Take(content, ref at) - 1 : -1;
    }

    /// <summary>Writes a published figure.</summary>
    public static byte[] Write(PublishedFigure figure)
    {
        Span<byte> bytes = stackalloc byte[40];
        var at = Put(bytes, 0, (ulong)figure.Item);
        at = Put(bytes, at, (ulong)figure.Score);
        at = Put(bytes, at, (ulong)figure.N);
        at = Put(bytes, at, figure.Sd is { } sd ? (ulong)sd + 1 : 0);
        return bytes[..at].ToArray();
    }

    /// <summary>Reads a published figure.</summary>
    public static PublishedFigure ReadFigure(ReadOnlySpan<byte> content)
    {
        var at = 0;
        var item = (int)Take(content, ref at);
        var score = (long)Take(content, ref at);
        var n = (long)Take(content, ref at);
        var sd = Take(content, ref at);
        return new PublishedFigure(item, score, n, sd == 0 ? null : (long)(sd - 1));
    }

    private static int Width(int value) => value < 1 << 7 ? 1 : value < 1 << 14 ? 2 : value < 1 << 21 ? 3 : value < 1 << 28 ? 4 : 5;

    private static int Put(Span<byte> bytes, int at, ulong value)
    {
        while (value >= 0x80)
        {
            bytes[at++] = (byte)(value | 0x80);
            value >>= 7;
        }

        bytes[at++] = (byte)value;
        return at;
    }

    private static ulong Take(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        var shift = 0;
        while (true)
        {
            var next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
            shift += 7;
        }
    }
}
