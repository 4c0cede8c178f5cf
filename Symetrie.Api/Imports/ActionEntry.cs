using Symetrie.Api.Stores;

namespace Symetrie.Api.Imports;

/// <summary>An action as texts.</summary>
/// <param name="Team">The team's or node's key or name as written.</param>
/// <param name="Ritual">The ritual's key.</param>
/// <param name="Start">The first day.</param>
/// <param name="End">The day after the last; null where it is held still.</param>
/// <param name="Assignment"><c>chosen</c> or <c>random</c>.</param>
public sealed record ActionEntry(string Team, string Ritual, DateOnly Start, DateOnly? End, string Assignment)
{
    /// <summary>The texts that an assignment can have.</summary>
    public static IReadOnlyList<string> Assignments { get; } = ["chosen", "random"];

    /// <summary>The actions of a store.</summary>
    public static IReadOnlyList<ActionEntry> Of(Store store) => [.. store.Deeds.Actions().Select(a => new ActionEntry(
        a.Team, a.Ritual, a.From, a.To == DateOnly.MaxValue ? null : a.To, Assignments[(int)a.Assignment]))];
}
