using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics;

/// <summary>The rows of one measure that speak of one period, or a share of them.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Period">The period's place.</param>
/// <param name="Share">The share's place among those of the measure.</param>
/// <param name="Inputs">A digest of all that the rows depend on: two blocks of a measure with one digest have the same rows.</param>
/// <param name="Rows">The rows, in a fixed order; null where they are known already and were not computed.</param>
public sealed record MeasureRows(Measure Measure, int Period, int Share, string Inputs, IReadOnlyList<IRow>? Rows);

/// <summary>The engine on one page: tallies in, rows of every measure out. Pure: the same inputs give the same bytes on any number of threads.</summary>
public sealed class Analysis
{
    // Another build of the engine may compute other figures from the same cells.
    private static readonly string Engine = typeof(Analysis).Module.ModuleVersionId.ToString("N");
    private readonly AnalysisSettings settings;
    private readonly Lazy<PanelDigest> digest;
    private readonly Lazy<string> id;

    private Analysis(Panel panel, AnalysisSettings settings)
    {
        (Panel, this.settings, digest) = (panel, settings, new(() => new PanelDigest(panel)));
        id = new(() => $"s-{digest.Value.Whole(settings.Canonical())[..20]}");
    }

    /// <summary>The released tallies, paired.</summary>
    public Panel Panel { get; }

    /// <summary>What it was told.</summary>
    public AnalysisSettings Settings => settings;

    /// <summary>A hash of all that a reader may see: released cells, tree, settings, rule version; never of a response.</summary>
    public string SnapshotId => id.Value;

    /// <summary>A digest of what figures are made with besides answers, teams and periods: settings, questionnaires and this build of the engine.</summary>
    public string Basis => digest.Value.Questions($"{Engine}\t{settings.Canonical()}");

    /// <summary>Releases and pairs.</summary>
    /// <param name="answers">Everything that was answered.</param>
    /// <param name="settings">Confidence and minimums.</param>
    /// <param name="ledger">What was released before.</param>
    /// <param name="today">The day of this run.</param>
    /// <param name="deeds">What was done beside it; null for nothing.</param>
    /// <param name="atOnce">Whether all is decided at once, which takes less memory, and not when it is asked for, which takes less time where little is.</param>
    public static Analysis Of(Undisclosed answers, AnalysisSettings settings, ReleaseLedger ledger, DateOnly today, Deeds? deeds = null, bool atOnce = false) =>
        new(new Panel(Release.Of(answers, settings, ledger, today, atOnce)).With(deeds ?? Deeds.None), settings);

    /// <summary>The rows of every measure, measure by measure and period by period, those that take long for few rows last; computed ahead on several threads, handed out in order.</summary>
    /// <param name="progress">Told after each block, with the share done.</param>
    /// <param name="isKnown">Whether the rows of a measure with these inputs are known: then they are not computed.</param>
    public IEnumerable<MeasureRows> Rows(IProgress<double>? progress = null, Func<Measure, string, bool>? isKnown = null)
    {
        // While those are computed, the many rows of the others are computed and written.
        var blocks = MeasureCatalogue.All.OrderBy(m => m.TakesLong).SelectMany(m => Enumerable.Range(0, Panel.Periods.Count).SelectMany(p => m.Shares.Select((_, s) => (Measure: m, Period: p, Share: s)))).ToArray();
        using var ahead = new BlocksAhead(blocks.Length, settings.Threads, i => Block(blocks[i].Measure, blocks[i].Period, blocks[i].Share, isKnown), many: blocks.Count(b => !b.Measure.TakesLong));
        for (var done = 0; done < blocks.Length; done++)
        {
            yield return ahead.Take();
            progress?.Report((done + 1) / (double)blocks.Length);
        }
    }

    private MeasureRows Block(Measure measure, int period, int share, Func<Measure, string, bool>? isKnown)
    {
        var inputs = Inputs(measure, period, share);
        return new MeasureRows(measure, period, share, inputs, isKnown?.Invoke(measure, inputs) == true ? null : measure.Rows(Panel, settings, period, share));
    }

    private string Inputs(Measure measure, int period, int share)
    {
        var columns = string.Join(',', measure.Columns.Select(c => c.Name));
        var beside = measure.Beside is { } other ? "\t" + other(Panel) : "";
        return digest.Value.Part($"{Engine}\t{settings.Canonical()}\t{measure.Name}\t{columns}\t{period}\t{share}{beside}", measure.Reach.Periods(Panel, period), measure.Shares[share]);
    }
}
