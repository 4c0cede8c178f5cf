using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Symetrie.Api.Stores.Engines;

/// <summary>A checksum of every page of a SQLite file, in a file beside it. SQLite has none: a byte that a disk changed would be served as if it had been written.</summary>
/// <remarks>Pages get into the file by checkpoints alone, which are ours (automatic ones are off), and the log holds every page that a checkpoint will write. Their
/// sums are written down before it and become good after it, so that a kill between the two is told from damage. All this under the lock of writers.</remarks>
/// <param name="path">The SQLite file.</param>
internal sealed class PageSums(string path)
{
    private const int HeadSize = 16;
    private static readonly byte[] Mark = "SymSums1"u8.ToArray();

    private string SumFile => path + ".sums";

    private string DamageFile => path + ".damaged";

    private string PendingFile => path + ".sums.new";

    /// <summary>Whether there are any yet.</summary>
    public bool Exist => File.Exists(SumFile);

    /// <summary>Takes them all anew from the file as it is.</summary>
    public void Build()
    {
        using var database = Open(path);
        var pageSize = PageSizeOf(database);
        var sums = new ulong[database.Length / pageSize];
        Each(database, pageSize, (page, content) => sums[page - 1] = Sum(page, content));
        var made = SumFile + ".made";
        using (var file = new FileStream(made, FileMode.Create, FileAccess.Write)) Write(file, pageSize, sums);
        File.Move(made, SumFile, overwrite: true);
    }

    /// <summary>Writes down what a checkpoint of the log is about to change. A page that was damaged before it was written anew carries the damage on, so that this is the last moment to notice it.</summary>
    /// <param name="log">The log's pages.</param>
    public void Announce(LogPages log)
    {
        if (Exist && Overwritten(log) is { Count: > 0 } damaged) File.AppendAllLines(DamageFile, damaged.Select(page => $"{page}"));
        using var file = new FileStream(PendingFile, FileMode.Create, FileAccess.Write);
        var bytes = new byte[24 + (12 * log.Sums.Count)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, log.Salt);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), log.PageCount);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), log.Sums.Count);
        var at = 16;
        foreach (var (page, sum) in log.Sums)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), page);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(at + 4), sum);
            at += 12;
        }

        // A list that was cut off is none.
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(at), Sum(0, bytes.AsSpan(0, at)));
        file.Write(bytes);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Makes good what was announced: the checkpoint is done.</summary>
    public void Accept()
    {
        if (Pending() is not var (_, count, sums)) return;
        if (!Exist) Build();
        else
        {
            using var file = new FileStream(SumFile, FileMode.Open, FileAccess.ReadWrite);
            var word = new byte[8];
            foreach (var (page, sum) in sums.Where(s => s.Page <= count))
            {
                file.Position = HeadSize + (8L * (page - 1));
                BinaryPrimitives.WriteUInt64LittleEndian(word, sum);
                file.Write(word);
            }

            file.SetLength(HeadSize + (8L * count));
            file.Flush(flushToDisk: true);
        }

        File.Delete(PendingFile);
    }

    /// <summary>Makes good what a killed program had announced, where its checkpoint was done.</summary>
    /// <param name="log">The log as it is now; null where it is empty.</param>
    public void Settle(LogPages? log)
    {
        if (!File.Exists(PendingFile)) return;
        if (Pending() is var (salt, _, _) && log?.Salt != salt) Accept();
        else File.Delete(PendingFile);
    }

    /// <summary>Forgets all that is known of the file, before another takes its place.</summary>
    public void Forget()
    {
        foreach (var file in new[] { PendingFile, SumFile, DamageFile }) File.Delete(file);
    }

    /// <summary>The pages that are neither what was written nor what the log is about to bring.</summary>
    public IReadOnlyList<uint> Damaged(LogPages? log)
    {
        if (File.Exists(DamageFile)) return [.. File.ReadLines(DamageFile).Select(line => uint.Parse(line, System.Globalization.CultureInfo.InvariantCulture)).Distinct()];
        using var database = Open(path);
        using var file = Open(SumFile);
        var head = new byte[HeadSize];
        file.ReadExactly(head);
        var pageSize = BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(8));
        var sums = new ulong[(file.Length - HeadSize) / 8];
        file.ReadExactly(MemoryMarshal.AsBytes(sums.AsSpan()));
        var damaged = new List<uint>();
        if (!head.AsSpan(0, 8).SequenceEqual(Mark) || pageSize is < 512 or > 65536) return [1];
        Each(database, pageSize, (page, content) =>
        {
            var sum = Sum(page, content);
            if (page <= sums.Length && sums[page - 1] != sum && log?.Versions.Contains((page, sum)) != true) damaged.Add(page);
        });
        for (var page = (uint)(database.Length / pageSize) + 1; page <= sums.Length; page++)
            if (log?.Sums.ContainsKey(page) != true) damaged.Add(page);
        return damaged;
    }

    /// <summary>The checksum of a page: CRC-32C of its even and of its odd words, begun with its number.</summary>
    public static ulong Sum(uint page, ReadOnlySpan<byte> content)
    {
        var (even, odd) = (BitOperations.Crc32C(0xFFFFFFFF, page), BitOperations.Crc32C(0x9E3779B9, page));
        var words = MemoryMarshal.Cast<byte, ulong>(content);
        for (var i = 0; i + 1 < words.Length; i += 2) (even, odd) = (BitOperations.Crc32C(even, words[i]), BitOperations.Crc32C(odd, words[i + 1]));
        foreach (var left in content[(words.Length / 2 * 16)..]) even = BitOperations.Crc32C(even, left);
        return ((ulong)even << 32) | odd;
    }

    private List<uint> Overwritten(LogPages log)
    {
        using var database = Open(path);
        using var file = Open(SumFile);
        var content = new byte[PageSizeOf(database)];
        var (word, damaged, count) = (new byte[8], new List<uint>(), (file.Length - HeadSize) / 8);
        foreach (var page in log.Sums.Keys.Where(p => p <= count && p * (long)content.Length <= database.Length).Order())
        {
            (database.Position, file.Position) = ((page - 1) * (long)content.Length, HeadSize + (8L * (page - 1)));
            database.ReadExactly(content);
            file.ReadExactly(word);
            var sum = Sum(page, content);
            if (sum != BinaryPrimitives.ReadUInt64LittleEndian(word) && !log.Versions.Contains((page, sum))) damaged.Add(page);
        }

        return damaged;
    }

    private (ulong Salt, uint Count, List<(uint Page, ulong Sum)> Sums)? Pending()
    {
        if (!File.Exists(PendingFile)) return null;
        var bytes = File.ReadAllBytes(PendingFile);
        if (bytes.Length < 24 || BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(bytes.Length - 8)) != Sum(0, bytes.AsSpan(0, bytes.Length - 8))) return null;
        var sums = new List<(uint, ulong)>();
        for (var at = 16; at < bytes.Length - 8; at += 12) sums.Add((BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at)), BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at + 4))));
        return (BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(8)), sums);
    }

    private static void Write(FileStream file, int pageSize, ReadOnlySpan<ulong> sums)
    {
        var head = new byte[HeadSize];
        Mark.CopyTo(head, 0);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(8), pageSize);
        file.Write(head);
        file.Write(MemoryMarshal.AsBytes(sums));
        file.Flush(flushToDisk: true);
    }

    private static int PageSizeOf(FileStream database)
    {
        Span<byte> head = stackalloc byte[18];
        database.ReadExactly(head);
        database.Position = 0;
        var size = BinaryPrimitives.ReadUInt16BigEndian(head[16..]);
        return size == 1 ? 65536 : size;
    }

    private static void Each(FileStream database, int pageSize, Action<uint, byte[]> visit)
    {
        var content = new byte[pageSize];
        for (uint page = 1; database.ReadAtLeast(content, pageSize, throwOnEndOfStream: false) == pageSize; page++) visit(page, content);
    }

    private static FileStream Open(string file) => new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 20);
}
