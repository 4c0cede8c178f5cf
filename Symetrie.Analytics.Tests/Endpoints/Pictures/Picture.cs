using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Symetrie.Analytics.Tests.Endpoints.Pictures;

/// <summary>A picture as it was served, read back: what stands at which pixel, and what the axes say that means.</summary>
internal sealed partial class Picture
{
    private Picture(string text) => (Text, Root) = (text, XDocument.Parse(text).Root!);

    public static XNamespace Svg => "http://www.w3.org/2000/svg";

    public string Text { get; }

    public XElement Root { get; }

    public static async Task<Picture> Of(HttpClient client, string address)
    {
        var response = await client.GetAsync(address);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? new Picture(text) : throw new InvalidOperationException($"{address}: {(int)response.StatusCode} {text}");
    }

    public static Picture Of(XDocument document) => new(document.ToString(SaveOptions.DisableFormatting));

    /// <summary>The elements that have an attribute of ours.</summary>
    public IEnumerable<XElement> With(string attribute) => Root.Descendants().Where(e => e.Attribute(attribute) is not null);

    /// <summary>Where a group was moved to.</summary>
    public static (double X, double Y) Place(XElement group)
    {
        var match = Translate().Match(group.Attribute("transform")!.Value);
        return (Number(match.Groups["x"].Value), Number(match.Groups["y"].Value));
    }

    /// <summary>What an axis says a pixel means, read from its figures. Figures up the side stand four pixels below their line.</summary>
    public Func<double, double> Axis(string name)
    {
        var ticks = With("data-tick").Where(t => t.Attribute("data-tick")!.Value == name).Select(t => (Pixel: name == "x" ? At(t, "x") : At(t, "y") - 4, Score: Number(t.Value))).OrderBy(t => t.Score).ToArray();
        var (first, last) = (ticks[0], ticks[^1]);
        return pixel => first.Score + ((pixel - first.Pixel) / (last.Pixel - first.Pixel) * (last.Score - first.Score));
    }

    public static double At(XElement element, string attribute) => Number(element.Attribute(attribute)!.Value);

    public static double Number(string text) => double.Parse(text.Replace('−', '-').Replace(',', '.'), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^translate\((?<x>\S+) (?<y>\S+)\)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Translate();
}
