using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>What an outcome is set against, and where.</summary>
internal sealed record OutcomeSubject(string Period, Metric Metric, string Dimension, OutcomeSeries Series, string Stratum, int Lag, LinkLevel Level)
{
    public ulong Seed(AnalysisSettings settings) =>
        SubjectSeed.Of(settings.Seed, "outcomes", Period, Metric.Key, Dimension, $"{Series}", Stratum, FormattableString.Invariant($"{Lag}"), $"{Level}");
}

/// <summary>A response surface of an outcome over both voices' means: one row a team.</summary>
internal sealed record SurfaceFigures
{
    /// <summary>Fewest teams of a surface: that of drivers with five predictors.</summary>
    public const int FewestTeams = 30;

    public required ResponseSurfaceResult Fit { get; init; }

    public required SurfaceModelsResult Models { get; init; }

    public required PrincipalAxesResult? Axes { get; init; }

    /// <summary>Standard errors from an estimate to an end of its interval.</summary>
    public required double Half { get; init; }

    public required (double? Mean, double? Sd) Employee { get; init; }

    public required (double? Mean, double? Sd) Customer { get; init; }

    public required (double? Mean, double? Sd) Outcome { get; init; }

    public required double? VoicesPearson { get; init; }

    /// <summary>Fits it; null where the means or the outcome do not vary enough.</summary>
    public static SurfaceFigures? Of(double[] employee, double[] customer, double[] outcome, double confidence)
    {
        var fit = ResponseSurface.Compute(employee, customer, outcome);
        if (fit.Features is null || fit.Features.Any(f => f.StandardError is null) || SurfaceModels.Compute(employee, customer, outcome) is not { } models) return null;
        return new SurfaceFigures
        {
            Fit = fit,
            Models = models,
            Axes = PrincipalAxes.Compute(fit, confidence),
            Half = StudentDistribution.Quantile((1 + confidence) / 2, fit.N - 6),
            Employee = Described(employee),
            Customer = Described(customer),
            Outcome = Described(outcome),
            VoicesPearson = Pearson.Compute(employee, customer, confidence).R,
        };
    }

    /// <summary>What it says of symmetry; nothing where nobody said which way of the metric is the good one.</summary>
    /// <param name="q">Of the three quadratic terms.</param>
    /// <param name="better">The good way.</param>
    public SurfaceVerdict? Verdict(double? q, Better? better)
    {
        if (better is not { } way || q is not { } adjusted) return null;
        var curvature = Fit.Features![3];
        if (adjusted >= FalseDiscovery.Level || curvature.P is not < FalseDiscovery.Level) return Models.LinearP < FalseDiscovery.Level ? SurfaceVerdict.LevelOnly : SurfaceVerdict.NoEffectShown;
        var isWorseApart = curvature.Estimate < 0 == (way == Better.Higher);
        return !isWorseApart ? SurfaceVerdict.SymmetryHurts : IsRidgeEquality(way) ? SurfaceVerdict.SymmetryHelps : SurfaceVerdict.OneAheadIsBest;
    }

    // The ridge of what is good: of an outcome of which less is better it is the trough, the other axis.
    private bool IsRidgeEquality(Better way)
    {
        var a3 = Fit.Features![2];
        var slopes = Math.Abs(a3.Estimate) <= Half * a3.StandardError!.Value;
        return slopes && Axes is { } axes && (way == Better.Higher ? Holds(axes.P10, 0) && Holds(axes.P11, 1) : Holds(axes.P20, 0) && Holds(axes.P21, 1));
    }

    private static bool Holds(AxisFigure figure, double value) => figure.Lower <= value && value <= figure.Upper;

    private static (double? Mean, double? Sd) Described(double[] values)
    {
        var summary = SampleMoments.Of(values);
        return (summary.Mean, summary.StandardDeviation);
    }
}
