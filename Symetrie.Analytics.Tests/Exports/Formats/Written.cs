using System.Text;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tests.Surveys;
using Symetrie.Api.Exports;

namespace Symetrie.Analytics.Tests.Exports.Formats;

/// <summary>The samples of the survey tools' formats: <c>data/exports/FORMAT/good</c> and <c>broken</c>, with the codebook beside them.</summary>
internal static class Written
{
    public static ExportSettings Settings { get; } = new(Calendar.Of(CalendarKind.Quarter), TimeZoneInfo.CreateCustomTimeZone("+02", TimeSpan.FromHours(2), "+02", "+02"));

    public static Codebook Book(string format, string file = "codebook.json") => CodebookJson.Read(ShippedFiles.Text("exports", format, file), ShippedFiles.Mirror).Required();

    public static byte[] Bytes(params string[] path) => File.ReadAllBytes(Path.Combine([ShippedFiles.Folder, "exports", .. path]));

    public static (ExportShape Shape, IReadOnlyList<ExportRow> Rows) Read(byte[] bytes, Codebook book, ExportSettings? settings = null)
    {
        using var stream = new MemoryStream(bytes);
        using var reader = ExportReader.Open(stream, book, settings ?? Settings);
        List<ExportRow> rows = [.. reader.Rows()];
        return (reader.Shape, rows);
    }

    public static (ExportShape Shape, IReadOnlyList<ExportRow> Rows) Read(string text, Codebook book) => Read(Encoding.UTF8.GetBytes(text), book);

    /// <summary>A row in one line: <c>line team day point point …</c> (– for no answer), or <c>line column: code</c>.</summary>
    public static IEnumerable<string> Told(IEnumerable<ExportRow> rows, Codebook book) => rows.Select(r => r switch
    {
        { Response: { } response } => $"{response.Line} {response.Team} {response.Day:yyyy-MM-dd} {string.Join(' ', Samples.Steps(response, book).Select((s, i) => s < 0 ? "–" : Point(book.Items[i], s)))}",
        { Rejection: { } rejection } => $"{rejection.Line} {rejection.Column}: {rejection.Code}",
        _ => "blank",
    });

    private static string Point(Item item, int step) => item.Scale.PointAt(step).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);
}
