using System.Data.Common;
using Dapper;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Stores;

/// <summary>Where a tally lies: a team's key, a voice, a period's key.</summary>
/// <param name="Team">The team's key.</param>
/// <param name="Voice">The voice.</param>
/// <param name="Period">The period's key.</param>
public readonly record struct TallyPlace(string Team, Voice Voice, string Period);

/// <summary>When the answers of a unit in a month last changed.</summary>
/// <param name="Unit">The unit's number.</param>
/// <param name="Month">The month's number.</param>
/// <param name="Revision">Raised at every change.</param>
public readonly record struct Slice(long Unit, long Month, long Revision);

/// <summary>A stored response as a recompute reads it. The bytes are valid until the next one.</summary>
internal readonly ref struct StoredAnswer(long number, long person, long codebook, DateOnly day, ReadOnlySpan<byte> content)
{
    public long Number { get; } = number;

    public long Person { get; } = person;

    public long Codebook { get; } = codebook;

    public DateOnly Day { get; } = day;

    public ReadOnlySpan<byte> Content { get; } = content;
}

/// <summary>Stored tallies and released versions.</summary>
public sealed class TallyStore
{
    private readonly Store store;

    internal TallyStore(Store store) => this.store = store;

    internal delegate void Visit(StoredAnswer answer);

    /// <summary>What changed when, by unit and month.</summary>
    internal IReadOnlyList<Slice> Slices(DbConnection connection)
    {
        var slices = new List<Slice>();
        using var rows = store.Engine.Stream(connection, store.Sql("list-slices"));
        while (rows.Next()) slices.Add(new Slice(rows.Integer(0), rows.Integer(1), rows.Integer(2)));
        return slices;
    }

    /// <summary>A number that differs whenever answers have changed in between.</summary>
    internal long State(DbConnection connection) => connection.ExecuteScalar<long>(store.Sql("revision"));

    /// <summary>The stored tallies: their digest and bytes.</summary>
    internal Dictionary<TallyPlace, (string Digest, byte[] Content)> Stored(DbConnection connection)
    {
        var tallies = new Dictionary<TallyPlace, (string, byte[])>();
        using var rows = store.Engine.Stream(connection, store.Sql("select-tallies"));
        while (rows.Next()) tallies[new TallyPlace(rows.Text(0)!, (Voice)rows.Integer(1), rows.Text(2)!)] = (rows.Text(3)!, rows.Bytes(4).ToArray());
        return tallies;
    }

    /// <summary>The digests of the stored tallies.</summary>
    internal Dictionary<TallyPlace, string> Digests(DbConnection connection)
    {
        var tallies = new Dictionary<TallyPlace, string>();
        using var rows = store.Engine.Stream(connection, store.Sql("list-tallies"));
        while (rows.Next()) tallies[new TallyPlace(rows.Text(0)!, (Voice)rows.Integer(1), rows.Text(2)!)] = rows.Text(3)!;
        return tallies;
    }

    /// <summary>The digests of all stored tallies, and the bytes of those that are wanted as they are.</summary>
    /// <param name="connection">Of the transaction.</param>
    /// <param name="wanted">The digest of each tally of which the bytes are wanted.</param>
    internal (Dictionary<TallyPlace, string> Digests, Dictionary<TallyPlace, byte[]> Contents) Known(DbConnection connection, IReadOnlyDictionary<TallyPlace, string> wanted)
    {
        var (digests, contents) = (new Dictionary<TallyPlace, string>(), new Dictionary<TallyPlace, byte[]>(wanted.Count));
        using var rows = store.Engine.Stream(connection, store.Sql("select-tallies"));
        while (rows.Next())
        {
            var (place, digest) = (new TallyPlace(rows.Text(0)!, (Voice)rows.Integer(1), rows.Text(2)!), rows.Text(3)!);
            digests[place] = digest;
            if (wanted.TryGetValue(place, out var mine) && mine == digest) contents[place] = rows.Bytes(4).ToArray();
        }

        return (digests, contents);
    }

    /// <summary>Reads the current responses of a unit from one day to another (not included), in no order.</summary>
    internal void Answers(DbConnection connection, long unit, DateOnly from, DateOnly to, Visit visit)
    {
        using (var packs = store.Engine.Stream(connection, store.Sql("packs-of-unit"), unit, Months.Of(from), Months.Of(to.AddDays(-1))))
        {
            while (packs.Next()) ReadPack(packs.Bytes(1), packs.Integer(0), from, to, visit);
        }

        using var rows = store.Engine.Stream(connection, store.Sql("answers-of-unit"), unit, from.DayNumber, to.DayNumber);
        while (rows.Next()) visit(new StoredAnswer(rows.Integer(0), rows.Integer(1), rows.Integer(2), DateOnly.FromDayNumber((int)rows.Integer(3)), rows.Bytes(4)));
    }

    /// <summary>Reads the answers of a pack from one day to another (not included): a window that cuts a month takes a part of its packs.</summary>
    internal static void ReadPack(ReadOnlySpan<byte> pack, long codebook, DateOnly from, DateOnly to, Visit visit)
    {
        for (var reader = AnswerPack.Read(pack); reader.Next();)
        {
            var day = DateOnly.FromDayNumber((int)reader.Day);
            if (day >= from && day < to) visit(new StoredAnswer(reader.Number, reader.Person, codebook, day, reader.Content));
        }
    }

    /// <summary>Puts rebuilt tallies in the place of the stored ones, and forgets those that are no more.</summary>
    internal void Save(DbConnection connection, IEnumerable<(TallyPlace Place, string Digest, byte[] Content)> rebuilt, IEnumerable<TallyPlace> gone)
    {
        foreach (var place in gone) connection.Execute(store.Sql("clear-tally"), new { team = place.Team, voice = (long)place.Voice, period = place.Period });
        using var rows = store.Engine.Insert(connection, "tally", ["team", "voice", "period", "digest", "content"]);
        foreach (var (place, digest, content) in rebuilt)
        {
            rows.Add(place.Team);
            rows.Add((long)place.Voice);
            rows.Add(place.Period);
            rows.Add(digest);
            rows.Add(content);
            rows.EndRow();
        }
    }

    /// <summary>Which voices and periods the last run left settled, as the disclosure room marked them.</summary>
    internal IReadOnlyDictionary<(Voice Voice, string Period), string> Settled(DbConnection connection) =>
        (store.Setting(connection, "settled") ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', 3))
            .ToDictionary(parts => ((Voice)int.Parse(parts[0]), parts[2]), parts => parts[1]);

    /// <summary>Remembers which voices and periods are settled.</summary>
    internal void Settle(DbConnection connection, IReadOnlyDictionary<(Voice Voice, string Period), string> settled) =>
        store.Put(connection, "settled", string.Join('\n', settled.OrderBy(s => s.Key.Voice).ThenBy(s => s.Key.Period, StringComparer.Ordinal).Select(s => $"{(int)s.Key.Voice} {s.Value} {s.Key.Period}")));
}
