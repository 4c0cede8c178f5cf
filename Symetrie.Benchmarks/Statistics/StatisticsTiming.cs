using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Benchmarks.Statistics;

/// <summary>Times the statistics that a recompute leans on, on the data it also writes down, so that another program can be timed on the
/// same numbers: <c>statistics FOLDER [SIZE] [REPEATS]</c>. One line a statistic: name, best seconds of the repeats, figure.
/// <c>compare_with_scipy.py</c> beside this file runs it and sets scipy against it.</summary>
public static class StatisticsTiming
{
    public static int Run(string[] args)
    {
        if (args.Length == 0)
        {
            Console.Error.WriteLine("usage: statistics FOLDER [SIZE] [REPEATS]");
            return 2;
        }

        var size = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1_000_000;
        var repeats = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 5;
        var sample = new Sample(size);
        sample.Write(args[0]);
        foreach (var (name, statistic) in Statistics(sample))
        {
            var (best, figure) = (double.PositiveInfinity, double.NaN);
            // At least a second each: the just-in-time compiler has then settled, and a quiet moment is among the repeats.
            var begun = Stopwatch.GetTimestamp();
            for (var i = 0; i < repeats || Stopwatch.GetElapsedTime(begun).TotalSeconds < 1; i++)
            {
                var watch = Stopwatch.GetTimestamp();
                figure = statistic();
                best = Math.Min(best, Stopwatch.GetElapsedTime(watch).TotalSeconds);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name},{best:R},{figure:R}"));
        }

        return 0;
    }

    private static IEnumerable<(string Name, Func<double> Statistic)> Statistics(Sample s)
    {
        var (x, y, a, b) = (s.X, s.Y, s.A, s.B);
        yield return ("moments", () => SampleMoments.Of(x).Variance);
        yield return ("welch_t", () => WelchT.Compute(x, y).T!.Value);
        yield return ("pearson", () => Pearson.Compute(x, y).R!.Value);
        yield return ("spearman", () => Spearman.Compute(x, y).Rho!.Value);
        yield return ("kendall", () => Kendall.Compute(x, y).TauB!.Value);
        yield return ("mann_whitney", () => MannWhitney.Compute(a, b).U!.Value);
        yield return ("wilcoxon", () => WilcoxonSignedRank.Compute(x, y).VPlus!.Value);
        yield return ("ks_two_sample", () => KsTwoSample.Compute(x, y).D!.Value);
        yield return ("bootstrap_bca", () => BootstrapBca.Compute(s.Small.Length, units => Mean(s.Small, units)).Lower!.Value);

        // What the engine really holds: the same values as a tally. The other program has no such thing and takes the raw values.
        var (values, countsA, countsB) = s.Tally();
        yield return ("moments_tally", () => SampleMoments.OfCounts(values, countsA).Variance);
        yield return ("welch_t_tally", () => WelchT.FromCounts(values, countsA, countsB).T!.Value);
        yield return ("mann_whitney_tally", () => MannWhitney.FromCounts(values, countsA, countsB).U!.Value);
        yield return ("ks_two_sample_tally", () => KsTwoSample.FromCounts(values, countsA, countsB).D!.Value);
        yield return ("chi_square_tally", () => ChiSquareHomogeneity.Compute(countsA, countsB).Chi2!.Value);
    }

    private static double Mean(double[] values, ReadOnlySpan<int> units)
    {
        var sum = 0.0;
        foreach (var unit in units)
        {
            sum += values[unit];
        }

        return sum / units.Length;
    }

    /// <summary>Two continuous series that correlate about .5, two series of 21 scores from 0 to 100, and a small one.</summary>
    private sealed class Sample
    {
        public Sample(int size)
        {
            var random = new SeededRandom(20);
            (X, Y, A, B, Small) = (new double[size], new double[size], new double[size], new double[size], new double[1000]);
            for (var i = 0; i < size; i++)
            {
                X[i] = random.NextNormal();
                Y[i] = (0.5 * X[i]) + (0.8660254037844386 * random.NextNormal()) + 0.001;
                A[i] = Score(random.NextNormal());
                B[i] = Score(random.NextNormal() + 0.01);
            }

            Array.Copy(X, Small, Math.Min(size, Small.Length));
        }

        public double[] X { get; }

        public double[] Y { get; }

        public double[] A { get; }

        public double[] B { get; }

        public double[] Small { get; }

        public (double[] Values, long[] CountsA, long[] CountsB) Tally()
        {
            var values = Enumerable.Range(0, 21).Select(i => i * 5.0).ToArray();
            var (countsA, countsB) = (new long[21], new long[21]);
            for (var i = 0; i < A.Length; i++)
            {
                countsA[(int)(A[i] / 5)]++;
                countsB[(int)(B[i] / 5)]++;
            }

            return (values, countsA, countsB);
        }

        public void Write(string folder)
        {
            Directory.CreateDirectory(folder);
            foreach (var (name, series) in new[] { ("x", X), ("y", Y), ("a", A), ("b", B), ("small", Small) })
            {
                File.WriteAllBytes(Path.Combine(folder, name + ".f64"), MemoryMarshal.AsBytes(series.AsSpan()).ToArray());
            }
        }

        private static double Score(double z) => 5 * Math.Clamp(Math.Round(13 + (4.4 * z)), 0, 20);
    }
}
