namespace Symetrie.Analytics.Tests.Stores.Engines;

/// <summary>Where a test's store lies: a folder of its own, and on a server a database of its own too. Gone when disposed.</summary>
internal sealed class TestPlace : IDisposable
{
    private readonly string? database;

    /// <param name="engine"><c>sqlite</c> or <c>postgres</c>.</param>
    /// <param name="folder">A folder with what is to be there already; null for an empty one.</param>
    public TestPlace(string engine = "sqlite", string? folder = null)
    {
        if (engine == "postgres") database = PostgresServer.Shared().Lend();
        Folder = folder ?? Directory.CreateTempSubdirectory("symetrie-test-").FullName;
        Address = database is null ? Path.Combine(Folder, "store.db") : PostgresServer.Shared().Address(database, Folder);
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>The store's address.</summary>
    public string Address { get; }

    /// <summary>Every file in which the store's bytes lie, once what is in memory is written.</summary>
    public IReadOnlyList<string> Files()
    {
        var beside = Directory.GetFiles(Folder);
        if (database is null) return beside;
        var server = PostgresServer.Shared();
        server.Execute("checkpoint");
        using var connection = server.Open(database);
        using var command = new Npgsql.NpgsqlCommand("select oid::bigint from pg_database where datname = current_database()", connection);
        return [.. beside, .. Directory.GetFiles(Path.Combine(server.Files, "base", $"{command.ExecuteScalar()}"))];
    }

    public void Dispose()
    {
        if (database is not null) PostgresServer.Shared().GiveBack(database);
        Directory.Delete(Folder, recursive: true);
    }
}
