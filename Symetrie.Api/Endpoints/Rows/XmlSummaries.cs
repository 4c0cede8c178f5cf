using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Symetrie.Api.Endpoints.Rows;

/// <summary>The one-line summaries of the row records, read from the documentation file beside their assembly.</summary>
internal static partial class XmlSummaries
{
    private static readonly ConcurrentDictionary<Assembly, IReadOnlyDictionary<string, string>> Files = new();

    /// <summary>The summary of a property; empty where its assembly came without documentation.</summary>
    public static string Of(PropertyInfo property) => Find(property.DeclaringType!.Assembly, $"P:{property.DeclaringType.FullName}.{property.Name}");

    /// <summary>The summary of a type; empty where its assembly came without documentation.</summary>
    public static string Of(Type type) => Find(type.Assembly, $"T:{type.FullName}");

    private static string Find(Assembly assembly, string member) => Files.GetOrAdd(assembly, Read).GetValueOrDefault(member, "");

    private static IReadOnlyDictionary<string, string> Read(Assembly assembly)
    {
        var path = Path.Combine(AppContext.BaseDirectory, assembly.GetName().Name + ".xml");
        if (!File.Exists(path)) return new Dictionary<string, string>(StringComparer.Ordinal);
        return XDocument.Load(path).Descendants("member")
            .ToDictionary(m => m.Attribute("name")!.Value, m => Plain(m.Element("summary")), StringComparer.Ordinal);
    }

    private static string Plain(XElement? summary) =>
        summary is null ? "" : Space().Replace(string.Concat(summary.Nodes().Select(Plain)), " ").Trim();

    private static string Plain(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see when see.IsEmpty => see.Attribute("langword")?.Value ?? (see.Attribute("cref")?.Value ?? "").Split('.')[^1],
        XElement element => string.Concat(element.Nodes().Select(Plain)),
        _ => "",
    };

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Space();
}
