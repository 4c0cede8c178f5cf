namespace Symetrie.Analytics.Surveys;

/// <summary>A value that holds from a day on, until a later one replaces it.</summary>
/// <param name="From">The first day on which it holds.</param>
/// <param name="Value">The value.</param>
public readonly record struct DatedValue(DateOnly From, string Value);

/// <summary>The unit both voices are matched by.</summary>
/// <param name="Key">The key as rows carry it.</param>
/// <param name="Name">The name for people.</param>
/// <param name="Parent">The parent's key; null for a root.</param>
/// <param name="Attributes">Attributes by name (type, region, …), each a list of dated values in order.</param>
public sealed record Team(string Key, string Name, string? Parent, IReadOnlyDictionary<string, IReadOnlyList<DatedValue>> Attributes)
{
    /// <summary>What an attribute was in a period: the last value that began before the period's end; null where none had.</summary>
    public string? Attribute(string name, Period period)
    {
        if (!Attributes.TryGetValue(name, out var values)) return null;
        string? found = null;
        foreach (var value in values)
        {
            if (value.From >= period.EmployeeTo) break;
            found = value.Value;
        }

        return found;
    }
}
