using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Stores;

/// <summary>The dimensions that come with the program, <c>data/mirror.json</c>, with the promises and rituals beside them.</summary>
public static class MirrorFile
{
    private static readonly Lazy<Mirror> Shipped = new(() => Read(Mirror.Read));
    private static readonly Lazy<Referential> ShippedReferential = new(() => Read(json => Referential.Read(json, Mirror)));

    /// <summary>The mirror.</summary>
    public static Mirror Mirror => Shipped.Value;

    /// <summary>The promises and rituals that come with the program.</summary>
    public static Referential Referential => ShippedReferential.Value;

    private static T Read<T>(Func<string, Reading<T>> read)
        where T : class
    {
        var path = Path.Combine(AppContext.BaseDirectory, "data", "mirror.json");
        return read(File.ReadAllText(path)) switch
        {
            { Value: { } value } => value,
            var broken => throw new InvalidDataException($"{path}: {string.Join("; ", broken.Problems)}"),
        };
    }

    internal static Codebook ReadCodebook(string json) =>
        CodebookJson.Read(json, Mirror) switch
        {
            { Value: { } codebook } => codebook,
            var broken => throw new InvalidDataException($"a stored codebook cannot be read: {string.Join("; ", broken.Problems)}"),
        };
}
