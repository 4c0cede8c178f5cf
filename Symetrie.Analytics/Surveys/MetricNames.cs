namespace Symetrie.Analytics.Surveys;

/// <summary>Finds the metric of a codebook that a text of an export means: by its key or by one of its names, whatever the case.</summary>
public sealed class MetricNames
{
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);

    /// <summary>The names of these metrics.</summary>
    public MetricNames(IReadOnlyList<Metric> metrics)
    {
        foreach (var (place, metric) in metrics.Index())
            foreach (var text in MetricJson.TextsOf(metric)) places.TryAdd(text, place);
    }

    /// <summary>The metric's place; −1 where none is meant.</summary>
    public int Find(string text) => places.GetValueOrDefault(TextKey.Of(text), -1);
}
