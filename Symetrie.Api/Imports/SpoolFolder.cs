using Symetrie.Api.Exports.Formats;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Imports;

/// <summary>Where files that were sent lie until they are taken in: beside the store, for nobody else to read, each gone when it is closed.</summary>
/// <remarks>A process that is killed leaves its files behind. Each is locked as long as somebody has it open, so whoever starts next knows those of the dead.</remarks>
public sealed class SpoolFolder
{
    private const string Upload = ".upload";
    private const string Note = ".json";
    private readonly string path;

    /// <param name="store">The store the folder stands beside.</param>
    public SpoolFolder(Store store) => path = store.Engine.SpoolFolder;

    /// <summary>Makes a file that is deleted when it is closed.</summary>
    public FileStream Create()
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous | FileOptions.SequentialScan,
            BufferSize = 1 << 16,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(Path.Combine(path, Guid.NewGuid().ToString("N") + Upload), options);
    }

    /// <summary>What to say of a body that unfolds too far; null where it does not.</summary>
    /// <param name="packed">Bytes sent so far.</param>
    /// <param name="unpacked">Bytes they unfolded to.</param>
    public static string? UnfoldsTooFar(long packed, long unpacked) =>
        Inflation.IsTooMuch(packed, unpacked) ? $"the body unfolds to more than {Inflation.MostRatio} times what was sent, and to more than {Inflation.FreeBytes:N0} bytes" : null;

    /// <summary>Notes beside a file what is being done with it, for whoever comes after a crash.</summary>
    public static void Remark(FileStream file, string note)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(new FileStream(NoteOf(file.Name), options));
        writer.Write(note);
    }

    /// <summary>Takes the note away.</summary>
    public static void Unremark(FileStream file) => File.Delete(NoteOf(file.Name));

    /// <summary>Removes the files of processes that are no more.</summary>
    /// <param name="told">Told each note that stood beside one, before it is gone.</param>
    public void Sweep(Action<string> told)
    {
        if (!Directory.Exists(path)) return;
        foreach (var file in Directory.GetFiles(path, "*" + Upload)) TryClaim(file);
        foreach (var note in Directory.GetFiles(path, "*" + Note))
        {
            if (File.Exists(Path.ChangeExtension(note, Upload))) continue;
            told(File.ReadAllText(note));
            File.Delete(note);
        }
    }

    private static string NoteOf(string file) => Path.ChangeExtension(file, Note);

    // Opening it is what tells: the lock of a process ends with it.
    private static void TryClaim(string file)
    {
        try
        {
            new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
            // Somebody is at work on it.
        }
    }
}
