using System.Text;
using Symetrie.Api.Exports.Cells;
using Symetrie.Api.Exports.Formats;

namespace Symetrie.Api.Exports;

/// <summary>Which of the columns that nobody asked for tell who a respondent is: by their header, by the form of their cells, or because people wrote sentences there.</summary>
/// <remarks>It only says so: a column that no role of the codebook uses is not read at all.</remarks>
internal sealed class PersonalSurvey
{
    private const int RowsLookedAt = 500;
    private const int LeastWords = 4;
    private readonly int column;
    private readonly Dictionary<string, int> forms = new(StringComparer.Ordinal);
    private readonly HashSet<string> sentences = new(StringComparer.Ordinal);
    private int filled;

    private PersonalSurvey(int column) => this.column = column;

    /// <summary>Looks at the unused columns of a table that stands before its first row.</summary>
    public static IReadOnlyList<PersonalColumn> Of(ExportTable table, IReadOnlyList<ExportColumn> columns)
    {
        var kinds = new string?[columns.Count];
        var open = new List<PersonalSurvey>();
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].TakenFor != HeaderBinding.Ignored) continue;
            kinds[i] = PersonalHeaders.KindOf(columns[i].Header) ?? PersonalHeaders.KindOf(columns[i].Label) ?? PersonalHeaders.KindOf(columns[i].Id);
            if (kinds[i] is null) open.Add(new PersonalSurvey(i));
        }

        for (var row = 0; open.Count > 0 && row < RowsLookedAt && table.Read(); row++)
            if (table.Trouble is null) open.ForEach(c => c.Look(table));
        foreach (var survey in open) kinds[survey.column] = survey.Kind();
        return [.. columns.Select((c, i) => (c.Header, Kind: kinds[i], Place: i)).Where(c => c.Kind is not null)
            .Select(c => new PersonalColumn(c.Header.Length > 0 ? c.Header : $"(column {c.Place + 1})", c.Kind!))];
    }

    private void Look(ExportTable table)
    {
        var cell = Utf8.Trim(table.Cell(column));
        if (cell.Length == 0) return;
        filled++;
        var text = Encoding.UTF8.GetString(cell[..Math.Min(cell.Length, 400)]);
        if (PersonalText.KindOf(text) is { } kind) forms[kind] = forms.GetValueOrDefault(kind) + 1;
        else if (Words(text) >= LeastWords) sentences.Add(text);
    }

    // Most cells of one form; or sentences that hardly repeat, as those of a list of answers would.
    private string? Kind()
    {
        if (forms.Count > 0 && forms.MaxBy(f => f.Value) is var (form, count) && 2 * count > filled) return form;
        return sentences.Count >= 3 && 2 * sentences.Count > filled ? PersonalColumn.FreeText : null;
    }

    private static int Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Count(w => w.Any(char.IsLetter));
}
