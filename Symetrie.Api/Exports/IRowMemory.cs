namespace Symetrie.Api.Exports;

/// <summary>Remembers the rows of earlier exports by their bytes, so that a row which came before need not be read again.</summary>
public interface IRowMemory
{
    /// <summary>Whether a row came before, and what it says stands.</summary>
    /// <param name="row">The row as the file has it, without its line's end.</param>
    /// <param name="line">The physical line on which it begins.</param>
    bool Holds(ReadOnlySpan<byte> row, long line);
}
