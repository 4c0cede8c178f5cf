using Dapper;
using Microsoft.Data.Sqlite;

namespace Symetrie.Api.Stores.Engines;

/// <summary>SQLite files as files: those of a backup, and of a store that nobody has open.</summary>
internal static class SqliteFiles
{
    /// <summary>Whether somebody has a store open.</summary>
    public static bool IsOpen(string path)
    {
        try
        {
            new FileStream(MarkOf(path), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None).Dispose();
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>Shows that a store is open, for as long as what is returned is.</summary>
    public static IDisposable MarkOpen(string path) => new FileStream(MarkOf(path), FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read);

    private static string MarkOf(string path) => path + ".open";

    /// <summary>What is wrong with a backup.</summary>
    public static IReadOnlyList<string> Faults(string path)
    {
        try
        {
            var sums = new PageSums(path);
            if (sums.Exist && sums.Damaged(log: null) is { Count: > 0 } pages) return [$"page {pages[0]} is not what was written"];
            using var connection = Open(path, SqliteOpenMode.ReadOnly);
            return [.. connection.Query<string>("pragma integrity_check(20)").Where(line => line != "ok")];
        }
        catch (Exception failure) when (failure is SqliteException or IOException)
        {
            return [failure.Message];
        }
    }

    /// <summary>Puts a copy of a backup in the place of a store that nobody has open.</summary>
    public static void Replace(string backup, string target)
    {
        var coming = target + ".restoring";
        File.Delete(coming);
        using (var source = Open(backup, SqliteOpenMode.ReadOnly))
        using (var copy = Open(coming, SqliteOpenMode.ReadWriteCreate)) source.BackupDatabase(copy);
        using (var file = new FileStream(coming, FileMode.Open, FileAccess.ReadWrite)) file.Flush(flushToDisk: true);
        // The log first: the new file must never meet the old one's.
        foreach (var old in new[] { "-wal", "-shm" }) File.Delete(target + old);
        new PageSums(target).Forget();
        File.Move(coming, target, overwrite: true);
        new PageSums(target).Build();
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 1 }.ToString());
        connection.Open();
        return connection;
    }
}
