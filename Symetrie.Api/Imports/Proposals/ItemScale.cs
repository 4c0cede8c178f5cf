namespace Symetrie.Api.Imports.Proposals;

/// <summary>A scale that is proposed for some items.</summary>
/// <param name="Min">The lowest point.</param>
/// <param name="Max">The highest.</param>
/// <param name="Decimals">Decimals an answer may have.</param>
/// <param name="Labels">Labels and their points.</param>
/// <param name="Confidence">How sure it is, 0 to 1.</param>
/// <param name="Reason">Why this one.</param>
internal sealed record ItemScale(decimal Min, decimal Max, int Decimals, IReadOnlyDictionary<string, decimal> Labels, double Confidence, string Reason)
{
    /// <summary>A scale without labels.</summary>
    public static ItemScale Of(decimal min, decimal max, int decimals, double confidence, string reason) => new(min, max, decimals, new Dictionary<string, decimal>(StringComparer.Ordinal), confidence, reason);

    /// <summary>Whether the codes run from the most to the least.</summary>
    public bool Falls { get; init; }

    /// <summary>Whether nothing tells which end is the favourable one.</summary>
    public bool HasOpenEnds { get; init; }

    /// <summary>The scale's name among the codebook's.</summary>
    public string Name => FormattableString.Invariant($"{Min:0.######} to {Max:0.######}");

    /// <summary>The point that a text is; null where it is none.</summary>
    public double? PointOf(string text, decimal? number) => Labels.TryGetValue(text, out var point) ? (double)point : number >= Min && number <= Max ? (double)number : null;
}
