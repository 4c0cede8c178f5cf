using Microsoft.Net.Http.Headers;
using Symetrie.Api.Endpoints.Errors;
using Symetrie.Api.Endpoints.Rows;

namespace Symetrie.Api.Endpoints.Requests;

/// <summary>In which format rows leave.</summary>
internal enum Format
{
    /// <summary>JSON.</summary>
    Json,

    /// <summary>RFC 4180.</summary>
    Csv,

    /// <summary>CSV as a French Excel opens it: byte order mark, semicolon, decimal comma.</summary>
    CsvFrench,
}

/// <summary>Chooses the format: as <c>format=</c> says, else as <c>Accept</c> does.</summary>
internal static class Formats
{
    /// <summary>The format of a request.</summary>
    public static Format Of(HttpRequest request)
    {
        var asked = request.OneOf("format", "json", "csv");
        var dialect = request.OneOf("dialect", "rfc4180", "excel-fr");
        var csv = asked is null ? PrefersCsv(request) : asked == "csv";
        if (dialect is not null && !csv) throw Refusal.Value("dialect", "it goes with format=csv");
        return !csv ? Format.Json : dialect == "excel-fr" ? Format.CsvFrench : Format.Csv;
    }

    /// <summary>The printer of a format.</summary>
    public static IRowPrinter Printer(this Format format, System.Buffers.IBufferWriter<byte> output, IReadOnlyList<Field> fields) =>
        format == Format.Json ? new JsonPrinter(output, fields) : new CsvPrinter(output, fields, format == Format.CsvFrench);

    /// <summary>The content type of a format.</summary>
    public static string ContentType(this Format format) => format == Format.Json ? "application/json; charset=utf-8" : "text/csv; charset=utf-8; header=present";

    private static bool PrefersCsv(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)) return false;
        double Quality(string type) => accepted.Where(a => a.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)).Select(a => a.Quality ?? 1).DefaultIfEmpty(0).Max();
        var csv = Quality("text/csv");
        return csv > Quality("application/json") && csv >= Quality("*/*");
    }
}
