using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Stores;

/// <summary>Puts a backup in the place of a store.</summary>
public static class Restoring
{
    /// <summary>Restores a backup, once it was found whole. The key and the log of erasures beside the store stay as they are.</summary>
    /// <param name="backup">The backup's file.</param>
    /// <param name="target">The store's file.</param>
    /// <param name="replace">Whether a store that is there may be replaced.</param>
    /// <returns>Why not; null where it was done.</returns>
    public static string? Run(string backup, string target, bool replace)
    {
        if (!File.Exists(backup)) return $"there is no backup at '{backup}'";
        if (File.Exists(target))
        {
            if (!replace) return $"there is a store at '{target}'; --replace puts the backup in its place";
            if (SqliteFiles.IsOpen(target)) return $"the store '{target}' is open in another program; stop that first";
        }

        if (SqliteFiles.Faults(backup) is [var fault, ..]) return $"the backup '{backup}' is damaged: {fault}";
        SqliteFiles.Replace(backup, target);
        return null;
    }
}
