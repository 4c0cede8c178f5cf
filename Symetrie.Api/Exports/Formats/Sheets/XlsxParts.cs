using System.IO.Compression;

namespace Symetrie.Api.Exports.Formats.Sheets;

/// <summary>The parts of a workbook in its ZIP archive. What the archive says of itself is looked at before anything is unpacked, and what comes out is counted and checked.</summary>
internal sealed class XlsxParts : IDisposable
{
    private const string What = "the .xlsx file";
    private readonly ExportSource source;
    private readonly ZipArchive archive;
    private readonly Dictionary<string, ZipArchiveEntry> parts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the archive's directory.</summary>
    /// <exception cref="ExportRefused">It is damaged, encrypted, or says that it unfolds too far.</exception>
    public XlsxParts(ExportSource source)
    {
        this.source = source;
        ZipDirectory.Check(source.Stream, source.Start);
        source.Rewind();
        try
        {
            archive = new ZipArchive(source.Stream, ZipArchiveMode.Read, leaveOpen: true);
            var inflation = new Inflation(source.Length, What);
            foreach (var entry in archive.Entries)
            {
                if (entry.IsEncrypted) throw new ExportRefused("encrypted", "the workbook is locked by a password; save it without one");
                inflation.Count(entry.Length);
                parts.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry);
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or ArgumentException)
        {
            archive?.Dispose();
            throw new ExportRefused("bad-xlsx", $"the ZIP archive of the workbook cannot be read: {exception.Message}");
        }
    }

    /// <summary>Opens a part.</summary>
    /// <returns>Its tags and texts; null where there is no such part.</returns>
    public XmlTokens? Open(string name) => parts.TryGetValue(name, out var entry) ? new XmlTokens(new Part(entry, new Inflation(source.Length, What)), name) : null;

    /// <inheritdoc/>
    public void Dispose() => archive.Dispose();

    private sealed class Part(ZipArchiveEntry entry, Inflation inflation) : OneWayStream
    {
        private readonly CyclicSum check = new();
        private Stream? content;
        private long passed;

        public override int Read(Span<byte> buffer)
        {
            try
            {
                content ??= entry.Open();
                var read = content.Read(buffer);
                inflation.Count(read);
                passed += read;
                check.Add(buffer[..read]);
                return read == 0 && buffer.Length > 0 && (passed != entry.Length || check.Sum != entry.Crc32) ? throw new InvalidDataException("what it unfolds to is not what was packed") : read;
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException or NotSupportedException)
            {
                throw new ExportRefused("bad-xlsx", $"part '{entry.FullName}' of the workbook cannot be read: {exception.Message}");
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) content?.Dispose();
            base.Dispose(disposing);
        }
    }
}
