using System.Security.Cryptography;
using System.Text;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Disclosure;

/// <summary>The outcomes that figures may be made of: those whose denominator, where they have one, is at least k (C17).</summary>
/// <remarks>Not one of them is published: only what they have in common with the answers of ten teams or more.</remarks>
public sealed class ReleasedOutcomes
{
    private readonly Dictionary<(int Metric, int Period), double[]> values = [];
    private readonly Dictionary<(int Metric, int Period), long?[]> denominators = [];

    private ReleasedOutcomes(IReadOnlyList<Metric> metrics, string digest) => (Metrics, Digest) = (metrics, digest);

    /// <summary>The metrics of which there is a value.</summary>
    public IReadOnlyList<Metric> Metrics { get; }

    /// <summary>A digest of all values and of the metrics' names; empty where there are none.</summary>
    public string Digest { get; }

    /// <summary>The values of a metric in a period by team place, NaN where there is none; null where no team has one.</summary>
    public double[]? Values(int metric, int period) => values.GetValueOrDefault((metric, period));

    /// <summary>The denominators of those values; null where none was said.</summary>
    public long?[]? Denominators(int metric, int period) => denominators.GetValueOrDefault((metric, period));

    /// <summary>Leaves out what the rule withholds and what lies outside the periods that are seen.</summary>
    /// <param name="source">The metrics and their values.</param>
    /// <param name="minimum">k.</param>
    /// <param name="kept">Which of the source's periods are seen.</param>
    internal static ReleasedOutcomes Of(Undisclosed source, int minimum, Range kept)
    {
        var (start, length) = kept.GetOffsetAndLength(source.Periods.Count);
        var seen = source.Outcomes.Where(o => (o.N is null || PostTree.Publishes(o.N.Value, minimum)) && o.Period >= start && o.Period < start + length)
            .OrderBy(o => (o.Metric, o.Period, o.Team)).ToArray();
        var places = seen.Select(o => o.Metric).Distinct().ToArray();
        var metrics = places.Select(p => source.Metrics[p]).ToArray();
        var outcomes = new ReleasedOutcomes(metrics, DigestOf(metrics, seen, source, start));
        foreach (var outcome in seen)
        {
            var key = (Array.IndexOf(places, outcome.Metric), outcome.Period - start);
            if (!outcomes.values.TryGetValue(key, out var column))
            {
                outcomes.values[key] = column = [.. Enumerable.Repeat(double.NaN, source.Tree.Teams.Count)];
                outcomes.denominators[key] = new long?[column.Length];
            }

            (column[outcome.Team], outcomes.denominators[key][outcome.Team]) = (outcome.Value, outcome.N);
        }

        return outcomes;
    }

    private static string DigestOf(Metric[] metrics, Outcome[] seen, Undisclosed source, int start)
    {
        if (seen.Length == 0) return "";
        var text = new StringBuilder();
        foreach (var metric in metrics) text.Append($"{metric.Key}\t{metric.Name.En}\t{metric.Name.Fr}\t{metric.Better}\n");
        foreach (var o in seen) text.Append(FormattableString.Invariant($"{source.Metrics[o.Metric].Key}\t{source.Tree.Teams[o.Team].Key}\t{o.Period - start}\t{o.Value:R}\t{o.N}\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))[..16]);
    }
}
