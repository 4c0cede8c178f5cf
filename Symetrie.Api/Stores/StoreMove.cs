using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Stores;

/// <summary>Brings a whole store to another place: its rows, and the key and the log of erasures that lie beside it.</summary>
public static class StoreMove
{
    /// <summary>Why a store cannot be brought to a place; null where it can.</summary>
    /// <param name="store">The store.</param>
    /// <param name="target">The address of the place.</param>
    /// <param name="replace">Whether what is there may be replaced.</param>
    public static string? Refusal(Store store, string target, bool replace)
    {
        if (EngineCatalogue.IsFile(target) && File.Exists(target) && SqliteFiles.IsOpen(target)) return $"the store '{target}' is open in another program; stop that first";
        if (EngineCatalogue.IsFile(target) && !File.Exists(target)) return null;
        using var there = EngineCatalogue.Open(target);
        if (there.Address == store.Engine.Address) return "that is the store itself";
        Migration.Apply(there);
        return replace || StoreCopy.IsEmpty(there) ? null : $"the store {there.Address} is in use; --replace puts this one in its place";
    }

    /// <summary>Copies it, and compares every row before anything is committed.</summary>
    /// <returns>The tables and how many rows each has.</returns>
    /// <exception cref="InvalidDataException">A row that was written is not the one that was read; nothing is changed.</exception>
    public static IReadOnlyList<(string Table, long Rows)> Run(Store store, string target, bool replace, IProgress<string>? progress = null)
    {
        using var there = EngineCatalogue.Open(target);
        Migration.Apply(there);
        if (!replace && !StoreCopy.IsEmpty(there)) throw new InvalidOperationException($"the store {there.Address} is in use");
        // The key first: rows without it could never be recognised.
        Bring(store.Engine.KeyFile, there.KeyFile, replace);
        Bring(store.Engine.AuditFile, there.AuditFile, replace);
        return StoreCopy.Run(store.Engine, there, progress);
    }

    private static void Bring(string from, string to, bool replace)
    {
        if (!File.Exists(from) || from == to) return;
        var same = File.Exists(to) && File.ReadAllBytes(from).AsSpan().SequenceEqual(File.ReadAllBytes(to));
        if (same) return;
        if (File.Exists(to) && !replace) throw new InvalidOperationException($"{to} is there already and is not this store's; move it away, or --replace it");
        var coming = to + ".coming";
        File.Copy(from, coming, overwrite: true);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(coming, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Move(coming, to, overwrite: true);
    }
}
