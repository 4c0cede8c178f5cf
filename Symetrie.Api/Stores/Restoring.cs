using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Stores;

/// <summary>Puts a backup in the place of a store.</summary>
public static class Restoring
{
    /// <summary>Restores a backup, once it was found whole. The key and the log of erasures beside the store stay as they are.</summary>
    /// <param name="backup">The backup's file.</param>
    /// <param name="address">The store's address.</param>
    /// <param name="replace">Whether a store that is there may be replaced.</param>
    /// <returns>Why not; null where it was done.</returns>
    public static string? Run(string backup, string address, bool replace)
    {
        if (!File.Exists(backup)) return $"there is no backup at '{backup}'";
        return EngineCatalogue.IsFile(address) ? IntoFile(backup, Path.GetFullPath(address), replace) : IntoDatabase(backup, address, replace);
    }

    private static string? IntoFile(string backup, string target, bool replace)
    {
        if (File.Exists(target))
        {
            if (!replace) return $"there is a store at '{target}'; --replace puts the backup in its place";
            if (SqliteFiles.IsOpen(target)) return $"the store '{target}' is open in another program; stop that first";
        }

        if (Damage(backup) is { } damage) return damage;
        SqliteFiles.Replace(backup, target);
        return null;
    }

    // All or nothing: one transaction takes what was there away and puts the backup's rows in.
    private static string? IntoDatabase(string backup, string address, bool replace)
    {
        if (Damage(backup) is { } damage) return damage;
        using var there = EngineCatalogue.Open(address);
        Migration.Apply(there);
        if (!replace && !StoreCopy.IsEmpty(there)) return $"the store {there.Address} is in use; --replace puts the backup in its place";
        // Of the backup a copy is opened: it may have an older schema, and stays as it is.
        var folder = Directory.CreateTempSubdirectory("symetrie-");
        try
        {
            var copy = Path.Combine(folder.FullName, "backup.db");
            SqliteFiles.Replace(backup, copy);
            using var source = EngineCatalogue.Open(copy);
            Migration.Apply(source);
            StoreCopy.Run(source, there);
            return null;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string? Damage(string backup) => SqliteFiles.Faults(backup) is [var fault, ..] ? $"the backup '{backup}' is damaged: {fault}" : null;
}
