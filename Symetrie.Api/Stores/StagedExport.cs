using Dapper;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Stores;

/// <summary>A response on its way into the store: what identifies it, and what it says.</summary>
/// <param name="Line">The physical line it came from.</param>
/// <param name="Key">The key, a keyed hash.</param>
/// <param name="IsIdentified">Whether the key rests on an id; else identical rows are told apart by their ordinal.</param>
/// <param name="Person">A number that stands for the respondent; negative where the export names none.</param>
/// <param name="Unit">The unit's normalised key.</param>
/// <param name="Day">The day.</param>
/// <param name="Fingerprint">A hash of codebook, unit, day and content.</param>
/// <param name="Content">The answers.</param>
public readonly record struct StagedResponse(long Line, byte[] Key, bool IsIdentified, long Person, string Unit, DateOnly Day, long Fingerprint, byte[] Content);

/// <summary>The rows of one export, waiting outside the store for the transaction that takes them in. Memory does not grow with them.</summary>
public sealed class StagedExport : IDisposable
{
    private readonly Store store;
    private readonly IStaging staging;
    private readonly IRowWriter rows;
    private readonly Dictionary<string, long> units = new(StringComparer.Ordinal);
    private readonly HashSet<(long Unit, string Attribute, int Day, string Value)> facts = [];
    private readonly HashSet<long> months = [];
    private long count;

    internal StagedExport(Store store)
    {
        (this.store, staging) = (store, store.Engine.OpenStaging());
        staging.Connection.Execute(store.Engine.Translate(store.Sql("make-staging")));
        rows = store.Engine.Insert(staging.Connection, "staged", ["seq", "line", "key", "identified", "person", "unit", "day", "month", "fingerprint", "content"]);
    }

    /// <summary>How many rows wait.</summary>
    public long Count => count;

    internal IStaging Staging => staging;

    internal IReadOnlyDictionary<string, long> Units => units;

    internal IReadOnlyCollection<(long Unit, string Attribute, int Day, string Value)> Facts => facts;

    /// <summary>Adds a response.</summary>
    public void Add(in StagedResponse response)
    {
        var month = Stores.Months.Of(response.Day);
        rows.Add(++count);
        rows.Add(response.Line);
        rows.Add(response.Key);
        rows.Add(response.IsIdentified ? 1 : 0);
        rows.Add(response.Person);
        rows.Add(LocalUnit(response.Unit));
        rows.Add(response.Day.DayNumber);
        months.Add(month);
        rows.Add(month);
        rows.Add(response.Fingerprint);
        rows.Add(response.Content);
        rows.EndRow();
    }

    /// <summary>Notes what a row says of its unit; the same thing said twice in a month is noted once.</summary>
    public void Note(string unit, string attribute, DateOnly day, string value) =>
        facts.Add((LocalUnit(unit), attribute, new DateOnly(day.Year, day.Month, 1).DayNumber, value));

    /// <inheritdoc/>
    public void Dispose()
    {
        rows.Dispose();
        staging.Dispose();
    }

    /// <summary>Opens a place where the rows of a long export are put in order.</summary>
    public AnswerSpool Spool() => new(store);

    /// <summary>The months its rows fall into.</summary>
    public IReadOnlySet<long> Months() => months;

    internal void Seal()
    {
        rows.Dispose();
        staging.Seal();
    }

    private long LocalUnit(string unit)
    {
        if (units.TryGetValue(unit, out var local)) return local;
        units.Add(unit, units.Count + 1);
        return units.Count;
    }
}

/// <summary>Calendar months as numbers: the grain at which a store remembers what changed.</summary>
internal static class Months
{
    public static long Of(DateOnly day) => (day.Year * 12L) + day.Month - 1;

    public static DateOnly First(long month) => new((int)(month / 12), (int)(month % 12) + 1, 1);
}
