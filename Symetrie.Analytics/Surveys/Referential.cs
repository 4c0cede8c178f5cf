namespace Symetrie.Analytics.Surveys;

/// <summary>The practice as a company writes it down: what it promises to customers and, in mirror, to employees, the moments of truth on both sides, and the
/// rituals held at them.</summary>
public sealed class Referential
{
    private readonly Dictionary<string, Ritual> byKey;

    /// <summary>A referential.</summary>
    /// <exception cref="ArgumentException">A ritual's key is there twice.</exception>
    public Referential(IReadOnlyList<Promise> promises, IReadOnlyList<Ritual> rituals) =>
        (Promises, Rituals, byKey) = (promises, rituals, rituals.ToDictionary(r => r.Key, StringComparer.Ordinal));

    /// <summary>A referential that promises nothing.</summary>
    public static Referential Empty { get; } = new([], []);

    /// <summary>The promises, dimension by dimension, in the order in which people see them.</summary>
    public IReadOnlyList<Promise> Promises { get; }

    /// <summary>The rituals, in the order in which people see them.</summary>
    public IReadOnlyList<Ritual> Rituals { get; }

    /// <summary>The ritual with a key; null where there is none.</summary>
    public Ritual? Find(string key) => byKey.GetValueOrDefault(key);

    /// <summary>Reads a referential as JSON: <c>{"dimensions":[{key, name, employee, customer, promise, moments}],"rituals":[{key, title, level, dimension, direction}]}</c>.</summary>
    /// <param name="json">The text.</param>
    /// <param name="mirror">The dimensions whose names and mirrored questions stand: an entry may leave them out, and may not say otherwise.</param>
    /// <returns>The referential, or every problem of the text with its JSON path.</returns>
    public static Reading<Referential> Read(string json, Mirror mirror) => JsonPlace.ReadAll(json, root => new ReferentialFields(root, mirror).Read());
}
