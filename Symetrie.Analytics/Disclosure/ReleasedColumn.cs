namespace Symetrie.Analytics.Disclosure;

/// <summary>What is released of one voice, period and dimension (or of participation).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Teams">How many teams there are.</param>
/// <param name="History">What stands; null where nothing was ever released.</param>
internal sealed record ReleasedColumn(ColumnName Name, int Teams, ColumnHistory? History)
{
    /// <summary>The name under which the ledger keeps what is released of all leaf teams together; no dimension can have it.</summary>
    public const string Whole = "*";

    /// <summary>The name under which the ledger keeps whose that is.</summary>
    public const string WholeMembers = "*members";

    public ReleasedTally?[] Cells { get; init; } = new ReleasedTally?[Teams];

    /// <summary>The items that are seen, by item of the dimension and team place.</summary>
    public ReleasedTally?[][] Items { get; init; } = [];

    /// <summary>All leaf teams together; null where nothing is released of them, and in other columns.</summary>
    public ReleasedPool? Pool { get; init; }

    public PooledVariance? Pooled { get; init; }

    public IReadOnlyList<ReleasedGroup> Groups { get; init; } = [];

    public ReleasedParticipation?[] Participation { get; init; } = [];

    /// <summary>What holders of posts said, in a ledger of its own; its groups stand among the groups here.</summary>
    public ReleasedColumn? Posts { get; private init; }

    /// <summary>Another column of the ledger that changed with it.</summary>
    public ReleasedColumn? Beside { get; init; }

    /// <summary>The minimum that holds for it.</summary>
    public int Minimum { get; init; }

    /// <summary>Whether nothing in it waits for anything: another day, other answers, other figures.</summary>
    public bool Settles { get; init; }

    /// <summary>How many groups wait for others to be released with.</summary>
    public int Pending { get; init; }

    /// <summary>Whether anything is shown.</summary>
    public bool IsSeen => Groups.Count > 0 || Array.Exists(Cells, c => c is not null) || Array.Exists(Participation, p => p is not null);

    /// <summary>The column with what holders of posts said.</summary>
    public ReleasedColumn With(ReleasedColumn posts) => this with { Posts = posts, Groups = [.. Groups, .. posts.Groups], Pending = Pending + posts.Pending };

    /// <summary>The history in bytes: those of the ledger where nothing has changed; null where there is none.</summary>
    public byte[]? Content(ReleaseLedger ledger)
    {
        if (History is null) return null;
        var content = HistoryCode.Write(History);
        var known = ledger.Columns.GetValueOrDefault(Name);
        return known is not null && known.AsSpan().SequenceEqual(content) ? known : content;
    }
}
