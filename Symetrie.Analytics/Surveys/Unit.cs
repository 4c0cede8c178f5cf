namespace Symetrie.Analytics.Surveys;

/// <summary>A team as one voice's exports write it, before it is matched.</summary>
/// <param name="Number">Its number in the store, never used again.</param>
/// <param name="Voice">The voice.</param>
/// <param name="Key">The normalised key (<see cref="TextKey"/>).</param>
/// <param name="Facts">What exports said of it.</param>
public sealed record Unit(long Number, Voice Voice, string Key, IReadOnlyList<UnitFact> Facts);

/// <summary>Something an export said of a unit: how its key is spelled, its name, an attribute.</summary>
/// <param name="Attribute"><see cref="Spelling"/>, <see cref="Name"/>, or an attribute's name.</param>
/// <param name="Day">The first day of the month in which it was said to hold.</param>
/// <param name="Value">The value as written.</param>
public readonly record struct UnitFact(string Attribute, DateOnly Day, string Value)
{
    /// <summary>The attribute that holds the key as written.</summary>
    public const string Spelling = "$key";

    /// <summary>The attribute that holds the team's name.</summary>
    public const string Name = "$name";
}

/// <summary>A team that was put in by hand or by a teams export: it wins over what exports say.</summary>
/// <param name="Key">The key.</param>
/// <param name="Name">The name; null leaves it to the exports.</param>
/// <param name="Parent">The parent's key; null for a root.</param>
/// <param name="Aliases">Other keys or names by which a voice's exports call it; a null voice is both.</param>
/// <param name="Attributes">Attributes by name, each a list of dated values in order.</param>
public sealed record RegisteredTeam(
    string Key, string? Name, string? Parent, IReadOnlyList<(Voice? Voice, string Text)> Aliases, IReadOnlyDictionary<string, IReadOnlyList<DatedValue>> Attributes);
