using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Imports;

/// <summary>Rejections grouped by kind; memory does not grow with their number.</summary>
internal sealed class ProblemList(Action<Rejection>? told)
{
    private const int MostSamples = 20;
    private readonly SortedDictionary<string, (long Total, List<Rejection> Samples)> groups = new(StringComparer.Ordinal);

    /// <summary>How many rows were rejected.</summary>
    public long Total { get; private set; }

    public IReadOnlyList<ProblemGroup> Groups => [.. groups.Select(g => new ProblemGroup(g.Key, g.Value.Total, g.Value.Samples))];

    public void Add(Rejection rejection, long times = 1)
    {
        var (total, samples) = groups.TryGetValue(rejection.Code, out var known) ? known : (0, []);
        if (samples.Count < MostSamples) samples.Add(rejection);
        groups[rejection.Code] = (total + times, samples);
        Total += times;
        told?.Invoke(rejection);
    }
}
