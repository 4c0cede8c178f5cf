namespace Symetrie.Api.Exports.Formats.Sheets;

/// <summary>What a workbook says of itself: its sheets and where their parts are, its texts and its number formats.</summary>
internal sealed class XlsxOutline
{
    private const int MostSheets = 1_000;
    private const int MostFormats = 1 << 16;
    private const string Workbook = "xl/workbook.xml";
    private readonly XlsxParts parts;
    private readonly string workbook;
    private readonly Dictionary<string, (string Kind, string Part)> links;
    private readonly List<(SheetName Sheet, string Part)> sheets = [];

    /// <summary>Reads the workbook's own part, its texts and its formats.</summary>
    /// <exception cref="ExportRefused">It is no workbook, or damaged.</exception>
    public XlsxOutline(XlsxParts parts)
    {
        this.parts = parts;
        workbook = Links("").Values.FirstOrDefault(l => l.Kind == "officeDocument").Part ?? Workbook;
        links = Links(workbook);
        ReadWorkbook();
        if (sheets.Count == 0) throw new ExportRefused("bad-xlsx", "the workbook has no sheet with cells");
        Texts = XlsxTexts.Read(PartOf("sharedStrings"));
        Formats = ReadFormats(PartOf("styles"));
    }

    /// <summary>Whether days are counted from 1904.</summary>
    public bool Is1904 { get; private set; }

    /// <summary>The sheets with cells and their parts.</summary>
    public IReadOnlyList<(SheetName Sheet, string Part)> Sheets => sheets;

    /// <summary>The texts that cells share.</summary>
    public XlsxTexts Texts { get; }

    /// <summary>What each style makes of a number.</summary>
    public IReadOnlyList<SheetFormat> Formats { get; }

    private XmlTokens? PartOf(string kind) => links.Values.FirstOrDefault(l => l.Kind == kind).Part is { } part ? parts.Open(part) : null;

    private void ReadWorkbook()
    {
        using var xml = parts.Open(workbook) ?? throw new ExportRefused("binary", "this is a ZIP archive, but no .xlsx workbook: it has no part 'xl/workbook.xml'");
        for (var token = xml.Read(); token != XmlToken.Done; token = xml.Read())
        {
            if (token != XmlToken.Start) continue;
            if (xml.Name.SequenceEqual("workbookPr"u8)) Is1904 = xml.Attribute("date1904"u8) is "1" or "true";
            if (!xml.Name.SequenceEqual("sheet"u8) || xml.Attribute("id"u8) is not { } id || !links.TryGetValue(id, out var link) || link.Kind != "worksheet") continue;
            sheets.Add((new SheetName(xml.Attribute("name"u8) ?? "", xml.Attribute("state"u8) is null or "visible"), link.Part));
            if (sheets.Count > MostSheets) throw new ExportRefused("too-large", $"the workbook has more than {MostSheets:N0} sheets");
        }
    }

    // Links stand beside the part that has them, in a folder of their own; their targets are relative to that part.
    private Dictionary<string, (string Kind, string Part)> Links(string part)
    {
        var slash = part.LastIndexOf('/') + 1;
        var found = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        using var xml = parts.Open($"{part[..slash]}_rels/{part[slash..]}.rels");
        for (var token = xml?.Read(); token is not (null or XmlToken.Done); token = xml!.Read())
        {
            if (token != XmlToken.Start || !xml!.Name.SequenceEqual("Relationship"u8) || xml.Attribute("Id"u8) is not { } id || xml.Attribute("Target"u8) is not { } target || found.Count > MostFormats) continue;
            var kind = xml.Attribute("Type"u8) ?? "";
            found[id] = (kind[(kind.LastIndexOf('/') + 1)..], target is ['/', ..] ? target[1..] : Resolved(part[..slash] + target));
        }

        return found;
    }

    private static string Resolved(string path)
    {
        var steps = new List<string>();
        foreach (var step in path.Split('/'))
        {
            if (step == ".." && steps.Count > 0) steps.RemoveAt(steps.Count - 1);
            else if (step is not ("." or "" or "..")) steps.Add(step);
        }

        return string.Join('/', steps);
    }

    private static List<SheetFormat> ReadFormats(XmlTokens? styles)
    {
        using var xml = styles;
        var (codes, formats, isCells) = (new Dictionary<int, SheetFormat>(), new List<SheetFormat>(), false);
        for (var token = xml?.Read(); token is not (null or XmlToken.Done); token = xml!.Read())
        {
            if (xml!.Name.SequenceEqual("cellXfs"u8) && token != XmlToken.Text) isCells = token == XmlToken.Start && !xml.IsEmpty;
            if (token != XmlToken.Start || formats.Count > MostFormats || codes.Count > MostFormats || !int.TryParse(xml.Attribute("numFmtId"u8), out var id)) continue;
            if (xml.Name.SequenceEqual("numFmt"u8)) codes[id] = SheetFormats.OfCode(xml.Attribute("formatCode"u8) ?? "");
            else if (isCells && xml.Name.SequenceEqual("xf"u8)) formats.Add(codes.TryGetValue(id, out var format) ? format : SheetFormats.OfBuiltIn(id));
        }

        return formats;
    }
}
