namespace Symetrie.Analytics.Surveys;

/// <summary>Reads the fields of a referential, noting every problem.</summary>
internal sealed class ReferentialFields(JsonPlace root, Mirror mirror)
{
    private static readonly string[] Directions = ["up", "down"];
    private readonly HashSet<string> known = [.. mirror.Dimensions.Select(d => d.Key)];

    /// <summary>Reads all of them; null where the referential cannot be put together.</summary>
    public Referential? Read()
    {
        if (!root.IsObject("dimensions", "rituals")) return null;
        var promises = Each("dimensions", "key", p => p.Dimension.Key, ReadPromise);
        foreach (var promise in promises) known.Add(promise.Dimension.Key);
        return new Referential(promises, Each("rituals", "key", r => r.Key, ReadRitual));
    }

    private List<T> Each<T>(string member, string field, Func<T, string> key, Func<JsonPlace, T?> read)
        where T : class
    {
        var (found, seen) = (new List<T>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var place in root.Need(member)?.Elements() ?? [])
        {
            if (read(place) is not { } one) continue;
            if (seen.Add(key(one))) found.Add(one);
            else place.Problem(field, $"'{key(one)}' is there twice");
        }

        return found;
    }

    private Promise? ReadPromise(JsonPlace place)
    {
        if (!place.IsObject("key", "name", "employee", "customer", "promise", "moments")) return null;
        var key = place.Need("key")?.Key();
        var dimension = key is null ? null : mirror.Find(key) is { } mirrored ? Mirrored(place, mirrored) : OwnDimension(place, key);
        var (promise, moments) = (Sides(place, "promise"), Sides(place, "moments"));
        var (toCustomers, toEmployees) = (promise?.Find("customer")?.Local(), promise?.Find("employee")?.Local());
        var (customers, employees) = (Moments(moments, "customer"), Moments(moments, "employee"));
        return dimension is null ? null : new Promise(dimension, toCustomers, toEmployees, customers, employees);
    }

    // What both voices are asked is what their answers are compared by: it is changed with the questionnaires, not here.
    private static Dimension Mirrored(JsonPlace place, Dimension mirrored)
    {
        foreach (var (member, text) in new[] { ("name", mirrored.Name), ("employee", mirrored.EmployeeQuestion), ("customer", mirrored.CustomerQuestion) })
            if (place.Find(member)?.Local() is { } said && said != text) place.Problem(member, $"dimension '{mirrored.Key}' is one of the mirror: its name and questions stand; leave '{member}' out");
        return mirrored;
    }

    private static Dimension? OwnDimension(JsonPlace place, string key)
    {
        foreach (var member in (string[])["employee", "customer"])
            if (place.Find(member) is not null) place.Problem(member, $"'{key}' is no dimension of the mirror: its questions stand in the codebooks");
        return place.Need("name")?.Local() is { } name ? new Dimension(key, name) : null;
    }

    private static JsonPlace? Sides(JsonPlace place, string member) => place.Find(member) is { } sides && sides.IsObject("customer", "employee") ? sides : null;

    private static List<LocalText> Moments(JsonPlace? sides, string side) => [.. (sides?.Find(side)?.Elements() ?? []).Select(m => m.Local()).OfType<LocalText>()];

    private Ritual? ReadRitual(JsonPlace place)
    {
        if (!place.IsObject("key", "title", "level", "dimension", "direction")) return null;
        var (key, title) = (place.Need("key")?.Key(), place.Need("title")?.Local());
        var level = OneOf(place.Need("level"), [.. RitualLevels.Texts]);
        var direction = place.Find("direction") is { } said ? OneOf(said, Directions) : 0;
        var dimension = place.Need("dimension")?.Key();
        if (dimension is not null && !known.Contains(dimension)) place.Problem("dimension", $"'{dimension}' is neither a dimension of the mirror nor one of dimensions");
        return key is null || title is null || level is null || direction is null || dimension is null ? null : new Ritual(key, title, (RitualLevel)level, dimension, (ExpectedDirection)direction);
    }

    private static int? OneOf(JsonPlace? place, string[] texts)
    {
        if (place?.Text() is not { } text) return null;
        if (Array.IndexOf(texts, text) is >= 0 and var found) return found;
        place.Problem($"'{text}' is none of {string.Join(", ", texts.Select(t => $"'{t}'"))}");
        return null;
    }
}
