namespace Symetrie.Api.Stores;

/// <summary>What rows of an export say of their team in one month.</summary>
/// <param name="Team">The team as the file writes it.</param>
/// <param name="Name">Its name beside that; null where there is none.</param>
/// <param name="Attributes">Its attributes, in the order of the codebook's.</param>
/// <param name="Month">The first day of the month.</param>
public sealed record RowGroup(string Team, string? Name, IReadOnlyList<string?> Attributes, DateOnly Month)
{
    /// <inheritdoc/>
    public bool Equals(RowGroup? other) => other is not null && Team == other.Team && Month == other.Month && IsSame(Name, Attributes, other.Name, other.Attributes);

    /// <summary>Whether two rows say the same of a team.</summary>
    public static bool IsSame(string? name, IReadOnlyList<string?> attributes, string? otherName, IReadOnlyList<string?> otherAttributes) =>
        name == otherName && (ReferenceEquals(attributes, otherAttributes) || attributes.SequenceEqual(otherAttributes, StringComparer.Ordinal));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Team, Name, Month, Attributes.Aggregate(0, (hash, a) => HashCode.Combine(hash, a)));
}
