using System.Globalization;
using System.Text;
using System.Text.Json;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports;
using Symetrie.Api.Exports.Cells;
using Symetrie.Api.Exports.Formats;

namespace Symetrie.Benchmarks.Fuzzing;

/// <summary>A good file to be damaged, with a codebook that takes it: the one beside it, else one made of its columns.</summary>
/// <param name="Name">Folder and name.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Codebook">The codebook's JSON.</param>
public sealed record FuzzSample(string Name, byte[] Content, string Codebook)
{
    private const int LargestFile = 64 * 1024;
    private const int MostItems = 12;

    /// <summary>The key of the codebook.</summary>
    public string Key { get; } = JsonDocument.Parse(Codebook).RootElement.GetProperty("key").GetString()!;

    /// <summary>The good files under <c>data/exports</c>; of each folder one more that is packed with gzip.</summary>
    public static IReadOnlyList<FuzzSample> All(string exports)
    {
        var samples = new List<FuzzSample>();
        foreach (var folder in Directory.GetDirectories(exports, "good", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var first = samples.Count;
            foreach (var file in Directory.GetFiles(folder).Where(f => new FileInfo(f).Length < LargestFile).Order(StringComparer.Ordinal))
            {
                var content = File.ReadAllBytes(file);
                if (CodebookOf(content, samples.Count) is { } codebook) samples.Add(new FuzzSample($"{Path.GetFileName(Path.GetDirectoryName(folder))}/{Path.GetFileName(file)}", content, codebook));
            }

            if (samples.Count > first) samples.Add(samples[first] with { Name = samples[first].Name + ".gz", Content = Mutation.Packed(samples[first].Content) });
        }

        return samples;
    }

    // Columns of numbers are items, the first column of words is the team: that takes any table, and most of its rows.
    private static string? CodebookOf(byte[] content, int number)
    {
        using var table = ExportFormats.Open(new ExportSource(new MemoryStream(content)));
        var numeric = new int[table.Headers.Count];
        var worded = new int[table.Headers.Count];
        while (table.Read())
        {
            for (var i = 0; i < numeric.Length; i++)
            {
                var cell = Utf8.Trim(table.Cell(i));
                if (new NumberCells(null).TryRead(cell, out var value) && value is >= 0 and <= 100) numeric[i]++;
                else if (cell.Length > 0) worded[i]++;
            }
        }

        int[] named = [.. Enumerable.Range(0, numeric.Length).Where(i => table.Headers.Count(h => TextKey.Of(h) == TextKey.Of(table.Headers[i])) == 1 && TextKey.Of(table.Headers[i]).Length > 0)];
        var team = named.OrderByDescending(i => worded[i] > 0).First();
        int[] items = [.. named.Where(i => i != team && numeric[i] > worded[i]).Take(MostItems)];
        if (items.Length == 0) items = [.. named.Where(i => i != team).Take(1)];
        if (items.Length == 0) return null;
        var text = new StringBuilder($$"""{"key":"fuzz-{{number}}","voice":"customer","layout":"wide","columns":{"team":{{JsonSerializer.Serialize(table.Headers[team])}}},"items":[""");
        text.AppendJoin(',', items.Select((c, i) => string.Create(CultureInfo.InvariantCulture, $$$"""{"key":"i{{{i}}}","column":{{{JsonSerializer.Serialize(table.Headers[c])}}},"dimension":"overall","scale":{"min":0,"max":100,"decimals":2}}""")));
        return text.Append("]}").ToString();
    }
}
