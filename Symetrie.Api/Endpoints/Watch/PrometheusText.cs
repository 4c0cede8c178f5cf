using System.Globalization;
using System.Text;

namespace Symetrie.Api.Endpoints.Watch;

/// <summary>The text format that Prometheus reads, version 0.0.4.</summary>
internal sealed class PrometheusText
{
    private readonly StringBuilder text = new();
    private string name = "";

    /// <summary>Begins a family of samples.</summary>
    public PrometheusText Family(string family, string type, string help)
    {
        name = family;
        text.Append("# HELP ").Append(family).Append(' ').Append(help).Append('\n').Append("# TYPE ").Append(family).Append(' ').Append(type).Append('\n');
        return this;
    }

    /// <summary>Adds a sample of the family.</summary>
    public PrometheusText Sample(double value, params IReadOnlyList<(string Name, string Value)> labels)
    {
        text.Append(name);
        if (labels.Count > 0) text.Append('{').AppendJoin(',', labels.Select(l => $"{l.Name}=\"{Escaped(l.Value)}\"")).Append('}');
        text.Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => text.ToString();

    private static string Escaped(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
