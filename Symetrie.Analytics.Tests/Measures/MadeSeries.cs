using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tallies;

namespace Symetrie.Analytics.Tests.Measures;

/// <summary>A panel whose team means are given by a function: every answer of a cell is the mean, give or take a few points that add up to nothing.</summary>
internal static class MadeSeries
{
    /// <summary>One dimension, periods <c>P1</c>, <c>P2</c>, …</summary>
    /// <param name="teams">How many leaf teams, below one node.</param>
    /// <param name="periods">How many periods.</param>
    /// <param name="score">The mean of a cell in score points, 5 to 95; NaN for nobody.</param>
    /// <param name="answers">Answers a cell.</param>
    /// <param name="pools">Whether the customers' score pools the employees' in.</param>
    /// <param name="type">A team's type; null for none.</param>
    public static Panel Of(int teams, int periods, Func<int, int, Voice, double> score, int answers, bool pools = false, Func<int, string>? type = null) =>
        Of(teams, periods, 1, (team, period, voice, _) => score(team, period, voice), answers, pools, type);

    /// <summary>Several dimensions, <c>d0</c>, <c>d1</c>, …</summary>
    public static Panel Of(int teams, int periods, int dimensions, Func<int, int, Voice, int, double> score, int answers, bool pools = false, Func<int, string>? type = null)
    {
        var tree = TeamTree.Of([Team("org", null, null), .. Enumerable.Range(0, teams).Select(t => Team($"t{t:000}", "org", type?.Invoke(t)))]);
        var sheets = new Dictionary<SheetName, AnswerSheet>();
        var number = 0L;
        foreach (var voice in Voices.Both)
            for (var p = 0; p < periods; p++)
                for (var t = 0; t < teams; t++)
                {
                    if (double.IsNaN(score(t, p, voice, 0))) continue;
                    var builder = new SheetBuilder(dimensions);
                    for (var n = 0; n < answers; n++)
                    {
                        var spread = 4 * (n - ((answers - 1) / 2.0)) / answers;
                        builder.Add(++number, number, [.. Enumerable.Range(0, dimensions).Select(d => (long)((score(t, p, voice, d) + spread) * ScorePoints.UnitsPerPoint))]);
                    }

                    sheets[new SheetName(voice, tree.PlaceOf($"t{t:000}"), p)] = builder.Build();
                }

        var named = Enumerable.Range(0, dimensions).Select(d => new Dimension($"d{d}", new LocalText($"d{d}", $"d{d}"))).ToArray();
        var all = Enumerable.Range(0, periods).Select(Window).ToArray();
        var undisclosed = new Undisclosed { Tree = tree, Periods = all, EmployeeDimensions = named, CustomerDimensions = named, Sheets = sheets, Forms = named.ToDictionary(d => (Voice.Customer, d.Key), _ => new DimensionForm(true, false) { PoolsOtherVoice = pools }) };
        return Analysis.Of(undisclosed, new AnalysisSettings(), ReleaseLedger.Empty, new DateOnly(2040, 1, 1)).Panel;
    }

    /// <summary>A number between −1 and 1 that depends on its place alone and on nothing else in sight.</summary>
    public static double Noise(int team, int period, int stream)
    {
        var state = (ulong)((((stream * 1_009) + period + 7) * 100_003) + team);
        state = Analytics.Statistics.SeededRandom.SplitMix64(ref state);
        return ((state >> 11) * (2.0 / (1UL << 53))) - 1;
    }

    private static Period Window(int at)
    {
        var from = new DateOnly(2020, 1, 1).AddMonths(3 * at);
        return new Period($"P{at + 1}", from, from.AddMonths(3), from, from.AddMonths(3));
    }

    private static Team Team(string key, string? parent, string? type) => new(key, key, parent, type is null
        ? new Dictionary<string, IReadOnlyList<DatedValue>>(StringComparer.Ordinal)
        : new Dictionary<string, IReadOnlyList<DatedValue>>(StringComparer.Ordinal) { ["type"] = [new DatedValue(new DateOnly(2000, 1, 1), type)] });
}
