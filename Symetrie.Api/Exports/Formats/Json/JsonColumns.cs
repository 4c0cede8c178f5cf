using System.Text;
using Symetrie.Api.Exports.Cells;

namespace Symetrie.Api.Exports.Formats.Json;

/// <summary>A key somewhere in the responses of a JSON file.</summary>
internal sealed class JsonKey(JsonKey? parent, string name)
{
    private readonly Dictionary<byte[], JsonKey> exact = new(Utf8Comparer.Instance);
    private readonly Dictionary<string, JsonKey> near = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The key as first written.</summary>
    public string Name { get; } = name;

    /// <summary>The column of its values; −1 until it has one.</summary>
    public int Column { get; set; } = -1;

    /// <summary>The row in which it was met last.</summary>
    public long SeenIn { get; set; }

    /// <summary>The keys down to this one, parted by points.</summary>
    public string Path => parent?.Name.Length > 0 ? $"{parent.Path}.{Name}" : Name;

    /// <summary>Whether it is a question under <c>answers</c>.</summary>
    public bool IsAnswer => parent is { Name: "answers" } && parent.IsTop;

    /// <summary>Whether it is a key of the response itself.</summary>
    public bool IsTop => parent is { Name.Length: 0 };

    /// <summary>A key below this one. Keys that differ in upper and lower case only are one.</summary>
    /// <param name="utf8">Its letters.</param>
    /// <param name="count">How many keys there are; one more where this one is new.</param>
    public JsonKey Below(ReadOnlySpan<byte> utf8, ref int count)
    {
        var lookup = exact.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (lookup.TryGetValue(utf8, out var known)) return known;
        var text = Encoding.UTF8.GetString(utf8);
        if (!near.TryGetValue(text, out known)) near[text] = known = new JsonKey(this, text);
        count++;
        return exact[utf8.ToArray()] = known;
    }
}

/// <summary>The columns of a JSON file: each key that has a value in any response, in the order in which they were met.</summary>
internal sealed class JsonColumns
{
    private const int MostKeys = 10 * ExportTable.MostColumns;
    private readonly List<JsonKey> columns = [];
    private int keys;

    /// <summary>What all keys are below.</summary>
    public JsonKey Root { get; } = new(null, "");

    /// <summary>How many columns there are.</summary>
    public int Count => columns.Count;

    /// <summary>The header: a question's own key; of other keys the path. Where both are the same text the question has its path as well.</summary>
    public string[] Headers()
    {
        var others = columns.Where(c => !c.IsAnswer).Select(c => c.Path).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. columns.Select(c => c.IsAnswer && !others.Contains(c.Name) ? c.Name : c.Path)];
    }

    /// <summary>A key below another.</summary>
    /// <exception cref="ExportRefused">There are too many.</exception>
    public JsonKey Key(JsonKey above, ReadOnlySpan<byte> utf8, JsonObjects objects)
    {
        var key = above.Below(utf8, ref keys);
        return keys <= MostKeys ? key : throw TooMany(objects);
    }

    /// <summary>Gives a key a column, where it has none.</summary>
    /// <exception cref="ExportRefused">There are too many.</exception>
    public int Place(JsonKey key, JsonObjects objects)
    {
        if (key.Column >= 0) return key.Column;
        if (columns.Count == ExportTable.MostColumns) throw TooMany(objects);
        columns.Add(key);
        return key.Column = columns.Count - 1;
    }

    private static ExportRefused TooMany(JsonObjects objects) => new("too-many-columns", $"line {objects.Line}: the responses up to here have more than {ExportTable.MostColumns:N0} different keys", objects.Line);
}
