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
        connection.Execute(store.Sql("forget-known-rows"));
        Packs.OpenImport(store, connection, import);
        var superseded = connection.Query<long>(store.Sql("undo-superseded"), new { import }).ToArray();
        var current = connection.Query<Current>(store.Sql("undo-current"), new { import }).ToArray();
        var sightings = Sightings.After(store, connection, import, superseded.Concat(current.Select(c => c.Response)).ToHashSet());
        TakeEarlier(superseded, sightings);
        var (removed, restored, kept) = TakeCurrent(current, sightings);
        PointResponses();
        ForgetResponses();
        ChangePacks();
        connection.Execute(store.Sql("undo-forget-import"), new { import });
        foreach (var facts in (string[])["undo-forget-facts", "undo-forget-said"]) connection.Execute(store.Sql(facts), new { import });
        var revision = store.Take(connection, "revision");
        foreach (var (unit, month) in touched) SliceRows.Touch(store, connection, unit, month, revision);
        return new UndoOutcome(removed, restored, kept);
    }

    // A version in the middle is vouched for only by imports before the version that followed it.
    private void TakeEarlier(long[] superseded, Dictionary<long, List<long>> sightings)
    {
        if (superseded.Length == 0) return;
        var next = connection.Query<(long Response, long Import)>(store.Sql("undo-next-versions"), new { import }).ToDictionary(v => v.Response, v => v.Import);
        long HeirOf(long response) => sightings.TryGetValue(response, out var by) ? by.FirstOrDefault(i => i < next.GetValueOrDefault(response, long.MaxValue)) : 0;
        Stage("undo-stage-heirs", "heir_of", ["response", "heir"], superseded.Select(r => new[] { r, HeirOf(r) }).Where(h => h[1] > 0));
        connection.Execute(store.Sql("undo-take-earlier"), new { import });
    }

    private (long Removed, long Restored, long Kept) TakeCurrent(Current[] current, Dictionary<long, List<long>> sightings)
    {
        if (current.Length == 0) return default;
        var lost = Array.FindAll(current, c => !sightings.ContainsKey(c.Response));
        Stage("undo-stage-heirs", "heir_of", ["response", "heir"], current.Where(c => sightings.ContainsKey(c.Response)).Select(c => new[] { c.Response, sightings[c.Response][0] }));
        connection.Execute(store.Sql("undo-take-current"), new { import });
        Stage("undo-stage-lost", "lost", ["response"], lost.Select(c => new[] { c.Response }));
        var earlier = connection.Query<Current>(store.Sql("undo-newest-superseded")).ToArray();
        Stage("undo-stage-restored", "restored", ["response", "import"], earlier.Select(e => new[] { e.Response, e.Import }));
        connection.Execute(store.Sql("undo-restore"));
        pointed.AddRange(earlier);
        foreach (var version in lost.Concat(earlier)) touched.Add((version.Unit, Months.Of(DateOnly.FromDayNumber((int)version.Day))));
        var back = earlier.Select(e => e.Response).ToHashSet();
        foreach (var answer in lost.Where(c => !back.Contains(c.Response)))
        {
            // A response without a respondent's id is known to the release ledger by its number alone: if it comes again, it takes the number again.
            if (answer.Person == answer.Response) pointed.Add(answer with { Day = Merging.Absent });
            else gone.Add(answer.Response);
        }

        return (lost.Length - earlier.Length, earlier.Length, current.Length - lost.Length);
    }

    private void Stage(string statement, string table, string[] columns, IEnumerable<long[]> rows)
    {
        connection.Execute(store.Sql(statement));
        using var writer = store.Engine.Insert(connection, table, columns);
        foreach (var row in rows)
        {
            foreach (var value in row) writer.Add(value);
            writer.EndRow();
        }
    }

    private void PointResponses()
    {
        if (pointed.Count == 0) return;
        Stage("undo-make-pointed", "pointed", ["response", "unit", "day", "fingerprint"], pointed.Select(v => new[] { v.Response, v.Unit, v.Day, v.Fingerprint }));
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
        Stage("undo-make-removed", "removed", ["response"], gone.Select(r => new[] { r }));
        connection.Execute(store.Sql("undo-forget-responses"));
    }

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
