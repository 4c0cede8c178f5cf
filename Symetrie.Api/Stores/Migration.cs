using System.Data.Common;
using Dapper;
using Symetrie.Analytics.Measures;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Stores;

/// <summary>Brings a store's tables to this program's schema, one numbered step after another, each in one transaction.</summary>
internal static class Migration
{
    public static void Apply(IEngine engine)
    {
        if (SchemaMark.Holds(engine)) return;
        var steps = SqlText.Migrations(engine.Name);
        var done = engine.Read(connection => Done(connection, engine));
        if (done > steps[^1].Number) throw new InvalidOperationException($"the store has schema {done}; this program knows up to {steps[^1].Number}. Use the newer program.");
        // A table that a view looks at cannot be changed freely; the views are made anew at the end.
        if (done > 0 && done < steps[^1].Number) MeasureView.Drop(engine);
        foreach (var step in steps.Where(s => s.Number > done))
        {
            engine.Write(connection =>
            {
                // Another program may have started at the same moment.
                if (Done(connection, engine) >= step.Number) return 0;
                connection.Execute(engine.Translate(step.Text));
                connection.Execute(SqlText.Of("put-setting", engine.Name), new { name = "schema", value = step.Number.ToString() });
                return 0;
            });
        }

        string[] Missing(DbConnection connection) => [.. MeasureCatalogue.All.SelectMany(m => MeasureTable.Changes(engine, connection, m))];
        if (engine.Read(Missing).Length > 0)
        {
            engine.Write(connection =>
            {
                foreach (var change in Missing(connection)) connection.Execute(engine.Translate(change));
                return 0;
            });
        }

        MeasureView.Apply(engine);
        SchemaMark.Keep(engine);
    }

    private static int Done(DbConnection connection, IEngine engine)
    {
        if (!MeasureTable.Columns(engine, connection, "setting").Any()) return 0;
        return int.Parse(connection.ExecuteScalar<string?>(SqlText.Of("get-setting", engine.Name), new { name = "schema" }) ?? "0");
    }
}
