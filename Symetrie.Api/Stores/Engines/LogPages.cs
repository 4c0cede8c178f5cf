using System.Buffers.Binary;

namespace Symetrie.Api.Stores.Engines;

/// <summary>What a SQLite write-ahead log holds, as its file format has it: the last committed content of each page in it.</summary>
/// <param name="Salt">Changes whenever the log begins anew.</param>
/// <param name="PageCount">How many pages the database has after the last commit.</param>
/// <param name="Sums">The checksums of the pages.</param>
/// <param name="Versions">The checksums of every version of every page: a checkpoint that was held up may have left any of them in the file.</param>
internal sealed record LogPages(ulong Salt, uint PageCount, IReadOnlyDictionary<uint, ulong> Sums, IReadOnlySet<(uint Page, ulong Sum)> Versions)
{
    private const int HeadSize = 32;
    private const int FrameHeadSize = 24;

    /// <summary>Reads the log of a database; null where it holds no commit. Nobody may be writing.</summary>
    public static LogPages? Read(string log)
    {
        if (!File.Exists(log)) return null;
        using var file = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 20);
        var head = new byte[HeadSize];
        if (file.ReadAtLeast(head, HeadSize, throwOnEndOfStream: false) < HeadSize) return null;
        var (pageSize, salt) = ((int)BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(8)), BinaryPrimitives.ReadUInt64BigEndian(head.AsSpan(16)));
        var (frame, committed, open, count) = (new byte[FrameHeadSize + pageSize], new Dictionary<uint, ulong>(), new Dictionary<uint, ulong>(), 0u);
        var versions = new HashSet<(uint, ulong)>();
        // Frames of another salt are of the log before. What comes after the last commit was taken back.
        while (file.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) == frame.Length && BinaryPrimitives.ReadUInt64BigEndian(frame.AsSpan(8)) == salt)
        {
            var (page, size) = (BinaryPrimitives.ReadUInt32BigEndian(frame), BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(4)));
            open[page] = PageSums.Sum(page, frame.AsSpan(FrameHeadSize));
            versions.Add((page, open[page]));
            if (size == 0) continue;
            foreach (var (changed, sum) in open) committed[changed] = sum;
            open.Clear();
            count = size;
        }

        return count == 0 ? null : new LogPages(salt, count, committed, versions);
    }
}
