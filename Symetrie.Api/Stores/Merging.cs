using System.Data.Common;
using Dapper;

namespace Symetrie.Api.Stores;

/// <summary>One merge of staged rows, statement by statement, inside one transaction.</summary>
internal sealed class Merging(Store store, DbConnection connection, StagedExport staged, StoredCodebook codebook, long import)
{
    public MergeOutcome Run()
    {
        PlaceUnits();
        Do("merge-match");
        var counts = connection.QuerySingle<MatchCounts>(store.Sql("merge-count"));
        var conflicts = counts.Conflicts == 0 ? [] : connection.Query<long>(store.Sql("merge-conflicts")).ToArray();
        var first = store.Take(connection, "response", staged.Count) - 1;
        var revision = store.Take(connection, "revision");
        if (counts.Added > 0)
        {
            Do("merge-add-responses", new { first });
            Do("merge-add-answers", new { first, codebook = codebook.Number, import });
        }

        if (counts.Updated > 0) Update(revision);
        if (counts.Added + counts.Updated > 0) Do("merge-slices", new { revision });
        if (counts.Unchanged > 0)
        {
            using var matched = store.Engine.Select(connection, store.Sql("merge-unchanged"));
            Sightings.Write(store, connection, import, matched);
        }

        return new MergeOutcome(counts.Added, counts.Updated, counts.Unchanged, counts.Duplicates, conflicts, counts.Conflicts);
    }

    private void PlaceUnits()
    {
        var numbers = new Dictionary<long, long>();
        foreach (var (key, local) in staged.Units)
        {
            numbers[local] = store.Teams.UnitNumber(connection, codebook.Codebook.Voice, key);
            Do("place-unit", new { local, unit = numbers[local] });
        }

        using var facts = store.Engine.Insert(connection, "unit_fact", ["import", "unit", "attribute", "day", "value"]);
        foreach (var (unit, attribute, day, value) in staged.Facts)
        {
            facts.Add(import);
            facts.Add(numbers[unit]);
            facts.Add(attribute);
            facts.Add(day);
            facts.Add(value);
            facts.EndRow();
        }
    }

    private void Update(long revision)
    {
        var left = connection.Query<(long Unit, long Day)>(store.Sql("merge-left")).Select(row => (row.Unit, Month: Months.Of(DateOnly.FromDayNumber((int)row.Day)))).Distinct().ToArray();
        Do("merge-supersede");
        Do("merge-remove");
        Do("merge-replace", new { codebook = codebook.Number, import });
        Do("merge-update-responses");
        foreach (var (unit, month) in left) SliceRows.Touch(store, connection, unit, month, revision);
    }

    private void Do(string statement, object? parameters = null) => connection.Execute(store.Sql(statement), parameters);

    private sealed record MatchCounts(long Added, long Updated, long Unchanged, long Duplicates, long Conflicts);
}

/// <summary>What a store remembers of when answers changed.</summary>
internal static class SliceRows
{
    /// <summary>Notes that the answers of a unit in a month changed; forgets the month where none are left.</summary>
    public static void Touch(Store store, DbConnection connection, long unit, long month, long revision)
    {
        var (from, to) = (Months.First(month).DayNumber, Months.First(month + 1).DayNumber);
        var left = connection.ExecuteScalar<long>(store.Sql("count-answers-of-month"), new { unit, from, to }) > 0;
        connection.Execute(store.Sql(left ? "put-slice" : "drop-slice"), new { unit, month, revision });
    }
}
