using System.Data.Common;
using Dapper;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Stores;

/// <summary>Which unit belongs to which team when, as people settled it.</summary>
public sealed class CrosswalkStore
{
    private readonly Store store;

    internal CrosswalkStore(Store store) => this.store = store;

    /// <summary>The rows.</summary>
    public Crosswalk Read() => store.Engine.Read(Read);

    /// <summary>Puts rows in the place of all there are, all or nothing.</summary>
    /// <exception cref="ArgumentException">Two rows give a unit two teams on one day, or one means no one team; the message names them.</exception>
    public Crosswalk Put(IEnumerable<CrosswalkRow> rows) => store.Engine.Write(connection => Put(connection, Crosswalk.Of(rows)));

    /// <summary>Adds rows, all or nothing; one that begins on the day of a row of the same voice and text takes its place.</summary>
    /// <exception cref="ArgumentException">Two rows would give a unit two teams on one day, or one means no one team; the message names them.</exception>
    public Crosswalk Add(IReadOnlyCollection<CrosswalkRow> rows) => store.Engine.Write(connection =>
    {
        var replaced = rows.Select(r => (r.Voice, r.Key, r.From)).ToHashSet();
        return Put(connection, Crosswalk.Of(Read(connection).Rows.Where(r => !replaced.Contains((r.Voice, r.Key, r.From))).Concat(rows)));
    });

    internal Crosswalk Read(DbConnection connection) => Crosswalk.Of(connection.Query<(string Voice, string Unit, string Team, long From, long To)>(store.Sql("list-crosswalk"))
        .Select(r => new CrosswalkRow(Voices.Parse(r.Voice), r.Unit, r.Team.Split(CrosswalkRow.Between), DateOnly.FromDayNumber((int)r.From), DateOnly.FromDayNumber((int)r.To))));

    private Crosswalk Put(DbConnection connection, Crosswalk crosswalk)
    {
        connection.Execute(store.Sql("clear-crosswalk"));
        foreach (var row in crosswalk.Rows)
            connection.Execute(store.Sql("add-crosswalk"), new { voice = row.Voice?.Text() ?? "", key = row.Key, from = (long)row.From.DayNumber, to = (long)row.To.DayNumber, unit = row.Text, team = row.Team });

        // All units are matched once more, so that a row that means no one team is refused before it is stored.
        store.Teams.Matching(connection);
        return crosswalk;
    }
}
