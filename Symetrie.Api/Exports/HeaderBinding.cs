using System.Runtime.InteropServices;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports.Formats;

namespace Symetrie.Api.Exports;

/// <summary>Which column of a file is which of a codebook's. A header matches as written first, then after normalisation; where none does, the tool's own id
/// of a column does, and then the wording of its question.</summary>
internal sealed class HeaderBinding
{
    /// <summary>What a column was taken for that no role of the codebook uses.</summary>
    public const string Ignored = "ignored";

    private readonly IReadOnlyList<ExportColumn> columns;
    private readonly Dictionary<string, int> found = new(StringComparer.Ordinal);
    private readonly List<string>[] taken;

    private HeaderBinding(IReadOnlyList<ExportColumn> columns, Codebook codebook)
    {
        this.columns = columns;
        taken = [.. columns.Select(_ => new List<string>())];
        var wanted = Wanted(codebook);
        Resolve([.. wanted.Select(w => w.Column).Distinct(StringComparer.Ordinal)]);
        foreach (var (role, column) in wanted)
            if (found.TryGetValue(column, out var index)) taken[index].Add(role);
        var items = codebook.Layout == Layout.Wide ? codebook.Items : [];
        int[][] places = [.. items.Select(i => (int[])[.. i.Formerly.Prepend(i.Column).Select(Of).Where(p => p >= 0)])];
        foreach (var (item, found) in items.Zip(places)) Missing.RemoveAll(m => item.Formerly.Contains(m) || (found.Length > 0 && m == item.Column));
        Items = [.. places.Select(p => p.Length > 0 ? p[0] : -1)];
        if (places.Any(p => p.Length > 1)) OtherItems = [.. places.Select(p => p.Length > 1 ? p[1..] : [])];
        Attributes = [.. codebook.Columns.Attributes.Values.Select(Of)];
        Named = columns.Count;
        while (Named > 0 && columns[Named - 1].Header.Length == 0) Named--;
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

    /// <summary>The further columns of each item, read where the first is empty; null where no item has any.</summary>
    public int[][]? OtherItems { get; }

    /// <summary>The attribute columns in the order of the codebook's attributes.</summary>
    public int[] Attributes { get; }

    /// <summary>How many columns there are up to the last that has a header.</summary>
    public int Named { get; }

    /// <summary>How many columns the header line has, nameless ones included.</summary>
    public int Width => columns.Count;

    /// <summary>The columns with what each was taken for.</summary>
    public IReadOnlyList<ExportColumn> Columns => [.. columns.Select((c, i) => c with { TakenFor = taken[i].Count == 0 ? Ignored : string.Join(", ", taken[i]) })];

    /// <summary>Binds columns to a codebook; what does not fit is in <see cref="Missing"/> and <see cref="Ambiguous"/>.</summary>
    public static HeaderBinding Bind(IReadOnlyList<ExportColumn> columns, Codebook codebook) => new(columns, codebook);

    /// <summary>Binds a table's columns to a codebook.</summary>
    public static HeaderBinding Bind(ExportTable table, Codebook codebook) => new(Unbound(table), codebook);

    /// <summary>A table's columns before any codebook is asked.</summary>
    public static IReadOnlyList<ExportColumn> Unbound(ExportTable table) =>
        [.. table.Headers.Select((h, i) => new ExportColumn(h, "") { Label = table.Labels.ElementAtOrDefault(i) ?? "", Id = table.Ids.ElementAtOrDefault(i) ?? "" })];

    /// <summary>The index of a codebook's column in the file; −1 where the codebook has no such column or the file does not.</summary>
    public int Of(string? column) => column is not null && found.TryGetValue(column, out var index) ? index : -1;

    /// <summary>The header of a column; null beyond the last.</summary>
    public string? HeaderOf(int index) => index >= 0 && index < columns.Count ? columns[index].Header : null;

    private static List<(string Role, string Column)> Wanted(Codebook codebook)
    {
        var roles = codebook.Columns;
        List<(string Role, string? Column)> wanted =
        [
            ("team", roles.Team), ("teamName", roles.TeamName), ("respondent", roles.Respondent), ("response", roles.Response), ("occasion", roles.Occasion), ("date", roles.Date),
            ("period", roles.Period), ("item", roles.Item), ("answer", roles.Answer), ("n", roles.N), ("sd", roles.Sd),
            .. Layouts.RareRoles(roles),
            .. roles.Attributes.Select(a => ($"attribute {a.Key}", (string?)a.Value)),
            .. codebook.Layout == Layout.Wide ? codebook.Items.SelectMany(i => i.Formerly.Prepend(i.Column).Select(c => ($"item {i.Key}", (string?)c))) : [],
        ];
        return [.. wanted.Where(w => w.Column is not null).Select(w => (w.Role, w.Column!))];
    }

    private void Resolve(string[] wanted)
    {
        var byText = Index(c => c.Header);
        var claimed = new HashSet<int>();
        foreach (var name in wanted)
        {
            if (!byText.TryGetValue(name.Trim(), out var places)) continue;
            if (places.Count > 1) Ambiguous.Add(name);
            else claimed.Add(found[name] = places[0]);
        }

        // A header that is one column as written cannot be another's after normalisation.
        ResolveNear(wanted, claimed, Index(c => TextKey.Of(c.Header)), TextKey.Of);
        ResolveNear(wanted, [], Index(c => c.Id), n => n.Trim());
        ResolveNear(wanted, [], Index(c => TextKey.Of(c.Label)), TextKey.Of);
        foreach (var name in wanted.Where(IsOpen))
            if (ColumnNames.Place(columns, name) is >= 0 and var place && !found.ContainsValue(place)) found[name] = place;
        Missing.AddRange(wanted.Where(IsOpen));
    }

    private bool IsOpen(string name) => !found.ContainsKey(name) && !Ambiguous.Contains(name);

    private void ResolveNear(string[] wanted, HashSet<int> claimed, Dictionary<string, List<int>> index, Func<string, string> form)
    {
        if (index.Count == 0) return;
        foreach (var name in wanted.Where(IsOpen))
        {
            List<int> places = index.TryGetValue(form(name), out var near) ? [.. near.Where(p => !claimed.Contains(p))] : [];
            if (places.Count == 0) continue;
            if (places.Count > 1 || found.ContainsValue(places[0])) Ambiguous.Add(name);
            else found[name] = places[0];
        }
    }

    private Dictionary<string, List<int>> Index(Func<ExportColumn, string> form)
    {
        var index = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < columns.Count; i++)
        {
            var text = form(columns[i]);
            if (text.Length > 0) (CollectionsMarshal.GetValueRefOrAddDefault(index, text, out _) ??= []).Add(i);
        }

        return index;
    }
}
