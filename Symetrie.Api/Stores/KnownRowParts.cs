using System.Data.Common;
using Dapper;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Stores;

/// <summary>Where rows that came before are kept, part by part.</summary>
/// <param name="store">The store.</param>
/// <param name="connection">The connection of the transaction.</param>
/// <param name="codebook">The codebook the rows were read by.</param>
internal sealed class KnownRowParts(Store store, DbConnection connection, long codebook) : IDisposable
{
    private readonly IRowWriter parts = store.Engine.Insert(connection, "known_row", ["codebook", "import", "part", "size", "bytes", "content"]);
    private long next;

    /// <summary>How many rows there are, and how many bytes they have.</summary>
    public (long Rows, long Bytes) Count() => connection.QuerySingle<(long, long)>(store.Sql("count-known-rows"), new { codebook });

    /// <summary>Loads all, from the newest part to the oldest.</summary>
    /// <param name="cipher">Opens them.</param>
    /// <param name="most">How many rows there are.</param>
    /// <param name="responses">How many responses the store has numbered.</param>
    /// <returns>The rows; null where a part cannot be opened.</returns>
    public KnownRows? Load(RowCipher cipher, long most, long responses)
    {
        var rows = new KnownRows(most, responses);
        using var stored = store.Engine.Stream(connection, store.Sql("list-known-rows"), codebook);
        // One part is taken in while the next is opened.
        var adding = Task.CompletedTask;
        try
        {
            while (stored.Next())
            {
                if (cipher.Open(stored.Bytes(2)) is not { } plain) return null;
                adding.GetAwaiter().GetResult();
                adding = Task.Run(() => rows.Add(plain));
            }
        }
        finally
        {
            adding.GetAwaiter().GetResult();
        }

        return rows;
    }

    /// <summary>Adds a part of an import.</summary>
    public void Add(long import, int rows, long bytes, ReadOnlySpan<byte> content)
    {
        parts.Add(codebook);
        parts.Add(import);
        parts.Add(next++);
        parts.Add(rows);
        parts.Add(bytes);
        parts.Add(content);
        parts.EndRow();
        parts.Flush();
    }

    /// <summary>Forgets the rows of the codebook.</summary>
    public void Forget() => connection.Execute(store.Sql("forget-known-rows-of"), new { codebook });

    /// <inheritdoc/>
    public void Dispose() => parts.Dispose();
}
