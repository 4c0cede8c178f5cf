namespace Symetrie.Analytics.Surveys;

/// <summary>Finds the registered team a unit means: by key, by alias of its voice, by name.</summary>
internal sealed class RegisteredNames
{
    private readonly Dictionary<string, string> keys;
    private readonly Dictionary<(Voice Voice, string Text), string> aliases = [];
    private readonly Dictionary<string, string> names;

    public RegisteredNames(IReadOnlyCollection<RegisteredTeam> registered)
    {
        keys = Unique(registered.Select(t => (TextKey.Of(t.Key), t.Key)));
        names = Unique(registered.Where(t => t.Name is not null).Select(t => (TextKey.Of(t.Name!), t.Key)));
        foreach (var team in registered)
            foreach (var (voice, text) in team.Aliases)
                foreach (var one in voice is { } only ? [only] : Voices.Both) aliases.TryAdd((one, TextKey.Of(text)), team.Key);
    }

    /// <summary>The team's key; null where no registered team is meant.</summary>
    public string? Find(Unit unit)
    {
        if (keys.GetValueOrDefault(unit.Key) is { } key) return key;
        if (aliases.GetValueOrDefault((unit.Voice, unit.Key)) is { } alias) return alias;
        if (names.GetValueOrDefault(unit.Key) is { } name) return name;
        var said = unit.Facts.Where(f => f.Attribute == UnitFact.Name).Select(f => TextKey.Of(f.Value)).Distinct(StringComparer.Ordinal)
            .Select(n => aliases.GetValueOrDefault((unit.Voice, n)) ?? names.GetValueOrDefault(n)).Where(k => k is not null).Distinct(StringComparer.Ordinal).ToArray();
        return said.Length == 1 ? said[0] : null;
    }

    /// <summary>The team whose key, or else whose name, a text is; null where there is none.</summary>
    public string? Team(string text) => keys.GetValueOrDefault(TextKey.Of(text)) ?? names.GetValueOrDefault(TextKey.Of(text));

    // A text that stands for two teams stands for none.
    private static Dictionary<string, string> Unique(IEnumerable<(string Text, string Key)> pairs) => pairs
        .GroupBy(p => p.Text, StringComparer.Ordinal).Where(g => g.Select(p => p.Key).Distinct(StringComparer.Ordinal).Count() == 1)
        .ToDictionary(g => g.Key, g => g.First().Key, StringComparer.Ordinal);
}
