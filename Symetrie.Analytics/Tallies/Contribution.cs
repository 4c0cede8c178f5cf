namespace Symetrie.Analytics.Tallies;

/// <summary>What disclosure counts: one person's part in a cell. A changed answer is a new contribution.</summary>
/// <param name="Number">A response number that is never used again.</param>
/// <param name="Score">The scored value in units of 1e-10 points.</param>
public readonly record struct Contribution(long Number, long Score);
