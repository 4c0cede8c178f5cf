using System.Buffers;
using System.Text;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Stores;

/// <summary>What an import says of a unit, as bytes: by attribute, day and value. A text that is the one before takes a byte, and so does a day that is a month later than the one before.</summary>
internal static class FactPack
{
    /// <summary>Writes the facts of a unit.</summary>
    /// <param name="pack">Where they go.</param>
    /// <param name="facts">The facts, in the order of <see cref="SaidOfUnits.Compare"/>.</param>
    public static void Write(ArrayBufferWriter<byte> pack, ReadOnlySpan<(long Unit, UnitFact Fact)> facts)
    {
        var (attribute, value, day) = ((string?)null, (string?)null, 0);
        foreach (var (_, fact) in facts)
        {
            // From one attribute to the next the days begin again.
            if (fact.Attribute != attribute) day = 0;
            Text(pack, fact.Attribute, attribute);
            AnswerPack.Number(pack, (ulong)(fact.Day.DayNumber - day));
            Text(pack, fact.Value, value);
            (attribute, value, day) = (fact.Attribute, fact.Value, fact.Day.DayNumber);
        }
    }

    /// <summary>Goes through a pack.</summary>
    public static Reader Read(ReadOnlySpan<byte> pack) => new(pack);

    private static void Text(ArrayBufferWriter<byte> pack, string text, string? before)
    {
        if (text == before)
        {
            AnswerPack.Number(pack, 0);
            return;
        }

        var length = Encoding.UTF8.GetByteCount(text);
        AnswerPack.Number(pack, (ulong)length + 1);
        pack.Advance(Encoding.UTF8.GetBytes(text, pack.GetSpan(length)));
    }

    /// <summary>Goes through a pack.</summary>
    internal ref struct Reader(ReadOnlySpan<byte> pack)
    {
        private readonly ReadOnlySpan<byte> pack = pack;
        private int at;

        /// <summary>The attribute, UTF-8.</summary>
        public ReadOnlySpan<byte> Attribute { get; private set; }

        /// <summary>The day from which it is said.</summary>
        public int Day { get; private set; }

        /// <summary>The value, UTF-8.</summary>
        public ReadOnlySpan<byte> Value { get; private set; }

        /// <summary>Steps to the next fact.</summary>
        public bool Next()
        {
            if (at == pack.Length) return false;
            if (Number() is > 0 and var length)
            {
                Attribute = Text(length - 1);
                Day = 0;
            }

            Day += Number();
            if (Number() is > 0 and var size) Value = Text(size - 1);
            return true;
        }

        private ReadOnlySpan<byte> Text(int length)
        {
            var text = pack.Slice(at, length);
            at += length;
            return text;
        }

        private int Number()
        {
            var value = 0;
            for (var shift = 0; ; shift += 7)
            {
                var next = pack[at++];
                value |= (next & 0x7F) << shift;
                if (next < 0x80) return value;
            }
        }
    }
}
