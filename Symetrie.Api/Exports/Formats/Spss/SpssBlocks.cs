using System.IO.Compression;

namespace Symetrie.Api.Exports.Formats.Spss;

/// <summary>The cases of a .zsav file, its zlib blocks unpacked one after another.</summary>
internal sealed class SpssBlocks : OneWayStream
{
    private const int HeaderLength = 24;
    private const int MostBlocks = 1_000_000;
    private readonly ExportSource source;
    private readonly Inflation inflation;
    private readonly (long Start, int Packed, int Unpacked)[] blocks;
    private int block = -1;
    private int left;
    private ZLibStream? open;

    /// <summary>Reads the list of blocks.</summary>
    /// <param name="source">The file.</param>
    /// <param name="start">Where the cases begin in it.</param>
    /// <param name="isBigEndian">Whether numbers have their highest byte first.</param>
    /// <exception cref="ExportRefused">The list is damaged.</exception>
    public SpssBlocks(ExportSource source, long start, bool isBigEndian)
    {
        this.source = source;
        source.Rewind(start);
        var header = new SpssBytes(source.Stream, start, "list of blocks") { IsBigEndian = isBigEndian };
        var (own, list, length) = (header.Int64(), header.Int64(), header.Int64());
        if (own != start || list < start + HeaderLength || length < HeaderLength || list > source.Length - length) throw header.Refusal("its places are not in the file");
        source.Rewind(list);
        var bytes = new SpssBytes(source.Stream, list, "list of blocks") { IsBigEndian = isBigEndian };
        bytes.Skip(20);
        var count = bytes.Int32();
        if (count is < 0 or > MostBlocks || HeaderLength + (24L * count) != length) throw bytes.Refusal($"there cannot be {count} blocks");
        blocks = new (long, int, int)[count];
        var next = start + HeaderLength;
        for (var i = 0; i < count; i++)
        {
            bytes.Skip(8);
            var (at, unpacked, packed) = (bytes.Int64(), bytes.Int32(), bytes.Int32());
            if (at != next || packed <= 0 || unpacked < 0 || packed > list - at) throw bytes.Refusal($"block {i + 1} is not where it should be");
            (blocks[i], next) = ((at, packed, unpacked), at + packed);
        }

        inflation = new Inflation(list - start, "the SPSS file");
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        try
        {
            while (true)
            {
                if (open is null && !OpenNext()) return 0;
                var read = open!.Read(buffer);
                inflation.Count(read);
                left -= read;
                if (left < 0 || (read == 0 && left > 0)) throw Damaged("does not have the length it should");
                if (read > 0 || buffer.Length == 0) return read;
                open.Dispose();
                open = null;
            }
        }
        catch (InvalidDataException)
        {
            throw Damaged("cannot be unpacked");
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) open?.Dispose();
        base.Dispose(disposing);
    }

    private bool OpenNext()
    {
        if (++block >= blocks.Length) return false;
        source.Rewind(blocks[block].Start);
        left = blocks[block].Unpacked;
        open = new ZLibStream(new Part(source.Stream, blocks[block].Packed), CompressionMode.Decompress);
        return true;
    }

    private ExportRefused Damaged(string how) => new("bad-sav", $"byte {blocks[block].Start}: block {block + 1} of the SPSS file {how}");

    // A part of a stream that ends where the next block begins.
    private sealed class Part(Stream stream, int left) : OneWayStream
    {
        private int left = left;

        public override int Read(Span<byte> buffer)
        {
            var read = stream.Read(buffer[..Math.Min(left, buffer.Length)]);
            left -= read;
            return read;
        }
    }
}
