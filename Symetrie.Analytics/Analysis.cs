using System.Security.Cryptography;
using System.Text;
using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics;

/// <summary>The rows of one measure that speak of one period.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Period">The period's place.</param>
/// <param name="Rows">The rows, in a fixed order.</param>
public sealed record MeasureRows(Measure Measure, int Period, IReadOnlyList<IRow> Rows);

/// <summary>The engine on one page: tallies in, rows of every measure out. Pure: the same inputs give the same bytes on any number of threads.</summary>
public sealed class Analysis
{
    private readonly AnalysisSettings settings;

    private Analysis(Panel panel, AnalysisSettings settings) => (Panel, this.settings, SnapshotId) = (panel, settings, IdOf(panel, settings));

    /// <summary>The released tallies, paired.</summary>
    public Panel Panel { get; }

    /// <summary>A hash of all that a reader may see: released cells, tree, settings, rule version; never of a response.</summary>
    public string SnapshotId { get; }

    /// <summary>Releases and pairs.</summary>
    /// <param name="answers">Everything that was answered.</param>
    /// <param name="settings">Confidence and minimums.</param>
    /// <param name="ledger">What was released before.</param>
    /// <param name="today">The day of this run.</param>
    public static Analysis Of(Undisclosed answers, AnalysisSettings settings, ReleaseLedger ledger, DateOnly today) =>
        new(new Panel(Release.Of(answers, settings, ledger, today)), settings);

    /// <summary>The rows of every measure, measure by measure and period by period; computed ahead on several threads, handed out in order.</summary>
    /// <param name="progress">Told after each block, with the share done.</param>
    public IEnumerable<MeasureRows> Rows(IProgress<double>? progress = null)
    {
        var blocks = MeasureCatalogue.All.SelectMany(m => Enumerable.Range(0, Panel.Periods.Count).Select(p => (Measure: m, Period: p))).ToArray();
        var ahead = new Queue<Task<MeasureRows>>();
        var next = 0;
        for (var done = 0; done < blocks.Length; done++)
        {
            for (; next < blocks.Length && ahead.Count < settings.Threads * 2; next++)
            {
                var block = blocks[next];
                ahead.Enqueue(Task.Run(() => new MeasureRows(block.Measure, block.Period, block.Measure.Rows(Panel, settings, block.Period))));
            }

            yield return ahead.Dequeue().GetAwaiter().GetResult();
            progress?.Report((done + 1) / (double)blocks.Length);
        }
    }

    private static string IdOf(Panel panel, AnalysisSettings settings)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(string line) => hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
        Add(settings.Canonical());
        foreach (var period in panel.Periods) Add($"period\t{period.Key}\t{period.EmployeeFrom:O}\t{period.EmployeeTo:O}\t{period.CustomerFrom:O}\t{period.CustomerTo:O}");
        foreach (var voice in Voices.Both)
            for (var d = 0; d < panel.Released.Dimensions(voice).Count; d++)
            {
                var (dimension, form) = (panel.Released.Dimensions(voice)[d], panel.Released.Form(voice, d));
                Add($"dimension\t{voice.Text()}\t{dimension.Key}\t{dimension.Name.En}\t{dimension.Name.Fr}\t{form.Comparable}\t{form.Recommendation}");
            }

        foreach (var team in panel.Tree.Teams)
        {
            Add($"team\t{team.Key}\t{team.Name}\t{team.Parent}");
            foreach (var (name, values) in team.Attributes.OrderBy(a => a.Key, StringComparer.Ordinal))
                foreach (var value in values) Add($"attribute\t{name}\t{value.From:O}\t{value.Value}");
        }

        foreach (var (name, version) in panel.Released.Versions()) Add($"cell\t{name.Voice.Text()}\t{name.Team}\t{name.Period}\t{name.Dimension}\t{version.Digest}");
        return $"s-{Convert.ToHexStringLower(hash.GetHashAndReset()[..10])}";
    }
}
