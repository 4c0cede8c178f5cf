using System.Buffers.Binary;
using System.Security.Cryptography;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tallies;

namespace Symetrie.Analytics.Disclosure;

/// <summary>A cell that may be seen. Only this room can make one, and there is no way back from it to a contribution.</summary>
public sealed class ReleasedTally
{
    private string? digest;

    internal ReleasedTally(Tally tally, bool detailed, DateOnly asOf)
    {
        (Figure, HasDetail, AsOf) = (tally, detailed, asOf);
        Variance = HasDetail ? tally.Variance : null;
    }

    /// <summary>How many distinct respondents (for a parent: the sum over its teams).</summary>
    public long N => Figure.N;

    /// <summary>The mean in score points.</summary>
    public double Mean => Figure.Mean!.Value;

    /// <summary>Whether figures may use the cell's own spread: n reaches the detail minimum, and so does what is left between it and other such cells (C2).</summary>
    public bool HasDetail { get; }

    /// <summary>The cell's own variance (divisor n − 1) in score points²; null without detail or where it was never known.</summary>
    public double? Variance { get; }

    /// <summary>The distribution: distinct scores and counts; null without detail or where it was never known.</summary>
    public Tally? Distribution => HasDetail && Figure.HasCounts ? Figure : null;

    /// <summary>The day from which these figures stand.</summary>
    public DateOnly AsOf { get; }

    /// <summary>A digest of all that this cell shows, and of nothing that it withholds.</summary>
    public string Digest => digest ??= DigestOf(Figure, HasDetail);

    internal Tally Figure { get; }

    internal static bool SameFigures(Tally a, Tally b) =>
        (a.N, a.Sum, a.HasCounts, a.HasSpread) == (b.N, b.Sum, b.HasCounts, b.HasSpread) && (!a.HasSpread || a.SumOfSquares == b.SumOfSquares)
        && a.Values.SequenceEqual(b.Values) && a.Counts.SequenceEqual(b.Counts);

    private static string DigestOf(Tally tally, bool detailed)
    {
        Span<byte> head = stackalloc byte[8 + 16 + 16 + 1];
        BinaryPrimitives.WriteInt64LittleEndian(head, tally.N);
        BinaryPrimitives.WriteInt128LittleEndian(head[8..], tally.Sum);
        BinaryPrimitives.WriteInt128LittleEndian(head[24..], detailed && tally.HasSpread ? tally.SumOfSquares : -1);
        head[40] = (byte)(detailed ? 1 : 0);
        if (!detailed || !tally.HasCounts) return Convert.ToHexString(SHA256.HashData(head)[..12]);
        var bytes = new byte[head.Length + (16 * tally.Values.Length)];
        head.CopyTo(bytes);
        for (var i = 0; i < tally.Values.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(head.Length + (16 * i)), tally.Values[i]);
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(head.Length + (16 * i) + 8), tally.Counts[i]);
        }

        return Convert.ToHexString(SHA256.HashData(bytes)[..12]);
    }
}

/// <summary>A released group that is no team: what is left of a node, an attribute cell, or the managers in a node. It is never paired.</summary>
public sealed record ReleasedGroup
{
    private ReleasedGroup(string key, string name, ReleasedTally cell) => (Key, Name, Cell) = (key, name, cell);

    /// <summary>What stands in a team column: <c>rest-of:KEY</c> <c>attribute:region=North</c>, <c>posts:KEY</c> or <c>leaders:KEY</c>; where a team has that very key, the prefix is repeated until none has.</summary>
    public string Key { get; }

    /// <summary>Its name for people.</summary>
    public string Name { get; }

    /// <summary>Who they are: managers or their leaders; the team's own people in rests and attribute cells.</summary>
    public Respondents Respondents { get; private init; }

    /// <summary>The place of the node at which managers or leaders are pooled; −1 for other groups.</summary>
    public int Node { get; private init; } = -1;

    /// <summary>The cell; it has no detail.</summary>
    public ReleasedTally Cell { get; }

    internal static ReleasedGroup Rest(TeamTree tree, int parent, ReleasedTally cell) => new(FreeKey(tree, "rest-of:", tree.Teams[parent].Key), $"rest of {tree.Teams[parent].Name}", cell);

    internal static ReleasedGroup Posts(TeamTree tree, int node, ReleasedTally cell, Respondents respondents) => respondents == Respondents.Leaders
        ? new(FreeKey(tree, PostTree.LeaderPrefix, tree.Teams[node].Key), $"leaders in {tree.Teams[node].Name}", cell) { Node = node, Respondents = respondents }
        : new(FreeKey(tree, PostTree.Prefix, tree.Teams[node].Key), $"managers in {tree.Teams[node].Name}", cell) { Node = node, Respondents = respondents };

    internal static ReleasedGroup Attribute(TeamTree tree, string name, ReleasedTally cell) => new(FreeKey(tree, "attribute:", name), name, cell);

    private static string FreeKey(TeamTree tree, string prefix, string key)
    {
        do key = prefix + key;
        while (tree.PlaceOf(key) >= 0);
        return key;
    }
}

/// <summary>The pooled within-team variance of one voice, dimension and period: what a cell without detail borrows (C2).</summary>
/// <param name="Variance">Σ(n − 1)s² / Σ(n − 1) over leaf teams that are released, in score points².</param>
/// <param name="DegreesOfFreedom">Σ(n − 1).</param>
/// <param name="Teams">How many teams it rests on; at least 10.</param>
/// <param name="N">How many answers it rests on; at least 100.</param>
public sealed record PooledVariance(double Variance, long DegreesOfFreedom, int Teams, long N);
