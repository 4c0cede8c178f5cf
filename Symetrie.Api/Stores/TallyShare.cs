using System.Globalization;
using Dapper;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Stores;

/// <summary>A tally that a run wants built.</summary>
/// <param name="Place">Where it lies.</param>
/// <param name="Digest">The digest of what it is made from: who comes to another builds something else, and leaves it.</param>
internal readonly record struct WantedTally(TallyPlace Place, string Digest);

/// <summary>Tallies that one program has taken to build.</summary>
/// <param name="Run">The run's number.</param>
/// <param name="Number">The portion's number in the run.</param>
/// <param name="Tallies">The tallies.</param>
internal sealed record TallyPortion(long Run, long Number, IReadOnlyList<WantedTally> Tallies);

/// <summary>Work that the programs on one store share: a run lays out which tallies it wants, whoever is free takes a portion and leaves what it came to. Each portion is claimed
/// by a row lock that others pass by, and beside the one writer: an import that is being written holds nobody up.</summary>
public sealed class TallyShare
{
    private readonly Store store;
    private int leading;

    internal TallyShare(Store store) => this.store = store;

    /// <summary>Who takes portions here: another name in every process.</summary>
    public string Me { get; } = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}";

    /// <summary>Whether a portion of a run of another program waits.</summary>
    public bool Waits() => store.Engine.IsShared && Volatile.Read(ref leading) == 0 && store.Engine.Read(connection => connection.ExecuteScalar<long>(store.Sql("count-waiting-portions"))) > 0;

    /// <summary>Lays out what a run wants built; what is left of runs that are over is swept away.</summary>
    internal void Offer(long run, IReadOnlyList<WantedTally[]> portions)
    {
        Interlocked.Increment(ref leading);
        store.Engine.WriteBeside(connection =>
        {
            connection.Execute(store.Sql("sweep-portions"), new { run });
            using var rows = store.Engine.Insert(connection, "tally_portion", ["run", "portion", "places", "done"]);
            foreach (var (number, tallies) in portions.Index())
            {
                rows.Add(run);
                rows.Add(number);
                rows.Add(string.Join('\n', tallies.Select(Line)));
                rows.Add(0);
                rows.EndRow();
            }

            return 0;
        });
    }

    /// <summary>Takes a portion that nobody has.</summary>
    /// <param name="run">Of this run; null for any that is being done.</param>
    internal TallyPortion? Take(long? run) => store.Engine.WriteBeside(connection =>
        connection.Query<(long Run, long Number, string Places)>(store.Sql("take-portion"), new { run = run ?? 0, by = Me, now = store.Now() })
            .Select(p => new TallyPortion(p.Run, p.Number, [.. p.Places.Split('\n').Select(Tally)])).FirstOrDefault());

    /// <summary>Ends a portion; what it came to is left only where the portion is still its taker's.</summary>
    internal void Finish(TallyPortion portion, IEnumerable<(TallyPlace Place, string Digest, byte[] Content)> found) => store.Engine.WriteBeside(connection =>
    {
        if (connection.Execute(store.Sql("finish-portion"), new { run = portion.Run, portion = portion.Number, by = Me }) == 0) return 0;
        using var rows = store.Engine.Insert(connection, "tally_found", ["team", "voice", "period", "run", "portion", "digest", "content"]);
        foreach (var (place, digest, content) in found)
        {
            rows.Add(place.Team);
            rows.Add((long)place.Voice);
            rows.Add(place.Period);
            rows.Add(portion.Run);
            rows.Add(portion.Number);
            rows.Add(digest);
            rows.Add(content);
            rows.EndRow();
        }

        return 0;
    });

    /// <summary>The portions of a run that nobody has done yet, by number.</summary>
    internal IReadOnlyList<long> Undone(long run) => store.Engine.Read(connection => connection.Query<long>(store.Sql("list-undone-portions"), new { run }).ToArray());

    /// <summary>What others came to.</summary>
    internal Dictionary<TallyPlace, (string Digest, byte[] Content)> Found(long run) => store.Engine.Read(connection =>
    {
        var found = new Dictionary<TallyPlace, (string, byte[])>();
        using var rows = store.Engine.Stream(connection, store.Sql("list-found"), run);
        while (rows.Next()) found[new TallyPlace(rows.Text(0)!, (Voice)rows.Integer(1), rows.Text(2)!)] = (rows.Text(3)!, rows.Bytes(4).ToArray());
        return found;
    });

    /// <summary>Takes away all that was laid out for a run, and what it came to.</summary>
    internal void Clear(long run)
    {
        Interlocked.Decrement(ref leading);
        store.Engine.WriteBeside(connection => connection.Execute(store.Sql("sweep-portions"), new { run }));
    }

    private static string Line(WantedTally tally) => string.Create(CultureInfo.InvariantCulture, $"{(int)tally.Place.Voice}\t{tally.Digest}\t{tally.Place.Period}\t{tally.Place.Team}");

    private static WantedTally Tally(string line) =>
        line.Split('\t', 4) is var parts ? new(new TallyPlace(parts[3], (Voice)int.Parse(parts[0], CultureInfo.InvariantCulture), parts[2]), parts[1]) : default;
}
