namespace Symetrie.Api.Exports.Formats.Sheets;

/// <summary>The texts that the cells of a workbook share, held as one run of bytes.</summary>
internal sealed class XlsxTexts
{
    private const int MostBytes = 64 << 20;
    private const int MostTexts = 8_000_000;
    private readonly ByteText bytes = new(MostBytes);
    private readonly List<int> ends = [];

    private XlsxTexts()
    {
    }

    /// <summary>How many there are.</summary>
    public int Count => ends.Count;

    /// <summary>Reads the part that has them; none where there is no such part.</summary>
    /// <exception cref="ExportRefused">They are damaged, or too many to be held.</exception>
    public static XlsxTexts Read(XmlTokens? part)
    {
        using var xml = part;
        var texts = new XlsxTexts();
        for (var token = xml?.Read(); token is not (null or XmlToken.Done); token = xml!.Read())
        {
            if (token != XmlToken.Start || !xml!.Name.SequenceEqual("si"u8)) continue;
            var start = texts.bytes.Length;
            if (!xml.IsEmpty) AddItem(xml, texts.bytes);
            texts.bytes.Unescape(start);
            texts.ends.Add(texts.bytes.Length);
            if (texts.ends.Count > MostTexts) throw new ExportRefused("too-large", $"the workbook has more than {MostTexts:N0} texts");
        }

        return texts;
    }

    /// <summary>A text.</summary>
    public ReadOnlySpan<byte> Text(int index) => bytes.Bytes[(index == 0 ? 0 : ends[index - 1])..ends[index]];

    /// <summary>Adds the text of an item, put together from its runs; how it is pronounced is none of it.</summary>
    public static void AddItem(XmlTokens xml, ByteText to)
    {
        var isText = false;
        for (var depth = 1; depth > 0;)
        {
            switch (xml.Read())
            {
                case XmlToken.Start when xml.Name.SequenceEqual("rPh"u8):
                    xml.SkipElement();
                    break;
                case XmlToken.Start when !xml.IsEmpty:
                    depth++;
                    isText = xml.Name.SequenceEqual("t"u8);
                    break;
                case XmlToken.End:
                    depth--;
                    isText = false;
                    break;
                case XmlToken.Text when isText:
                    xml.AddText(to);
                    break;
                case XmlToken.Done:
                    return;
            }
        }
    }
}
