using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Imports;

/// <summary>Every row of a file that was not taken, as CSV: packed, on disk, and nowhere where none was.</summary>
/// <remarks>Cells that a spreadsheet would take for a formula begin with an apostrophe. At most 1,000,000 rows are listed; the report counts them all.</remarks>
public sealed class RejectedRows : IDisposable
{
    /// <summary>The columns.</summary>
    public const string Header = "file,line,column,code,reason,text,suggestion\r\n";

    private const long MostRows = 1_000_000;
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",;\"\r\n\t");
    private readonly SpoolFolder spool;
    private readonly string name;
    private FileStream? file;
    private StreamWriter? text;
    private long count;

    /// <param name="spool">Where the rows wait.</param>
    /// <param name="name">The name of the file they are rows of.</param>
    public RejectedRows(SpoolFolder spool, string name) => (this.spool, this.name) = (spool, name);

    /// <summary>Adds a row.</summary>
    public void Add(Rejection rejection)
    {
        if (++count > MostRows) return;
        if (text is null)
        {
            file = spool.Create();
            text = new StreamWriter(new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true), new UTF8Encoding(false), 1 << 16);
            text.Write(Header);
        }

        Span<string?> cells = [name, rejection.Line > 0 ? rejection.Line.ToString(CultureInfo.InvariantCulture) : null, rejection.Column, rejection.Code, rejection.Reason, rejection.Text, rejection.Suggestion];
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0) text.Write(',');
            text.Write(Cell(cells[i], isNumber: i == 1));
        }

        text.Write("\r\n");
    }

    /// <summary>The rows, packed, from the first; null where none was added. Nothing can be added any more.</summary>
    public Stream? Packed()
    {
        if (file is null) return null;
        text?.Dispose();
        text = null;
        file.Position = 0;
        return file;
    }

    /// <summary>Writes the rows as CSV.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="header">Whether the line of column names comes first.</param>
    public void CopyTo(Stream to, bool header)
    {
        if (header) to.Write(Encoding.UTF8.GetBytes(Header));
        if (Packed() is not { } packed) return;
        using var rows = new GZipStream(packed, CompressionMode.Decompress, leaveOpen: true);
        rows.ReadExactly(new byte[Header.Length]);
        rows.CopyTo(to);
        packed.Position = 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        text?.Dispose();
        file?.Dispose();
    }

    private static string Cell(string? cell, bool isNumber)
    {
        if (string.IsNullOrEmpty(cell)) return "";
        if (!isNumber && (cell[0] is '=' or '+' or '-' or '@' || char.IsControl(cell[0]))) cell = "'" + cell;
        return cell.AsSpan().ContainsAny(Quoted) || char.IsWhiteSpace(cell[0]) ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
    }
}
