using System.Globalization;
using Symetrie.Api.Stores;

namespace Symetrie.Benchmarks.Comparison;

/// <summary>What snapshots take on the disk: the first, and those that follow it night by night, each after 20 more answers for one team in one period.</summary>
/// <param name="codebooks">The folder of the project's codebooks.</param>
internal sealed class SnapshotDisk(string codebooks)
{
    /// <summary>Publishes so many snapshots of a set, retains them all, and prints how large the store is.</summary>
    public void Run(string folder, int snapshots) => BenchStore.With(codebooks, folder, (store, path, work) =>
    {
        var imported = Size(store, path);
        var sizes = new List<long>();
        while (sizes.Count < snapshots)
        {
            if (sizes.Count > 0)
            {
                var late = Path.Combine(work, "late.csv");
                File.WriteAllLines(late, BenchStore.LateAnswers(Path.Combine(folder, "customers.csv"), $"{sizes.Count}"));
                BenchStore.Import(store, late);
            }

            if (!BenchStore.Recompute(store).Published) throw new InvalidOperationException("nothing was published");
            // As the night does it: what no retained snapshot names is gone.
            new Retention(store).Apply(snapshots, months: null);
            sizes.Add(Size(store, path));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{store.Snapshots.Count()} snapshots; MB: answers {imported / 1e6:F0}, the first snapshot and the tallies {(sizes[0] - imported) / 1e6:F0}, each later one {(sizes[^1] - sizes[0]) / 1e6 / (snapshots - 1):F1}, all {sizes[^1] / 1e6:F0}"));
    });

    // Of the file alone: the log is emptied into it first.
    private static long Size(Store store, string path)
    {
        store.Engine.Purge();
        return new FileInfo(path).Length;
    }
}
