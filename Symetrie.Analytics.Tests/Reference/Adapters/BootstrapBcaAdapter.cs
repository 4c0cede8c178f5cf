using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class BootstrapBcaAdapter : IReferenceStatistic
{
    public string Name => "bootstrap_bca";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        if (vector.HasInput("a"))
        {
            double[] a = vector.Numbers("a"), b = vector.Numbers("b");
            return new Dictionary<string, object?>(StringComparer.Ordinal) { ["acceleration"] = BootstrapBca.Acceleration(LeftOut(a, 1), LeftOut(b, -1)) };
        }

        var x = vector.Numbers("x");
        var y = vector.HasInput("y") ? vector.Numbers("y") : x;
        ResampleStatistic statistic = vector.Option("statistic", "mean") == "mean" ? units => Mean(x, units) : units => Correlation(x, y, units);
        var result = vector.HasInput("resample_indices_csv")
            ? BootstrapBca.FromResamples(x.Length, statistic, [.. vector.FileRows("resample_indices_csv").Select(row => row.Select(i => (int)i).ToArray())])
            : vector.HasInput("resample_indices")
            ? BootstrapBca.FromResamples(x.Length, statistic, [.. vector.Rows("resample_indices").Select(row => row.Select(i => (int)i).ToArray())])
            : BootstrapBca.Compute(x.Length, statistic, draws: 400_000, seed: 7);
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["estimate"] = result.Estimate,
            ["bias"] = result.Bias,
            ["se"] = result.StandardError,
            ["z0"] = result.Z0,
            ["acceleration"] = result.Acceleration,
            ["alpha_lower"] = result.AlphaLower,
            ["alpha_upper"] = result.AlphaUpper,
            ["bca_lower"] = result.Lower,
            ["bca_upper"] = result.Upper,
            ["percentile_lower"] = result.PercentileLower,
            ["percentile_upper"] = result.PercentileUpper,
            ["basic_lower"] = result.BasicLower,
            ["basic_upper"] = result.BasicUpper,
        };
    }

    private static double[] LeftOut(double[] values, int sign) =>
        [.. values.Select((_, j) => sign * values.Where((_, i) => i != j).Average())];

    private static double Mean(double[] values, ReadOnlySpan<int> units)
    {
        var sum = 0.0;
        foreach (var unit in units) sum += values[unit];
        return sum / units.Length;
    }

    private static double Correlation(double[] x, double[] y, ReadOnlySpan<int> units)
    {
        double[] u = new double[units.Length], v = new double[units.Length];
        for (var i = 0; i < u.Length; i++) (u[i], v[i]) = (x[units[i]], y[units[i]]);
        return Pearson.Compute(u, v).R ?? double.NaN;
    }
}
