namespace Symetrie.Benchmarks.Comparison;

/// <summary>What becomes of a cumulative export by next week: the same rows in another order, and one row in a hundred more in the last of its periods.</summary>
internal sealed class FileVariants
{
    private const int Seed = 20261122;
    private const int Periods = 8;
    private const int Share = 100;

    /// <param name="folder">Holds <c>employees.csv</c> and <c>customers.csv</c>, whose first column is the respondent's id and whose rows are in the order of their periods.</param>
    /// <param name="work">Where the variants are written.</param>
    public FileVariants(string folder, string work)
    {
        string[] names = ["employees", "customers"];
        Shuffled = [.. names.Select(n => Path.Combine(work, $"{n}-shuffled.csv"))];
        Grown = [.. names.Select(n => Path.Combine(work, $"{n}-grown.csv"))];
        for (var i = 0; i < names.Length; i++)
        {
            var lines = File.ReadAllLines(Path.Combine(folder, names[i] + ".csv"));
            var (header, rows) = (lines[0], lines[1..]);
            var last = rows[(rows.Length - (rows.Length / Periods))..];
            File.WriteAllLines(Grown[i], [header, .. rows, .. last.Where((_, r) => r % (Share / Periods) == 0).Take(rows.Length / Share).Select((row, r) => $"new-{r}{row[row.IndexOf(',', StringComparison.Ordinal)..]}")]);
            new Random(Seed).Shuffle(rows);
            File.WriteAllLines(Shuffled[i], [header, .. rows]);
        }
    }

    /// <summary>The files with their rows in another order, employees first.</summary>
    public string[] Shuffled { get; }

    /// <summary>The files with one row in a hundred more.</summary>
    public string[] Grown { get; }
}
