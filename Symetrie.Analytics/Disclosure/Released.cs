using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Disclosure;

/// <summary>Who answered, of a team in a period.</summary>
public sealed record ReleasedParticipation
{
    internal ReleasedParticipation(long n, long? invited, DateOnly asOf) => (N, Invited, AsOf) = (n, invited, asOf);

    /// <summary>Distinct respondents; at least the minimum.</summary>
    public long N { get; }

    /// <summary>How many were invited; null where no roster was given or the rate may not be seen.</summary>
    public long? Invited { get; }

    /// <summary>The day from which this stands.</summary>
    public DateOnly AsOf { get; }

    /// <summary>All that this shows.</summary>
    public string Digest => FormattableString.Invariant($"{N}/{Invited}");
}

/// <summary>How much of a voice's period is seen: for those who run the deployment, and never which.</summary>
/// <param name="Voice">The voice.</param>
/// <param name="Period">The period's key.</param>
/// <param name="Minimum">The minimum that holds for it.</param>
/// <param name="Released">Cells of teams and nodes that are shown.</param>
/// <param name="Withheld">Cells of teams and nodes that are not shown, those without any answer among them.</param>
/// <param name="Pending">Groups with answers that wait for others to be released with.</param>
public readonly record struct ReleaseCount(Voice Voice, string Period, int Minimum, long Released, long Withheld, long Pending);

/// <summary>All cells that may be seen: everything after this room sees only these.</summary>
public sealed class Released
{
    // By voice, period and dimension; after the last dimension come all leaf teams together, then participation.
    private readonly ReleasedColumn[][][] columns;
    private IReadOnlyDictionary<(Voice Voice, string Dimension), DimensionForm> forms = new Dictionary<(Voice, string), DimensionForm>();

    private AskedItem[][] items = [[], []];

    // Written only where it is to be kept: it takes as long as the release itself.
    private readonly Lazy<ReleaseLedger> ledger;
    private readonly Lazy<IReadOnlyDictionary<(Voice, string), string>> settled;

    private ReleasedRoom[][] rooms = [[], []];

    // Null where all periods may be looked at.
    private readonly bool[]? visible;

    private Released(TeamTree tree, IReadOnlyList<Period> periods, IReadOnlyList<Dimension> employee, IReadOnlyList<Dimension> customer, ReleasedColumn[][][] columns, Func<ReleaseLedger> ledger, Func<ReleaseLedger, IReadOnlyDictionary<(Voice, string), string>> settled)
    {
        (Tree, Periods, EmployeeDimensions, CustomerDimensions) = (tree, periods, employee, customer);
        (this.columns, this.ledger) = (columns, new(ledger));
        this.settled = new(() => settled(Ledger));
    }

    private Released(Released whole, bool[] visible, IReadOnlyList<Voice> voices)
    {
        SeenVoices = voices;
        (Tree, Periods, EmployeeDimensions, CustomerDimensions, columns) = (whole.Tree, whole.Periods, whole.EmployeeDimensions, whole.CustomerDimensions, whole.columns);
        (ledger, settled, Counts, forms, items, Outcomes, this.visible) = (whole.ledger, whole.settled, whole.Counts, whole.forms, whole.items, whole.Outcomes, visible);
    }

    /// <summary>The registered teams.</summary>
    public TeamTree Tree { get; }

    /// <summary>The periods in order.</summary>
    public IReadOnlyList<Period> Periods { get; }

    /// <summary>The dimensions of the employee voice.</summary>
    public IReadOnlyList<Dimension> EmployeeDimensions { get; }

    /// <summary>The dimensions of the customer voice.</summary>
    public IReadOnlyList<Dimension> CustomerDimensions { get; }

    /// <summary>What the next run must know of all that was ever released. It is kept by the store and never shown.</summary>
    public ReleaseLedger Ledger => ledger.Value;

    /// <summary>The voices and periods that the next release may carry over where nothing has happened, each with the mark by which that is known. Kept beside the ledger.</summary>
    public IReadOnlyDictionary<(Voice Voice, string Period), string> Settled => settled.Value;

    /// <summary>How much of each voice's periods is seen, those included in which nothing is: for administration only.</summary>
    public IReadOnlyList<ReleaseCount> Counts { get; private init; } = [];

    /// <summary>What teams are known by besides answers. It may be looked at whatever the period: a measure that does says so.</summary>
    public ReleasedOutcomes Outcomes { get; private init; } = null!;

    /// <summary>How a voice is asked a dimension.</summary>
    public DimensionForm Form(Voice voice, int dimension) => forms.GetValueOrDefault((voice, Dimensions(voice)[dimension].Key));

    /// <summary>The dimensions of a voice.</summary>
    public IReadOnlyList<Dimension> Dimensions(Voice voice) => voice == Voice.Employee ? EmployeeDimensions : CustomerDimensions;

    /// <summary>The same cells, of which only those of some periods may be looked at: another period's throw.</summary>
    /// <param name="periods">Their places.</param>
    /// <param name="voices">The voices whose cells may be looked at; null for both.</param>
    public Released Seeing(IEnumerable<int> periods, IReadOnlyList<Voice>? voices = null)
    {
        var seen = new bool[Periods.Count];
        foreach (var period in periods) seen[period] = true;
        return new Released(this, seen, voices ?? Voices.Both);
    }

    /// <summary>The cells of a voice, period and dimension by team place; null where withheld or absent, which look alike (C12).</summary>
    public IReadOnlyList<ReleasedTally?> Cells(Voice voice, int period, int dimension) => At(voice, period)[dimension].Cells;

    /// <summary>The released groups that are no teams: named rests of nodes, and attribute cells.</summary>
    public IReadOnlyList<ReleasedGroup> Groups(Voice voice, int period, int dimension) => At(voice, period)[dimension].Groups;

    /// <summary>The pooled within-team variance of a voice, period and dimension; null where it rests on too little.</summary>
    public PooledVariance? Pooled(Voice voice, int period, int dimension) => At(voice, period)[dimension].Pooled;

    /// <summary>The items of a voice of which there are dimensions here, each with the place of its dimension.</summary>
    public IReadOnlyList<AskedItem> Items(Voice voice) => items[(int)voice];

    /// <summary>The cells of an item by team place, the item counted within its dimension; null where withheld or absent (C16).</summary>
    public IReadOnlyList<ReleasedTally?> ItemCells(Voice voice, int period, int dimension, int item) =>
        At(voice, period)[dimension].Items.Value is { Length: > 0 } cells ? cells[item] : new ReleasedTally?[Tree.Teams.Count];

    /// <summary>All leaf teams of a voice and period together; null where too little of them may be seen.</summary>
    public ReleasedPool? Pool(Voice voice, int period) => At(voice, period)[^2].Pool.Value.Figures;

    /// <summary>Who answered, by team place; null where withheld or absent.</summary>
    public IReadOnlyList<ReleasedParticipation?> Participations(Voice voice, int period) => At(voice, period)[^1].Participation;

    /// <summary>The version of every released cell with its name, in a fixed order; participation stands under the dimension <c>""</c>.</summary>
    public IEnumerable<(CellName Name, ReleasedVersion Version)> Versions()
    {
        foreach (var voice in Voices.Both)
            for (var p = 0; p < Periods.Count; p++)
            {
                for (var t = 0; t < Tree.Teams.Count; t++)
                {
                    if (Participations(voice, p)[t] is { } answered) yield return (Name(voice, Tree.Teams[t].Key, p, ""), new ReleasedVersion(answered.AsOf, answered.Digest));
                    for (var d = 0; d < Dimensions(voice).Count; d++)
                        if (Cells(voice, p, d)[t] is { } cell) yield return (Name(voice, Tree.Teams[t].Key, p, Dimensions(voice)[d].Key), new ReleasedVersion(cell.AsOf, cell.Digest));
                }

                for (var d = 0; d < Dimensions(voice).Count; d++)
                    foreach (var group in Groups(voice, p, d)) yield return (Name(voice, group.Key, p, Dimensions(voice)[d].Key), new ReleasedVersion(group.Cell.AsOf, group.Cell.Digest));
            }
    }

    // Periods before the first and after the last released cell, and dimensions without one, are not named: that somebody answered there is withheld too.
    internal static Released Of(Undisclosed source, AnalysisSettings settings, ReleasedRoom[] rooms, ReleaseLedger before)
    {
        ReleasedColumn[][][] found = [.. Voices.Both.Select(v => rooms.Where(r => r.Voice == v).Select(r => r.Columns).ToArray())];
        var seen = Enumerable.Range(0, source.Periods.Count).Where(p => found.Any(v => v[p].Any(c => c.IsSeen))).ToArray();
        var kept = seen.Length == 0 ? ..0 : seen[0]..(seen[^1] + 1);
        var named = Voices.Both.Select(v => Enumerable.Range(0, source.Dimensions(v).Count).Where(d => seen.Any(p => found[(int)v][p][d].IsSeen)).ToArray()).ToArray();
        return new Released(
            source.Tree,
            source.Periods.Take(kept).ToArray(),
            [.. named[0].Select(d => source.EmployeeDimensions[d])],
            [.. named[1].Select(d => source.CustomerDimensions[d])],
            [.. found.Select((v, i) => v[kept].Select(p => (ReleasedColumn[])[.. named[i].Select(d => p[d]), p[^2], Answering(p[^1], source.Tree.Teams.Count)]).ToArray())],
            () => LedgerOf(rooms, before, settings.Threads),
            after => SettledIn(rooms, source, settings, before, after))
        {
            forms = source.Forms,
            Outcomes = ReleasedOutcomes.Of(source, settings.EmployeeMinimum, kept),
            rooms = [.. Voices.Both.Select(v => rooms.Where(r => r.Voice == v).ToArray()[kept])],
            items = [Named(source.EmployeeItems, named[0]), Named(source.CustomerItems, named[1])],
            Counts = [.. found.SelectMany((v, i) => v.Select((p, at) => CountOf((Voice)i, source.Periods[at].Key, p)))],
        };
    }

    private static ReleaseLedger LedgerOf(ReleasedRoom[] rooms, ReleaseLedger before, int threads)
    {
        var kept = new Dictionary<ColumnName, LedgerColumn>(before.Columns);
        // What was carried over is in the ledger as it is.
        var all = rooms.Where(r => r.CarriedFrom is null).SelectMany(r => r.Columns).ToArray();
        var contents = new (ColumnName Name, LedgerColumn? Content)[all.Length][];
        Parallel.For(0, all.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i => contents[i] = [.. all[i].Kept.Select(c => (c.Name, c.Content(before)))]);
        foreach (var (name, content) in contents.SelectMany(c => c))
            if (content is not null) kept[name] = content;
        return new ReleaseLedger(kept);
    }

    private static Dictionary<(Voice, string), string> SettledIn(ReleasedRoom[] rooms, Undisclosed source, AnalysisSettings settings, ReleaseLedger before, ReleaseLedger after)
    {
        var marks = new string?[rooms.Length];
        Parallel.For(0, rooms.Length, new ParallelOptions { MaxDegreeOfParallelism = settings.Threads }, i =>
            marks[i] = rooms[i].CarriedFrom?.ToString() ?? (rooms[i].IsSettled(before, after) && RoomMark.Of(source, settings, rooms[i].Voice, rooms[i].Period, after) is { } mark ? new SettledRoom(mark, rooms[i].Digest).ToString() : null));
        return rooms.Zip(marks).Where(m => m.Second is not null).ToDictionary(m => (m.First.Voice, source.Periods[m.First.Period].Key), m => m.Second!);
    }

    private static AskedItem[] Named(IReadOnlyList<AskedItem> items, int[] named) =>
        [.. items.Where(i => named.Contains(i.Dimension)).Select(i => i with { Dimension = Array.IndexOf(named, i.Dimension) })];

    private static ReleaseCount CountOf(Voice voice, string period, ReleasedColumn[] columns)
    {
        var released = columns[..^2].Sum(c => c.Cells.LongCount(x => x is not null));
        return new ReleaseCount(voice, period, columns.Max(c => c.Minimum), released, columns[..^2].Sum(c => (long)c.Teams) - released, columns[..^2].Sum(c => (long)c.Pending));
    }

    private static ReleasedColumn Answering(ReleasedColumn column, int teams) =>
        column.Participation.Length == teams ? column : column with { Participation = new ReleasedParticipation?[teams] };

    /// <summary>The digest of all that is shown of a voice in a period.</summary>
    internal RoomDigest Digest(Voice voice, int period) => rooms[(int)voice][period].Digest;

    /// <exception cref="InvalidOperationException">The cells of a period may not be looked at.</exception>
    internal void RefuseUnseen(int period)
    {
        if (visible?[period] == false) throw new InvalidOperationException($"a measure looks at period {period}, which is outside its reach");
    }

    /// <summary>The voices whose cells may be looked at.</summary>
    internal IReadOnlyList<Voice> SeenVoices { get; } = Voices.Both;

    private ReleasedColumn[] At(Voice voice, int period)
    {
        RefuseUnseen(period);
        if (!SeenVoices.Contains(voice)) throw new InvalidOperationException($"a measure looks at cells of the {voice.Text()} voice, which is outside its reach");
        return columns[(int)voice][period];
    }

    private CellName Name(Voice voice, string team, int period, string dimension) => new(voice, team, Periods[period].Key, dimension);
}
