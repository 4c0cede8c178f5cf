namespace Symetrie.Api.Exports.Profiles;

/// <summary>What stands in a column: its distinct texts with how often each stands there, and which row has which.</summary>
/// <param name="Column">Header, wording and id.</param>
/// <param name="Name">What a codebook calls it, so that no other column is meant.</param>
/// <param name="Values">The distinct texts, trimmed, in the order in which they came; long ones are left out.</param>
/// <param name="Counts">How often each stands there.</param>
/// <param name="Codes">The place of each row's text among <paramref name="Values"/>; <see cref="Empty"/> or <see cref="Other"/>.</param>
internal sealed record ColumnProfile(ExportColumn Column, string Name, IReadOnlyList<string> Values, IReadOnlyList<int> Counts, int[] Codes)
{
    /// <summary>The row has nothing there.</summary>
    public const int Empty = -1;

    /// <summary>The row has a long text there, or one of too many different ones.</summary>
    public const int Other = -2;

    /// <summary>Labels of its codes, where the file has them: code → label.</summary>
    public IReadOnlyDictionary<string, string>? ValueLabels { get; init; }

    /// <summary>How many rows have a text there that is kept.</summary>
    public int Kept { get; } = Counts.Sum();

    /// <summary>How many rows have a text there that is not kept.</summary>
    public int Others { get; } = Codes.Count(c => c == Other);

    /// <summary>How many rows have anything there.</summary>
    public int Filled => Kept + Others;

    /// <summary>The header, or the wording where there is no header.</summary>
    public string Told => Column.Header.Length > 0 ? Column.Header : Column.Label.Length > 0 ? Column.Label : Name;
}
