using System.Buffers;
using System.Buffers.Binary;

namespace Symetrie.Api.Stores;

/// <summary>Current answers of one unit, month and import, written one after the other: by day and response number. A store takes in and gives out
/// a pack as one row, which costs about a fifth of as many rows.</summary>
/// <remarks>A packed answer has no earlier version. Whoever has to touch one answer takes its pack apart first (<see cref="Packs"/>).</remarks>
internal static class AnswerPack
{
    /// <summary>Adds an answer behind those written before; days, and numbers within a day, ascend.</summary>
    public static void Write(ArrayBufferWriter<byte> pack, in PackedAnswer answer, in PackedAnswer before)
    {
        var sameDay = answer.Day == before.Day;
        Number(pack, ((ulong)(answer.Day - before.Day) << 1) | (answer.Person == answer.Number ? 1u : 0u));
        Number(pack, (ulong)(sameDay ? answer.Number - before.Number : answer.Number));
        if (answer.Person != answer.Number)
        {
            BinaryPrimitives.WriteInt64BigEndian(pack.GetSpan(8), answer.Person);
            pack.Advance(8);
        }

        Number(pack, (ulong)answer.Content.Length);
        pack.Write(answer.Content.Span);
    }

    /// <summary>Reads the answers; their contents are parts of <paramref name="pack"/>.</summary>
    public static Reader Read(ReadOnlySpan<byte> pack) => new(pack);

    internal static void Number(ArrayBufferWriter<byte> pack, ulong value)
    {
        var bytes = pack.GetSpan(10);
        var count = 0;
        for (; value > 0x7F; value >>= 7) bytes[count++] = (byte)(value | 0x80);
        bytes[count++] = (byte)value;
        pack.Advance(count);
    }

    /// <summary>Goes through a pack.</summary>
    internal ref struct Reader(ReadOnlySpan<byte> pack)
    {
        private readonly ReadOnlySpan<byte> pack = pack;
        private int at;

        public long Day { get; private set; }

        public long Number { get; private set; }

        public long Person { get; private set; }

        public ReadOnlySpan<byte> Content { get; private set; }

        public bool Next()
        {
            if (at == pack.Length) return false;
            var head = Take();
            var number = (long)Take();
            Number = head >> 1 == 0 ? Number + number : number;
            Day += (long)(head >> 1);
            Person = Number;
            if ((head & 1) == 0)
            {
                Person = BinaryPrimitives.ReadInt64BigEndian(pack[at..]);
                at += 8;
            }

            var length = (int)Take();
            Content = pack.Slice(at, length);
            at += length;
            return true;
        }

        private ulong Take()
        {
            var (value, shift) = (0ul, 0);
            while (true)
            {
                var part = pack[at++];
                value |= (ulong)(part & 0x7F) << shift;
                if (part < 0x80) return value;
                shift += 7;
            }
        }
    }
}

/// <summary>An answer as a pack holds it.</summary>
/// <param name="Day">The day.</param>
/// <param name="Number">The response's number.</param>
/// <param name="Person">The person's number; that of the response where the export names nobody.</param>
/// <param name="Content">The answers.</param>
internal readonly record struct PackedAnswer(long Day, long Number, long Person, ReadOnlyMemory<byte> Content);
