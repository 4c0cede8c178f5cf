using System.Text.Json;

namespace Symetrie.Analytics.Surveys;

/// <summary>The metrics of a codebook as JSON.</summary>
internal static class MetricJson
{
    /// <summary>Reads the metrics of a codebook whose layout has some.</summary>
    public static List<Metric> Read(JsonPlace root, Layout? layout)
    {
        var metrics = new List<Metric>();
        if (layout != Layout.Outcomes)
        {
            if (layout is not null && root.Find("metrics") is not null) root.Problem("metrics", "only the outcomes layout has metrics");
            return metrics;
        }

        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var places = root.Need("metrics")?.Elements() ?? [];
        if (places.Count == 0 && root.Find("metrics") is not null) root.Problem("metrics", "must not be empty");
        foreach (var place in places)
        {
            if (!place.IsObject("key", "name", "better")) continue;
            var (key, name, better) = (place.Need("key")?.Key(), place.Find("name")?.Local(), ReadBetter(place));
            if (key is null) continue;
            var metric = new Metric(key, name ?? LocalText.Same(key), better);
            foreach (var text in TextsOf(metric))
                if (!texts.TryAdd(text, key) && texts[text] != key) place.Problem($"'{text}' means '{texts[text]}' already");
            if (metrics.Exists(m => m.Key == key)) place.Problem("key", $"'{key}' is there twice");
            else metrics.Add(metric);
        }

        return metrics;
    }

    /// <summary>The texts by which an export may call a metric, normalised: its key and its names.</summary>
    public static IEnumerable<string> TextsOf(Metric metric) => new[] { metric.Key, metric.Name.En, metric.Name.Fr }.Select(TextKey.Of).Distinct(StringComparer.Ordinal);

    /// <summary>Writes metrics; nothing where there are none.</summary>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<Metric> metrics)
    {
        if (metrics.Count == 0) return;
        writer.WriteStartArray("metrics");
        foreach (var metric in metrics)
        {
            writer.WriteStartObject();
            writer.WriteString("key", metric.Key);
            writer.WriteStartObject("name");
            writer.WriteString("en", metric.Name.En);
            writer.WriteString("fr", metric.Name.Fr);
            writer.WriteEndObject();
            if (metric.Better is { } better) writer.WriteString("better", better == Better.Higher ? "higher" : "lower");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static Better? ReadBetter(JsonPlace place)
    {
        if (place.Find("better") is not { } found || found.Text() is not { } text) return null;
        if (text == "higher") return Better.Higher;
        if (text == "lower") return Better.Lower;
        found.Problem($"'{text}' is neither 'higher' nor 'lower'");
        return null;
    }
}
