using System.Data.Common;
using Dapper;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Stores;

/// <summary>What an export of actions or of practice holds.</summary>
/// <param name="Actions">The actions, each team, ritual and first day once.</param>
/// <param name="Practice">The counts, each team, ritual and period once.</param>
public sealed record DeedRows(IReadOnlyCollection<RitualAction> Actions, IReadOnlyCollection<PracticeCount> Practice);

/// <summary>What was done beside what was said: promises and rituals, which teams hold them, and how often they were held.</summary>
public sealed class DeedStore
{
    // What was put in as a whole, not by an import.
    private const long Put = 0;
    private readonly Store store;

    internal DeedStore(Store store) => this.store = store;

    /// <summary>The referential: that which comes with the program, until another was put.</summary>
    public Referential Referential => store.Engine.Read(ReferentialOf);

    /// <summary>The actions that stand, by ritual, team and day.</summary>
    public IReadOnlyList<RitualAction> Actions() => store.Engine.Read(Actions);

    /// <summary>Puts a referential in the place of the one there is.</summary>
    public void SetReferential(Referential referential) => store.Engine.Write(connection =>
    {
        store.Put(connection, "referential", ReferentialJson.Write(referential));
        return 0;
    });

    /// <summary>Puts actions in the place of all that were put; those that came by exports stand.</summary>
    /// <returns>How many stand now.</returns>
    /// <exception cref="ArgumentException">A ritual is unknown, or an action is there twice; the message names it.</exception>
    public int SetActions(IReadOnlyCollection<RitualAction> actions) => store.Engine.Write(connection =>
    {
        var referential = ReferentialOf(connection);
        if (actions.FirstOrDefault(a => referential.Find(a.Ritual) is null) is { } unknown) throw new ArgumentException($"'{unknown.Ritual}' is no ritual of the referential; its rituals are {Names(referential)}", nameof(actions));
        if (actions.GroupBy(Key).FirstOrDefault(g => g.Count() > 1) is { } twice) throw new ArgumentException($"team '{twice.First().Team}' holds '{twice.Key.Ritual}' from {twice.Key.From:yyyy-MM-dd} on twice", nameof(actions));
        connection.Execute(store.Sql("remove-ritual-actions"), new { import = Put });
        Write(connection, Put, new DeedRows(actions, []));
        return Actions(connection).Count;
    });

    /// <summary>The rituals of a referential as one text, for messages.</summary>
    public static string Names(Referential referential) => referential.Rituals.Count == 0 ? "none" : string.Join(", ", referential.Rituals.Select(r => $"'{r.Key}'"));

    internal Referential ReferentialOf(DbConnection connection) =>
        store.Setting(connection, "referential") is { } json ? Referential.Read(json, MirrorFile.Mirror).Required() : MirrorFile.Referential;

    internal IReadOnlyList<RitualAction> Actions(DbConnection connection) =>
        [.. connection.Query<(long Import, string Team, string Ritual, long From, long To, long Assignment, long Noted, string Spelling)>(store.Sql("list-ritual-actions"))
            .GroupBy(r => (r.Ritual, r.Team, r.From)).Select(g => g.Last())
            .Select(r => new RitualAction(r.Spelling, r.Ritual, Day(r.From), Day(r.To), (Assignment)r.Assignment, Day(r.Noted)))];

    internal IReadOnlyList<PracticeCount> Practice(DbConnection connection) =>
        [.. connection.Query<(long Import, string Team, string Ritual, long Day, long Held, long Planned, long Noted, string Spelling)>(store.Sql("list-ritual-practice"))
            .GroupBy(r => (r.Ritual, r.Team, r.Day)).Select(g => g.Last())
            .Select(r => new PracticeCount(r.Spelling, r.Ritual, Day(r.Day), r.Held, r.Planned, Day(r.Noted)))];

    /// <summary>Writes what an import brings; all of it stands until the import is undone.</summary>
    internal void Write(DbConnection connection, long import, DeedRows rows)
    {
        foreach (var a in rows.Actions)
            connection.Execute(store.Sql("add-ritual-action"), new { import, team = TextKey.Of(a.Team), ritual = a.Ritual, from = (long)a.From.DayNumber, to = (long)a.To.DayNumber, assignment = (long)a.Assignment, noted = (long)a.Noted.DayNumber, spelling = a.Team });
        foreach (var p in rows.Practice)
            connection.Execute(store.Sql("add-ritual-practice"), new { import, team = TextKey.Of(p.Team), ritual = p.Ritual, day = (long)p.Day.DayNumber, held = p.Held, planned = p.Planned, noted = (long)p.Noted.DayNumber, spelling = p.Team });
    }

    /// <summary>Takes back what an import brought.</summary>
    /// <returns>How many rows are gone.</returns>
    internal long Undo(DbConnection connection, long import) =>
        connection.Execute(store.Sql("remove-ritual-actions"), new { import }) + connection.Execute(store.Sql("remove-ritual-practice"), new { import });

    /// <summary>All of it as the analysis takes it: of teams and rituals that are there, a node's action as one of each leaf below it.</summary>
    internal Deeds Load(DbConnection connection, TeamMatching matching, IReadOnlyCollection<Unit> units, IReadOnlyCollection<RegisteredTeam> registered)
    {
        var (referential, teams, tree) = (ReferentialOf(connection), new RitualTeams(matching, units, registered), matching.Tree);
        var actions = Actions(connection).Where(a => referential.Find(a.Ritual) is not null)
            .SelectMany(a => Leaves(tree, teams.PlaceOf(a.Team, a.From)).Select(leaf => new TeamAction(a.Ritual, leaf, a.From, a.To, a.Assignment, a.Noted)));
        var practice = Practice(connection).Where(p => referential.Find(p.Ritual) is not null)
            .Select(p => new TeamPractice(p.Ritual, teams.PlaceOf(p.Team, p.Day), p.Day, p.Held, p.Planned, p.Noted)).Where(p => p.Team >= 0);
        return new Deeds(referential, actions, practice);
    }

    private static IEnumerable<int> Leaves(TeamTree tree, int place) => place < 0 ? [] : Enumerable.Range(place, tree.EndOf(place) - place).Where(tree.IsLeaf);

    private static (string Team, string Ritual, DateOnly From) Key(RitualAction action) => (TextKey.Of(action.Team), action.Ritual, action.From);

    private static DateOnly Day(long number) => DateOnly.FromDayNumber((int)number);
}
