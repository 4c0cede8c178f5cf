using Symetrie.Analytics;
using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tallies;

namespace Symetrie.Benchmarks.Verdicts;

/// <summary>Teams whose true means are known, asked five-point items; the measures then see what they would see of a real export.</summary>
/// <remarks>A person's answer to a dimension of mean m is fair: x = m + room·(0.8w + 0.2u), room = min(m, 100 − m) and at most <c>widest</c>, w and u uniform on [−1, 1), rounded at random to a
/// neighbouring step, so that the expected answer is m. With the widest at 40 the standard deviation is 22 wherever m lies between 40 and 60; without it, it grows from 20 at m = 66 to 25 at m = 54. w is the person's own in all dimensions where <c>halo</c> is 1, and
/// drawn anew with probability 1 − halo. Cells are handed over as n, mean and standard deviation.</remarks>
internal sealed class SimulatedPanel(SeededRandom random, IReadOnlyList<string> dimensions)
{
    private static readonly Period Quarter = new("2026-Q1", new DateOnly(2026, 1, 1), new DateOnly(2026, 4, 1), new DateOnly(2026, 1, 1), new DateOnly(2026, 4, 1));

    public double Halo { get; init; }

    public double Widest { get; init; } = 50;

    public bool Comparable { get; init; } = true;

    /// <summary>Asks.</summary>
    /// <param name="means">True mean by team, voice and dimension.</param>
    /// <param name="employees">Answers of each team's employees.</param>
    /// <param name="customers">Answers of each team's customers.</param>
    public Panel Ask(double[][][] means, int employees, int customers)
    {
        var tree = TeamTree.Of([Team("org", null), .. means.Select((_, t) => Team($"t{t:000}", "org"))]);
        var sheets = new Dictionary<SheetName, AnswerSheet>();
        for (var t = 0; t < means.Length; t++)
            foreach (var voice in Voices.Both) sheets[new SheetName(voice, tree.PlaceOf($"t{t:000}"), 0)] = Sheet(means[t][(int)voice], voice == Voice.Employee ? employees : customers);
        var named = dimensions.Select(d => new Dimension(d, LocalText.Same(d))).ToArray();
        return new Panel(Release.Of(
            new Undisclosed
            {
                Tree = tree,
                Periods = [Quarter],
                EmployeeDimensions = named,
                CustomerDimensions = named,
                Sheets = sheets,
                Forms = Voices.Both.SelectMany(v => dimensions.Select(d => (v, d))).ToDictionary(k => k, _ => new DimensionForm(Comparable, false)),
            },
            new AnalysisSettings { Threads = 1 }, ReleaseLedger.Empty, new DateOnly(2026, 6, 1)));
    }

    /// <summary>A normal deviate around a mean, kept where answers can be drawn fairly.</summary>
    public double Near(double mean, double sd) => Math.Clamp(mean + (sd * random.NextNormal()), 20, 80);

    private AnswerSheet Sheet(double[] means, int n)
    {
        var (sums, squares) = (new double[means.Length], new double[means.Length]);
        for (var i = 0; i < n; i++)
        {
            var mood = Uniform();
            for (var d = 0; d < means.Length; d++)
            {
                var own = Halo > 0 && random.NextDouble() < Halo ? mood : Uniform();
                var x = means[d] + (Math.Min(Widest, Math.Min(means[d], 100 - means[d])) * ((0.8 * own) + (0.2 * Uniform())));
                var answer = 25 * Math.Floor((x / 25) + random.NextDouble());
                (sums[d], squares[d]) = (sums[d] + answer, squares[d] + (answer * answer));
            }
        }

        var builder = new SheetBuilder(means.Length);
        for (var d = 0; d < means.Length; d++)
        {
            var mean = sums[d] / n;
            builder.Add(new PublishedCell(d, n, Units(mean), Units(Math.Sqrt(Math.Max(0, (squares[d] - (n * mean * mean)) / (n - 1))))));
        }

        return builder.Build();
    }

    private double Uniform() => (2 * random.NextDouble()) - 1;

    private static long Units(double points) => (long)Math.Round(points * ScorePoints.UnitsPerPoint);

    private static Team Team(string key, string? parent) => new(key, key, parent, new Dictionary<string, IReadOnlyList<DatedValue>>(StringComparer.Ordinal));
}
