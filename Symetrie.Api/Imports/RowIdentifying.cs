using System.Collections.Concurrent;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Imports;

/// <summary>Makes batches of the rows that were read: who answered, which response it is, what is said of which team. For one thread, between the one that reads and the one that writes.</summary>
/// <param name="identity">Identifies responses.</param>
/// <param name="codebook">The codebook.</param>
internal sealed class RowIdentifying(ResponseIdentity identity, Codebook codebook)
{
    /// <summary>The most rows of a batch: what is said in it of teams is numbered by 16 bits.</summary>
    public const int BatchSize = 65536;

    // The first batches are small: who writes has something to do sooner.
    private const int SmallBatches = 2;
    private readonly Dictionary<string, IntakeUnit> units = new(StringComparer.Ordinal);
    private readonly string[] attributes = [.. codebook.Columns.Attributes.Keys];

    // A batch that was written is filled again: else the large lists of a long file pile up until they are collected.
    private readonly ConcurrentBag<IntakeBatch> free = [];
    private int turns;
    private int handed;

    /// <summary>The teams as the file writes them, with their normalised keys; whole once all rows are taken.</summary>
    public IReadOnlyDictionary<string, string> Units => units.ToDictionary(u => u.Key, u => u.Value.Key, StringComparer.Ordinal);

    /// <summary>Identifies rows, to the last.</summary>
    /// <param name="read">The rows.</param>
    /// <param name="erased">Who was erased.</param>
    /// <param name="hand">Takes a batch that is full.</param>
    public void Run(IEnumerable<RowsRead> read, Tombstones erased, Action<IntakeBatch> hand)
    {
        var batch = Next();
        foreach (var rows in read)
        {
            (batch.Rows, batch.Blank) = (batch.Rows + rows.Rows, batch.Blank + rows.Blank);
            batch.Seen.AddRange(rows.Seen);
            batch.Rejections.AddRange(rows.Rejections);
            foreach (var (response, row) in rows.Responses) Add(batch, response, row, erased);
            // Known rows go ahead of the others: they want no place in the order of keys.
            if (batch.Seen.Count > BatchSize - RowsRead.Most)
            {
                var seen = Next();
                seen.TakeSeen(batch);
                hand(seen);
            }

            if (batch.Rows - batch.Seen.Count + RowsRead.Most <= BatchSize >> Math.Max(0, SmallBatches - handed)) continue;
            Hand(batch, hand);
            batch = Next();
        }

        Hand(batch, hand);
    }

    /// <summary>A batch was written.</summary>
    public void GiveBack(IntakeBatch batch)
    {
        batch.Clear();
        free.Add(batch);
    }

    /// <summary>All is written: lets go of the batches.</summary>
    public void LetGo() => free.Clear();

    /// <summary>What known rows say of their teams, they say again: it stands as long as any export that says so.</summary>
    public void SayAgain(IEnumerable<RowGroup> groups, Merging merging)
    {
        foreach (var group in groups)
        {
            foreach (var (attribute, value) in IntakeUnit.FactsOf(group, attributes)) merging.Note(UnitOf(group.Team).Key, attribute, group.Month, value);
            merging.See(group.Month);
        }
    }

    private void Add(IntakeBatch batch, Response response, MarkedRow row, Tombstones erased)
    {
        var unit = UnitOf(response.Team);
        var identified = identity.Identify(response, unit.Key);
        if (erased.Block(identified.Person))
        {
            batch.Erased++;
            return;
        }

        batch.Responses.Add(identified);
        var group = unit.Say(batch, response, attributes);
        batch.Marked.Add(row with { Group = checked((ushort)group) });
    }

    private void Hand(IntakeBatch full, Action<IntakeBatch> hand)
    {
        if (codebook.Layout != Layout.Long) full.Responses.Sort();
        handed++;
        hand(full);
    }

    private IntakeBatch Next()
    {
        var batch = free.TryTake(out var written) ? written : new IntakeBatch();
        batch.Turn = ++turns;
        return batch;
    }

    private IntakeUnit UnitOf(string team)
    {
        if (!units.TryGetValue(team, out var unit)) units[team] = unit = new IntakeUnit(TextKey.Of(team));
        return unit;
    }
}
