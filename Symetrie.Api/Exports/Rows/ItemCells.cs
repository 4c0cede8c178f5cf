using System.Text;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports.Cells;

namespace Symetrie.Api.Exports.Rows;

/// <summary>Reads which item a row is about: the item's column text as written, else after normalisation where that leaves one.</summary>
internal sealed class ItemCells
{
    private readonly Dictionary<string, int> exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> near = new(StringComparer.Ordinal);
    private readonly Utf8Cache<int> known = new(10_000);

    /// <summary>A reader for these items.</summary>
    public ItemCells(IReadOnlyList<Item> items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            exact[items[i].Column.Trim()] = i;
            var key = TextKey.Of(items[i].Column);
            near[key] = near.ContainsKey(key) ? -1 : i;
        }
    }

    /// <summary>The item's place in the codebook; −1 where it has no such item.</summary>
    public int Read(ReadOnlySpan<byte> cell)
    {
        if (known.TryGet(cell, out var item)) return item;
        if (cell.Length > 4000) return -1;
        var text = Encoding.UTF8.GetString(cell);
        if (!exact.TryGetValue(text, out item)) item = near.GetValueOrDefault(TextKey.Of(text), -1);
        return item < 0 ? -1 : known.Add(cell, item);
    }
}
