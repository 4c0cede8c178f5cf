using Dapper;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Stores;

/// <summary>Looks whether a store is what was written into it.</summary>
/// <param name="store">The store.</param>
public sealed class StoreCheck(Store store)
{
    /// <summary>What is wrong with the bytes: quick enough to be done at every start.</summary>
    public IReadOnlyList<string> Bytes() => store.Engine.Faults(whole: false);

    /// <summary>What is wrong at all: bytes, how tables hang together, answers that cannot be read, what is remembered of releases, rows of snapshots that are not those that were published, and the log of erasures.</summary>
    /// <param name="progress">Told what is looked at.</param>
    public IReadOnlyList<string> All(IProgress<string>? progress = null)
    {
        var faults = new List<string>();
        foreach (var (name, look) in new (string, Func<IEnumerable<string>>)[]
        {
            ("pages", () => store.Engine.Faults(whole: true)), ("answers", Answers), ("releases", Releases), ("snapshots", Snapshots), ("erasures", () => store.Erasures.Verify().Fault is { } fault ? [fault] : []),
        })
        {
            progress?.Report(name);
            try
            {
                faults.AddRange(look());
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                // A damaged store may fail in any way.
                faults.Add($"{name} cannot be read: {failure.Message}");
            }
        }

        return faults;
    }

    private List<string> Answers() => store.Engine.Read(connection =>
    {
        var faults = new List<string>();
        foreach (var pack in Packs.All(store, connection))
        {
            try
            {
                for (var reader = AnswerPack.Read(pack.Content); reader.Next();) _ = reader.Number;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                faults.Add($"answers of import i-{pack.Import} cannot be read: {failure.Message}");
            }
        }

        return faults;
    });

    private string[] Releases() => store.Engine.Read(connection => LedgerRows.Read(store, connection).Columns.Where(c => !c.Value.IsIntact)
        .Select(c => $"what is remembered of the release of {(c.Key.Dimension.Length == 0 ? "participation" : c.Key.Dimension)} ({c.Key.Voice.Text()}, {c.Key.Period}) is not what was written").ToArray());

    private List<string> Snapshots() => store.Engine.Read(connection =>
    {
        var faults = connection.Query<string>(store.Sql("list-lost-parts")).Select(id => $"snapshot {id} names rows that are not there").ToList();
        foreach (var (number, name, digest, rows, shape) in connection.Query<(long, string, string, long, string?)>(store.Sql("list-checked-parts")).ToArray())
        {
            // Rows of before a column was added cannot be compared with what was hashed then; the sums of the pages hold those.
            if (MeasureCatalogue.Find(name) is not { } measure || shape != RowDigest.Shape(measure)) continue;
            using var read = store.Engine.Stream(connection, $"select {string.Join(", ", measure.Columns.Select(c => $"\"{c.Name}\""))} from {MeasureTable.Name(measure)} where part = ?1 order by place", number);
            if (RowDigest.Of(measure, read) != digest) faults.Add($"rows of {name} (part {number}, {rows:N0} rows) are not those that were published");
        }

        return faults;
    });
}
