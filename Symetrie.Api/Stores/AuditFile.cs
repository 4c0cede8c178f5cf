using System.Text;

namespace Symetrie.Api.Stores;

/// <summary>The audit log beside the store: a line an entry. A backup of the store alone does not bring back who was erased since.</summary>
internal static class AuditFile
{
    /// <summary>The entries; none where there is no file.</summary>
    /// <exception cref="AuditBrokenException">A line is no entry.</exception>
    public static IReadOnlyList<AuditEntry> Read(string path)
    {
        if (!File.Exists(path)) return [];
        var text = File.ReadAllText(path);
        // A line without its end was being written when the machine stopped: its erasure was not done either.
        var lines = text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Select((line, i) => AuditEntry.Parse(line) ?? throw new AuditBrokenException($"line {i + 1} of {path} is no entry"))];
    }

    /// <summary>Adds entries; they are on disk when this returns.</summary>
    public static void Append(string path, IEnumerable<AuditEntry> entries)
    {
        var whole = File.Exists(path) ? EndOfLastLine(path) : 0;
        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        file.SetLength(whole);
        file.Position = whole;
        foreach (var entry in entries) file.Write(Encoding.UTF8.GetBytes(entry.Line + "\n"));
        file.Flush(flushToDisk: true);
    }

    private static long EndOfLastLine(string path) => Array.LastIndexOf(File.ReadAllBytes(path), (byte)'\n') + 1;
}

/// <summary>The audit log of erasures was changed.</summary>
public sealed class AuditBrokenException(string message) : InvalidOperationException($"the audit log of erasures is broken: {message}");
