namespace Symetrie.Analytics.Surveys;

/// <summary>The mirror: the dimensions both voices rate, each with the question put to employees and to customers.</summary>
public sealed class Mirror
{
    private readonly Dictionary<string, Dimension> byKey;

    /// <summary>A mirror of these dimensions, in their order.</summary>
    /// <exception cref="ArgumentException">A key is there twice.</exception>
    public Mirror(IReadOnlyList<Dimension> dimensions) => (Dimensions, byKey) = (dimensions, dimensions.ToDictionary(d => d.Key, StringComparer.Ordinal));

    /// <summary>A mirror without dimensions: a codebook then declares all of its own.</summary>
    public static Mirror Empty { get; } = new([]);

    /// <summary>The dimensions, in the order in which people see them.</summary>
    public IReadOnlyList<Dimension> Dimensions { get; }

    /// <summary>The dimension with a key; null where the mirror has none.</summary>
    public Dimension? Find(string key) => byKey.GetValueOrDefault(key);

    /// <summary>Reads <c>data/mirror.json</c>.</summary>
    /// <returns>The mirror, or every problem of the text with its JSON path.</returns>
    public static Reading<Mirror> Read(string json) => JsonPlace.ReadAll(json, root =>
    {
        // Rituals, promises and moments are the referential's, which lies in the same file.
        if (!root.IsObject("dimensions", "rituals")) return null;
        var dimensions = new List<Dimension>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var places = root.Need("dimensions")?.Elements() ?? [];
        foreach (var place in places)
        {
            if (ReadDimension(place) is not { } dimension) continue;
            if (seen.Add(dimension.Key)) dimensions.Add(dimension);
            else place.Problem("key", $"'{dimension.Key}' is there twice");
        }

        return new Mirror(dimensions);
    });

    private static Dimension? ReadDimension(JsonPlace place)
    {
        if (!place.IsObject("key", "name", "employee", "customer", "promise", "moments")) return null;
        var (key, name) = (place.Need("key")?.Key(), place.Need("name")?.Local());
        var (employee, customer) = (place.Need("employee")?.Local(), place.Need("customer")?.Local());
        return key is null || name is null || employee is null || customer is null ? null : new Dimension(key, name, employee, customer);
    }
}
