using System.Data.Common;
using Dapper;
using Symetrie.Analytics.Measures;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Stores;

/// <summary>The table of a measure follows from its row record: new columns are added, none is ever dropped.</summary>
internal static class MeasureTable
{
    /// <summary>The table's name.</summary>
    public static string Name(Measure measure) => "rows_" + measure.Name.Replace('-', '_');

    /// <summary>The statements that bring a measure's table up to its record.</summary>
    public static IEnumerable<string> Changes(IEngine engine, DbConnection connection, Measure measure)
    {
        var table = Name(measure);
        var known = Columns(engine, connection, table).ToHashSet(StringComparer.Ordinal);
        if (known.Count == 0)
        {
            yield return $"create table {table} (part bigint not null, place bigint not null, {string.Join(", ", measure.Columns.Select(Declaration))}, primary key (part, place)) /*clustered*/";
            yield break;
        }

        foreach (var column in measure.Columns.Where(c => !known.Contains(c.Name))) yield return $"alter table {table} add column {Declaration(column)}";
    }

    /// <summary>The columns a table has; none where there is no such table.</summary>
    public static IEnumerable<string> Columns(IEngine engine, DbConnection connection, string table) =>
        connection.Query<string>(SqlText.Of("columns-of", engine.Name), new { table });

    private static string Declaration(Column column) => $"\"{column.Name}\" " + column.Kind switch
    {
        ColumnKind.Real => "double precision",
        ColumnKind.Text => "text",
        _ => "bigint",
    };
}
