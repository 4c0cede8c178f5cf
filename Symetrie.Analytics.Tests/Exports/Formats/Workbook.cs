using System.IO.Compression;
using System.Text;

namespace Symetrie.Analytics.Tests.Exports.Formats;

/// <summary>Workbooks made part by part, for what no program writes.</summary>
internal static class Workbook
{
    private const string Links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>A workbook with one sheet of these rows.</summary>
    public static byte[] Of(string rows, string texts = "", string workbook = "", string formats = "") => Pack(Parts(rows, texts, workbook, formats));

    /// <summary>A workbook of texts, as they stand in delimited text.</summary>
    public static byte[] OfText(string delimited) => Of(string.Concat(delimited.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => $"<row>{string.Concat(line.Split(',').Select(cell => $"<c t=\"inlineStr\"><is><t>{System.Security.SecurityElement.Escape(cell)}</t></is></c>"))}</row>")));

    public static Dictionary<string, string> Parts(string rows, string texts = "", string workbook = "", string formats = "") => new()
    {
        ["_rels/.rels"] = $"<Relationships><Relationship Id=\"r\" Type=\"{Links}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
        ["xl/_rels/workbook.xml.rels"] = $"<Relationships><Relationship Id=\"a\" Type=\"{Links}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"b\" Type=\"{Links}/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/><Relationship Id=\"c\" Type=\"{Links}/styles\" Target=\"../xl/./styles.xml\"/></Relationships>",
        ["xl/workbook.xml"] = $"<?xml version=\"1.0\"?><!-- made by hand --><x:workbook xmlns:x=\"m\" xmlns:r=\"{Links}\">{workbook}<x:sheets><x:sheet name=\"A &amp; B\" sheetId=\"1\" r:id=\"a\"/></x:sheets></x:workbook>",
        ["xl/sharedStrings.xml"] = $"<sst>{texts}</sst>",
        ["xl/styles.xml"] = $"<styleSheet>{formats}</styleSheet>",
        ["xl/worksheets/sheet1.xml"] = $"<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>{rows}</sheetData></worksheet>",
    };

    public static byte[] Pack(IEnumerable<KeyValuePair<string, string>> parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using var part = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
                part.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return stream.ToArray();
    }

    /// <summary>A workbook whose sheet is written piece by piece: it may be larger than memory.</summary>
    public static byte[] Large(Action<StreamWriter> sheet, string name = "xl/worksheets/sheet1.xml")
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (other, text) in Parts("<row><c><v>1</v></c></row>").Where(p => p.Key != name))
            {
                using var part = zip.CreateEntry(other).Open();
                part.Write(Encoding.UTF8.GetBytes(text));
            }

            using var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open());
            sheet(writer);
        }

        return stream.ToArray();
    }
}
