using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Measures;

/// <summary>How the next period is forecast.</summary>
public enum ForecastMethod
{
    /// <summary>The mean of all periods.</summary>
    Mean,

    /// <summary>Exponential smoothing with half the drift (Assimakopoulos and Nikolopoulos 2000).</summary>
    Theta,

    /// <summary>Singular spectrum analysis, rank 2, window of half the series (Golyandina, Nekrutkin and Zhigljavsky 2001); from 12 periods on.</summary>
    SingularSpectrum,
}

/// <summary>The newest unbroken run of a team's series, and how each way of forecasting it would have done.</summary>
internal sealed class ForecastTest
{
    /// <summary>The fewest unbroken periods that are forecast.</summary>
    public const int FewestPeriods = 6;

    private const int LongFrom = 12;
    private readonly Dictionary<ForecastMethod, double[]> errors = [];

    public ForecastTest(TrackSeries series, int last)
    {
        Series = series;
        First = last + 1;
        while (First > 0 && !double.IsNaN(series.Values[First - 1])) First--;
        Values = series.Values[First..(last + 1)];
        Sampling = series.Errors[First..].Where(double.IsFinite).DefaultIfEmpty(0).Average();
        if (Values.Length < FewestPeriods) return;
        var origin = IsLong ? LongFrom / 2 : FewestPeriods / 2;
        Naive = RollingOrigin.Errors(Values, origin, v => v[^1])!;
        foreach (var method in Enum.GetValues<ForecastMethod>())
        {
            if (method == ForecastMethod.SingularSpectrum && !IsLong) continue;
            if (RollingOrigin.Errors(Values, origin, v => Next(method, v)) is { } found) errors[method] = found;
        }
    }

    public TrackSeries Series { get; }

    /// <summary>The place of the first period of the run.</summary>
    public int First { get; }

    public double[] Values { get; }

    public bool IsLong => Values.Length >= LongFrom;

    /// <summary>The errors of "as last time"; empty where the run is too short.</summary>
    public double[] Naive { get; } = [];

    public IReadOnlyDictionary<ForecastMethod, double[]> Errors => errors;

    /// <summary>The mean sampling variance of a period's value; 0 where it is not known.</summary>
    public double Sampling { get; }

    public static double? Next(ForecastMethod method, double[] values) => method switch
    {
        ForecastMethod.Mean => values.Sum() / values.Length,
        ForecastMethod.Theta => ThetaForecast.Compute(values).Forecast,
        _ => SingularSpectrum.Compute(values, values.Length / 2, 2).Forecast,
    };
}
