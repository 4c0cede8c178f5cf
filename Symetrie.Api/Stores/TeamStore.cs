using System.Data.Common;
using System.Text;
using Dapper;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Stores;

/// <summary>Teams that were put in, and units as exports write them.</summary>
public sealed class TeamStore
{
    private readonly Store store;

    internal TeamStore(Store store) => this.store = store;

    /// <summary>Adds or replaces teams, all or nothing.</summary>
    /// <exception cref="ArgumentException">The teams would form no tree; the message names the team.</exception>
    public void Put(IReadOnlyCollection<RegisteredTeam> teams) => store.Engine.Write(connection =>
    {
        foreach (var team in teams)
        {
            connection.Execute(store.Sql("put-team"), new { team.Key, team.Name, team.Parent });
            connection.Execute(store.Sql("clear-team"), new { team.Key });
            connection.Execute(store.Sql("clear-team-attributes"), new { team.Key });
            foreach (var (voice, text) in team.Aliases.Distinct())
                connection.Execute(store.Sql("add-team-alias"), new { team = team.Key, voice = voice?.Text() ?? "", alias = text });
            foreach (var (name, values) in team.Attributes)
                foreach (var value in values) connection.Execute(store.Sql("add-team-attribute"), new { team = team.Key, name, day = value.From.DayNumber, value = value.Value });
        }

        // The whole tree is built once more, so that an orphan or a circle is refused before it is stored.
        Matching(connection);
        return 0;
    });

    /// <summary>The teams that were put in.</summary>
    public IReadOnlyList<RegisteredTeam> Registered() => store.Engine.Read(Registered);

    /// <summary>All teams, and which unit belongs to which.</summary>
    public TeamMatching Matching() => store.Engine.Read(Matching);

    /// <summary>All teams with the units that exports speak of, and the teams that were put in, at one moment.</summary>
    public (TeamMatching Matching, IReadOnlyList<Unit> Units, IReadOnlyList<RegisteredTeam> Registered) State() => store.Engine.Read(connection =>
    {
        var units = Units(connection);
        return (Matching(connection, units), units, Registered(connection));
    });

    internal TeamMatching Matching(DbConnection connection) => Matching(connection, Units(connection));

    internal TeamMatching Matching(DbConnection connection, IReadOnlyCollection<Unit> units) => TeamMatching.Of(units, Registered(connection), store.Crosswalk.Read(connection));

    /// <summary>Units that some import still speaks of.</summary>
    internal IReadOnlyList<Unit> Units(DbConnection connection) => Said(connection).Units();

    /// <summary>What imports say of units, to which more may be added.</summary>
    internal UnitReading Said(DbConnection connection)
    {
        var reading = new UnitReading();
        TellUnits(connection, reading);
        using (var rows = store.Engine.Select(connection, store.Sql("list-unit-facts"))) reading.Read(rows);
        using (var packs = store.Engine.Select(connection, store.Sql("list-unit-said"))) reading.ReadPacks(packs);
        return reading;
    }

    /// <summary>How an import spells a unit in a month; where it does not, how it or another one spells it in some month. Empty where nobody does.</summary>
    internal string Spelling(DbConnection connection, long unit, long import, DateOnly month)
    {
        var said = connection.Query<(long Import, long Day, string Value)>(store.Sql("list-spellings"), new { unit, attribute = UnitFact.Spelling }).ToList();
        foreach (var (by, content) in connection.Query<(long, byte[])>(store.Sql("list-said-of-unit"), new { unit }))
        {
            for (var facts = FactPack.Read(content); facts.Next();)
                if (Encoding.UTF8.GetString(facts.Attribute) == UnitFact.Spelling) said.Add((by, facts.Day, Encoding.UTF8.GetString(facts.Value)));
        }

        return said.OrderBy(s => s.Import == import ? 0 : 1).ThenBy(s => s.Day == month.DayNumber ? 0 : 1).ThenBy(s => s.Import).ThenBy(s => s.Day).ThenBy(s => s.Value, StringComparer.Ordinal).FirstOrDefault().Value ?? "";
    }

    /// <summary>Tells a reading the units that there are.</summary>
    internal void TellUnits(DbConnection connection, UnitReading reading)
    {
        foreach (var (number, voice, key) in connection.Query<(long, long, string)>(store.Sql("list-units"))) reading.Add(new Unit(number, (Voice)voice, key, []));
    }

    /// <summary>The number of a unit, given when it is first seen.</summary>
    internal long UnitNumber(DbConnection connection, Voice voice, string key)
    {
        var known = connection.ExecuteScalar<long?>(store.Sql("find-unit"), new { voice = (long)voice, key });
        if (known is { } number) return number;
        var next = store.Take(connection, "unit");
        connection.Execute(store.Sql("add-unit"), new { no = next, voice = (long)voice, key });
        return next;
    }

    internal IReadOnlyList<RegisteredTeam> Registered(DbConnection connection)
    {
        var aliases = connection.Query<(string Team, string Voice, string Alias)>(store.Sql("list-team-aliases")).ToLookup(a => a.Team, StringComparer.Ordinal);
        var attributes = connection.Query<(string Team, string Name, long Day, string Value)>(store.Sql("list-team-attributes")).ToLookup(a => a.Team, StringComparer.Ordinal);
        return [.. connection.Query<(string Key, string? Name, string? Parent)>(store.Sql("list-teams")).Select(t => new RegisteredTeam(
            t.Key, t.Name, t.Parent,
            [.. aliases[t.Key].Select(a => (Voices.Parse(a.Voice), a.Alias))],
            attributes[t.Key].GroupBy(a => a.Name, StringComparer.Ordinal).ToDictionary(
                g => g.Key, g => (IReadOnlyList<DatedValue>)[.. g.OrderBy(a => a.Day).Select(a => new DatedValue(DateOnly.FromDayNumber((int)a.Day), a.Value))], StringComparer.Ordinal)))];
    }
}
