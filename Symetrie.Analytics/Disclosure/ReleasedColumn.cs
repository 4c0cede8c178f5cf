namespace Symetrie.Analytics.Disclosure;

/// <summary>What is released of one voice, period and dimension (or of participation).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Teams">How many teams there are.</param>
/// <param name="History">What stands; null where nothing was ever released.</param>
internal sealed record ReleasedColumn(ColumnName Name, int Teams, ColumnHistory? History)
{
    private ColumnHistory? history = History;
    private (LedgerColumn? Content, bool IsInOrder)? written;

    /// <summary>What stands; null where nothing was ever released, or once it is written.</summary>
    public ColumnHistory? History
    {
        get => history;
        init => history = value;
    }

    /// <summary>The name under which the ledger keeps what is released of all leaf teams together; no dimension can have it.</summary>
    public const string Whole = "*";

    /// <summary>The name under which the ledger keeps whose that is.</summary>
    public const string WholeMembers = "*members";

    public ReleasedTally?[] Cells { get; init; } = new ReleasedTally?[Teams];

    /// <summary>The items that are seen, by item of the dimension and team place; decided when they are first asked for.</summary>
    public Lazy<ReleasedTally?[][]> Items { get; init; } = new([]);

    /// <summary>All leaf teams together, decided when they are first asked for; nothing in other columns.</summary>
    public Lazy<WholePool> Pool { get; init; } = new(WholePool.Nothing);

    public PooledVariance? Pooled { get; init; }

    public IReadOnlyList<ReleasedGroup> Groups { get; init; } = [];

    public ReleasedParticipation?[] Participation { get; init; } = [];

    /// <summary>What holders of posts said, and what their leaders did, each in a ledger of its own; their groups stand among the groups here.</summary>
    public IReadOnlyList<ReleasedColumn> Posts { get; private init; } = [];

    /// <summary>The minimum that holds for it.</summary>
    public int Minimum { get; init; }

    /// <summary>Whether nothing in it waits for anything: another day, other answers, other figures.</summary>
    public bool Settles { get; init; }

    /// <summary>How many groups wait for others to be released with.</summary>
    public int Pending { get; init; }

    /// <summary>Whether anything is shown.</summary>
    public bool IsSeen => Groups.Count > 0 || Array.Exists(Cells, c => c is not null) || Array.Exists(Participation, p => p is not null);

    /// <summary>The column with what holders of posts, or their leaders, said.</summary>
    public ReleasedColumn With(ReleasedColumn? posts) => posts is null ? this : this with { Posts = [.. Posts, posts], Groups = [.. Groups, .. posts.Groups], Pending = Pending + posts.Pending };

    /// <summary>The columns of the ledger that are written with it: its own, those of holders of posts, and whose the pool of all leaf teams is.</summary>
    public IEnumerable<ReleasedColumn> Kept => Posts.Prepend(this).Append(Pool.Value.Members).OfType<ReleasedColumn>();

    /// <summary>The history in bytes: those of the ledger where nothing has changed; null where there is none.</summary>
    public LedgerColumn? Content(ReleaseLedger ledger) => written is { } known ? known.Content : ContentOf(ledger);

    /// <summary>Whether it is written in the order in which it would be read again: contributions of several teams are written in another order then, the same to the rules, and other bytes.</summary>
    public bool IsInOrder => written?.IsInOrder
        ?? (History is null || (History.Atoms.TrueForAll(a => a.Teams.Length < 2) && History.Classes.TrueForAll(c => c.Atom >= 0)));

    /// <summary>Turns the history into bytes for good: what every person added to what stands takes several times as much.</summary>
    public void Write(ReleaseLedger ledger)
    {
        if (written is not null) return;
        written = (ContentOf(ledger), IsInOrder);
        history = null;
    }

    private LedgerColumn? ContentOf(ReleaseLedger ledger)
    {
        // What is decided of the items stands in the history, too.
        _ = Items.Value;
        if ((history ?? Pool.Value.History) is not { } standing) return null;
        var content = HistoryCode.Write(standing);
        var known = ledger.Columns.GetValueOrDefault(Name);
        return known?.Digest == content.Digest ? known : content;
    }
}

/// <summary>All leaf teams of a voice and period together, as they are released.</summary>
/// <param name="Figures">The figures; null where nothing is released.</param>
/// <param name="History">What the ledger keeps of them; null where it is as before.</param>
/// <param name="Members">Whose they are, where that has changed.</param>
internal sealed record WholePool(ReleasedPool? Figures, ColumnHistory? History, ReleasedColumn? Members)
{
    public static WholePool Nothing { get; } = new(null, null, null);
}
