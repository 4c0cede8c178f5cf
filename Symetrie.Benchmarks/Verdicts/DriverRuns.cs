using System.Globalization;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Benchmarks.Verdicts;

/// <summary>Drivers: how often the interval of a relative weight holds the true weight, for two drivers with a part in the outcome and three without, all correlated by .5.</summary>
internal static class DriverRuns
{
    private const int Drivers = 5;
    private const int Many = 200_000;

    /// <summary>Prints the table.</summary>
    public static void Print(int runs)
    {
        Console.WriteLine("| teams | answers | true weights | large one held % | middle one held % | idle ones held % | R² held % | mean R² (true) | mean adjusted R² | largest weight has the largest true one % | its interval above an idle one's % |");
        Console.WriteLine("|---:|---:|---|---:|---:|---:|---:|---|---:|---:|---:|");
        foreach (var answers in new[] { 10, 20, 50, 100 })
        {
            var (x, y) = Draw(new SeededRandom(99), Many, answers);
            var truth = RelativeWeights.Compute(y, x);
            foreach (var teams in new[] { 30, 40, 100 }) Console.WriteLine($"| {teams} | {answers} | {string.Join(" ", truth.Weights!.Select(w => w.ToString("0.00", CultureInfo.InvariantCulture)))} | {Tried(teams, answers, truth, runs)} |");
        }
    }

    private static string Tried(int teams, int answers, RelativeWeightsResult truth, int runs)
    {
        var (held, r2, mean, adjusted, first, above) = (new double[Drivers], 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var run = 0; run < runs; run++)
        {
            var (x, y) = Draw(new SeededRandom((ulong)((run * 104_729) + (teams * 13) + answers)), teams, answers);
            var result = DriverBootstrap.Compute([y], x, draws: 1_000, seed: (ulong)run)[0];
            for (var j = 0; j < Drivers; j++) held[j] += result.Lower[j] <= truth.Weights![j] && truth.Weights[j] <= result.Upper[j] ? 1.0 / runs : 0;
            r2 += result.RSquaredLower <= truth.RSquared && truth.RSquared <= result.RSquaredUpper ? 1.0 / runs : 0;
            mean += result.RSquared!.Value / runs;
            adjusted += RelativeWeights.Adjusted(result.RSquared.Value, teams, Drivers)!.Value / runs;
            first += result.Weights![0] >= result.Weights.Max() ? 1.0 / runs : 0;
            above += result.Lower[0] > result.Upper[4] ? 1.0 / runs : 0;
        }

        string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture);
        string Two(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
        return $"{Percent(held[0])} | {Percent(held[1])} | {Percent(held[2..].Average())} | {Percent(r2)} | {Two(mean)} ({Two(truth.RSquared!.Value)}) | {Two(adjusted)} | {Percent(first)} | {Percent(above)}";
    }

    private static (double[][] X, double[] Y) Draw(SeededRandom random, int teams, int answers)
    {
        var x = Enumerable.Range(0, Drivers).Select(_ => new double[teams]).ToArray();
        var y = new double[teams];
        var error = 22 / Math.Sqrt(answers);
        for (var i = 0; i < teams; i++)
        {
            var shared = random.NextNormal();
            double[] real = [.. Enumerable.Range(0, Drivers).Select(_ => 6 * Math.Sqrt(0.5) * (shared + random.NextNormal()))];
            for (var j = 0; j < Drivers; j++) x[j][i] = 60 + real[j] + (error * random.NextNormal());
            y[i] = 60 + (0.6 * real[0]) + (0.3 * real[1]) + (3 * random.NextNormal()) + (error * random.NextNormal());
        }

        return (x, y);
    }
}
