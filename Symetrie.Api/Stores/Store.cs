using System.Data.Common;
using Dapper;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Stores;

/// <summary>One store: codebooks, teams, responses, tallies, runs, snapshots and keys, in one database.</summary>
public sealed class Store : IDisposable
{
    private Store(IEngine engine, TimeProvider clock)
    {
        (Engine, Clock) = (engine, clock);
        Codebooks = new CodebookStore(this);
        Teams = new TeamStore(this);
        Crosswalk = new CrosswalkStore(this);
        Responses = new ResponseStore(this);
        Postings = new PostingStore(this);
        Tallies = new TallyStore(this);
        Shares = new TallyShare(this);
        Snapshots = new SnapshotStore(this);
        Runs = new RunStore(this);
        Keys = new KeyStore(this);
        Erasures = new ErasureStore(this);
        Subjects = new SubjectStore(this);
        Disclosure = new DisclosureStore(this);
        Notices = new NoticeStore(this);
        Outcomes = new OutcomeStore(this);
        Deeds = new DeedStore(this);
    }

    /// <summary>The database.</summary>
    public IEngine Engine { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Questionnaires and their versions.</summary>
    public CodebookStore Codebooks { get; }

    /// <summary>Teams, and units as exports write them.</summary>
    public TeamStore Teams { get; }

    /// <summary>Which unit belongs to which team when, as people settled it.</summary>
    public CrosswalkStore Crosswalk { get; }

    /// <summary>Imports and responses.</summary>
    public ResponseStore Responses { get; }

    /// <summary>Files that were sent, whatever became of them.</summary>
    public PostingStore Postings { get; }

    /// <summary>Stored tallies and released versions.</summary>
    public TallyStore Tallies { get; }

    /// <summary>Tallies that the programs on one store build together.</summary>
    public TallyShare Shares { get; }

    /// <summary>Published results.</summary>
    public SnapshotStore Snapshots { get; }

    /// <summary>The run ledger.</summary>
    public RunStore Runs { get; }

    /// <summary>API keys.</summary>
    public KeyStore Keys { get; }

    /// <summary>Erasures and their audit log.</summary>
    public ErasureStore Erasures { get; }

    /// <summary>Subject access.</summary>
    public SubjectStore Subjects { get; }

    /// <summary>Thresholds of the periods, and how much is released.</summary>
    public DisclosureStore Disclosure { get; }

    /// <summary>Outcomes that teams are known by besides answers.</summary>
    public OutcomeStore Outcomes { get; }

    /// <summary>What listeners are to be told.</summary>
    public NoticeStore Notices { get; }

    /// <summary>Promises and rituals, which teams hold them, and how often.</summary>
    public DeedStore Deeds { get; }

    /// <summary>Opens a store, making or migrating its tables, and erases anew who was erased since the backup it may come from.</summary>
    /// <param name="address">A SQLite path, or the connection string of a PostgreSQL database.</param>
    /// <param name="clock">The clock.</param>
    /// <exception cref="InvalidOperationException">The store was written by a newer program.</exception>
    /// <exception cref="AuditBrokenException">The audit log of erasures was changed.</exception>
    public static Store Open(string address, TimeProvider clock) => Open(address, clock, store => store.Erasures.Reconcile());

    /// <summary>Opens a store whatever its audit log says, to look at that log.</summary>
    internal static Store OpenUnreconciled(string address, TimeProvider clock) => Open(address, clock, _ => { });

    private static Store Open(string address, TimeProvider clock, Action<Store> first)
    {
        var engine = EngineCatalogue.Open(address);
        try
        {
            Migration.Apply(engine);
            var store = new Store(engine, clock);
            first(store);
            return store;
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    /// <summary>The store's calendar: quarters until another was set.</summary>
    public Calendar Calendar => CalendarJson.Read(Setting("calendar")) ?? Calendar.Of(CalendarKind.Quarter);

    /// <summary>The store's time zone; Europe/Paris until another was set.</summary>
    public TimeZoneInfo TimeZone => TimeZoneInfo.FindSystemTimeZoneById(Setting("time-zone") ?? "Europe/Paris");

    /// <summary>Sets the calendar and the time zone.</summary>
    /// <exception cref="InvalidOperationException">The store holds responses and the calendar differs: one calendar a store.</exception>
    public void SetCalendar(Calendar calendar, TimeZoneInfo zone)
    {
        var (json, known) = (CalendarJson.Write(calendar), CalendarJson.Write(Calendar));
        Engine.Write(connection =>
        {
            var same = json == known && zone.Id == TimeZone.Id;
            if (!same && connection.ExecuteScalar<long>(Sql("count-responses")) > 0)
                throw new InvalidOperationException("the store holds responses; its calendar and time zone stay as they are");
            Put(connection, "calendar", json);
            Put(connection, "time-zone", zone.Id);
            return 0;
        });
    }

    /// <summary>Whether nobody has put anything in yet.</summary>
    public bool IsEmpty => StoreCopy.IsEmpty(Engine);

    /// <inheritdoc/>
    public void Dispose() => Engine.Dispose();

    internal string Sql(string name) => SqlText.Of(name, Engine.Name);

    internal string Now() => Text(Clock.GetUtcNow());

    /// <summary>An instant as it is stored: texts in order are instants in order.</summary>
    internal static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A date as it is stored.</summary>
    internal static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Today in the store's time zone.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Clock.GetUtcNow(), TimeZone).DateTime);

    internal string? Setting(string name) => Engine.Read(connection => Setting(connection, name));

    internal string? Setting(DbConnection connection, string name) => connection.ExecuteScalar<string?>(Sql("get-setting"), new { name });

    internal void Put(DbConnection connection, string name, string value) => connection.Execute(Sql("put-setting"), new { name, value });

    /// <summary>Takes the next numbers of a counter; a number is never given twice.</summary>
    /// <returns>The first of them.</returns>
    internal long Take(DbConnection connection, string counter, long count = 1) => connection.ExecuteScalar<long>(Sql("take-numbers"), new { name = counter, count }) - count;
}
