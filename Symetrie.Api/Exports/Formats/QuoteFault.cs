namespace Symetrie.Api.Exports.Formats;

/// <summary>What is wrong with the quotes of a row that the tokenizer called malformed.</summary>
/// <param name="LinesDown">How many lines below the row's first the faulty quote opened.</param>
/// <param name="SpansLines">Whether the quote ran over a line break: then other rows are in its cell.</param>
internal sealed record QuoteFault(long LinesDown, bool SpansLines)
{
    /// <summary>Finds the first cell with text after its closing quote, or without one. A quote inside an unquoted cell is text (5" screen); so is white space after a closing quote.</summary>
    /// <returns>The fault; null where every quoted cell is well formed.</returns>
    public static QuoteFault? Find(ReadOnlySpan<char> row, char delimiter)
    {
        var (at, line) = (0, 0L);
        while (at < row.Length)
        {
            if (row[at] == '"')
            {
                var (opened, end) = (line, CloseOf(row, at + 1));
                line += LineBreaks(row[at..Math.Max(at, end)]);
                if (end < 0) return new QuoteFault(opened, LineBreaks(row[at..]) > 0);
                at = end + 1;
                var rest = row[at..];
                var next = rest.IndexOfAny(delimiter, '\r', '\n');
                if (!(next < 0 ? rest : rest[..next]).IsWhiteSpace()) return new QuoteFault(opened, line > opened);
            }

            var cut = row[at..].IndexOfAny(delimiter, '\r', '\n');
            if (cut < 0) return null;
            if (row[at + cut] != delimiter) return null;
            at += cut + 1;
        }

        return null;
    }

    private static int CloseOf(ReadOnlySpan<char> row, int from)
    {
        for (var at = from; at < row.Length; at++)
        {
            if (row[at] != '"') continue;
            if (at + 1 < row.Length && row[at + 1] == '"') at++;
            else return at;
        }

        return -1;
    }

    private static long LineBreaks(ReadOnlySpan<char> text)
    {
        var count = 0L;
        for (var i = 0; i < text.Length; i++)
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n'))) count++;
        return count;
    }
}
