using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Dapper;
using Symetrie.Analytics.Measures;

namespace Symetrie.Api.Stores;

/// <summary>A notice on its way to a listener.</summary>
/// <param name="Notice">The notice's number.</param>
/// <param name="Listener">The listener.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Id">The notice's id: the same whenever it is sent.</param>
/// <param name="Event">What happened.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Body">What is sent, JSON.</param>
public sealed record Delivery(long Notice, string Listener, long Attempts, string Id, string Event, string At, string Body);

/// <summary>What is sent.</summary>
/// <param name="Type">What happened.</param>
/// <param name="Timestamp">When, UTC.</param>
/// <param name="Data">What there is to say of it.</param>
internal sealed record Notice(string Type, string Timestamp, object Data);

/// <summary>What is said of an import: that it ended, and where to read about it.</summary>
internal sealed record ImportNotice(string Posting, string State, string Address);

/// <summary>Every import has a notice, so that of it is written by code that is made with the program.</summary>
[JsonSerializable(typeof(Notice))]
[JsonSerializable(typeof(ImportNotice))]
internal sealed partial class NoticeJson : JsonSerializerContext;

/// <summary>What listeners are to be told: written in the transaction of what happened, so that nothing is told which did not, nor left out which did.</summary>
/// <remarks>A notice holds what every reader may see and nothing else. An import's says that it ended and where to read about it: how many rows it had is not released.</remarks>
public sealed class NoticeStore
{
    private const int MostAlerts = 100;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private static readonly string[] Told = ["period", "series", "team", "teamName", "dimension", "side", "effect", "effectLower", "effectUpper", "q", "since"];
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { TypeInfoResolver = JsonTypeInfoResolver.Combine(NoticeJson.Default, new DefaultJsonTypeInfoResolver()) };
    private readonly Store store;

    internal NoticeStore(Store store) => this.store = store;

    /// <summary>How long until a notice is sent again that was not taken.</summary>
    public static IReadOnlyList<TimeSpan> Pauses { get; } =
        [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromHours(24)];

    /// <summary>Notes that a posting has ended.</summary>
    internal void Finished(DbConnection connection, string posting, string state) => Add(connection, "import.finished", new ImportNotice(posting, state, $"/v1/imports/{posting}"));

    /// <summary>Notes that a snapshot was published, and which drifts it is the first to alert of.</summary>
    internal void Published(DbConnection connection, string id)
    {
        var newest = connection.Query<StoredSnapshot>(store.Sql("list-newest-snapshots")).ToArray();
        var changes = connection.Query<StoredSnapshot>(store.Sql("list-snapshots")).First(s => s.Id == id);
        static bool? Truth(long? value) => value is { } known ? known != 0 : null;
        Add(connection, "snapshot.published", new
        {
            snapshot = id,
            run = changes.Run,
            publishedAt = changes.PublishedAt,
            newData = Truth(changes.NewData),
            lateData = Truth(changes.LateData),
            reorganisation = Truth(changes.Reorganisation),
            settings = Truth(changes.Settings),
        });
        var (before, found) = (new HashSet<string>(StringComparer.Ordinal), new List<Dictionary<string, object?>>());
        if (newest.Length > 1) Drifts(connection, newest[1], (key, _) => before.Add(key));
        Drifts(connection, newest[0], (key, told) =>
        {
            if (!before.Contains(key)) found.Add(told());
        });
        // Where nobody listens, nobody else forgets.
        Forget(connection);
        if (found.Count > 0) Add(connection, "drift.detected", new { snapshot = id, total = found.Count, alerts = found.Take(MostAlerts) });
    }

    /// <summary>Hands what has happened since to a listener. To one that is new, nothing of before.</summary>
    public void Enqueue(string listener)
    {
        var (cursor, newest) = store.Engine.Read(connection => (Cursor(connection, listener), connection.ExecuteScalar<long>(store.Sql("newest-notice"))));
        if (cursor == newest) return;
        store.Engine.Write(connection =>
        {
            var (after, last) = (Cursor(connection, listener), connection.ExecuteScalar<long>(store.Sql("newest-notice")));
            if (after is { } known && known < last) connection.Execute(store.Sql("add-deliveries"), new { listener, after = known, last, now = store.Now() });
            store.Put(connection, CursorOf(listener), $"{last}");
            return 0;
        });
    }

    /// <summary>Claims the next notice that a listener is to be sent by now: for a while nobody else sends it.</summary>
    /// <returns>Null where there is none.</returns>
    public Delivery? Claim(string listener)
    {
        var now = store.Clock.GetUtcNow();
        // A time that lies further ahead than any pause was written before the clock was set back.
        var times = new { listener, now = Store.Text(now), horizon = Store.Text(now + (2 * Pauses[^1])) };
        var next = store.Engine.Read(connection => connection.QueryFirstOrDefault<Delivery>(store.Sql("next-delivery"), times));
        if (next is null) return null;
        var mine = store.Engine.Write(connection => connection.Execute(store.Sql("claim-delivery"), new { notice = next.Notice, listener, attempts = next.Attempts, until = Store.Text(now + Lease) })) == 1;
        return mine ? next with { Attempts = next.Attempts + 1 } : null;
    }

    /// <summary>Ends an attempt.</summary>
    /// <param name="delivery">What was sent.</param>
    /// <param name="error">Why it was not taken; null where it was.</param>
    /// <returns><c>delivered</c>, <c>waiting</c> to be sent again, or <c>given-up</c>.</returns>
    public string End(Delivery delivery, string? error)
    {
        var state = error is null ? "delivered" : delivery.Attempts <= Pauses.Count ? "waiting" : "given-up";
        var next = state == "waiting" ? Pauses[(int)delivery.Attempts - 1] : TimeSpan.Zero;
        store.Engine.Write(connection => connection.Execute(store.Sql("end-delivery"), new { notice = delivery.Notice, listener = delivery.Listener, state, nextAt = Store.Text(store.Clock.GetUtcNow() + next), error }));
        return state;
    }

    /// <summary>How many deliveries are in each state.</summary>
    public IReadOnlyList<(string State, long Number)> Count() => store.Engine.Read(connection => connection.Query<(string, long)>(store.Sql("count-deliveries")).ToArray());

    private void Add(DbConnection connection, string name, object what)
    {
        var (no, at) = (store.Take(connection, "notice"), store.Now());
        var id = $"n-{no}";
        connection.Execute(store.Sql("add-notice"), new { no, id, now = at, @event = name, body = JsonSerializer.Serialize(new Notice(name, at, what), Json) });
    }

    private void Forget(DbConnection connection)
    {
        var oldest = Store.Text(store.Clock.GetUtcNow() - Kept);
        connection.Execute(store.Sql("forget-deliveries"), new { oldest });
        connection.Execute(store.Sql("forget-notices"), new { oldest });
    }

    // The drifts that a snapshot alerts of: the key of each, and what would be told of it.
    private void Drifts(DbConnection connection, StoredSnapshot snapshot, Action<string, Func<Dictionary<string, object?>>> drift)
    {
        var measure = MeasureCatalogue.Find("alerts")!;
        var (sql, parameters) = new RowQuery { Measure = measure, Snapshot = snapshot }.Statement();
        using var rows = store.Engine.Select(connection, sql, parameters);
        var columns = measure.Columns.Select((c, i) => (Column: c, Place: i)).ToArray();
        var kind = columns.Single(c => c.Column.Name == "kind").Place;
        int[] subjects = [.. columns.Where(c => c.Column.IsSubject).Select(c => c.Place)];
        var shown = Array.FindAll(columns, c => Told.Contains(c.Column.Name));
        while (rows.Next())
        {
            if (rows.Text(kind) != "drift") continue;
            object? Cell(int place, ColumnKind of) => rows.IsNull(place) ? null : of switch { ColumnKind.Text => rows.Text(place), ColumnKind.Real => rows.Real(place), _ => rows.Integer(place) };
            drift(string.Join('\t', subjects.Select(rows.Text)), () => shown.ToDictionary(c => c.Column.Name, c => Cell(c.Place, c.Column.Kind)));
        }
    }

    private long? Cursor(DbConnection connection, string listener) => store.Setting(connection, CursorOf(listener)) is { } text ? long.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : null;

    private static string CursorOf(string listener) => "notices-to-" + listener;
}
