using System.Data.Common;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Imports;

/// <summary>Counts what corrected responses changed, column by column. What was said before goes no further: a sample is a line and the columns that differ.</summary>
internal sealed class ChangeList
{
    private const int MostSamples = 20;
    private readonly StoredCodebook now;
    private readonly Func<long, Codebook?> version;
    private readonly string[] columns;
    private readonly long[] counts;
    private readonly SortedDictionary<long, ChangedRow> samples = [];
    private readonly Dictionary<long, (int[] Places, int Count)> placesIn = [];
    private readonly bool isFigure;

    /// <param name="store">The store.</param>
    /// <param name="connection">The connection of the import's transaction.</param>
    /// <param name="now">The codebook the file is read by.</param>
    public ChangeList(Store store, DbConnection connection, StoredCodebook now)
    {
        this.now = now;
        var versions = new Lazy<Dictionary<long, Codebook>>(() => store.Codebooks.Versions(connection).ToDictionary(c => c.Number, c => c.Codebook));
        version = number => versions.Value.GetValueOrDefault(number);
        var roles = now.Codebook.Columns;
        isFigure = now.Codebook.Layout.IsFigure();
        columns = isFigure
            ? [roles.Answer ?? "", roles.N ?? "", roles.Sd ?? "", roles.Team, roles.Period ?? ""]
            : [.. now.Codebook.Items.Select(i => i.Column), roles.Team, roles.Date ?? "date"];
        counts = new long[columns.Length];
    }

    /// <summary>What changed so far; null where nothing did.</summary>
    public UpdatedRows? Told => samples.Count == 0 && counts.All(c => c == 0) ? null
        : new UpdatedRows([.. columns.Select((c, i) => new ChangedColumn(c, counts[i])).Where(c => c.Responses > 0)], [.. samples.Values]);

    /// <summary>Counts one.</summary>
    public void Add(ResponseChange change)
    {
        var changed = new List<int>();
        if (isFigure) LookAtFigure(change, changed);
        else LookAtItems(change, changed);
        if (change.Team) changed.Add(columns.Length - 2);
        if (change.Day) changed.Add(columns.Length - 1);
        foreach (var column in changed) counts[column]++;
        // They come in the order of their keys: the first lines of the file are what somebody will look at.
        samples[change.Line] = new ChangedRow(change.Line, [.. changed.Select(c => columns[c])]);
        if (samples.Count > MostSamples) samples.Remove(samples.Keys.Last());
    }

    private static void LookAtFigure(ResponseChange change, List<int> changed)
    {
        var (before, after) = (AnswerCode.ReadFigure(change.Before), AnswerCode.ReadFigure(change.After));
        if (before.Score != after.Score) changed.Add(0);
        if (before.N != after.N) changed.Add(1);
        if (before.Sd != after.Sd) changed.Add(2);
    }

    private void LookAtItems(ResponseChange change, List<int> changed)
    {
        var (places, count) = PlacesIn(change.Codebook);
        var (before, after) = (new int[count], new int[places.Length]);
        AnswerCode.Read(change.Before, before);
        AnswerCode.Read(change.After, after);
        for (var i = 0; i < after.Length; i++)
            if ((places[i] < 0 ? -1 : before[places[i]]) != after[i]) changed.Add(i);
    }

    // Where an item of this version stood in the one before: its answers are stored by place.
    private (int[] Places, int Count) PlacesIn(long codebook)
    {
        if (placesIn.TryGetValue(codebook, out var known)) return known;
        var items = codebook == now.Number ? now.Codebook.Items : version(codebook)?.Items ?? [];
        return placesIn[codebook] = ([.. now.Codebook.Items.Select(item => Place(items, item))], items.Count);
    }

    private static int Place(IReadOnlyList<Item> items, Item item)
    {
        for (var i = 0; i < items.Count; i++)
            if (items[i].Key == item.Key && (items[i].Scale.Min, items[i].Scale.Decimals) == (item.Scale.Min, item.Scale.Decimals)) return i;
        return -1;
    }
}
