using System.Data.Common;
using Dapper;

namespace Symetrie.Api.Stores;

/// <summary>Takes one import back. A version it wrote lives on where a later standing import saw it unchanged; else the newest earlier
/// version is current again; else the response is gone.</summary>
internal sealed class Undoing(Store store, DbConnection connection, long import)
{
    private readonly HashSet<(long Unit, long Month)> touched = [];
    private readonly List<Current> pointed = [];
    private readonly List<long> gone = [];

    public UndoOutcome Run()
    {
        Packs.OpenImport(store, connection, import);
        var superseded = connection.Query<long>(store.Sql("undo-superseded"), new { import }).ToArray();
        var current = connection.Query<Current>(store.Sql("undo-current"), new { import }).ToArray();
        var sightings = Sightings.After(store, connection, import, superseded.Concat(current.Select(c => c.Response)).ToHashSet());
        var next = connection.Query<(long Response, long Import)>(store.Sql("undo-next-versions"), new { import }).ToDictionary(v => v.Response, v => v.Import);
        foreach (var response in superseded) Supersede(response, next.GetValueOrDefault(response, long.MaxValue), sightings);
        var (removed, restored, kept) = (0L, 0L, 0L);
        foreach (var answer in current)
        {
            if (sightings.TryGetValue(answer.Response, out var by))
            {
                Do("undo-reassign-answer", answer, by[0]);
                kept++;
                continue;
            }

            touched.Add((answer.Unit, Months.Of(DateOnly.FromDayNumber((int)answer.Day))));
            Do("remove-answer", answer, 0);
            if (Restore(answer.Response))
            {
                restored++;
                continue;
            }

            // A response without a respondent's id is known to the release ledger by its number alone: if it comes again, it takes the number again.
            if (answer.Person == answer.Response) pointed.Add(answer with { Day = Merging.Absent });
            else gone.Add(answer.Response);
            removed++;
        }

        PointResponses();
        ForgetResponses();
        ChangePacks();
        connection.Execute(store.Sql("undo-forget-import"), new { import });
        connection.Execute(store.Sql("undo-forget-facts"), new { import });
        var revision = store.Take(connection, "revision");
        foreach (var (unit, month) in touched) SliceRows.Touch(store, connection, unit, month, revision);
        return new UndoOutcome(removed, restored, kept);
    }

    // A version in the middle is vouched for only by imports before the version that followed it.
    private void Supersede(long response, long next, Dictionary<long, List<long>> sightings)
    {
        if (sightings.TryGetValue(response, out var by) && by.FirstOrDefault(i => i < next) is > 0 and var heir)
            connection.Execute(store.Sql("undo-reassign-superseded"), new { response, import, heir });
        else
            connection.Execute(store.Sql("undo-remove-superseded"), new { response, import });
    }

    private bool Restore(long response)
    {
        var earlier = connection.QueryFirstOrDefault<Current>(store.Sql("undo-newest-superseded"), new { response });
        if (earlier is null) return false;
        connection.Execute(store.Sql("undo-restore"), new { response, import = earlier.Import });
        pointed.Add(earlier);
        connection.Execute(store.Sql("undo-remove-superseded"), new { response, import = earlier.Import });
        touched.Add((earlier.Unit, Months.Of(DateOnly.FromDayNumber((int)earlier.Day))));
        return true;
    }

    private void PointResponses()
    {
        if (pointed.Count == 0) return;
        connection.Execute(store.Sql("undo-make-pointed"));
        using (var rows = store.Engine.Insert(connection, "pointed", ["response", "unit", "day", "fingerprint"]))
        {
            foreach (var version in pointed)
            {
                rows.Add(version.Response);
                rows.Add(version.Unit);
                rows.Add(version.Day);
                rows.Add(version.Fingerprint);
                rows.EndRow();
            }
        }

        connection.Execute(store.Sql("undo-point-responses"));
    }

    private void ChangePacks()
    {
        if (pointed.Count + gone.Count == 0) return;
        var (versions, without) = (pointed.ToDictionary(v => v.Response), gone.ToHashSet());
        KeyPacks.Rewrite(store, connection, record =>
            without.Contains(record.Number) ? null
            : versions.TryGetValue(record.Number, out var version) ? record with { Unit = version.Unit, Day = version.Day, Fingerprint = version.Fingerprint }
            : record);
    }

    private void ForgetResponses()
    {
        if (gone.Count == 0) return;
        connection.Execute(store.Sql("undo-make-removed"));
        using (var rows = store.Engine.Insert(connection, "removed", ["response"]))
        {
            foreach (var response in gone)
            {
                rows.Add(response);
                rows.EndRow();
            }
        }

        connection.Execute(store.Sql("undo-forget-responses"));
    }

    private void Do(string statement, Current answer, long heir) =>
        connection.Execute(store.Sql(statement), new { unit = answer.Unit, day = answer.Day, response = answer.Response, heir });

    private sealed record Current
    {
        public long Response { get; init; }

        public long Unit { get; init; }

        public long Day { get; init; }

        public long Import { get; init; }

        public long Person { get; init; }

        // Of earlier versions only: that of a current one stands with its key.
        public long Fingerprint { get; init; }
    }
}
