using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;

namespace Symetrie.Api.Exports.Formats.Sheets;

/// <summary>What stands in an XML part.</summary>
internal enum XmlToken
{
    /// <summary>An element begins.</summary>
    Start,

    /// <summary>An element ends.</summary>
    End,

    /// <summary>A piece of text.</summary>
    Text,

    /// <summary>The part ends.</summary>
    Done,
}

/// <summary>Cuts the XML of a workbook's part into tags and texts, straight from its bytes: a sheet of 100,000 rows has millions of tags, and none of them becomes an object.
/// Nothing is kept of what was read, so no name or text can fill memory. There are no document types, hence no entities but the five of XML and numbered letters.</summary>
/// <param name="stream">The bytes, in UTF-8.</param>
/// <param name="part">The part's name, for refusals.</param>
internal sealed class XmlTokens(Stream stream, string part) : IDisposable
{
    private const int LongestTag = 1 << 20;
    private const int DeepestElement = 256;
    private readonly ulong[] open = new ulong[DeepestElement];
    private byte[] buffer = new byte[64 * 1024];
    private int at;
    private int filled;
    private int depth;
    private (int Start, int End) span;
    private int attribute;
    private bool isRaw;
    private bool isEnded;

    /// <summary>Whether the element that began has no content: then no end follows.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>The name of the element that begins or ends, without its prefix.</summary>
    public ReadOnlySpan<byte> Name => buffer.AsSpan(span.Start, span.End - span.Start);

    /// <summary>Goes to the next token.</summary>
    /// <exception cref="ExportRefused">The part is no well-formed XML.</exception>
    public XmlToken Read()
    {
        while (true)
        {
            if (at == filled && !Fill()) return depth > 0 ? throw Bad("it ends within an element") : XmlToken.Done;
            if (buffer[at] != (byte)'<') return Text();
            if (filled - at < 9 && !isEnded)
            {
                Fill();
                continue;
            }

            var rest = buffer.AsSpan(at, filled - at);
            if (rest.StartsWith("<?"u8)) Skip("?>"u8);
            else if (rest.StartsWith("<!--"u8)) Skip("-->"u8);
            else if (rest.StartsWith("<![CDATA["u8)) return Raw();
            else if (rest.StartsWith("<!"u8)) throw Bad("it has a document type, which no workbook has");
            else return Tag();
        }
    }

    /// <summary>The next attribute of the element that began: its name without prefix, and its value as written.</summary>
    public bool NextAttribute(out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        name = value = default;
        while (attribute < at && buffer[attribute] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') attribute++;
        var rest = buffer.AsSpan(attribute, at - attribute);
        var equals = rest.IndexOf((byte)'=');
        if (equals < 0) return false;
        name = rest[..equals].TrimEnd(" \t\r\n"u8);
        if (name.IndexOf((byte)':') is >= 0 and var colon) name = name[(colon + 1)..];
        rest = rest[(equals + 1)..].TrimStart(" \t\r\n"u8);
        if (rest is not [(byte)'"' or (byte)'\'', ..] || rest[1..].IndexOf(rest[0]) is not (>= 0 and var length)) throw Bad("an attribute has no quotes");
        value = rest.Slice(1, length);
        attribute = at - rest.Length + length + 2;
        return true;
    }

    /// <summary>The text of an attribute of the element that began; null where it has none of that name.</summary>
    public string? Attribute(ReadOnlySpan<byte> wanted)
    {
        var start = attribute;
        string? text = null;
        while (text is null && NextAttribute(out var name, out var value))
            if (name.SequenceEqual(wanted)) text = Decoded(value);
        attribute = start;
        return text;
    }

    /// <summary>Adds the current piece of text, its entities replaced.</summary>
    public void AddText(ByteText to)
    {
        var text = Name;
        while (!isRaw && text.IndexOf((byte)'&') is >= 0 and var and)
        {
            to.Add(text[..and]);
            text = text[(and + 1)..];
            var end = text.IndexOf((byte)';');
            if (end < 0) throw Bad("an & without its ;");
            AddEntity(to, text[..end]);
            text = text[(end + 1)..];
        }

        to.Add(text);
    }

    /// <summary>Passes over the element that began, and all within it.</summary>
    public void SkipElement()
    {
        if (IsEmpty) return;
        for (var until = depth - 1; depth > until;)
            if (Read() == XmlToken.Done) return;
    }

    /// <summary>A refusal of this part.</summary>
    public ExportRefused Bad(string what) => new("bad-xlsx", $"part '{part}' of the workbook cannot be read: {what}");

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private string Decoded(ReadOnlySpan<byte> value)
    {
        var (kept, raw, text) = (span, isRaw, new ByteText());
        var start = buffer.AsSpan().Overlaps(value, out var offset) ? offset : 0;
        (span, isRaw) = ((start, start + value.Length), false);
        AddText(text);
        (span, isRaw) = (kept, raw);
        return Encoding.UTF8.GetString(text.Bytes);
    }

    private void AddEntity(ByteText to, ReadOnlySpan<byte> name)
    {
        Span<byte> letters = stackalloc byte[4];
        if (name.StartsWith("#"u8))
        {
            var isHex = name is [_, (byte)'x', ..];
            var digits = name[(isHex ? 2 : 1)..];
            if (!Utf8Parser.TryParse(digits, out uint point, out var read, isHex ? 'x' : 'D') || read != digits.Length || !Rune.TryCreate(point, out var rune)) throw Bad("a numbered letter that is none");
            to.Add(letters[..rune.EncodeToUtf8(letters)]);
            return;
        }

        to.Add(name.SequenceEqual("amp"u8) ? "&"u8 : name.SequenceEqual("lt"u8) ? "<"u8 : name.SequenceEqual("gt"u8) ? ">"u8 : name.SequenceEqual("quot"u8) ? "\""u8 : name.SequenceEqual("apos"u8) ? "'"u8 : throw Bad("an entity that is not known"));
    }

    // A piece of text ends where the buffer does, but never within an entity.
    private XmlToken Text()
    {
        var rest = buffer.AsSpan(at, filled - at);
        var end = rest.IndexOf((byte)'<');
        if (end < 0)
        {
            end = rest.Length;
            var and = rest.LastIndexOf((byte)'&');
            if (and >= 0 && rest[and..].IndexOf((byte)';') < 0 && !isEnded)
            {
                if (rest.Length - and > 16) throw Bad("an & without its ;");
                if (and == 0)
                {
                    Fill();
                    return Text();
                }

                end = and;
            }
        }

        (span, isRaw) = ((at, at + end), false);
        at += end;
        return XmlToken.Text;
    }

    private XmlToken Raw()
    {
        var end = Find("]]>"u8, 9);
        (span, isRaw) = ((at + 9, at + end), true);
        at += end + 3;
        return XmlToken.Text;
    }

    private void Skip(ReadOnlySpan<byte> mark) => at += Find(mark, 2) + mark.Length;

    private int Find(ReadOnlySpan<byte> mark, int from)
    {
        while (true)
        {
            var found = filled - at > from ? buffer.AsSpan(at + from, filled - at - from).IndexOf(mark) : -1;
            if (found >= 0) return from + found;
            More();
        }
    }

    private XmlToken Tag()
    {
        var end = EndOfTag();
        var tag = buffer.AsSpan(at + 1, end - 1);
        var closes = tag is [(byte)'/', ..];
        IsEmpty = tag is [.., (byte)'/'];
        if (closes) tag = tag[1..];
        var start = at + (closes ? 2 : 1);
        var length = tag.IndexOfAny(" \t\r\n/"u8);
        if (length < 0) length = tag.Length;
        if (length == 0) throw Bad("a tag without a name");
        var key = KeyOf(tag[..length]);
        if (tag[..length].IndexOf((byte)':') is >= 0 and var colon) (start, length) = (start + colon + 1, length - colon - 1);
        span = (start, start + length);
        attribute = start + length;
        at += end + 1;
        if (closes && (depth == 0 || open[--depth] != key)) throw Bad($"an element '{Encoding.UTF8.GetString(Name)}' ends that did not begin");
        if (closes) return XmlToken.End;
        if (IsEmpty) return XmlToken.Start;
        if (depth == DeepestElement) throw Bad("its elements are too deep in one another");
        open[depth++] = key;
        return XmlToken.Start;
    }

    // The name's length and its first letters: enough to see that an end is another's.
    private static ulong KeyOf(ReadOnlySpan<byte> name)
    {
        Span<byte> eight = stackalloc byte[8];
        name[..Math.Min(7, name.Length)].CopyTo(eight);
        eight[7] = (byte)name.Length;
        return BinaryPrimitives.ReadUInt64LittleEndian(eight);
    }

    // A > within quotes does not end a tag.
    private int EndOfTag()
    {
        for (var from = 1; ;)
        {
            var found = from < filled - at ? buffer.AsSpan(at + from, filled - at - from).IndexOfAny((byte)'>', (byte)'"', (byte)'\'') : -1;
            if (found < 0)
            {
                More();
                continue;
            }

            from += found;
            var mark = buffer[at + from];
            if (mark == (byte)'>') return from;
            from += 1 + Find([mark], from + 1) - from;
        }
    }

    private void More()
    {
        if (filled - at > LongestTag) throw Bad("a tag or comment without end");
        if (!Fill()) throw Bad("it ends within a tag");
    }

    private bool Fill()
    {
        if (isEnded) return false;
        buffer.AsSpan(at, filled - at).CopyTo(buffer);
        (at, filled) = (0, filled - at);
        if (filled == buffer.Length) Array.Resize(ref buffer, 2 * buffer.Length);
        var read = stream.Read(buffer.AsSpan(filled));
        filled += read;
        isEnded = read == 0;
        return read > 0;
    }
}
