using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Symetrie.Analytics.Disclosure;

/// <summary>Digests the same lines twice: with the days at their ends, and without.</summary>
internal sealed class DatedLines : IDisposable
{
    private const int Full = 1 << 14;
    private readonly IncrementalHash figures = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash dated = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Dictionary<DateOnly, byte[]> days = [];
    private byte[] figureBytes = new byte[2 * Full];
    private byte[] datedBytes = new byte[2 * Full];
    private int figureCount;
    private int datedCount;

    /// <summary>Adds a line without a day.</summary>
    public void Add(string line)
    {
        var start = figureCount;
        Reserve(Encoding.UTF8.GetMaxByteCount(line.Length) + 1);
        figureCount += Encoding.UTF8.GetBytes(line, figureBytes.AsSpan(figureCount));
        End(start, []);
    }

    /// <summary>Adds a line: what, perhaps a number, a digest, and the day.</summary>
    public void Add(string what, int? number, string digest, DateOnly day)
    {
        var start = figureCount;
        Reserve(Encoding.UTF8.GetMaxByteCount(what.Length + digest.Length) + 32);
        figureCount += Encoding.UTF8.GetBytes(what, figureBytes.AsSpan(figureCount));
        if (number is { } value)
        {
            Utf8Formatter.TryFormat(value, figureBytes.AsSpan(figureCount), out var written);
            figureCount += written;
            figureBytes[figureCount++] = (byte)'\t';
        }

        figureCount += Encoding.UTF8.GetBytes(digest, figureBytes.AsSpan(figureCount));
        figureBytes[figureCount++] = (byte)'\t';
        if (!days.TryGetValue(day, out var text)) days[day] = text = Encoding.UTF8.GetBytes(day.ToString("O", CultureInfo.InvariantCulture));
        End(start, text);
    }

    /// <summary>The digests.</summary>
    public (string Figures, string Dated) Digests()
    {
        Flush();
        return (Convert.ToHexStringLower(figures.GetHashAndReset()[..16]), Convert.ToHexStringLower(dated.GetHashAndReset()[..16]));
    }

    public void Dispose()
    {
        figures.Dispose();
        dated.Dispose();
    }

    private void Reserve(int more)
    {
        if (figureCount + more > figureBytes.Length) Array.Resize(ref figureBytes, 2 * (figureCount + more));
        if (datedCount + more > datedBytes.Length) Array.Resize(ref datedBytes, 2 * (datedCount + more));
    }

    private void End(int start, ReadOnlySpan<byte> day)
    {
        figureBytes.AsSpan(start..figureCount).CopyTo(datedBytes.AsSpan(datedCount));
        datedCount += figureCount - start;
        day.CopyTo(datedBytes.AsSpan(datedCount));
        datedCount += day.Length;
        figureBytes[figureCount++] = datedBytes[datedCount++] = (byte)'\n';
        if (figureCount >= Full) Flush();
    }

    private void Flush()
    {
        figures.AppendData(figureBytes, 0, figureCount);
        dated.AppendData(datedBytes, 0, datedCount);
        figureCount = datedCount = 0;
    }
}
