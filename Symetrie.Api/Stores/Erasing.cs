using System.Data.Common;
using Dapper;
using Symetrie.Analytics.Tallies;

namespace Symetrie.Api.Stores;

/// <summary>Removes all that is stored of one person, inside a transaction.</summary>
/// <remarks>A response that is the person's now goes with its earlier versions; of a response that came to be another's only the person's
/// versions go. Published snapshots stay: whether a figure may change is for the next run to decide.</remarks>
internal sealed class Erasing(Store store, DbConnection connection)
{
    /// <summary>Removes a person.</summary>
    /// <returns>How many responses and earlier versions are gone, and how many tallies wait to be built anew.</returns>
    public (long Responses, long Earlier, long Tallies) Run(long person)
    {
        connection.Execute(store.Sql("forget-known-rows"));
        Packs.OpenPerson(store, connection, person);
        var answers = connection.Query<(long Unit, long Day, long Response)>(store.Sql("erase-find-answers"), new { person }).ToArray();
        var numbers = answers.Select(a => a.Response).ToHashSet();
        connection.Execute(store.Sql("erase-responses"), new { person });
        if (numbers.Count > 0) KeyPacks.Rewrite(store, connection, record => numbers.Contains(record.Number) ? null : record);
        var earlier = connection.Execute(store.Sql("erase-superseded"), new { person });
        connection.Execute(store.Sql("erase-answers"), new { person });
        if (answers.Length > 0)
        {
            Sightings.Forget(store, connection, numbers);
            var revision = store.Take(connection, "revision");
            foreach (var (unit, month) in answers.Select(a => (a.Unit, Months.Of(DateOnly.FromDayNumber((int)a.Day)))).Distinct())
                SliceRows.Touch(store, connection, unit, month, revision);
        }

        ForgetContributions(person);
        return (answers.Length, earlier, ForgetTallies(person));
    }

    // In the ledger the person's contributions become nobody's: what was released stands until others change it (C10).
    private void ForgetContributions(long person)
    {
        // Answers without an id are numbered by their response: a number that low stands for nobody who can be named.
        if (person < store.Take(connection, "response", 0)) return;
        var ledger = LedgerRows.Read(store, connection);
        LedgerRows.Write(store, connection, ledger.Forget(new HashSet<long> { person }), ledger);
    }

    // Also the tallies that no run has rebuilt since an undo: they may hold a person who is in no answer any more.
    private int ForgetTallies(long person)
    {
        var mine = store.Tallies.Stored(connection).Where(t => SheetCode.Read(t.Value.Content).Everybody.Contains(person)).Select(t => t.Key).ToArray();
        store.Tallies.Save(connection, [], mine);
        return mine.Length;
    }
}
