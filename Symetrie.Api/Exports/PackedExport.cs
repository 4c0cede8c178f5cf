using System.IO.Compression;
using Symetrie.Api.Exports.Formats;

namespace Symetrie.Api.Exports;

/// <summary>Exports that come packed: <c>.gz</c>, and the ZIP archive of one file that survey tools hand out.</summary>
public static class PackedExport
{
    /// <summary>Unpacks a file into another; a file that is not packed stays as it is.</summary>
    /// <param name="seekable">The file; it stays open.</param>
    /// <param name="make">Makes the file to unpack into, which can seek.</param>
    /// <returns>The unpacked file at its beginning, which belongs to the caller; null where nothing was packed.</returns>
    /// <exception cref="ExportRefused">It is damaged, or unfolds too far.</exception>
    public static Stream? Unpack(Stream seekable, Func<Stream> make)
    {
        Span<byte> head = stackalloc byte[4];
        seekable.Position = 0;
        head = head[..seekable.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        seekable.Position = 0;
        if (head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B])) return Copy(new GZipStream(seekable, CompressionMode.Decompress, leaveOpen: true), seekable.Length, "the .gz file", make);
        return head.SequenceEqual("PK\x03\x04"u8) ? OfZip(seekable, make) : null;
    }

    // A workbook is an archive, too, but of many parts.
    private static Stream? OfZip(Stream seekable, Func<Stream> make)
    {
        ZipDirectory.Check(seekable, 0);
        seekable.Position = 0;
        try
        {
            using var archive = new ZipArchive(seekable, ZipArchiveMode.Read, leaveOpen: true);
            ZipArchiveEntry[] files = [.. archive.Entries.Where(e => e.Name.Length > 0 && !e.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal)).Take(2)];
            if (files is not [var file] || file.FullName.StartsWith('[')) return null;
            return file.IsEncrypted ? throw new ExportRefused("encrypted", "the ZIP archive is locked by a password; unpack it") : Copy(file.Open(), seekable.Length, "the ZIP archive", make);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or ArgumentException)
        {
            throw new ExportRefused("bad-archive", $"the ZIP archive cannot be read: {exception.Message}");
        }
        finally
        {
            seekable.Position = 0;
        }
    }

    private static Stream Copy(Stream packed, long length, string what, Func<Stream> make)
    {
        var (inflation, buffer, unpacked) = (new Inflation(length, what), new byte[1 << 16], make());
        try
        {
            using (packed)
            {
                for (int read; (read = packed.Read(buffer)) > 0;)
                {
                    inflation.Count(read);
                    unpacked.Write(buffer, 0, read);
                }
            }

            unpacked.Position = 0;
            return unpacked;
        }
        catch (InvalidDataException exception)
        {
            unpacked.Dispose();
            throw new ExportRefused("bad-archive", $"{what} cannot be unpacked: {exception.Message}");
        }
        catch
        {
            unpacked.Dispose();
            throw;
        }
    }
}
