using System.Data.Common;
using Npgsql;

namespace Symetrie.Api.Stores.Engines;

/// <summary>Where a PostgreSQL store lies: a connection string as Npgsql has it, with one keyword more, <c>Folder</c>, for the files that belong beside a store and never into it.</summary>
/// <param name="Connection">The connection string for the driver.</param>
/// <param name="Folder">The folder of the key, the log of erasures and files on their way in.</param>
/// <param name="Shown">The address without secrets.</param>
internal sealed record PostgresAddress(string Connection, string Folder, string Shown)
{
    private const string FolderWord = "Folder";

    // Several programs share the connections of one server, which has 100 unless told otherwise.
    private const int MostConnections = 30;

    /// <summary>Whether an address is a connection string.</summary>
    public static bool IsOne(string address) => address.Contains("Host=", StringComparison.OrdinalIgnoreCase);

    /// <summary>The address with a folder, where it names none.</summary>
    public static string With(string address, string folder) =>
        new DbConnectionStringBuilder { ConnectionString = address }.ContainsKey(FolderWord) ? address : $"{address.TrimEnd(';')};{FolderWord}={folder}";

    /// <summary>Reads one.</summary>
    /// <exception cref="ArgumentException">It is no connection string, or names no database.</exception>
    public static PostgresAddress Parse(string address)
    {
        var words = new DbConnectionStringBuilder { ConnectionString = address };
        var folder = words.TryGetValue(FolderWord, out var named) ? $"{named}" : null;
        words.Remove(FolderWord);
        var connection = new NpgsqlConnectionStringBuilder(words.ConnectionString);
        if (string.IsNullOrEmpty(connection.Database)) throw new ArgumentException("the store's connection string names no Database", nameof(address));
        if (!words.ContainsKey("Maximum Pool Size") && !words.ContainsKey("MaxPoolSize")) connection.MaxPoolSize = MostConnections;
        // Who of several programs it is, for the server's own lists.
        connection.ApplicationName ??= $"symetrie {Environment.ProcessId}";
        (connection.CommandTimeout, connection.MaxAutoPrepare, connection.NoResetOnClose, connection.TcpKeepAlive, connection.IncludeErrorDetail) = (0, 100, true, true, false);
        return new PostgresAddress(connection.ConnectionString, Path.GetFullPath(folder ?? $"./symetrie-{connection.Database}"), $"{connection.Host}:{connection.Port}/{connection.Database}");
    }
}
