using System.Text;

namespace Symetrie.Api.Exports.Cells;

/// <summary>The texts that mean there is nothing in a cell, compared as written after trimming.</summary>
internal sealed class MissingCodes(IReadOnlyList<string> codes)
{
    private readonly byte[][] codes = [.. codes.Select(c => Encoding.UTF8.GetBytes(c))];

    /// <summary>Whether a trimmed cell holds nothing.</summary>
    public bool Holds(ReadOnlySpan<byte> cell)
    {
        if (cell.Length == 0) return true;
        foreach (var code in codes)
            if (cell.SequenceEqual(code)) return true;
        return false;
    }
}
