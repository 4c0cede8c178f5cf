using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Symetrie.Benchmarks.Fuzzing;

/// <summary>What a store holds, as one digest of every table: every row, but for those that keep what was sent and what became of it (and the notices of that and their numbers), and when a key was last used.</summary>
/// <param name="path">The store's file.</param>
internal sealed class StoreDigests(string path) : IAsyncDisposable
{
    private readonly SqliteConnection looking = Open(path);

    /// <summary>Reads every table.</summary>
    public async Task<SortedDictionary<string, string>> Read()
    {
        var digests = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await Each("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like 'posting%' and name not in ('api_key', 'notice', 'delivery')", row => digests[row.GetString(0)] = "");
        foreach (var table in digests.Keys.ToList())
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await Each($"select * from \"{table}\"{(table == "counter" ? " where name <> 'notice'" : "")}", row =>
            {
                for (var i = 0; i < row.FieldCount; i++) hash.AppendData(row.GetValue(i) switch { byte[] blob => blob, var value => Encoding.UTF8.GetBytes(Convert.ToString(value, CultureInfo.InvariantCulture) + "\0") });
            });
            digests[table] = Convert.ToHexString(hash.GetCurrentHash());
        }

        return digests;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => looking.DisposeAsync();

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return connection;
    }

    private async Task Each(string sql, Action<DbDataReader> row)
    {
        await using var command = looking.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) row(reader);
    }
}
