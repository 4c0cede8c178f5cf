using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Stores;

/// <summary>The dimensions that come with the program, <c>data/mirror.json</c>.</summary>
public static class MirrorFile
{
    private static readonly Lazy<Mirror> Shipped = new(() =>
    {
        var path = Path.Combine(AppContext.BaseDirectory, "data", "mirror.json");
        return Mirror.Read(File.ReadAllText(path)) switch
        {
            { Value: { } mirror } => mirror,
            var broken => throw new InvalidDataException($"{path}: {string.Join("; ", broken.Problems)}"),
        };
    });

    /// <summary>The mirror.</summary>
    public static Mirror Mirror => Shipped.Value;

    internal static Codebook ReadCodebook(string json) =>
        CodebookJson.Read(json, Mirror) switch
        {
            { Value: { } codebook } => codebook,
            var broken => throw new InvalidDataException($"a stored codebook cannot be read: {string.Join("; ", broken.Problems)}"),
        };
}
