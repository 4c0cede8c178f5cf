using System.Data.Common;
using Dapper;

namespace Symetrie.Api.Stores;

/// <summary>Responses of a batch that say something else now: what they said before becomes an earlier version, all at once at the end of the batch.</summary>
internal sealed class Corrections(Store store, DbConnection connection, Arrivals arrivals)
{
    private readonly List<Correction> waiting = [];

    /// <summary>Keeps a correction for the end of the batch.</summary>
    public void Add(in Correction correction) => waiting.Add(correction);

    /// <summary>Writes what waits.</summary>
    /// <param name="changed">Told what each said before; null where nobody listens.</param>
    public void Write(Action<ResponseChange>? changed)
    {
        if (waiting.Count == 0) return;
        foreach (var (was, _, _) in waiting) arrivals.Open(was.Unit, Months.Of(DateOnly.FromDayNumber((int)was.Day)));
        Stage();
        if (changed is not null) Tell(changed);
        connection.Execute(store.Sql("supersede-corrected"));
        // Rows of their own: what has an earlier version is never packed.
        foreach (var (was, unit, row) in waiting) arrivals.Write(new Arrival(unit, row.Day.DayNumber, was.Number, row.Person < 0 ? was.Number : row.Person, row.Content));
        waiting.Clear();
    }

    private void Stage()
    {
        connection.Execute(store.Sql("stage-corrected"));
        using var rows = store.Engine.Insert(connection, "corrected", ["place", "unit", "day", "response", "fingerprint"]);
        foreach (var (place, (was, _, _)) in waiting.Index())
        {
            rows.Add(place);
            rows.Add(was.Unit);
            rows.Add(was.Day);
            rows.Add(was.Number);
            rows.Add(was.Fingerprint);
            rows.EndRow();
        }
    }

    private void Tell(Action<ResponseChange> changed)
    {
        using var rows = store.Engine.Select(connection, store.Sql("list-corrected"));
        while (rows.Next())
        {
            var (was, unit, row) = waiting[(int)rows.Integer(0)];
            changed(new ResponseChange(row.Line, unit != was.Unit, row.Day.DayNumber != was.Day, rows.Integer(1), rows.Bytes(2).ToArray(), row.Content.ToArray()));
        }
    }
}

/// <summary>A response that says something else now.</summary>
/// <param name="Was">What is known of its version of before.</param>
/// <param name="Unit">The unit's number now.</param>
/// <param name="Row">What it says now; valid as long as its batch.</param>
internal readonly record struct Correction(KeyRecord Was, long Unit, IncomingResponse Row);
