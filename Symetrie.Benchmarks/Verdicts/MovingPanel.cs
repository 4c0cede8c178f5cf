using Symetrie.Analytics;
using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tallies;

namespace Symetrie.Benchmarks.Verdicts;

/// <summary>A company whose true scores are known: teams under one root, quarters, answers drawn around the truth with a person SD of 22 score
/// points on a scale in steps of 5, and then everything as in life: tallies, disclosure, panel.</summary>
internal static class MovingPanel
{
    /// <summary>Draws the answers.</summary>
    /// <param name="teams">How many leaf teams.</param>
    /// <param name="periods">How many quarters.</param>
    /// <param name="dimensions">How many dimensions.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="truth">The true score of a voice, team, period and dimension.</param>
    /// <param name="answers">How many answer of a voice; none of a voice with 0.</param>
    /// <param name="comparable">Whether both voices are asked alike.</param>
    public static Panel Of(int teams, int periods, int dimensions, ulong seed, Func<Voice, int, int, int, double> truth, Func<Voice, int> answers, bool comparable = false)
    {
        var random = new SeededRandom(seed);
        var tree = TeamTree.Of([Team("org", null), .. Enumerable.Range(0, teams).Select(t => Team($"t{t:0000}", "org"))]);
        var (sheets, number) = (new Dictionary<SheetName, AnswerSheet>(), 0L);
        foreach (var voice in Voices.Both)
            for (var p = 0; p < periods; p++)
                for (var t = 0; t < teams && answers(voice) > 0; t++)
                {
                    var builder = new SheetBuilder(dimensions);
                    for (var n = answers(voice); n > 0; n--)
                    {
                        var scores = new long[dimensions];
                        for (var d = 0; d < dimensions; d++) scores[d] = Score(truth(voice, t, p, d), random);
                        builder.Add(++number, number, scores);
                    }

                    sheets[new SheetName(voice, tree.PlaceOf($"t{t:0000}"), p)] = builder.Build();
                }

        var named = Enumerable.Range(0, dimensions).Select(d => new Dimension($"d{d}", new LocalText($"d{d}", $"d{d}"))).ToArray();
        var forms = named.SelectMany(d => Voices.Both.Select(v => (v, d.Key))).ToDictionary(k => k, _ => new DimensionForm(comparable, false));
        var source = new Undisclosed { Tree = tree, Periods = [.. Enumerable.Range(0, periods).Select(Quarter)], EmployeeDimensions = named, CustomerDimensions = named, Sheets = sheets, Forms = forms };
        return new Panel(Release.Of(source, new AnalysisSettings { Threads = 1 }, ReleaseLedger.Empty, new DateOnly(2100, 1, 1)));
    }

    /// <summary>A first-order autoregression in its stationary state.</summary>
    public static double[] Wander(int steps, double rho, double sd, SeededRandom random)
    {
        var x = new double[steps];
        for (var t = 0; t < steps; t++) x[t] = t == 0 ? sd * random.NextNormal() : (rho * x[t - 1]) + (sd * Math.Sqrt(1 - (rho * rho)) * random.NextNormal());
        return x;
    }

    // An answer of 5 steps' grain: the fraction decides by chance, so that the mean is the truth; the ends cut little at 40 to 60.
    private static long Score(double truth, SeededRandom random)
    {
        var step = Math.Floor(((truth + (22 * random.NextNormal())) / 5) + random.NextDouble());
        return (long)Math.Clamp(step, 0, 20) * 5 * ScorePoints.UnitsPerPoint;
    }

    private static Team Team(string key, string? parent) => new(key, key, parent, new Dictionary<string, IReadOnlyList<DatedValue>>(StringComparer.Ordinal));

    private static Period Quarter(int place)
    {
        var from = new DateOnly(2020, 1, 1).AddMonths(3 * place);
        return new Period($"{from.Year}-Q{((from.Month - 1) / 3) + 1}", from, from.AddMonths(3), from, from.AddMonths(3));
    }
}
