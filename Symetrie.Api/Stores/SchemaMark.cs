using System.Data.Common;
using Dapper;
using Symetrie.Analytics.Measures;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Stores;

/// <summary>Remembers that this very build has brought a store's tables up, so that a command for one small file need not look at all of them.
/// A SQLite file counts what is done to its tables and views: whoever changes one makes the mark void. A server has nothing like it, and is looked through.</summary>
internal static class SchemaMark
{
    private const string Known = "schema-mark";

    // What the tables have to be follows from both: the migrations, and the row records.
    private static readonly string Build = $"{typeof(SchemaMark).Module.ModuleVersionId} {typeof(Measure).Module.ModuleVersionId}";

    /// <summary>Whether the tables are those of this build, and none was touched since.</summary>
    public static bool Holds(IEngine engine) => !engine.IsShared && engine.Read(connection => MeasureTable.Columns(engine, connection, "setting").Any() && IsKept(connection, engine));

    /// <summary>Marks the tables as brought up.</summary>
    public static void Keep(IEngine engine)
    {
        if (engine.IsShared || engine.Read(connection => IsKept(connection, engine))) return;
        engine.Write(connection => connection.Execute(SqlText.Of("put-setting", engine.Name), new { name = Known, value = Now(connection, engine) }));
    }

    private static bool IsKept(DbConnection connection, IEngine engine) => Setting(connection, engine, Known) == Now(connection, engine);

    // With the number of the last migration: another program's may change what is in the tables, and no table.
    private static string Now(DbConnection connection, IEngine engine) => $"{Build} {connection.ExecuteScalar<long>("pragma schema_version")} {Setting(connection, engine, "schema")}";

    private static string? Setting(DbConnection connection, IEngine engine, string name) => connection.ExecuteScalar<string?>(SqlText.Of("get-setting", engine.Name), new { name });
}
