using System.Globalization;
using Dapper;
using Symetrie.Analytics.Measures;

namespace Symetrie.Api.Stores;

/// <summary>Removes snapshots that nobody is promised any more, and the rows that only they showed.</summary>
/// <param name="store">The store.</param>
public sealed class Retention(Store store)
{
    private const int Batch = 20;

    /// <summary>Which snapshots stay: the newest ones, and of each month before them the last.</summary>
    /// <param name="snapshots">All snapshots, newest first.</param>
    /// <param name="newest">How many of the newest; 0 for all.</param>
    /// <param name="months">Of how many months; null for every one.</param>
    /// <param name="zone">The time zone whose months they are.</param>
    public static IEnumerable<StoredSnapshot> Kept(IReadOnlyList<StoredSnapshot> snapshots, int newest, int? months, TimeZoneInfo zone)
    {
        if (newest == 0) return snapshots;
        var monthly = snapshots.Skip(newest).DistinctBy(s => Month(s, zone));
        return snapshots.Take(newest).Concat(months is { } most ? monthly.Take(most) : monthly);
    }

    /// <summary>Removes all others.</summary>
    /// <returns>How many snapshots are gone, and how many parts.</returns>
    public (int Snapshots, int Parts) Apply(int newest, int? months)
    {
        var gone = Remove(newest, months);
        var parts = 0;
        // A few at a time: whoever wants to write comes in between.
        for (int removed; (removed = RemoveParts()) > 0;) parts += removed;
        return (gone, parts);
    }

    private int Remove(int newest, int? months)
    {
        if (store.Snapshots.Count() <= newest) return 0;
        return store.Engine.Write(connection =>
        {
            var all = connection.Query<StoredSnapshot>(store.Sql("list-snapshots")).ToArray();
            var gone = all.Except(Kept(all, newest, months, store.TimeZone)).ToArray();
            foreach (var snapshot in gone)
            {
                connection.Execute(store.Sql("remove-snapshot"), new { no = snapshot.Number });
                connection.Execute(store.Sql("remove-snapshot-parts"), new { no = snapshot.Number });
            }

            return gone.Length;
        });
    }

    private int RemoveParts()
    {
        (long, string)[] Left(System.Data.Common.DbConnection connection) => [.. connection.Query<(long Number, string Measure)>(store.Sql("list-left-parts"), new { most = Batch })];
        if (store.Engine.Read(Left).Length == 0) return 0;
        return store.Engine.Write(connection =>
        {
            var left = Left(connection);
            foreach (var (part, name) in left)
            {
                if (MeasureCatalogue.Find(name) is { } measure) connection.Execute($"delete from {MeasureTable.Name(measure)} where part = @part", new { part });
                connection.Execute(store.Sql("remove-part"), new { no = part });
            }

            connection.Execute(store.Sql("remove-part-inputs"));
            return left.Length;
        });
    }

    private static (int Year, int Month) Month(StoredSnapshot snapshot, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(DateTimeOffset.Parse(snapshot.PublishedAt, CultureInfo.InvariantCulture), zone);
        return (local.Year, local.Month);
    }
}
