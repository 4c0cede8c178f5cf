using Spectre.Console;

namespace Symetrie.Api.Commands;

/// <summary>Texts on a console as they are written. The library's strings are markup, where a bracket is a style and a word between colons a picture, and names of files and teams have either.</summary>
internal static class AsWritten
{
    public static Style Bold { get; } = new(decoration: Decoration.Bold);

    public static Style Red { get; } = new(Color.Red);

    public static Style Grey { get; } = new(Color.Grey);

    /// <summary>Writes a line of texts, each in its style.</summary>
    public static void Line(this IAnsiConsole console, params ReadOnlySpan<(string Text, Style? Style)> texts)
    {
        var line = new Paragraph();
        foreach (var (text, style) in texts) line.Append(text, style);
        console.Write(line);
        console.WriteLine("");
    }

    /// <summary>A table under a header.</summary>
    public static Table Table(params IEnumerable<string> header)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in header) table.AddColumn(new TableColumn(new Text(column)));
        return table;
    }

    /// <summary>Adds a row.</summary>
    public static void AddTexts(this Table table, IEnumerable<string> cells) => table.AddRow(cells.Select(cell => new Text(cell)));
}
