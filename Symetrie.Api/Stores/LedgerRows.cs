using System.Data.Common;
using Dapper;
using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Stores;

/// <summary>The ledger of what was released, as a store keeps it: of each column what stands, whose contributions that is, and a digest of both.</summary>
internal static class LedgerRows
{
    /// <summary>The whole ledger.</summary>
    public static ReleaseLedger Read(Store store, DbConnection connection) => With(store, connection, Heads(store, connection), _ => true);

    /// <summary>What stands of every column; not whose it is.</summary>
    public static ReleaseLedger Heads(Store store, DbConnection connection)
    {
        var columns = new Dictionary<ColumnName, LedgerColumn>();
        using var rows = store.Engine.Stream(connection, store.Sql("list-released"));
        while (rows.Next())
        {
            var content = rows.Bytes(3).ToArray();
            columns[new ColumnName((Voice)rows.Integer(0), rows.Text(1)!, rows.Text(2)!)] = rows.Text(4) is { } digest ? LedgerColumn.Stored(content, null, digest) : LedgerColumn.Whole(content);
        }

        return new ReleaseLedger(columns);
    }

    /// <summary>The same ledger, with whose contributions the columns of some voices and periods hold.</summary>
    public static ReleaseLedger With(Store store, DbConnection connection, ReleaseLedger heads, Func<(Voice Voice, string Period), bool> wanted)
    {
        var columns = new Dictionary<ColumnName, LedgerColumn>(heads.Columns);
        foreach (var (voice, period) in heads.Columns.Where(c => c.Value.IsParted).Select(c => (c.Key.Voice, c.Key.Period)).Distinct().Where(wanted))
        {
            using var rows = store.Engine.Stream(connection, store.Sql("list-released-members"), (long)voice, period);
            while (rows.Next())
            {
                var name = new ColumnName(voice, period, rows.Text(0)!);
                if (columns[name] is { IsParted: true } head) columns[name] = LedgerColumn.Stored(head.Head, rows.Bytes(1).ToArray(), head.Digest);
            }
        }

        return new ReleaseLedger(columns);
    }

    /// <summary>Writes the columns that have changed.</summary>
    public static void Write(Store store, DbConnection connection, ReleaseLedger ledger, ReleaseLedger before)
    {
        var changed = ledger.Columns.Where(c => !before.Columns.TryGetValue(c.Key, out var known) || known.Digest != c.Value.Digest || !known.IsParted)
            .OrderBy(c => c.Key.Voice).ThenBy(c => c.Key.Period, StringComparer.Ordinal).ThenBy(c => c.Key.Dimension, StringComparer.Ordinal).ToArray();
        foreach (var (name, _) in changed) connection.Execute(store.Sql("clear-released"), new { voice = (long)name.Voice, period = name.Period, dimension = name.Dimension });
        using var rows = store.Engine.Insert(connection, "release_version", ["voice", "period", "dimension", "content", "digest", "members"]);
        foreach (var (name, column) in changed)
        {
            rows.Add((long)name.Voice);
            rows.Add(name.Period);
            rows.Add(name.Dimension);
            rows.Add(column.Head);
            rows.Add(column.Digest);
            rows.Add(column.Members);
            rows.EndRow();
        }
    }
}
