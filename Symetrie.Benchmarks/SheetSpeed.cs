using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using ExcelDataReader;
using Symetrie.Analytics;
using Symetrie.Api.Imports;
using Symetrie.Api.Stores;

namespace Symetrie.Benchmarks;

/// <summary>How long a table takes as a workbook beside the same as CSV: imported whole, and only read by another library.</summary>
internal static class SheetSpeed
{
    private const int Items = 12;
    private const int Rounds = 3;

    /// <summary>The codebook both files are read by.</summary>
    public static string Codebook { get; } =
        $$"""{"key":"k","voice":"customer","layout":"wide","columns":{"team":"team","respondent":"respondent","date":"date"},"items":[{{string.Join(',', Enumerable.Range(1, Items).Select(i => $$$"""{"key":"q{{{i}}}","column":"Q{{{i}}}","dimension":"overall","scale":{"min":1,"max":5}}"""))}}]}""";

    /// <summary>Makes both files, imports each into a store of its own, three times, and prints the middle of the seconds.</summary>
    public static void Run(int rows)
    {
        var folder = Directory.CreateTempSubdirectory("symetrie-sheets-").FullName;
        try
        {
            var (csv, xlsx) = (Path.Combine(folder, "answers.csv"), Path.Combine(folder, "answers.xlsx"));
            Make(rows, csv, xlsx);
            Console.WriteLine($"{rows:N0} rows of {Items + 3} columns: CSV {new FileInfo(csv).Length / 1e6:0.0} MB, .xlsx {new FileInfo(xlsx).Length / 1e6:0.0} MB");
            var (plain, sheet) = (new List<double>(), new List<double>());
            for (var round = 0; round <= Rounds; round++)
            {
                // The first round warms up.
                var (one, other) = (Import(folder, csv), Import(folder, xlsx));
                if (round == 0) continue;
                plain.Add(one);
                sheet.Add(other);
            }

            Console.WriteLine($"import of the CSV {Middle(plain):0.00} s, of the .xlsx {Middle(sheet):0.00} s: {Middle(sheet) / Middle(plain):0.0} times");
            Console.WriteLine($"ExcelDataReader reads the .xlsx, and nothing more, in {Middle([.. Enumerable.Range(0, Rounds).Select(_ => ByLibrary(xlsx))]):0.00} s");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Middle(List<double> seconds) => seconds.Order().ElementAt(seconds.Count / 2);

    private static double Import(string folder, string file)
    {
        var path = Path.Combine(folder, $"{Guid.NewGuid():N}.db");
        using var store = Store.Open(path, TimeProvider.System);
        store.Codebooks.Put(CodebookFile.Read(Codebook).Value!);
        using var content = File.OpenRead(file);
        var clock = Stopwatch.StartNew();
        var report = new Importer(store, Minimums.Of(new AnalysisSettings())).Run(new ImportRequest(content, Path.GetFileName(file)) { Codebook = "k" });
        return report.State == "imported" ? clock.Elapsed.TotalSeconds : throw new InvalidOperationException(report.Refusal);
    }

    private static double ByLibrary(string file)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var clock = Stopwatch.StartNew();
        using var content = File.OpenRead(file);
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(content);
        while (reader.Read())
            for (var i = 0; i < reader.FieldCount; i++) _ = reader.GetValue(i);
        return clock.Elapsed.TotalSeconds;
    }

    /// <summary>Writes the same rows as CSV and as .xlsx.</summary>
    // As Excel writes them: every cell with its place, texts shared, dates as numbers in a format.
    internal static void Make(int rows, string csv, string xlsx)
    {
        var random = new Random(20261122);
        using var plain = new StreamWriter(csv);
        using var zip = new ZipArchive(File.Create(xlsx), ZipArchiveMode.Create);
        var texts = new Dictionary<string, int>(StringComparer.Ordinal);
        using (var sheet = new StreamWriter(zip.CreateEntry("xl/worksheets/sheet1.xml").Open()))
        {
            sheet.Write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
            string[] header = ["team", "respondent", "date", .. Enumerable.Range(1, Items).Select(i => $"Q{i}")];
            plain.WriteLine(string.Join(',', header));
            Row(sheet, 1, [.. header.Select(h => (Index(h), " t=\"s\""))]);
            for (var row = 2; row <= rows + 1; row++)
            {
                var (team, respondent, day) = ($"T{random.Next(500):000}", $"R{row:0000000}", random.Next(365));
                int[] answers = [.. Enumerable.Range(0, Items).Select(_ => random.Next(1, 6))];
                plain.WriteLine($"{team},{respondent},{new DateOnly(2026, 1, 1).AddDays(day):yyyy-MM-dd},{string.Join(',', answers)}");
                Row(sheet, row, [(Index(team), " t=\"s\""), (Index(respondent), " t=\"s\""), (46023 + day, " s=\"1\""), .. answers.Select(a => (a, ""))]);
            }

            sheet.Write("</sheetData></worksheet>");
        }

        const string links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
        const string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        Part("xl/sharedStrings.xml", $"<sst xmlns=\"{main}\" count=\"{texts.Count}\" uniqueCount=\"{texts.Count}\">{string.Concat(texts.Keys.Select(t => $"<si><t>{t}</t></si>"))}</sst>");
        Part("xl/styles.xml", $"<styleSheet xmlns=\"{main}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>");
        Part("xl/workbook.xml", $"<workbook xmlns=\"{main}\" xmlns:r=\"{links}\"><sheets><sheet name=\"Answers\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
        Part("xl/_rels/workbook.xml.rels", $"{relations}<Relationship Id=\"rId1\" Type=\"{links}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"{links}/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"rId3\" Type=\"{links}/styles\" Target=\"styles.xml\"/></Relationships>");
        Part("_rels/.rels", $"{relations}<Relationship Id=\"rId1\" Type=\"{links}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");

        int Index(string text) => texts.TryGetValue(text, out var index) ? index : texts[text] = texts.Count;

        void Part(string name, string text)
        {
            using var writer = new StreamWriter(zip.CreateEntry(name).Open());
            writer.Write(text);
        }
    }

    private static void Row(StreamWriter sheet, int row, IReadOnlyList<(int Value, string Kind)> cells)
    {
        sheet.Write(string.Create(CultureInfo.InvariantCulture, $"<row r=\"{row}\" spans=\"1:{cells.Count}\">"));
        for (var i = 0; i < cells.Count; i++) sheet.Write(string.Create(CultureInfo.InvariantCulture, $"<c r=\"{(char)('A' + i)}{row}\"{cells[i].Kind}><v>{cells[i].Value}</v></c>"));
        sheet.Write("</row>");
    }
}
