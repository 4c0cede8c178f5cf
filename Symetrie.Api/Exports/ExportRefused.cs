using System.Diagnostics.CodeAnalysis;

namespace Symetrie.Api.Exports;

/// <summary>A file that is no export of this codebook at all: nothing of it is taken. The message names the place.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "It is the word for what happens: the export is refused.")]
public sealed class ExportRefused : Exception
{
    /// <summary>A refusal.</summary>
    /// <param name="code">A stable slug: <c>empty</c>, <c>binary</c>, <c>missing-column</c>, <c>lone-quote</c>, …</param>
    /// <param name="message">What is wrong and where, in a sentence.</param>
    /// <param name="line">The physical line, 1-based; null where the file as a whole is meant.</param>
    /// <param name="column">The column's header, where one is meant.</param>
    public ExportRefused(string code, string message, long? line = null, string? column = null)
        : base(message) => (Code, Line, Column) = (code, line, column);

    /// <summary>A stable slug.</summary>
    public string Code { get; }

    /// <summary>The physical line, 1-based; null where the file as a whole is meant.</summary>
    public long? Line { get; }

    /// <summary>The column's header, where one is meant.</summary>
    public string? Column { get; }
}
