using System.Security.Cryptography;
using System.Text.Json;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports.Cells;
using Symetrie.Api.Exports.Rows;

namespace Symetrie.Api.Exports;

/// <summary>Everything beside its bytes and its codebook that decides what a row says, as a hash.</summary>
internal static class RowUnderstanding
{
    /// <summary>The hash; null where rows are not told by their bytes: only texts have them as sent, and only where a row is a response.</summary>
    public static byte[]? Of(RowSource source, ExportShape shape, DayOrder order, ExportSettings settings)
    {
        if (source.Codebook.Layout != Layout.Wide || source.Table.Delimiter is null) return null;
        return SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new
        {
            // Another build may read a cell otherwise.
            Program = typeof(RowUnderstanding).Module.ModuleVersionId,
            shape.Format,
            shape.Encoding,
            shape.Delimiter,
            shape.DecimalMark,
            shape.Columns,
            Order = order,
            Zone = settings.TimeZone.Id,
            Column = source.Table.ZoneOf(source.Binding.Of(source.Codebook.Columns.Date))?.Id,
            settings.Day,
            source.Table.Missing,
        }));
    }
}
