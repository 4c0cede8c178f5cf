using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tallies;

namespace Symetrie.Analytics.Tests.Measures;

/// <summary>An organisation put together cell by cell, analysed in one period.</summary>
internal sealed class MadePanel
{
    public static readonly Period Quarter = new("2026-Q1", new DateOnly(2026, 1, 1), new DateOnly(2026, 4, 1), new DateOnly(2026, 1, 1), new DateOnly(2026, 4, 1));
    private readonly List<(Voice Voice, string Team, string Dimension, PublishedCell? Figure, double[] Scores)> cells = [];
    private readonly List<(Respondents Who, string Team, string Dimension, double[] Scores)> led = [];
    private readonly List<(string Metric, string Team, double Value, long? N)> outcomes = [];
    private readonly Dictionary<string, (string? Parent, Dictionary<string, string> Attributes)> teams = new(StringComparer.Ordinal) { ["org"] = (null, []) };

    /// <summary>The dimensions, each asked of both voices.</summary>
    public required string[] Dimensions { get; init; }

    public bool Comparable { get; init; } = true;

    public AnalysisSettings Settings { get; init; } = new();

    public MadePanel Team(string key, string parent = "org", params (string Name, string Value)[] attributes)
    {
        teams[key] = (parent, attributes.ToDictionary(a => a.Name, a => a.Value, StringComparer.Ordinal));
        return this;
    }

    /// <summary>A published figure: n, mean and standard deviation in score points.</summary>
    public MadePanel Figure(Voice voice, string team, string dimension, long n, double mean, double? sd)
    {
        cells.Add((voice, team, dimension, new PublishedCell(Array.IndexOf(Dimensions, dimension), n, Units(mean), sd is { } s ? Units(s) : null), []));
        return this;
    }

    /// <summary>Answers, one a person.</summary>
    public MadePanel Answers(Voice voice, string team, string dimension, params double[] scores)
    {
        cells.Add((voice, team, dimension, null, scores));
        return this;
    }

    /// <summary>Answers of those who lead a team, or of those who lead these; one a person.</summary>
    public MadePanel Led(Respondents who, string team, string dimension, params double[] scores)
    {
        led.Add((who, team, dimension, scores));
        return this;
    }

    /// <summary>The metrics, in the order in which outcomes name them.</summary>
    public Metric[] Metrics { get; init; } = [];

    public MadePanel Outcome(string metric, string team, double value, long? n = null)
    {
        outcomes.Add((metric, team, value, n));
        return this;
    }

    public Analysis Analyse()
    {
        var tree = TeamTree.Of([.. teams.Select(t => new Team(t.Key, t.Key, t.Value.Parent, t.Value.Attributes.ToDictionary(a => a.Key, a => (IReadOnlyList<DatedValue>)[new DatedValue(DateOnly.MinValue, a.Value)], StringComparer.Ordinal)))]);
        var (sheets, number) = (new Dictionary<SheetName, AnswerSheet>(), 0L);
        foreach (var sheet in cells.Concat(led.Select(l => (Voice: Voice.Employee, l.Team, l.Dimension, Figure: (PublishedCell?)null, Scores: Array.Empty<double>()))).GroupBy(c => (c.Voice, c.Team)))
        {
            var builder = new SheetBuilder(Dimensions.Length);
            foreach (var (_, _, dimension, figure, scores) in sheet)
            {
                if (figure is { } published) builder.Add(published);
                foreach (var score in scores)
                {
                    var placed = Enumerable.Repeat(-1L, Dimensions.Length).ToArray();
                    placed[Array.IndexOf(Dimensions, dimension)] = Units(score);
                    builder.Add(++number, number, placed);
                }
            }

            foreach (var (who, _, dimension, scores) in led.Where(l => sheet.Key == (Voice.Employee, l.Team)))
            {
                foreach (var score in scores)
                {
                    var placed = Enumerable.Repeat(-1L, Dimensions.Length).ToArray();
                    placed[Array.IndexOf(Dimensions, dimension)] = Units(score);
                    (who == Respondents.Leaders ? builder.Leaders : builder.Posts).Add(++number, number, placed);
                }
            }

            sheets[new SheetName(sheet.Key.Voice, tree.PlaceOf(sheet.Key.Team), 0)] = builder.Build();
        }

        var named = Dimensions.Select(d => new Dimension(d, LocalText.Same(d))).ToArray();
        var form = new DimensionForm(Comparable, false);
        return Analysis.Of(
            new Undisclosed
            {
                Tree = tree,
                Periods = [Quarter],
                EmployeeDimensions = named,
                CustomerDimensions = named,
                Sheets = sheets,
                Metrics = Metrics,
                Outcomes = [.. outcomes.Select(o => new Outcome(Array.FindIndex(Metrics, m => m.Key == o.Metric), tree.PlaceOf(o.Team), 0, o.Value, o.N))],
                Forms = Voices.Both.SelectMany(v => Dimensions.Select(d => (v, d))).ToDictionary(k => k, k => form with { Recommendation = k.d == DimensionForm.RecommendationKey }),
            },
            Settings, ReleaseLedger.Empty, new DateOnly(2026, 6, 1));
    }

    public IReadOnlyList<TRow> Rows<TRow>(string measure)
        where TRow : IRow => [.. MeasureCatalogue.Find(measure)!.Rows(Analyse().Panel, Settings, 0).Cast<TRow>()];

    private static long Units(double points) => (long)Math.Round((decimal)points * ScorePoints.UnitsPerPoint);
}
