using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Disclosure;

/// <summary>Who answered, of a team in a period.</summary>
/// <param name="N">Distinct respondents; at least the minimum.</param>
/// <param name="Invited">How many were invited; null where no roster was given or the rate may not be seen.</param>
/// <param name="AsOf">The day from which this stands.</param>
public sealed record ReleasedParticipation(long N, long? Invited, DateOnly AsOf)
{
    /// <summary>All that this shows.</summary>
    public string Digest => Release.DigestOf(N, Invited);
}

/// <summary>All cells that may be seen: everything after this room sees only these.</summary>
public sealed class Released
{
    private readonly ReleasedTally?[][][][] cells;
    private readonly PooledVariance?[][][] pooled;
    private readonly ReleasedParticipation?[][][] participations;

    internal Released(Undisclosed source, ReleasedTally?[][][][] cells, PooledVariance?[][][] pooled, ReleasedParticipation?[][][] participations)
        : this(source.Tree, source.Periods, source.EmployeeDimensions, source.CustomerDimensions, cells, pooled, participations)
    {
    }

    private Released(TeamTree tree, IReadOnlyList<Period> periods, IReadOnlyList<Dimension> employee, IReadOnlyList<Dimension> customer, ReleasedTally?[][][][] cells, PooledVariance?[][][] pooled, ReleasedParticipation?[][][] participations)
    {
        (Tree, Periods) = (tree, periods);
        (EmployeeDimensions, CustomerDimensions) = (employee, customer);
        (this.cells, this.pooled, this.participations) = (cells, pooled, participations);
    }

    /// <summary>The registered teams.</summary>
    public TeamTree Tree { get; }

    /// <summary>The periods in order.</summary>
    public IReadOnlyList<Period> Periods { get; }

    /// <summary>The dimensions of the employee voice.</summary>
    public IReadOnlyList<Dimension> EmployeeDimensions { get; }

    /// <summary>The dimensions of the customer voice.</summary>
    public IReadOnlyList<Dimension> CustomerDimensions { get; }

    /// <summary>The dimensions of a voice.</summary>
    public IReadOnlyList<Dimension> Dimensions(Voice voice) => voice == Voice.Employee ? EmployeeDimensions : CustomerDimensions;

    /// <summary>The cells of a voice, period and dimension by team place; null where withheld or absent, which look alike (C12).</summary>
    public IReadOnlyList<ReleasedTally?> Cells(Voice voice, int period, int dimension) => cells[(int)voice][period][dimension];

    /// <summary>The pooled within-team variance of a voice, period and dimension; null where it rests on too little.</summary>
    public PooledVariance? Pooled(Voice voice, int period, int dimension) => pooled[(int)voice][period][dimension];

    /// <summary>Who answered, by team place; null where withheld or absent.</summary>
    public IReadOnlyList<ReleasedParticipation?> Participations(Voice voice, int period) => participations[(int)voice][period];

    /// <summary>The version of every released cell with its name, in a fixed order; participation stands under the dimension <c>""</c>.</summary>
    public IEnumerable<(CellName Name, ReleasedVersion Version)> Versions()
    {
        foreach (var voice in Voices.Both)
            for (var p = 0; p < Periods.Count; p++)
                for (var t = 0; t < Tree.Teams.Count; t++)
                {
                    if (participations[(int)voice][p][t] is { } answered) yield return (Name(voice, t, p, ""), new ReleasedVersion(answered.AsOf, answered.Digest));
                    for (var d = 0; d < Dimensions(voice).Count; d++)
                        if (cells[(int)voice][p][d][t] is { } cell) yield return (Name(voice, t, p, Dimensions(voice)[d].Key), new ReleasedVersion(cell.AsOf, cell.Digest));
                }
    }

    // Periods before the first and after the last released cell, and dimensions without one, are not named: that somebody answered there is withheld too.
    internal Released Trimmed()
    {
        var seen = Enumerable.Range(0, Periods.Count)
            .Where(p => Voices.Both.Any(v => participations[(int)v][p].Any(a => a is not null) || cells[(int)v][p].Any(column => column.Any(c => c is not null))))
            .ToArray();
        var kept = seen.Length == 0 ? ..0 : seen[0]..(seen[^1] + 1);
        var named = Voices.Both.Select(v => Enumerable.Range(0, Dimensions(v).Count).Where(d => seen.Any(p => cells[(int)v][p][d].Any(c => c is not null))).ToArray()).ToArray();
        return new Released(
            Tree,
            Periods.Take(kept).ToArray(),
            [.. named[0].Select(d => EmployeeDimensions[d])],
            [.. named[1].Select(d => CustomerDimensions[d])],
            [.. cells.Select((v, i) => v[kept].Select(p => named[i].Select(d => p[d]).ToArray()).ToArray())],
            [.. pooled.Select((v, i) => v[kept].Select(p => named[i].Select(d => p[d]).ToArray()).ToArray())],
            [.. participations.Select(v => v[kept])]);
    }

    private CellName Name(Voice voice, int team, int period, string dimension) => new(voice, Tree.Teams[team].Key, Periods[period].Key, dimension);
}
