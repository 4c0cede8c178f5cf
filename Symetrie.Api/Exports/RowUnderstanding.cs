using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports.Cells;
using Symetrie.Api.Exports.Rows;

namespace Symetrie.Api.Exports;

/// <summary>Everything beside its bytes and its codebook that decides what a row says.</summary>
internal sealed record RowUnderstanding
{
    /// <summary>The build: another one may read a cell otherwise.</summary>
    public Guid Program { get; init; } = typeof(RowUnderstanding).Module.ModuleVersionId;

    public required string Format { get; init; }

    public required string Encoding { get; init; }

    public required char? Delimiter { get; init; }

    public required char? DecimalMark { get; init; }

    public required IReadOnlyList<ExportColumn> Columns { get; init; }

    /// <summary>Which comes first in a date, day or month.</summary>
    public required DayOrder Order { get; init; }

    /// <summary>The store's time zone.</summary>
    public required string Zone { get; init; }

    /// <summary>The time zone that the date's column names.</summary>
    public required string? ColumnZone { get; init; }

    /// <summary>The day of all responses of an export without dates.</summary>
    public required DateOnly? Day { get; init; }

    /// <summary>The texts that mean nothing.</summary>
    public required IEnumerable<string> Missing { get; init; }

    /// <summary>Its hash; null where rows are not told by their bytes: only texts have them as sent, and only where a row is a response.</summary>
    public static byte[]? Of(RowSource source, ExportShape shape, DayOrder order, ExportSettings settings)
    {
        if (source.Codebook.Layout != Layout.Wide || source.Table.Delimiter is null) return null;
        var understood = new RowUnderstanding
        {
            Format = shape.Format,
            Encoding = shape.Encoding,
            Delimiter = shape.Delimiter,
            DecimalMark = shape.DecimalMark,
            Columns = shape.Columns,
            Order = order,
            Zone = settings.TimeZone.Id,
            ColumnZone = source.Table.ZoneOf(source.Binding.Of(source.Codebook.Columns.Date))?.Id,
            Day = settings.Day,
            Missing = source.Table.Missing,
        };
        return SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(understood, UnderstandingJson.Default.RowUnderstanding));
    }
}

/// <summary>Written by code that is made with the program: finding out how takes longer than some hundred rows.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(RowUnderstanding))]
internal sealed partial class UnderstandingJson : JsonSerializerContext;
