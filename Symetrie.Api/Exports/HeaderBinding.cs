using System.Runtime.InteropServices;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Exports;

/// <summary>Which column of a file is which of a codebook's. A header matches as written first, then after normalisation.</summary>
internal sealed class HeaderBinding
{
    private readonly IReadOnlyList<string> headers;
    private readonly Dictionary<string, int> found = new(StringComparer.Ordinal);
    private readonly List<string>[] taken;

    private HeaderBinding(IReadOnlyList<string> headers, Codebook codebook)
    {
        this.headers = headers;
        taken = [.. headers.Select(_ => new List<string>())];
        var wanted = Wanted(codebook);
        Resolve([.. wanted.Select(w => w.Column).Distinct(StringComparer.Ordinal)]);
        foreach (var (role, column) in wanted)
            if (found.TryGetValue(column, out var index)) taken[index].Add(role);
        Items = codebook.Layout == Layout.Wide ? [.. codebook.Items.Select(i => Of(i.Column))] : [];
        Attributes = [.. codebook.Columns.Attributes.Values.Select(Of)];
        Named = headers.Count;
        while (Named > 0 && headers[Named - 1].Length == 0) Named--;
    }

    /// <summary>Columns of the codebook that the file does not have.</summary>
    public List<string> Missing { get; } = [];

    /// <summary>Columns of the codebook that several headers could be.</summary>
    public List<string> Ambiguous { get; } = [];

    /// <summary>Whether every column of the codebook has its header.</summary>
    public bool IsWhole => Missing.Count == 0 && Ambiguous.Count == 0;

    /// <summary>How many columns of the file are used.</summary>
    public int Used => taken.Count(t => t.Count > 0);

    /// <summary>The item columns in the order of the codebook's items (wide layout).</summary>
    public int[] Items { get; }

    /// <summary>The attribute columns in the order of the codebook's attributes.</summary>
    public int[] Attributes { get; }

    /// <summary>How many columns there are up to the last that has a header.</summary>
    public int Named { get; }

    /// <summary>How many columns the header line has, nameless ones included.</summary>
    public int Width => headers.Count;

    /// <summary>The columns with what each was taken for.</summary>
    public IReadOnlyList<ExportColumn> Columns => [.. headers.Select((h, i) => new ExportColumn(h, taken[i].Count == 0 ? "ignored" : string.Join(", ", taken[i])))];

    /// <summary>Binds a header to a codebook; what does not fit is in <see cref="Missing"/> and <see cref="Ambiguous"/>.</summary>
    public static HeaderBinding Bind(IReadOnlyList<string> headers, Codebook codebook) => new(headers, codebook);

    /// <summary>The index of a codebook's column in the file; −1 where the codebook has no such column or the file does not.</summary>
    public int Of(string? column) => column is not null && found.TryGetValue(column, out var index) ? index : -1;

    /// <summary>The header of a column; null beyond the last.</summary>
    public string? HeaderOf(int index) => index >= 0 && index < headers.Count ? headers[index] : null;

    private static List<(string Role, string Column)> Wanted(Codebook codebook)
    {
        var roles = codebook.Columns;
        List<(string Role, string? Column)> wanted =
        [
            ("team", roles.Team), ("teamName", roles.TeamName), ("respondent", roles.Respondent), ("response", roles.Response), ("occasion", roles.Occasion), ("date", roles.Date),
            ("period", roles.Period), ("item", roles.Item), ("answer", roles.Answer), ("n", roles.N), ("sd", roles.Sd),
            .. roles.Attributes.Select(a => ($"attribute {a.Key}", (string?)a.Value)),
            .. codebook.Layout == Layout.Wide ? codebook.Items.Select(i => ($"item {i.Key}", (string?)i.Column)) : [],
        ];
        return [.. wanted.Where(w => w.Column is not null).Select(w => (w.Role, w.Column!))];
    }

    private void Resolve(string[] columns)
    {
        var (byText, byKey) = (Index(h => h), Index(TextKey.Of));
        var claimed = new HashSet<int>();
        foreach (var column in columns)
        {
            if (!byText.TryGetValue(column.Trim(), out var places)) continue;
            if (places.Count > 1) Ambiguous.Add(column);
            else claimed.Add(found[column] = places[0]);
        }

        // A header that is one column as written cannot be another's after normalisation.
        foreach (var column in columns.Where(c => !found.ContainsKey(c) && !Ambiguous.Contains(c)))
        {
            List<int> places = byKey.TryGetValue(TextKey.Of(column), out var near) ? [.. near.Where(p => !claimed.Contains(p))] : [];
            if (places.Count == 0) Missing.Add(column);
            else if (places.Count > 1 || found.ContainsValue(places[0])) Ambiguous.Add(column);
            else found[column] = places[0];
        }
    }

    private Dictionary<string, List<int>> Index(Func<string, string> form)
    {
        var index = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < headers.Count; i++)
        {
            var text = form(headers[i]);
            if (text.Length > 0) (CollectionsMarshal.GetValueRefOrAddDefault(index, text, out _) ??= []).Add(i);
        }

        return index;
    }
}
