using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports;

namespace Symetrie.Api.Imports;

/// <summary>Rejections grouped by kind; memory does not grow with their number.</summary>
/// <remarks>A sample names its line and never a respondent: whoever has the file finds the row, and nobody else shall. A row that cannot be cut into
/// its cells is not repeated where the file names persons, and e-mail addresses and the like are struck out of every text.</remarks>
/// <param name="told">Told every rejection.</param>
/// <param name="hints">What rejected cells were probably meant to be.</param>
/// <param name="namesPersons">Whether the file has a column that tells who a respondent is.</param>
internal sealed class ProblemList(Action<Rejection>? told, Hints? hints = null, bool namesPersons = false)
{
    private const int MostSamples = 20;
    private readonly SortedDictionary<string, (long Total, List<Rejection> Samples)> groups = new(StringComparer.Ordinal);

    /// <summary>How many rows were rejected.</summary>
    public long Total { get; private set; }

    public IReadOnlyList<ProblemGroup> Groups => [.. groups.Select(g => new ProblemGroup(g.Key, g.Value.Total, g.Value.Samples))];

    public void Add(Rejection rejection)
    {
        var (total, samples) = groups.TryGetValue(rejection.Code, out var known) ? known : (0, []);
        groups[rejection.Code] = (total + 1, samples);
        Total++;
        if (samples.Count >= MostSamples && told is null) return;
        rejection = Told(rejection);
        if (samples.Count < MostSamples) samples.Add(rejection);
        told?.Invoke(rejection);
    }

    /// <summary>Counts rejections of a kind that were not listed one by one.</summary>
    public void Skip(string code, long count)
    {
        if (count <= 0) return;
        groups[code] = (groups[code].Total + count, groups[code].Samples);
        Total += count;
    }

    private Rejection Told(Rejection rejection)
    {
        if (rejection.Text is not { } text) return rejection;
        if (rejection.Column is null && namesPersons) return rejection with { Text = null };
        rejection = hints?.With(rejection) ?? rejection;
        return rejection with { Text = PersonalText.KindOf(text) is { } kind ? $"[{kind} removed]" : PersonalText.Without(text) };
    }
}
